import { moveNotice, noticeOfHub, noticesAbout, noticesOfHub, type NoticeRow } from '#server/db/queries/notices.ts';
import { newId } from '#server/db/keyring.ts';
import { addTask, hasOpenTask } from '#server/db/queries/tasks.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import { idSchema } from '../schema.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type DeskNotice = Pick<NoticeRow, 'id' | 'caseId' | 'personId' | 'source' | 'channel' | 'state' | 'reason' | 'postedOn'> & {
	movedAt: string;
	/** It did not go, and nobody has said what happens instead. */
	isStuck: boolean;
};

const isStuck = ({ state, reason }: Pick<NoticeRow, 'state' | 'reason'>): boolean =>
	(state === 'dead' || state === 'failed') && reason !== 'notice.reason.gave_up';
const shown = (row: NoticeRow): DeskNotice => {
	const { id, caseId, personId, source, channel, state, reason, movedAt, postedOn } = row;
	return { id, caseId, personId, source, channel, state, reason, postedOn, movedAt: movedAt.toISOString(), isStuck: isStuck(row) };
};

/** What left the hub, or did not, and why: what is stuck first. No number, no address and no text is in it (T30). */
export async function listNotices({ db }: WorkerCtx): Promise<DeskNotice[]> {
	const rows = (await noticesOfHub(db)).map(shown);
	return [...rows.filter((row) => row.isStuck), ...rows.filter((row) => !row.isStuck)];
}

export type LoggedNotice = Pick<
	NoticeRow,
	'id' | 'personId' | 'source' | 'kind' | 'channel' | 'state' | 'reason' | 'repeat' | 'postedOn'
> & {
	movedAt: string;
	/** When she said that she has seen it (P22). */
	seenAt: string | null;
};
/** Every notice to these persons about this case, sent or not and why, newest first: their contact log (P9). No address and no text is in it (T30). The caller has opened the case. */
export async function logOf({ db }: WorkerCtx, caseId: string, personIds: readonly string[]): Promise<LoggedNotice[]> {
	return (await noticesAbout(db, caseId, personIds)).map((row) => {
		const { id, personId, source, kind, channel, state, reason, repeat, movedAt, seenAt, postedOn } = row;
		const at = { movedAt: movedAt.toISOString(), seenAt: seenAt?.toISOString() ?? null };
		return { id, personId, source, kind, channel, state, reason, repeat, postedOn, ...at };
	});
}

/**
 * A worker's answer to a notice that is stuck: send it again, which asks the gate anew (S-20), or give it up for a call. Of two at once one is done. @throws NotYours in another hub, and for a record
 * that is shut.
 */
export async function settleNotice(ctx: WorkerCtx, id: string, what: 'again' | 'call'): Promise<Outcome> {
	const { db, now } = ctx;
	const row = idSchema.safeParse(id).success ? await noticeOfHub(db, id) : undefined;
	if (!row) throw new NotYours();
	const { personId, caseId, sourceId } = row;
	ctx.about({ personId, caseId: caseId ?? undefined, objectId: id, reason: what });
	if (!isStuck(row)) return refuse('form', 'notice.error.moved');
	const change =
		what === 'again'
			? ({ state: 'waiting', reason: null, nextAt: now, movedAt: now } as const)
			: ({ state: row.state, reason: 'notice.reason.gave_up', nextAt: null, movedAt: now } as const);
	if (!(await moveNotice(db, id, row.state, change))) return refuse('form', 'notice.error.moved');
	if (what === 'call' && !(await hasOpenTask(db, 'notice_call', { personId, about: sourceId }))) {
		const task = { hubId: db.hub, caseId, personId, kind: 'notice_call', isUrgent: true, dueOn: londonDay(now), about: sourceId } as const;
		await addTask(db, { ...task, id: newId(now), madeAt: now });
	}
	return { go: '/console/notices' };
}
