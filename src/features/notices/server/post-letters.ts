import { moveNotice, noticeOfHub, type NoticeRow } from '#server/db/queries/notices.ts';
import { newId } from '#server/db/keyring.ts';
import { addTask, hasOpenTask } from '#server/db/queries/tasks.ts';
import { refuse, type Outcome } from '#server/http/ctx.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { postingDays } from '../domain/posted.ts';
import type { LetterForm, PostedForm } from '../schema.ts';
import { gateNow, waiting, type AskPost, type WorkerCtx } from './letters.ts';

const list = '/console/notices/letters';

/** The days that may be chosen for letters of which the oldest waits since then. */
export const daysToChoose = ({ now }: Pick<WorkerCtx, 'now'>, since: readonly Date[]): Day[] =>
	postingDays(londonDay(now), londonDay(new Date(Math.min(now.getTime(), ...since.map((one) => one.getTime())))));

type Came = 'posted' | 'stopped' | 'wrong_day' | 'moved';

/**
 * Marks one letter as posted on a day. Where it is posted today the gate is asked once more: what she stopped since it was printed is not posted (S-20). What left on an earlier day has left: it is written
 * down as it was, and where the gate says no by now, somebody looks at it.
 */
async function postOne(ctx: WorkerCtx, row: NoticeRow, day: Day, askPost: AskPost): Promise<Came> {
	const { db, now } = ctx;
	if (!postingDays(londonDay(now), londonDay(row.movedAt)).includes(day)) return 'wrong_day';
	const gate = await gateNow(ctx, row, askPost);
	if (typeof gate === 'string' && day === londonDay(now)) return 'stopped';
	const change = { state: 'sent', reason: null, nextAt: null, movedAt: now, postedOn: day } as const;
	if (!(await moveNotice(db, row.id, 'printing', change))) return 'moved';
	ctx.record({ action: 'notice.sent', personId: row.personId, caseId: row.caseId ?? undefined, objectId: row.id });
	if (typeof gate === 'string' && gate !== 'notice.reason.seen') await lookAtIt(ctx, row);
	return 'posted';
}

/** A letter is under way to somebody who has stopped letters since: a worker sees to it at once. */
async function lookAtIt({ db, now }: WorkerCtx, { caseId, personId, sourceId }: NoticeRow): Promise<void> {
	if (await hasOpenTask(db, 'notice_call', { personId, about: sourceId })) return;
	const task = { hubId: db.hub, caseId, personId, kind: 'notice_call', isUrgent: true, dueOn: londonDay(now), about: sourceId } as const;
	await addTask(db, { ...task, id: newId(now), madeAt: now });
}

/** "I posted it", and on which day, or "I could not", which is stuck, for somebody to answer. Of two presses one counts. @throws NotYours */
export async function settleLetter(ctx: WorkerCtx, id: string, form: LetterForm, askPost: AskPost): Promise<Outcome> {
	const { db, now } = ctx;
	const row = await waiting(ctx, id);
	if (form.what === 'could_not') {
		const change = { state: 'failed', reason: 'notice.reason.not_posted', nextAt: null, movedAt: now } as const;
		return (await moveNotice(db, id, 'printing', change)) ? { go: list } : refuse('form', 'notice.error.moved');
	}
	const came = await postOne(ctx, row, form.day, askPost);
	if (came === 'wrong_day') return refuse('day', 'notice.letter.error.day');
	if (came === 'stopped') return refuse('form', 'notice.letter.stop');
	return came === 'posted' ? { go: list } : refuse('form', 'notice.error.moved');
}

/**
 * Several letters that were posted on one day. Each passes the gate for itself: what was stopped stays in the list, and the page says how many. What somebody else marked meanwhile is left out. A day that
 * cannot be of one of them is refused for all.
 */
export async function settleLetters(ctx: WorkerCtx, { letter: ids, day }: PostedForm, askPost: AskPost): Promise<Outcome> {
	const count = { posted: 0, stopped: 0 };
	for (const id of new Set(ids)) {
		const row = await noticeOfHub(ctx.db, id);
		if (row?.state !== 'printing') continue;
		const came = await postOne(ctx, row, day, askPost);
		if (came === 'wrong_day') return refuse('day', 'notice.letter.error.day');
		if (came === 'posted' || came === 'stopped') count[came]++;
	}
	ctx.about({ objectId: 'letters' });
	return { go: `${list}?posted=${count.posted}&stopped=${count.stopped}` };
}
