import { everywhere } from './codes.ts';
import { wordsIn } from './fold.ts';

/** Why an entry stands where it stands, as the page says it (`support.why.*`). */
export type Why = 'name' | 'near' | 'town' | 'area' | 'accredited' | 'assured' | 'everywhere';
type Ranked = {
	name: string;
	areas: readonly string[];
	towns: readonly string[];
	assuredOn: string | null;
	accreditedUntil: string | null;
	km: number | null;
};
type Wanted = { words: readonly string[]; area: string | null; town: string | null };

/** Up to two reasons, those that weigh most first. They are the ones the order is made by (`qualityOf`, the rank of the words); nothing else moves an entry up. */
export function whyFirst(entry: Ranked, { words, area, town }: Wanted, today: string): Why[] {
	const inName = wordsIn(entry.name, 30);
	const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
	const reasons: [Why, boolean][] = [
		['near', entry.km !== null],
		['name', words.some((word) => inName.includes(word))],
		['town', town !== null && entry.towns.includes(town)],
		['area', area !== null && entry.areas.includes(area)],
		['accredited', entry.accreditedUntil !== null],
		['assured', (entry.assuredOn ?? '') >= yearAgo],
		['everywhere', entry.areas.includes(everywhere)]
	];
	return reasons.flatMap(([why, holds]) => (holds ? [why] : [])).slice(0, 2);
}
