import { newId } from '#server/db/keyring.ts';
import { endConsent } from '#server/db/queries/referrals.ts';
import {
	markLateTold,
	referralForJob,
	runningReferrals,
	takeAskAgain,
	unconfirmedStops,
	type RunningRow
} from '#server/db/queries/referrals-jobs.ts';
import { addTask, hasOpenTask, type TaskKind } from '#server/db/queries/tasks.ts';
import type { Db } from '#server/db/as.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import type { HubId } from '#shared/ids.ts';
import { addDays, londonDay } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import { isExpired } from '../domain/referral.ts';
import { step } from './step.ts';
import { isSilent, wordBy } from './waits.ts';

type Job = Ctx<JobActor>;
type About = Pick<RunningRow, 'id' | 'caseId' | 'personId'>;
const firstId = '00000000-0000-0000-0000-000000000000';
/** Calendar days after the end at which we ask whether it helped. */
const helpedAfter = 14;

/** One open task of a kind about a request, however often it is asked for. */
async function ensureTask(
	{ db, now }: Job,
	{ id, caseId, personId }: About,
	kind: TaskKind,
	dueOn: string,
	isUrgent = false
): Promise<void> {
	if (await hasOpenTask(db, kind, { about: id })) return;
	await addTask(db, { id: newId(now), hubId: db.hub, caseId, personId, kind, isUrgent, dueOn, about: id, madeAt: now });
}

const endedAs = { decline: 'declined', return: 'returned', close: 'closed' } as const;

/** What follows from a step: a permission ends with what it was for (P16), and what comes back to the hub is a task there (T19). Safe to run twice. */
export async function onShareMoved(ctx: Job, { referral = '', move = '' }: Record<string, string>): Promise<void> {
	const row = await referralForJob(ctx.db, referral);
	if (!row) return;
	const today = londonDay(ctx.now);
	if (
		(move === 'decline' && row.state === 'declined') ||
		(move === 'return' && row.state === 'returned') ||
		(move === 'close' && row.state === 'closed')
	)
		await endConsent(ctx.db, row.consentId, endedAs[move]);
	if (move === 'decline' || move === 'return' || move === 'expire') await ensureTask(ctx, row, 'share_back', addWorkingDays(today, 1));
	if (move === 'close') await ensureTask(ctx, row, 'share_helped', addWorkingDays(addDays(today, helpedAfter), 0));
	// What an agency did stands in the person's own log too: the agency does not know whose record that is.
	if (['receive', 'accept', 'decline', 'start', 'return', 'close', 'confirm', 'expire'].includes(move))
		ctx.record({ action: 'share.followed', personId: row.personId, objectId: referral, reason: move });
}

/** What she said about the help. "They did not contact me" is a task for the same day. Safe to run twice. */
export async function onShareSaid(ctx: Job, { referral = '', said = '' }: Record<string, string>): Promise<void> {
	const row = await referralForJob(ctx.db, referral);
	if (!row) return;
	if (said === 'no_contact') await ensureTask(ctx, row, 'share_no_contact', londonDay(ctx.now), true);
	if (said === 'not_helped' || said === 'wrong') await ensureTask(ctx, row, 'share_back', londonDay(ctx.now));
}

/** Five wrong tries shut a link: somebody may be guessing, or the partner needs a new one (P5, P21). */
export async function onLinkShut(ctx: Job, { referral = '' }: Record<string, string>): Promise<void> {
	const row = await referralForJob(ctx.db, referral);
	if (row) await ensureTask(ctx, row, 'share_link_shut', londonDay(ctx.now), true);
}

async function look(ctx: Job, row: RunningRow): Promise<number> {
	if (isExpired(row.state, row.movedAt, row.endsOn, ctx.now)) {
		if (!(await step(ctx, row, 'expire'))) return 0;
		await endConsent(ctx.db, row.consentId, 'expired');
		return 1;
	}
	const isTold = row.lateToldAt !== null && row.lateToldAt >= row.movedAt;
	if (isTold || !isSilent(row.state, row.movedAt, ctx.now)) return 0;
	await ensureTask(ctx, row, 'share_late', londonDay(ctx.now));
	await markLateTold(ctx.db, row.id);
	return 1;
}

/**
 * The round over what is shared, for one hub: what is over ends, silence becomes a task once (T19), a stop nobody confirmed in two working days is called about, and whoever said we may
 * ask again is asked. Twice at once is once. @returns how many it did something about.
 */
export async function followShared(db: Db, hub: HubId, now: Date): Promise<number> {
	let count = 0;
	const actor: JobActor = { kind: 'job', hub };
	const inOne = <Out>(run: (ctx: Job) => Promise<Out>) => work(db, { actor, now, lang: 'en', requestId: newId(now), audit: null }, run);
	for (let after: string | null = firstId; after !== null;) {
		const from: string = after;
		after = await inOne(async (ctx) => {
			const rows = await runningReferrals(ctx.db, from);
			for (const row of rows) count += await look(ctx, row);
			return rows.length === 200 ? (rows.at(-1)?.id ?? null) : null;
		});
	}
	await inOne(async (ctx) => {
		const today = londonDay(now);
		for (const row of await unconfirmedStops(ctx.db)) {
			if ((wordBy('sent', row.movedAt) ?? today) >= today) continue;
			await ensureTask(ctx, row, 'share_unconfirmed', today);
			await markLateTold(ctx.db, row.id);
			count++;
		}
		for (const { id, personId } of await takeAskAgain(ctx.db, today)) {
			await ensureTask(ctx, { id, caseId: null, personId }, 'share_again', addWorkingDays(today, 0));
			count++;
		}
	});
	return count;
}
