import { everywhere, needs, type Need } from './codes.ts';

/** How many shown services there are for a need in an area whose people speak a language; '*' counts each service once. */
export type Counted = { area: string; need: string; lang: string; count: number };
/** For one need in one area: how many services, and the languages nobody there speaks. */
export type Gap = { need: Need; count: number; without: string[] };
export type AreaGaps = { area: string; gaps: Gap[]; empty: number };

/**
 * Where there is nothing to offer (T47): for each area and need, how many services are shown, and in which of these languages none. A service for the whole country counts in
 * every area. @param areas those of the hub's scope @param langs languages to look for; English is taken as spoken everywhere
 */
export function gapsOf(counted: readonly Counted[], areas: readonly string[], langs: readonly string[]): AreaGaps[] {
	const sums = new Map<string, number>();
	for (const { area, need, lang, count } of counted) sums.set(`${area} ${need} ${lang}`, count);
	const at = (area: string, need: string, lang: string) =>
		(sums.get(`${area} ${need} ${lang}`) ?? 0) + (area === everywhere ? 0 : (sums.get(`${everywhere} ${need} ${lang}`) ?? 0));
	return areas.map((area) => {
		const gaps = needs.map((need) => ({
			need,
			count: at(area, need, '*'),
			without: langs.filter((lang) => lang !== 'en' && at(area, need, lang) === 0)
		}));
		return { area, gaps, empty: gaps.filter(({ count }) => count === 0).length };
	});
}

/** The languages to look for: those the pages speak, and any that some service speaks. */
export const langsToLookFor = (counted: readonly Counted[], site: readonly string[]): string[] =>
	[...new Set([...site, ...counted.map(({ lang }) => lang)])].filter((lang) => lang !== '*' && lang !== 'en').sort();
