import type { HubId } from '#shared/ids.ts';
import type { Db } from '../db/as.ts';
import { holdEvent, markDone, markFailed, waitingEvents } from '../db/queries/outbox.ts';
import type { Ctx } from '../http/ctx.ts';
import type { JobActor } from '../policy/actor.ts';
import { work } from '../http/work.ts';

/** Handlers by kind of event. Each runs in the transaction that marks the event done: it happens wholly, or it is tried again. */
export type Handlers = Record<string, (ctx: Ctx<JobActor>, payload: Record<string, string>) => Promise<void>>;

const wait = (tries: number) => Math.min(3_600_000, 5_000 * 2 ** tries);

/**
 * Hands waiting events to their handlers, oldest first; two servers at once never take the same one. A failed one is tried again, later each time.
 * @returns how many were done.
 */
export async function drainOutbox(db: Db, handlers: Handlers, now: Date): Promise<number> {
	let done = 0;
	for (let rounds = 0; rounds < 500; rounds++) {
		const came = await take(db, handlers, now);
		if (came === 'nothing' || came === 'held') break;
		if (came === 'done') done++;
	}
	return done;
}

/** `held`: another server works on the oldest one, so this round ends and the next looks again. */
async function take(db: Db, handlers: Handlers, now: Date): Promise<'done' | 'held' | 'failed' | 'nothing'> {
	const [next] = await db.as({ kind: 'job', hub: '' as HubId }, now, (tx) => waitingEvents(tx, 1));
	if (!next) return 'nothing';
	const actor: JobActor = { kind: 'job', hub: next.hubId as HubId };
	const run = async (ctx: Ctx<JobActor>) => {
		if (!(await holdEvent(ctx.db, next.id))) return 'held';
		const [mine] = await waitingEvents(ctx.db, 1, next.id);
		if (!mine) return 'held';
		await handlers[mine.kind]?.(ctx, mine.payload);
		await markDone(ctx.db, mine.id);
		return 'done';
	};
	try {
		return await work(db, { actor, now, lang: 'en', requestId: next.id, audit: null }, run);
	} catch (e) {
		await db.as(actor, now, (tx) => markFailed(tx, next.id, e instanceof Error ? e.name : 'unknown', wait));
		return 'failed';
	}
}
