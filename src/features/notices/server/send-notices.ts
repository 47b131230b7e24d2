import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { dueNotices, hasSeen, moveNotice, unconfirmedNotices, type NoticeRow } from '#server/db/queries/notices.ts';
import { pauseWay } from '#server/db/queries/tellings.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { servingOf, type Delivery, type Handed, type Parcel, type Post } from '#server/post/port.ts';
import type { HubId } from '#shared/ids.ts';
import { afterSent, waitAfter } from '../domain/tries.ts';
import type { AskGate } from './ask-gate.ts';
import { makeNotice } from './on-event.ts';
import { ensureTask, prepare } from './prepare.ts';

type Job = Ctx<JobActor>;
export type Round = { hub: HubId; now: Date; post: Post; askGate: AskGate; random: () => number };

const atOnce = 50;
const day = 86_400_000;
/** How soon a provider is asked again what became of something; later, after a quarter of the time that has passed. */
const followEvery = 300_000;
/** Notify forgets after seven days: what nobody has said more about by then is not asked about any more. */
const followFor = 8 * day;
/** So long a provider that may have taken something, and does not answer, is asked again; then a worker is told. */
const askFor = 3_600_000;

/**
 * The round of notices of one hub: those that are due pass the gate again (S-20), go out through the port while no transaction is open, and what came of it is written. Two servers never take the same
 * one. One whose sending broke off is not sent again before the provider was asked for its key; where it cannot be asked, a worker is told.
 * @returns how many a provider took, and whether as many were due as one round takes: then more may wait
 */
export async function sendNotices(db: Db, round: Round): Promise<{ taken: number; isFull: boolean }> {
	const { hub, now, askGate, post } = round;
	const actor: JobActor = { kind: 'job', hub };
	const inOne = <Out>(run: (ctx: Job) => Promise<Out>) => work(db, { actor, now, lang: 'en', requestId: newId(now), audit: null }, run);
	const { parcels, broken, isFull } = await inOne(async (ctx) => {
		const ready: [NoticeRow, Parcel][] = [];
		const rows = await dueNotices(ctx.db, atOnce);
		for (const row of rows.filter(({ state }) => state === 'waiting')) {
			const one = await prepare(ctx, row, askGate, post);
			if (one) ready.push(one);
		}
		return { parcels: ready, broken: rows.filter(({ state }) => state === 'sending'), isFull: rows.length === atOnce };
	});
	const handed = await Promise.all(parcels.map(async ([row, parcel]) => [row, await hand(post, parcel)] as const));
	// It may have been taken: where the provider can be asked, it stays `sending` until its time is up and is asked for then.
	const found = await Promise.all(broken.map(async (row) => [row, await whatBecame(post, row, now)] as const));
	let taken = 0;
	const clear = handed.filter(([row, came]) => came.came !== 'unknown' || !servingOf(post, row.channel).find);
	for (const [row, came] of [...clear, ...found]) {
		if (came === 'ask_later') {
			await inOne((ctx) => moveNotice(ctx.db, row.id, 'sending', { nextAt: new Date(now.getTime() + followEvery) }));
			continue;
		}
		if (came.came === 'taken') taken++;
		await inOne((ctx) => settle(ctx, row, came, round));
	}
	return { taken, isFull };
}

const hand = (post: Post, parcel: Parcel): Promise<Handed> => post.hand(parcel).catch(() => ({ came: 'unknown', code: 'threw' }));

/** What the provider says of one whose sending broke off; one that does not answer now is asked again for a while. */
async function whatBecame(all: Post, { id, provider, channel, movedAt }: NoticeRow, now: Date): Promise<Handed | 'ask_later'> {
	const post = servingOf(all, channel);
	const canAsk = provider === post.name && post.find !== undefined;
	const found = canAsk ? await post.find?.(id).catch(() => 'unasked' as const) : 'unasked';
	if (found === 'not_there') return { came: 'temporary', code: 'broke_off' };
	if (found && found !== 'unasked') return { came: 'taken', reference: found.reference };
	return canAsk && now.getTime() - movedAt.getTime() < askFor ? 'ask_later' : { came: 'unknown', code: 'broke_off' };
}

async function settle(ctx: Job, row: NoticeRow, came: Handed, { random, post }: Round): Promise<void> {
	const { db, now } = ctx;
	const move = (change: Parameters<typeof moveNotice>[3]) => moveNotice(db, row.id, 'sending', { movedAt: now, ...change });
	if (came.came === 'taken') {
		const nextAt = servingOf(post, row.channel).follow ? new Date(now.getTime() + followEvery) : null;
		if (!(await move({ state: 'sent', reason: null, reference: came.reference, nextAt }))) return;
		ctx.record({ action: 'notice.sent', personId: row.personId, caseId: row.caseId ?? undefined, objectId: row.id });
		return goOn(ctx, row);
	}
	if (came.came === 'permanent') {
		await move({ state: 'failed', reason: 'notice.reason.permanent', nextAt: null });
		return shutWay(ctx, row);
	}
	const wait = came.came === 'temporary' ? waitAfter(row.tries, random()) : null;
	if (wait !== null)
		return void (await move({ state: 'waiting', reason: 'notice.reason.temporary', nextAt: new Date(now.getTime() + wait) }));
	const why = { temporary: 'no_answer', refused: 'refused', unknown: 'maybe_sent' }[came.came];
	await move({ state: 'dead', reason: `notice.reason.${why}`, nextAt: null });
	await ensureTask(ctx, row, 'notice_call', { isUrgent: row.kind === 'court_critical' });
}

/** What is critical for court comes again the next day, twice at most, each time through the gate; then a worker calls, unless she said that she has seen it (P22). */
async function goOn(ctx: Job, row: NoticeRow): Promise<void> {
	const next = afterSent(row.kind, row.repeat);
	if (next === 'nothing' || (await hasSeen(ctx.db, row.personId, row.sourceId))) return;
	if (next === 'call') return ensureTask(ctx, row, 'notice_call');
	const { caseId, personId, source, sourceId, about, kind, lang } = row;
	await makeNotice(ctx, { caseId, personId, source, sourceId, about, kind }, lang, row.repeat + 1, new Date(ctx.now.getTime() + day));
}

/** A number that does not work is a wrong number (P9): that way is shut, and a safe one is looked for. */
async function shutWay(ctx: Job, row: NoticeRow): Promise<void> {
	if (row.wayId) await pauseWay(ctx.db, row.personId, row.wayId);
	await ensureTask(ctx, row, 'find_safe_way');
	if (row.kind === 'court_critical') await ensureTask(ctx, row, 'notice_call');
}

/** Asks what became of what a provider took, and writes it: delivered, or failed with what follows from it. @returns how many it knew of */
export async function followNotices(db: Db, { hub, now, post }: Round): Promise<number> {
	const actor: JobActor = { kind: 'job', hub };
	const inOne = <Out>(run: (ctx: Job) => Promise<Out>) => work(db, { actor, now, lang: 'en', requestId: newId(now), audit: null }, run);
	const rows = await inOne((ctx) => unconfirmedNotices(ctx.db, atOnce));
	let known = 0;
	// All at once: one that is slow to answer holds up nothing else.
	const answers = rows.map(async (row) => {
		const came = await servingOf(post, row.channel)
			.follow?.(row.reference ?? '')
			.catch(() => null);
		return [row, came ?? null] as const;
	});
	for (const [row, came] of await Promise.all(answers)) {
		if (came !== null && came !== 'on_its_way') known++;
		await inOne((ctx) => settleReceipt(ctx, row, came));
	}
	return known;
}

async function settleReceipt(ctx: Job, row: NoticeRow, came: Delivery | null): Promise<void> {
	const { db, now } = ctx;
	const move = (change: Parameters<typeof moveNotice>[3]) => moveNotice(db, row.id, 'sent', change);
	const age = now.getTime() - row.movedAt.getTime();
	if (came === 'no_more' || ((came === null || came === 'on_its_way') && age > followFor)) return void (await move({ nextAt: null }));
	if (came === null || came === 'on_its_way')
		return void (await move({ nextAt: new Date(now.getTime() + Math.max(followEvery, age / 4)) }));
	const done = { nextAt: null, movedAt: now };
	if (came === 'delivered') return void (await move({ ...done, state: 'delivered' }));
	if (!(await move({ ...done, state: 'failed', reason: `notice.reason.${came}` }))) return;
	if (came === 'permanent') await shutWay(ctx, row);
	else await ensureTask(ctx, row, 'notice_call', { isUrgent: row.kind === 'court_critical' });
}
