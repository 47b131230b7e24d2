import { endGrant, grantsOf, helpedBy, type GrantRow } from '#server/db/queries/advocate.ts';
import { ownCases } from '#server/db/queries/own.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { standingOf, type HelperKind, type Standing } from '../domain/grant.ts';
import { idSchema } from '../schema.ts';

type PersonCtx = Ctx<PersonActor>;
/** One who is or was let in, in her own words for them. `lastDay` counts whole. */
export type Helper = {
	id: string;
	name: string | null;
	kind: HelperKind;
	parts: string[];
	standing: Standing;
	since: Day;
	lastDay: Day;
	endedOn: Day | null;
};

/** A grant as it is shown to whoever may read it; the name is null when it cannot be opened. */
export async function helperOf({ db, now }: Pick<Ctx, 'db' | 'now'>, row: GrantRow): Promise<Helper> {
	return {
		...{ id: row.id, kind: row.kind, parts: row.parts, standing: standingOf(row, now), since: londonDay(row.madeAt) },
		name: await openAt(db.keys, sealedPlaces.helperName(row.personId, row.id), row.nameSealed),
		lastDay: londonDay(new Date(row.until.getTime() - 1)),
		endedOn: row.endedAt && londonDay(row.endedAt)
	};
}

/** Whom she let in, and to which cases she could. Her own look writes nothing. */
export async function readPeople(ctx: PersonCtx): Promise<{ helpers: Helper[]; cases: { id: string; since: Day }[] }> {
	const { db, actor } = ctx;
	const [rows, cases] = await Promise.all([grantsOf(db, actor.id), ownCases(db, actor.id)]);
	return {
		helpers: await Promise.all(rows.map((row) => helperOf(ctx, row))),
		cases: cases.map(({ id, madeAt }) => ({ id, since: londonDay(madeAt) }))
	};
}

/** Ends what somebody may see, in this request; ended before changes nothing. At raised risk the hub gets a quiet task (P6). @throws NotYours. */
export async function endHelp(ctx: PersonCtx, id: string): Promise<Outcome> {
	const { db, actor } = ctx;
	const [row] = idSchema.safeParse(id).success ? await grantsOf(db, actor.id, id) : [];
	if (!row) throw new NotYours();
	ctx.about({ personId: actor.id, caseId: row.caseId, objectId: id, reason: row.kind });
	if (await endGrant(db, actor.id, id, 'person')) ctx.emit('helper.changed', { person: actor.id });
	return { go: '/my/help/people?done=ended' };
}

/** The people this helper may read about now: a name and an address, nothing else. */
export async function readHelping({ db, actor }: PersonCtx): Promise<{ id: string; name: string | null }[]> {
	const rows = await helpedBy(db, actor.id);
	return Promise.all(
		rows.map(async ({ id, ownerNameSealed }) => ({
			id,
			name: ownerNameSealed ? await openAt(db.keys, sealedPlaces.helpedName(actor.id, id), ownerNameSealed) : null
		}))
	);
}
