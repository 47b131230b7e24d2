/** The Information Commissioner is told within 72 hours of knowing, where it has to be told (UK GDPR article 33). */
const hours72 = 72 * 3_600_000;

/** When the hub first knew: the person's own "this is not about me", or the worker's unlinking, whichever came first (P13). */
export const knownSince = (flaggedAt: readonly Date[], unlinkedAt: Date): Date =>
	new Date(Math.min(unlinkedAt.getTime(), ...flaggedAt.map((at) => at.getTime())));

/** By when it must be decided. A date and a time, never a countdown. */
export const decideBy = (knownAt: Date): Date => new Date(knownAt.getTime() + hours72);

/** One line of what was seen, as it was when the link was undone: ids and codes; names are looked up where they may be read. */
export type SeenThen = {
	event: string;
	title: { key: string; values: Record<string, unknown> };
	pages: { person: string; since: string }[];
	toldTo: string[];
};
