import { accessTo, acquaintancesIn, glassSince, restrictionById, safetyWaiting, type AccessRow } from '#server/db/queries/restrict.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { glassShownDays } from '../domain/restriction.ts';
import { knowsOf, type Knows } from './restrict-page.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type Broken = { id: string; name: string | null; at: string; until: string; reason: string | null; isOpen: boolean };
/** News about safety in a record that this supervisor may not open: since when, and who may. Nothing of the record. */
export type Waiting = { id: string; restrictionId: string | null; mayOpen: boolean; since: string; names: (string | null)[] };
export type GlassPage = { isSupervisor: boolean; waiting: Waiting[]; broken: Broken[]; known: Knows[] };

const nameOf = ({ db }: WorkerCtx, { workerId, nameSealed }: Pick<AccessRow, 'workerId' | 'nameSealed'>) =>
	openAt(db.keys, sealedPlaces.workerName(workerId), nameSealed);

/** How many restricted records hold news about safety that nobody inside has told for half an hour: for a supervisor's due list (P4). Nobody else may know. */
export const countWaiting = async (ctx: WorkerCtx): Promise<number> =>
	ctx.actor.roles.includes('supervisor') ? (await safetyWaiting(ctx.db)).length : 0;

async function waitingOf(ctx: WorkerCtx): Promise<Waiting[]> {
	const list: Waiting[] = [];
	for (const { restrictionId, mayOpen, since } of await safetyWaiting(ctx.db)) {
		const restriction = restrictionId ? await restrictionById(ctx.db, restrictionId) : undefined;
		const inside = restriction ? await accessTo(ctx.db, [restriction.caseId]) : [];
		const names = await Promise.all(inside.map((row) => nameOf(ctx, row)));
		list.push({ id: restrictionId ?? 'known', restrictionId, mayOpen, since: since.toISOString(), names });
	}
	return list;
}

async function brokenOf(ctx: WorkerCtx): Promise<Broken[]> {
	const since = new Date(ctx.now.getTime() - glassShownDays * 86_400_000);
	return Promise.all(
		(await glassSince(ctx.db, since)).map(async (row) => {
			const until = row.endedAt ?? row.until ?? row.madeAt;
			const reason = row.reasonSealed ? await openAt(ctx.db.keys, sealedPlaces.glassReason(row.id), row.reasonSealed) : null;
			return {
				id: row.id,
				name: await nameOf(ctx, row),
				at: row.madeAt.toISOString(),
				until: until.toISOString(),
				reason,
				isOpen: row.endedAt === null && until > ctx.now
			};
		})
	);
}

/** The page behind which restricted records stand: a form for everyone; for a supervisor also what waits, who broke the glass and why, and who said they know somebody. */
export async function readGlass(ctx: WorkerCtx): Promise<GlassPage> {
	if (!ctx.actor.roles.includes('supervisor')) return { isSupervisor: false, waiting: [], broken: [], known: [] };
	return {
		isSupervisor: true,
		waiting: await waitingOf(ctx),
		broken: await brokenOf(ctx),
		known: await knowsOf(ctx, await acquaintancesIn(ctx.db))
	};
}
