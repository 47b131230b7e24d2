/** What the database tells when a change was committed (drizzle/0034): which hub, what kind of thing, whose, and whose doing it was. Ids and codes only. */
export type Note = { hub: string | null; what: What; caseId: string | null; personId: string | null; by: string | null };

const whats = ['outbox', 'news', 'thread', 'task', 'case', 'lock', 'session'] as const;
export type What = (typeof whats)[number];
export const channel = 'waymark_live';

const orNull = (piece: string | undefined) => (piece === undefined || piece === '-' ? null : piece);

/** Reads one line of the channel. Whoever may log in to the database may write there: what is no line of ours is nothing. */
export function noteOf(line: string): Note | null {
	const pieces = line.split(' ');
	const [hub, what, caseId, personId, by] = pieces;
	const known = whats.find((each) => each === what);
	if (!known || pieces.length !== 5) return null;
	return { hub: orNull(hub), what: known, caseId: orNull(caseId), personId: orNull(personId), by: orNull(by) };
}

/** What an open page is about. */
export type Topic = { of: 'own' } | { of: 'due' } | { of: 'messages' } | { of: 'case'; id: string };
/** Who looks at it: a person at her own, a worker at the hub's. */
export type Looker = { kind: 'person' | 'worker'; id: string; hub: string };

const dueWhats: readonly What[] = ['task', 'case'];
const caseWhats: readonly What[] = ['task', 'case', 'thread', 'lock'];

/**
 * Whether a note is about what stands on this page. A person hears only that a notice is owed to her: there it was asked what a machine may say (P4), and never that somebody reads, claims or waits
 * (S-31). A worker does not hear of their own doing. Whether the record is shut to them is asked of the database afterwards (P19).
 */
export function concerns({ hub, what, caseId, personId, by }: Note, { kind, id, hub: theirs }: Looker, topic: Topic): boolean {
	if (hub !== theirs) return false;
	if (kind === 'person') return topic.of === 'own' && what === 'news' && personId === id;
	if (by === id) return false;
	if (topic.of === 'due') return dueWhats.includes(what);
	if (topic.of === 'messages') return what === 'thread';
	return topic.of === 'case' && caseWhats.includes(what) && caseId === topic.id;
}
