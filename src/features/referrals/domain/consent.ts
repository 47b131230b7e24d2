import { addMonths, londonDay, type Day } from '#shared/london.ts';

/** What may be shared with an agency: nothing that is not in this list ever leaves (P16). */
export const fields = ['name', 'ways', 'easier', 'need', 'area', 'age', 'line'] as const;
export type Field = (typeof fields)[number];

/** Who said yes (P16, P17): the person on her page or by voice to a worker; for a child a parent; for an adult nobody but by a power of attorney or a best-interests note. */
export const givers = ['person', 'spoken', 'parent', 'attorney', 'best_interests'] as const;
export type Giver = (typeof givers)[number];

/** The version of the words a person agreed to. Raise it whenever `share.agree.*` changes what is agreed. */
export const wordingVersion = 1;
const lastsMonths = 12;

/** A permission to share: with one agency, for one purpose, these fields and no others. `endsOn` is the last day it holds. */
export type Consent = { givenAt: Date | null; endsOn: Day | null; endedAt: Date | null };

/** The last day of a consent that is given now (P16: twelve months, or when the help ends if that is earlier). */
export const lastDayOf = (now: Date): Day => addMonths(londonDay(now), lastsMonths);

/** Whether something may be shown under this consent at this instant. Not given, stopped, and over are all no. */
export function isLive({ givenAt, endsOn, endedAt }: Consent, now: Date): boolean {
	if (givenAt === null || givenAt > now || endedAt !== null) return false;
	return endsOn !== null && londonDay(now) <= endsOn;
}

/** What is known of a person that could be shared, before anything is chosen. Codes, so that each reader reads it in their own language; text only where it is her own. */
export type Facts = {
	name: string | null;
	ways: readonly string[];
	/** What makes it easier: codes, and her own words with them (Accessible Information Standard: share). */
	easier: readonly string[];
	easierWords: string | null;
	/** Which of the eight needs of hers this service helps with; no other is its business. */
	needs: readonly string[];
	area: string | null;
	age: AgeBand | null;
	line: string | null;
};
export const ageBands = ['under_18', '18_24', '25_59', '60_over'] as const;
export type AgeBand = (typeof ageBands)[number];

/** One line of what is sent: `codes` are said in the reader's language, `text` stands after them as it was written. */
export type SentLine = { field: Field; codes?: string[]; text?: string };

const lineOf: Record<Field, (facts: Facts) => Omit<SentLine, 'field'> | null> = {
	name: ({ name }) => (name ? { text: name } : null),
	ways: ({ ways }) => (ways.length ? { codes: [...ways] } : null),
	easier: ({ easier, easierWords }) =>
		easier.length || easierWords ? { ...(easier.length && { codes: [...easier] }), ...(easierWords && { text: easierWords }) } : null,
	need: ({ needs }) => (needs.length ? { codes: [...needs] } : null),
	area: ({ area }) => (area ? { text: area } : null),
	age: ({ age }) => (age ? { codes: [age] } : null),
	line: ({ line }) => (line?.trim() ? { text: line.trim() } : null)
};

/**
 * Exactly what is sent, in the order of `fields`: of the chosen fields those that hold something, and never another. The same lines are shown before and after (DESIGN §7).
 */
export function textToSend(chosen: readonly Field[], facts: Facts): SentLine[] {
	return fields
		.filter((field) => chosen.includes(field))
		.flatMap((field) => {
			const line = lineOf[field](facts);
			return line ? [{ field, ...line }] : [];
		});
}

/** In which band somebody is today; null where the day of birth is not known. */
export function ageBandOf(born: Day | null, now: Date): AgeBand | null {
	if (born === null) return null;
	const today = londonDay(now);
	const isAtLeast = (years: number) => born <= addMonths(today, -12 * years);
	if (!isAtLeast(18)) return 'under_18';
	return isAtLeast(60) ? '60_over' : isAtLeast(25) ? '25_59' : '18_24';
}
