import { sql } from 'drizzle-orm';
import { answerShare } from '#features/referrals/server/answer-share.ts';
import { moveAsAgency } from '#features/referrals/server/agency.ts';
import { refer } from '#features/referrals/server/refer.ts';
import { referForm } from '#features/referrals/schema.ts';
import { adjustmentsFor } from '#features/contact/server/easier.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { wantedBy } from '#features/needs/server/wanted.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { asPerson } from './a-case.ts';
import { asDesk, asPartner, aService, counted, day, now, type Partners } from './directory-desk.ts';
import { aMatter, type Matter } from './at-the-desk.ts';
import { job, testHub } from '../database/open.ts';

/** A service of a partner that can be asked: shown, not full, accredited. */
export async function anOffer(db: Db, n: number, agencyId: string, more: Parameters<typeof aService>[2] = {}): Promise<string> {
	const id = await aService(db, n, { facets: { needs: ['home'] }, ...more }, agencyId);
	await db.as(job, now, (tx) =>
		tx.q.execute(sql`insert into accreditation (id, kept_by, service_id, criteria, assessor, evidence, from_on, until_on, made_at)
			values (${newId(now)}, ${testHub}, ${id}, '{trained}', 'Robin Example', 'A visit', '2026-01-01', '2027-01-01', ${now.toISOString()})`)
	);
	return id;
}

/** A worker asks a partner to help somebody, as the page of the case does. */
export const asked = (db: Db, { jo }: Partners, { caseId, personId }: Matter, form: Record<string, unknown>, at = now): Promise<Outcome> =>
	asDesk(
		db,
		jo,
		async (ctx) => {
			const reached = (await reachFor(ctx, [personId], () => ({ kind: 'worker' }))).get(personId);
			if (!reached) throw new Error('nobody is reached');
			const easier = (await adjustmentsFor(ctx, [personId])).get(personId) ?? null;
			return refer(ctx, caseId, { ...reached, easier, wanted: await wantedBy(ctx, personId) }, referForm.parse(form));
		},
		{ at }
	);

export const idIn = (out: Outcome): string => ('go' in out ? (/[0-9a-f-]{36}/.exec(out.go)?.[0] ?? '') : '');
export const keyIn = (out: Outcome): string => ('refused' in out ? (out.refused[0]?.key ?? '') : out.go);
export const fields = ['name', 'ways', 'area', 'need'];

/** Somebody with a safe phone, whose yes to these fields went to a partner just now. @returns the request */
export async function sent(db: Db, desk: Partners, service: string, name = 'Michael Test'): Promise<Matter & { id: string }> {
	const matter = await aMatter(db, { name });
	const out = await asked(db, desk, matter, { service, field: fields, how: 'ask' });
	const id = idIn(out);
	await asPerson(db, matter.personId, (ctx) =>
		answerShare(ctx, id, { answer: 'yes', field: ['name', 'ways'], line: '', again: 'never' }, { hasWay: true })
	);
	return { ...matter, id };
}

export const accept = (db: Db, { harbour }: Partners, id: string): Promise<Outcome> =>
	asPartner(db, harbour, (ctx) => moveAsAgency(ctx, id, 'accept'));
export const stateOf = (db: Db, id: string): Promise<string> =>
	db.as(
		job,
		now,
		async (tx) => rowsOf<{ state: string }>(await tx.q.execute(sql`select state from referral where id = ${id}`))[0]?.state ?? ''
	);
export const tasksOf = async (db: Db, personId: string, at = now) =>
	(await db.as(job, at, (tx) => openTasks(tx)))
		.filter((task) => task.personId === personId)
		.map(({ kind, dueOn, isUrgent }) => ({ kind, dueOn, isUrgent }));
export { counted, day, now };
