import { groups, type Group } from './guide.ts';

/** A number or a date that somebody has to look at again: no guide says one in its prose. Days are `YYYY-MM-DD`. */
export type Fact = {
	id: string;
	/** Pounds; a number to call; a number whose unit stands in the prose; a day. */
	kind: 'money' | 'phone' | 'count' | 'date';
	value: string | number;
	checked: string;
	review: string;
	/** False: nobody could check it. The page says "ask us" in its place (P12). */
	sure: boolean;
};

const files = import.meta.glob<Fact[]>('../facts/*.json', { eager: true, import: 'default' });

/** All facts of all guides. */
export const facts: readonly Fact[] = Object.values(files).flat();
const byId = new Map(facts.map((fact) => [fact.id, fact]));

/** A fact by its name. @throws RangeError where a guide names one that nobody wrote down */
export function factOf(id: string): Fact {
	const fact = byId.get(id);
	if (!fact) throw new RangeError(`no fact ${id}`);
	return fact;
}

/** £67, £2.25: amounts as they are written in every language of this hub, in Latin digits. */
export const pounds = (value: number): string => `£${Number.isInteger(value) ? value.toLocaleString('en-GB') : value.toFixed(2)}`;

/** Whether somebody should look at this again by that day (`YYYY-MM-DD`). */
export const isDue = ({ review }: { review: string }, day: string): boolean => review <= day;

/**
 * The guides whose translation stands alone only once a person has checked it: safety and rights (DESIGN §9, P24). Until then the English stands beside each
 * piece; in the other groups a note says so and leads to the two side by side.
 */
const withEnglish: ReadonlySet<Group> = new Set<Group>(['rights', 'you', 'kinds', 'others']);
export const needsEnglish = (group: Group): boolean => withEnglish.has(group);

/** The place of a group in the list. */
export const placeOf = (group: Group): number => groups.indexOf(group);
