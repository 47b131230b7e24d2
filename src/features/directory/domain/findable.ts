import { everywhere, needs } from './codes.ts';
import { fold, wordsIn } from './fold.ts';
import { isUuid } from './ids.ts';
import { attributesOfOthers, codesOf } from './oruk-facets.ts';
import type { Entry } from './record.ts';

/**
 * What a shown entry is found by. `codes` go into its words as they are and cannot be typed by accident: each begins with its kind and a full stop.
 * Nothing of a location goes in: a refuge must not be found by its street.
 */
export type Findable = {
	/** Weighs most: its name. Then the organisation, keywords, places it serves. Then what it says of itself. */
	name: string;
	near: string;
	far: string;
	codes: string[];
	/** Pairs of area and need (0: any) under which it is listed. */
	listing: [string, number][];
	/** Words to guess misspelt ones from. */
	words: string[];
};

/** The code of one facet, as it stands among the words: `code('need', 'home')`. */
export const code = (kind: 'area' | 'town' | 'need' | 'crime' | 'for' | 'way' | 'lang' | 'access' | 'is', value: string): string =>
	`${kind}.${value}`;
/** Which number a need has in the listing; 0 for one we do not know. */
export const needNumber = (need: string): number => (needs as readonly string[]).indexOf(need) + 1;

/** Decides what an entry is found by. @param placeNames names of the areas and towns it serves, in words */
export function findableOf(entry: Entry, placeNames: readonly string[]): Findable {
	const { service, organisation, facets } = entry;
	const { areas } = facets;
	// A full stop between words would make them a code.
	const plain = (text: string) => fold(text).replace(/[._]/g, ' ');
	// The terms its own feed gave it: others ask for it by these.
	const termsOfOthers = attributesOfOthers(service)
		.flatMap(({ taxonomy_term: term }) => [`term.${term?.id}`, `terms.${term?.['taxonomy_id']}`])
		.filter((each) => isUuid(each.split('.')[1]))
		.map((each) => each.toLowerCase());
	const near = [organisation.name, ...facets.keywords, ...placeNames, ...Object.values(facets.summaries)].join(' ');
	return {
		name: plain(service.name),
		near: plain(near),
		// Each word once: saying it often moves nobody up.
		far: [...new Set(plain(service.description ?? '').split(' '))].join(' '),
		codes: [...facets.langs.map((lang) => code('lang', lang)), ...codesOf(entry), ...termsOfOthers],
		listing: areas.flatMap((area) => [0, ...facets.needs.map(needNumber)].map((need): [string, number] => [area, need])),
		words: [...new Set(wordsIn([service.name, near].join(' '), 60))].filter((word) => word.length >= 4 && !/\d/.test(word))
	};
}

/**
 * How far up an entry stands before a word is typed, 0 to 100: agreed with the service in the last year, accredited today, looked at by the hub, complete, and
 * local before national. Said on the page (“shown first because…”).
 */
export function qualityOf(entry: Entry, isAccredited: boolean, today: string): number {
	const { service, facets, assuredOn, checkedOn } = entry;
	const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
	const points: [boolean, number][] = [
		[isAccredited, 25],
		[(assuredOn ?? '') >= yearAgo, 25],
		[(checkedOn ?? '') >= yearAgo, 10],
		[!facets.areas.includes(everywhere), 10],
		[Boolean(service.description), 5],
		[Boolean(service.phones?.length), 5],
		[Boolean(service.schedules?.length), 5],
		[facets.isFree, 5],
		[facets.needsNoReport, 5],
		[facets.capacity?.state !== 'full', 5]
	];
	return points.reduce((sum, [holds, worth]) => sum + (holds ? worth : 0), 0);
}
