import type { AuditEvent } from '#shared/audit-events.ts';
import type { Lang } from '#shared/lang.ts';
import type { Db } from '../db/as.ts';
import { appendAudit, appendOutbox, type AuditRow } from '../db/queries/house.ts';
import type { Actor } from '../policy/actor.ts';
import type { Ctx, Outcome } from './ctx.ts';

type Asked<A extends Actor> = { actor: A; now: Date; lang: Lang; requestId: string; audit: AuditEvent | null; isFresh?: boolean };

/** Thrown to undo a refused change; never seen outside. */
class Undo extends Error {}

/**
 * One door, one transaction: the use case, then its events, then its audit rows, then the commit (DESIGN §7).
 * A refusal undoes everything; only what is returned after the commit may be answered.
 */
export async function work<A extends Actor, Out>(db: Db, asked: Asked<A>, run: (ctx: Ctx<A>) => Promise<Out>): Promise<Out> {
	let out: Out | undefined;
	try {
		await db.as(asked.actor, asked.now, async (tx) => {
			const rows: AuditRow[] = [];
			const events: [string, Record<string, string>][] = [];
			let about: Omit<AuditRow, 'action'> = {};
			const ctx: Ctx<A> = {
				...asked,
				isFresh: asked.isFresh ?? false,
				db: tx,
				about: (detail) => void (about = { ...about, ...detail }),
				record: (row) => void rows.push(row),
				emit: (kind, payload) => void events.push([kind, payload])
			};
			out = await run(ctx);
			if (isRefusal(out) || isWayRound(out)) throw new Undo();
			for (const [kind, payload] of events) await appendOutbox(tx, kind, payload);
			if (asked.audit) rows.unshift({ action: asked.audit, ...about });
			for (const row of rows) await appendAudit(tx, row, asked.requestId);
		});
	} catch (e) {
		if (!(e instanceof Undo)) throw e;
	}
	return out as Out;
}

const isWayRound = (out: unknown): boolean => typeof out === 'object' && out !== null && 'isUndone' in out && out.isUndone === true;
const isRefusal = (out: unknown): out is Extract<Outcome, { refused: unknown }> =>
	typeof out === 'object' && out !== null && 'refused' in out;
