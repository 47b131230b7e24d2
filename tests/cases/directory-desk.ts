import { sql } from 'drizzle-orm';
import { formOf } from '#features/directory/domain/entry-form.ts';
import { slugOf } from '#features/directory/domain/ids.ts';
import type { Entry } from '#features/directory/domain/record.ts';
import { entryForm, type SentEntry } from '#features/directory/entry-schema.ts';
import { entryOf, loadEntry } from '#features/directory/server/desk-entry.ts';
import { rowsOfEntry } from '#features/directory/server/entry-rows.ts';
import { keepEntries } from '#features/directory/server/keep-entries.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { serviceBySlug } from '#server/db/queries/directory.ts';
import { addAgency, addWorker } from '#server/db/queries/people.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { AgencyActor, WorkerActor, WorkerRole } from '#server/policy/actor.ts';
import type { AccountId, AgencyId, HubId, WorkerId } from '#shared/ids.ts';
import { londonDay } from '#shared/london.ts';
import type { AuditEvent } from '#shared/audit-events.ts';
import { handlers } from '../../src/jobs.ts';
import { job, testHub } from '../database/open.ts';
import { aHub, now } from './a-case.ts';
import { anEntry } from './an-entry.ts';

export { now };
export const day = londonDay(now);
/** So many days after the day of the test, at the same time. */
export const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

export type Partners = { jo: string; helen: string; harbour: AgencyActor; wolds: AgencyActor };

/** A hub with a worker, a supervisor, and two partners with one worker each. */
export async function partners(db: Db): Promise<Partners> {
	const { worker: jo } = await aHub(db);
	const helen = newId(now);
	const person = async (id: string, name: string, agencyId: string | null) =>
		db.as(job, now, async (tx) => {
			const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(id), name);
			await addWorker(tx, { id, hubId: testHub, agencyId, nameSealed, team: 'Team', madeAt: now });
		});
	await person(helen, 'Helen Marsh', null);
	const partner = async (slug: string, name: string, who: string): Promise<AgencyActor> => {
		const [agency, id] = [newId<AgencyId>(now), newId<WorkerId>(now)];
		await db.as(job, now, (tx) => addAgency(tx, { id: agency, hubId: testHub, slug, name, source: 'other' }));
		await person(id, who, agency);
		return { kind: 'agency', account: newId<AccountId>(now), id, hub: testHub, agency };
	};
	return {
		jo,
		helen,
		harbour: await partner('harbour-support', 'Harbour Support', 'Bea Flynn'),
		wolds: await partner('wolds-counselling', 'Wolds Counselling', 'Cal Reid')
	};
}

let doors = 0;
/** As a worker of the hub. */
export const asDesk = <Out>(
	db: Db,
	id: string,
	run: (ctx: Ctx<WorkerActor>) => Promise<Out>,
	{
		at = now,
		roles = ['care'],
		audit = null,
		hub = testHub
	}: { at?: Date; roles?: WorkerRole[]; audit?: AuditEvent | null; hub?: HubId } = {}
): Promise<Out> =>
	work(
		db,
		{
			actor: { kind: 'worker', account: newId<AccountId>(now), id: id as WorkerId, hub, roles },
			now: at,
			lang: 'en',
			requestId: `desk-${++doors}`,
			audit,
			isFresh: true
		},
		run
	);
/** As somebody of a partner agency. */
export const asPartner = <Out>(db: Db, actor: AgencyActor, run: (ctx: Ctx<AgencyActor>) => Promise<Out>, at = now): Promise<Out> =>
	work(db, { actor, now: at, lang: 'en', requestId: `desk-${++doors}`, audit: 'service.proposed' }, run);
/** What the jobs do with what was told to them. @returns how many events */
export const drain = (db: Db, at = now): Promise<number> => drainOutbox(db, handlers, at);

/** Puts an invented entry of the hub into the directory. @returns its id */
export async function aService(
	db: Db,
	n: number,
	more: Parameters<typeof anEntry>[1] = {},
	agencyId: string | null = null
): Promise<string> {
	const entry = anEntry(n, more);
	const owned = { sourceId: null, agencyId, slug: slugOf(entry.service.name), isShown: true, isAccredited: false };
	await db.as(job, now, (tx) => keepEntries(tx, [rowsOfEntry(entry, owned, day)]));
	return entry.service.id;
}
/** The entry's form as its page sends it, with what is typed. */
export const typed = (entry: Entry, base: number, more: Record<string, unknown> = {}): SentEntry =>
	entryForm.parse({ ...formOf(entry), base, shown: 'yes', ...more });
/** The entry as it is now. */
export const entryNow = (
	db: Db,
	id: string,
	at = now
): Promise<{ entry: Entry; version: number; quality: number; agencyId: string | null }> =>
	db.as(job, at, async (tx) => {
		const row = await loadEntry(tx, id);
		return { entry: entryOf(row), version: row.version, quality: row.quality, agencyId: row.agencyId };
	});
/** What everybody sees of it; null where it is not shown. */
export const seen = (db: Db, slug: string, at = now) => db.as({ kind: 'reader' }, at, (tx) => serviceBySlug(tx, slug, londonDay(at)));
export const tasksAbout = async (db: Db, id: string) =>
	(await db.as(job, now, (tx) => openTasks(tx)))
		.filter(({ serviceId }) => serviceId === id)
		.map(({ kind, dueOn, about, isUrgent }) => ({ kind, dueOn, about, isUrgent }));
/** A number that some SQL counts, as the jobs. */
export const counted = (db: Db, text: string): Promise<number> =>
	db.as(job, now, async (tx) => rowsOf<{ n: number }>(await tx.q.execute(sql.raw(`select (${text})::int as n`)))[0]?.n ?? -1);
