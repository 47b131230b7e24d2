import { outcomes } from '#features/referrals/domain/referral.ts';
import { cellOf, fewest, partsOf, type Cell } from './small-cells.ts';

export type OutcomeName = (typeof outcomes)[number];
export type Marks = Partial<Record<OutcomeName, number>>;

/** One offer of help to one person, without anything that says who. Instants are ISO text in UTC. */
export type Episode = {
	agency: string;
	needs: readonly string[];
	area: string | null;
	/** When it was put to the person. */
	offeredAt: string;
	/** When she agreed and it was sent; null: not (yet). */
	referredAt: string | null;
	answer: 'accepted' | 'declined' | null;
	/** Why the agency could not help: a code. */
	reason: string | null;
	/** When the agency first spoke with her. */
	contactedAt: string | null;
	start: Marks;
	/** The last time it was asked while the help went on. */
	review: Marks;
	close: Marks;
};

/** By what it is counted. Each person has one agency and one area per offer, but may have several needs. */
export const groupings = ['agency', 'need', 'area'] as const;
export type Grouping = (typeof groupings)[number];

/** A mean at the start and one later, of those who were asked both times. */
export type Change = { asked: Cell; start: number; later: number } | { asked: null };

export type NumbersRow = {
	/** The agency's id, the need's or the area's code; '' where no area is known. */
	key: string;
	offered: Cell;
	referred: Cell;
	accepted: Cell;
	declined: Cell;
	/** By the code of the reason. */
	reasons: readonly (readonly [string, Cell])[];
	/** How many were first spoken with; the median in hours and the share within 24 hours (0 to 100) are hidden with it. */
	contacted: Cell;
	medianHours: number | null;
	within24: number | null;
	/** From the start to the last review, and from the start to the end of the help. */
	reviews: Readonly<Record<OutcomeName, Change>>;
	changes: Readonly<Record<OutcomeName, Change>>;
};

const hour = 3_600_000;
const round1 = (value: number): number => Math.round(value * 10) / 10;
const mean = (values: readonly number[]): number => round1(values.reduce((sum, value) => sum + value, 0) / values.length);

/** The middle one; of an even number of values the middle of the middle two. */
export function medianOf(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? (sorted[half] ?? NaN) : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
}

const keysOf: Record<Grouping, (episode: Episode) => readonly string[]> = {
	agency: ({ agency }) => [agency],
	need: ({ needs }) => needs,
	area: ({ area }) => [area ?? '']
};

/** Every offer of a period, counted by agency, need or area (T26, T49): each key once, in the order of the alphabet. Nothing of fewer than five can be read or worked out of one row. */
export function numbersBy(episodes: readonly Episode[], by: Grouping): NumbersRow[] {
	const groups = new Map<string, Episode[]>();
	for (const episode of episodes) for (const key of new Set(keysOf[by](episode))) groups.set(key, [...(groups.get(key) ?? []), episode]);
	return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, group]) => rowOf(key, group));
}

function rowOf(key: string, group: readonly Episode[]): NumbersRow {
	const sent = group.filter(({ referredAt }) => referredAt !== null);
	const count = (answer: Episode['answer']) => sent.filter((episode) => episode.answer === answer).length;
	const [accepted, declined, waiting] = [count('accepted'), count('declined'), count(null)];
	// What was offered is what was sent and what was not; what was sent is taken, refused or still open: each beside its whole.
	const [sentCell = null] = partsOf([sent.length, group.length - sent.length]);
	const [acceptedCell = null, declinedCell = null] = sentCell !== null ? partsOf([accepted, declined, waiting]) : [];
	return {
		key,
		offered: cellOf(group.length),
		referred: sentCell,
		accepted: acceptedCell,
		declined: declinedCell,
		reasons: declinedCell === null ? [] : reasonsOf(sent),
		...contactsOf(sent),
		reviews: changesTo('review', sent),
		changes: changesTo('close', sent)
	};
}

function reasonsOf(sent: readonly Episode[]): [string, Cell][] {
	const codes = new Map<string, number>();
	for (const { answer, reason } of sent) if (answer === 'declined') codes.set(reason ?? '', (codes.get(reason ?? '') ?? 0) + 1);
	const sorted = [...codes].sort(([a], [b]) => (a < b ? -1 : 1));
	const cells = partsOf(sorted.map(([, count]) => count));
	return sorted.map(([code], at) => [code, cells[at] ?? null]);
}

/** Hours run day and night: 24 hours are 24 hours, also over a week-end (T11). */
function contactsOf(sent: readonly Episode[]): Pick<NumbersRow, 'contacted' | 'medianHours' | 'within24'> {
	const hours = sent.flatMap(({ referredAt, contactedAt }) =>
		referredAt !== null && contactedAt !== null ? [Math.max(0, Date.parse(contactedAt) - Date.parse(referredAt)) / hour] : []
	);
	const [contacted = null, quiet = null] = partsOf([hours.length, sent.length - hours.length]);
	if (contacted === null || quiet === null || hours.length < fewest) return { contacted, medianHours: null, within24: null };
	const soon = hours.filter((each) => each <= 24).length;
	const isSafe = partsOf([soon, hours.length - soon]).every((cell) => cell !== null);
	return { contacted, medianHours: round1(medianOf(hours)), within24: isSafe ? Math.round((soon / hours.length) * 100) : null };
}

type Later = 'review' | 'close';
const changesTo = (later: Later, sent: readonly Episode[]) =>
	Object.fromEntries(outcomes.map((name) => [name, changeOf(sent, name, later)])) as Record<OutcomeName, Change>;

function changeOf(sent: readonly Episode[], name: OutcomeName, later: Later): Change {
	const both = sent.flatMap((episode) => {
		const [before, after] = [episode.start[name], episode[later][name]];
		return before === undefined || after === undefined ? [] : [[before, after] as const];
	});
	if (both.length < fewest) return { asked: null };
	return { asked: both.length, start: mean(both.map(([before]) => before)), later: mean(both.map(([, after]) => after)) };
}

/** Of those who said they need something, how many an agency took on for it. */
export type UnmetRow = { need: string; said: Cell; met: Cell; unmet: Cell };

/** What people said they need and nobody took on (T47): people, by need. `said` and `met` hold each person once per need. */
export function unmetBy(needs: readonly string[], said: ReadonlyMap<string, number>, met: ReadonlyMap<string, number>): UnmetRow[] {
	return needs.map((need) => {
		const all = said.get(need) ?? 0;
		const taken = Math.min(all, met.get(need) ?? 0);
		const [metCell = null, unmetCell = null] = partsOf([taken, all - taken]);
		return { need, said: cellOf(all), met: metCell, unmet: unmetCell };
	});
}
