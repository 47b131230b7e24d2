import { accessTo, acquaintancesIn, restrictionOf, type AccessRow, type AcquaintanceRow } from '#server/db/queries/restrict.ts';
import { contactsNow } from '#server/db/queries/due.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { RestrictionReason } from '../domain/restriction.ts';
import { caseInHub } from './case-door.ts';
import { workerNames, type WorkerName } from './console-names.ts';
import { aroundCase } from './restrict-case.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type Inside = { id: string; name: string | null; isMe: boolean; isContact: boolean; isGlass: boolean; until: string | null };
export type Knows = { id: string; caseId: string; name: string | null; since: string };
export type RestrictPage = {
	id: string;
	restriction: { why: RestrictionReason; since: string } | null;
	inside: Inside[];
	/** Who can be let in: not those who are in, and not those who know somebody here. */
	workers: (WorkerName & { isContact: boolean })[];
	known: Knows[];
};

const nameOf = ({ db }: WorkerCtx, { workerId, nameSealed }: Pick<AccessRow, 'workerId' | 'nameSealed'>) =>
	openAt(db.keys, sealedPlaces.workerName(workerId), nameSealed);

/** Who said "I know someone in this case", by name; never whom, because nobody asked. */
export const knowsOf = (ctx: WorkerCtx, rows: readonly AcquaintanceRow[]): Promise<Knows[]> =>
	Promise.all(rows.map(async (row) => ({ id: row.id, caseId: row.caseId, name: await nameOf(ctx, row), since: row.madeAt.toISOString() })));

/** Who may open one case of the hub, who can be let in, and to whom it is shut by their own word. Workers only: nothing of the case or its people is in it. @throws NotYours */
export async function readRestrict(ctx: WorkerCtx, caseId: string): Promise<RestrictPage> {
	const { id } = await caseInHub(ctx, caseId);
	const restriction = await restrictionOf(ctx.db, id);
	const access = restriction ? await accessTo(ctx.db, [id]) : [];
	const known = await acquaintancesIn(ctx.db, [id]);
	const contacts = new Set((await contactsNow(ctx.db, (await aroundCase(ctx, id)).cases)).map(({ workerId }) => workerId));
	const out = new Set([...access.filter(({ isGlass }) => !isGlass), ...known].map(({ workerId }) => workerId));
	return {
		id,
		restriction: restriction ? { why: restriction.why, since: restriction.madeAt.toISOString() } : null,
		inside: await Promise.all(
			access.map(async (row) => ({
				id: row.id,
				name: await nameOf(ctx, row),
				isMe: row.workerId === ctx.actor.id,
				isContact: contacts.has(row.workerId),
				isGlass: row.isGlass,
				until: row.until?.toISOString() ?? null
			}))
		),
		workers: (await workerNames(ctx.db))
			.filter((one) => !out.has(one.id) && (restriction !== undefined || one.id !== ctx.actor.id))
			.map((one) => ({ ...one, isContact: contacts.has(one.id) })),
		known: await knowsOf(ctx, known)
	};
}
