import {
	endConsent,
	movesOf,
	saidAbout,
	sharedInHub,
	sharedOfHub,
	sharedOfPerson,
	type MoveRow,
	type SharedRow
} from '#server/db/queries/referrals.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import type { SentLine } from '../domain/consent.ts';
import { idSchema } from '../schema.ts';
import { openLines } from './lines.ts';
import { step } from './step.ts';
import { isSilent, wordBy } from './waits.ts';

export type WorkerCtx = Ctx<WorkerActor>;
export type DeskRow = {
	id: string;
	name: string | null;
	agency: string;
	state: SharedRow['state'];
	movedAt: string;
	isLate: boolean;
	wordBy: string | null;
};

async function namesOf({ db }: WorkerCtx, ids: readonly string[]): Promise<Map<string, string | null>> {
	const rows = await personsOf(db, [...new Set(ids)]);
	await db.keys.fetch(
		'person',
		rows.map(({ id }) => id)
	);
	return new Map(
		await Promise.all(rows.map(async ({ id, nameSealed }) => [id, await openAt(db.keys, sealedPlaces.personName(id), nameSealed)] as const))
	);
}

/** One request of this hub. @throws NotYours in another hub, and for a record that is shut. */
export async function inHub({ db }: WorkerCtx, id: string): Promise<NonNullable<Awaited<ReturnType<typeof sharedInHub>>>> {
	const row = idSchema.safeParse(id).success ? await sharedInHub(db, id) : undefined;
	if (!row) throw new NotYours();
	return row;
}

/** Every request of the hub: the late ones first (P21), then those that wait, then what ended. Names to use and no more. */
export async function listReferrals(ctx: WorkerCtx): Promise<DeskRow[]> {
	const rows = await sharedOfHub(ctx.db);
	const names = await namesOf(
		ctx,
		rows.map(({ personId }) => personId)
	);
	const all = rows.map(({ id, personId, agency, state, movedAt }) => ({
		...{ id, agency, state, name: names.get(personId) ?? null, movedAt: movedAt.toISOString() },
		...{ isLate: isSilent(state, movedAt, ctx.now), wordBy: wordBy(state, movedAt) }
	}));
	return [...all.filter((row) => row.isLate), ...all.filter((row) => !row.isLate)];
}

export type RequestInBrief = Pick<DeskRow, 'id' | 'agency' | 'state' | 'isLate'> & { endsOn: string | null };
/** Whom the hub asked to help one person, and where each request stands: for the page of her case. */
export const requestsAbout = async ({ db, now }: WorkerCtx, personId: string): Promise<RequestInBrief[]> =>
	(await sharedOfPerson(db, personId)).map(({ id, agency, state, movedAt, endsOn }) => ({
		...{ id, agency, state, endsOn },
		isLate: isSilent(state, movedAt, now)
	}));

export type DeskReferral = DeskRow & {
	caseId: string | null;
	personId: string;
	reason: string | null;
	lines: SentLine[] | null;
	givenBy: SharedRow['givenBy'];
	endsOn: string | null;
	moves: (Omit<MoveRow, 'at'> & { at: string })[];
	said: { said: string; at: string }[];
	stopConfirmedOn: string | null;
	mayWithdraw: boolean;
};

/** One request with what was shared and every step. A look at a person's record. @throws NotYours in another hub, and for a record that is shut. */
export async function readReferral(ctx: WorkerCtx, id: string): Promise<DeskReferral> {
	const row = await inHub(ctx, id);
	ctx.about({ caseId: row.caseId ?? undefined, personId: row.personId, objectId: id });
	const names = await namesOf(ctx, [row.personId]);
	const { agency, state, movedAt, caseId, personId, reason, givenBy, endsOn, stopConfirmedAt } = row;
	return {
		...{ id, agency, state, caseId, personId, reason, givenBy, endsOn },
		name: names.get(personId) ?? null,
		movedAt: movedAt.toISOString(),
		isLate: isSilent(state, movedAt, ctx.now),
		wordBy: wordBy(state, movedAt),
		lines: await openLines(ctx, id),
		moves: (await movesOf(ctx.db, id)).map((each) => ({ ...each, at: each.at.toISOString() })),
		said: (await saidAbout(ctx.db, [id])).map(({ said, at }) => ({ said, at: at.toISOString() })),
		stopConfirmedOn: stopConfirmedAt?.toISOString() ?? null,
		mayWithdraw: ['draft', 'sent', 'received', 'accepted', 'active'].includes(state)
	};
}

/** A worker stops it for the person, who asked by phone (P19). Cuts the agency off in this request. @throws NotYours in another hub. */
export async function withdrawForPerson(ctx: WorkerCtx, id: string): Promise<Outcome> {
	const row = await inHub(ctx, id);
	ctx.about({ caseId: row.caseId ?? undefined, personId: row.personId, objectId: id, reason: 'by_phone' });
	if (!(await step(ctx, row, 'withdraw'))) return refuse('form', 'share.error.moved');
	await endConsent(ctx.db, row.consentId, 'stopped');
	return { go: `/console/referrals/${id}` };
}
