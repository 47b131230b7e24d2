/** What a message may be about (P8). */
export const topics = [
	'new',
	'threatened',
	'unsure',
	'cannot_come',
	'case',
	'court',
	'interpreter',
	'support',
	'details',
	'other'
] as const;
export type Topic = (typeof topics)[number];

/** Goes to the top of the hub's list at once (P8). */
const urgent: readonly Topic[] = ['new', 'threatened'];
export const isUrgentTopic = (topic: Topic): boolean => urgent.includes(topic);

/** For a talk with the named contact: never a button that withdraws (P8). */
export const isTalkTopic = (topic: string): boolean => topic === 'unsure';

/** Whom a worker may ask for about a thread, and in how many working days they should be there. */
export const askDays = { interpreter: 2, translation: 2 } as const;
export type Asked = keyof typeof askDays;

/** Minutes for which one worker answers a thread and nobody else does, unless they take it over. */
export const claimMinutes = 20;

type Claim = { claimedBy: string | null; claimedUntil: Date | null };
/** Who answers it at this instant; null: nobody, or their time is over. */
export const claimantOf = ({ claimedBy, claimedUntil }: Claim, now: Date): string | null =>
	claimedUntil && claimedUntil > now ? claimedBy : null;

/** Whether the promise was not kept (T28): the person has waited beyond the moment that her page names. */
export const isLate = ({ state, dueAt }: { state: string; dueAt: Date | null }, now: Date): boolean =>
	state === 'open' && dueAt !== null && dueAt < now;

export const boxes = ['all', 'mine', 'unassigned', 'late'] as const;
export type Box = (typeof boxes)[number];
type Sorted = { workerId: string | null; state: string; dueAt: Date | null };
/** Whose work is the worker's who looks: their own and of whom they cover. `nobodys`: who is away and covered by nobody. */
export type Whose = { mine: ReadonlySet<string>; nobodys: ReadonlySet<string> };
/** Whether a thread stands in this list of the inbox. What is of one who is away and covered by nobody waits for whoever takes it. */
export function isIn(box: Box, row: Sorted, { mine, nobodys }: Whose, now: Date): boolean {
	if (box === 'mine') return row.workerId !== null && mine.has(row.workerId);
	if (box === 'unassigned') return row.state === 'open' && (row.workerId === null || nobodys.has(row.workerId));
	return box === 'all' || isLate(row, now);
}
