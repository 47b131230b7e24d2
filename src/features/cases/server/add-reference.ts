import { addReference, casesByReference } from '#server/db/queries/cases.ts';
import { agenciesOf } from '#server/db/queries/people.ts';
import { normalReference } from '#server/crypto/normal.ts';
import { newId } from '#server/db/keyring.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { caseInHub } from './case-door.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type NewReference = { ref: string; agency: string; field: string };

/** What is wrong with these references: nothing left of one, or an agency that is not of this hub. Null when all can be kept. */
export async function wrongReference({ db }: WorkerCtx, refs: readonly NewReference[]): Promise<ReturnType<typeof refuse> | null> {
	const agencies = new Set((await agenciesOf(db)).map(({ id }) => id));
	const empty = refs.find(({ ref }) => normalReference(ref) === '');
	if (empty) return refuse(`ref${empty.field}`, 'console.reference.bad');
	const foreign = refs.find(({ agency }) => !agencies.has(agency));
	return foreign ? refuse(`agency${foreign.field}`, 'console.reference.agency_needed') : null;
}

/** Keeps an agency's own number for a case, opaque, and tells the feeds: what waits under it joins the case by a job (S-24, T45). */
export async function keepReference(ctx: WorkerCtx, caseId: string, { ref, agency }: NewReference): Promise<void> {
	const { db, now, actor } = ctx;
	const id = newId(now);
	await addReference(db, {
		id,
		hubId: db.hub,
		caseId,
		agencyId: agency,
		refSealed: await sealAt(db.keys, sealedPlaces.reference(caseId, id), ref),
		refIndex: searchIndex.reference(db.keys, ref),
		madeAt: now,
		madeBy: actor.id
	});
	ctx.emit('reference.added', { case: caseId, reference: id });
}

/** Adds one reference to a case of the hub. Refused when the case holds it already; that another case holds it too is no reason (a shared trial). */
export async function addReferenceTo(ctx: WorkerCtx, caseId: string, input: { ref: string; agency: string }): Promise<Outcome> {
	await caseInHub(ctx, caseId);
	const added: NewReference = { ...input, field: '' };
	const wrong = await wrongReference(ctx, [added]);
	if (wrong) return wrong;
	const holders = await casesByReference(ctx.db, searchIndex.reference(ctx.db.keys, input.ref));
	if (holders.includes(caseId)) return refuse('ref', 'console.reference.there');
	await keepReference(ctx, caseId, added);
	ctx.about({ caseId });
	return { go: `/console/cases/${caseId}` };
}

/** The agencies of the hub, for choosing who gave a reference. */
export async function readAgencies(ctx: WorkerCtx, caseId: string): Promise<{ id: string; agencies: { id: string; name: string }[] }> {
	const { id } = await caseInHub(ctx, caseId);
	return { id, agencies: (await agenciesOf(ctx.db)).map((agency) => ({ id: agency.id, name: agency.name })) };
}
