import { newId } from '#server/db/keyring.ts';
import { addSafetyShare, ownSafetyShares, safetySharesOf, settleSafetyShare } from '#server/db/queries/safety-shares.ts';
import { addTask, settleOpenTasks } from '#server/db/queries/tasks.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay, type Day } from '#shared/london.ts';
import type { SafetyForm, SettleForm } from '../schema.ts';
import type { PersonCtx } from './shared.ts';

type WorkerCtx = Ctx<WorkerActor>;
/** What was shared, to whom and why; null where it cannot be read now. */
export type SafetyWords = { to: string; what: string; why: string } | null;
export type SafetyShare = { id: string; on: Day; words: SafetyWords };
/** `state`: she reads it; a supervisor keeps it from her, with why; or a supervisor has to decide. */
export type StaffSafetyShare = SafetyShare & { state: 'shown' | 'hidden' | 'waits'; why: string | null };

async function wordsOf({ db }: Ctx, personId: string, id: string, sealed: Buffer): Promise<SafetyWords> {
	const text = await openAt(db.keys, sealedPlaces.safetyWords(personId, id), sealed);
	return text === null ? null : (JSON.parse(text) as NonNullable<SafetyWords>);
}

/** What was shared about her to keep somebody safe, as far as it is shown to her (P16, journey 5 step 10). What is kept back is not in the answer of the database. */
export const readOwnSafety = async (ctx: PersonCtx): Promise<SafetyShare[]> =>
	Promise.all(
		(await ownSafetyShares(ctx.db, ctx.actor.id)).map(async ({ id, wordsSealed, madeAt }) => ({
			...{ id, on: londonDay(madeAt) },
			words: await wordsOf(ctx, ctx.actor.id, id, wordsSealed)
		}))
	);

/** All of it for staff, newest first, with what a supervisor decided. */
export const readSafety = async (ctx: WorkerCtx, personId: string): Promise<StaffSafetyShare[]> =>
	Promise.all(
		(await safetySharesOf(ctx.db, personId)).map(async (row) => ({
			...{ id: row.id, on: londonDay(row.madeAt), words: await wordsOf(ctx, personId, row.id, row.wordsSealed) },
			state: row.shownAt ? ('shown' as const) : row.hiddenAt ? ('hidden' as const) : ('waits' as const),
			why: row.hiddenWhySealed ? await openAt(ctx.db.keys, sealedPlaces.safetyWhy(personId, row.id), row.hiddenWhySealed) : null
		}))
	);

/**
 * Writes down that something was shared to keep somebody safe, without asking first: what, to whom, why, and who decided is whoever writes it (P16). She reads it at once; where the worker
 * says that this could add danger it waits for a supervisor, the same day. Sent twice is once.
 */
export async function recordSafety(ctx: WorkerCtx, caseId: string, personId: string, form: SafetyForm): Promise<void> {
	const { db, now, actor } = ctx;
	const { once: id, to, what, why, danger } = form;
	const wordsSealed = await sealAt(db.keys, sealedPlaces.safetyWords(personId, id), JSON.stringify({ to, what, why }));
	const row = { id, hubId: db.hub, caseId, personId, wordsSealed, decidedBy: actor.id, madeAt: now };
	if (!(await addSafetyShare(db, { ...row, shownAt: danger === 'yes' ? null : now }))) return;
	ctx.record({ action: 'safety.shared', caseId, personId, objectId: id });
	if (danger !== 'yes') return;
	const task = { id: newId(now), hubId: db.hub, caseId, personId, kind: 'safety_hide', isUrgent: true, about: id } as const;
	await addTask(db, { ...task, dueOn: londonDay(now), madeAt: now });
}

/** A supervisor decides whether she reads it (P16): kept back only with a reason. What is decided stays. */
export async function settleSafety(ctx: WorkerCtx, caseId: string, personId: string, { share, show, why }: SettleForm): Promise<Outcome> {
	const { db, now, actor } = ctx;
	const decided =
		show === 'yes'
			? { shownAt: now }
			: { hiddenBy: actor.id, hiddenAt: now, hiddenWhySealed: await sealAt(db.keys, sealedPlaces.safetyWhy(personId, share), why) };
	if (!(await settleSafetyShare(db, personId, share, decided))) return refuse('form', 'share.error.moved');
	if ((await safetySharesOf(db, personId)).every((row) => row.shownAt ?? row.hiddenAt))
		await settleOpenTasks(db, 'safety_hide', { personId }, actor.id);
	ctx.record({ action: 'safety.settled', caseId, personId, objectId: share, reason: show === 'yes' ? 'shown' : 'hidden' });
	return { go: `/console/cases/${caseId}/refer/${personId}/safety` };
}
