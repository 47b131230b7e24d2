import type { AccountId, HubId } from '#shared/ids.ts';
import type { Db, Tx } from '#server/db/as.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { AuditEvent } from '#shared/audit-events.ts';
import type { AgencyActor, JobActor, PersonActor, WorkerActor } from '#server/policy/actor.ts';
import { agencyOf } from './agencies.ts';
import { people, workerOf } from './people.ts';

/** The demo's one hub. */
export const demoHub = '01930000-0000-7000-8000-000000000001' as HubId;
export const jobActor: JobActor = { kind: 'job', hub: demoHub };

/** One thing that happened, at its own time: a transaction of whoever did it, or an import. The acts are done in the order of time, as in life. */
export type Act = { at: Date; run: (db: Db, at: Date) => Promise<void> };

const workerActor = (key: string): WorkerActor => {
	const { id, roles } = workerOf(key);
	return { kind: 'worker', account: '' as AccountId, id, hub: demoHub, roles };
};

/** Something a worker of the hub did at the console. */
export const byWorker = (at: Date, worker: string, run: (ctx: Ctx<WorkerActor>) => Promise<void>): Act => ({
	at,
	run: (db) => work(db, { actor: workerActor(worker), now: at, lang: 'en', requestId: 'demo', audit: null }, run)
});

const agencyActor = (key: string): AgencyActor => {
	const { id, agencyKey = '' } = workerOf(key);
	return { kind: 'agency', account: '' as AccountId, id, hub: demoHub, agency: agencyOf(agencyKey).id };
};

/** Something a worker of a partner did on its own page. */
export const byAgency = (at: Date, worker: string, audit: AuditEvent, run: (ctx: Ctx<AgencyActor>) => Promise<void>): Act => ({
	at,
	run: (db) => work(db, { actor: agencyActor(worker), now: at, lang: 'en', requestId: 'demo', audit }, run)
});

/** Something a person did on her own page. */
export const byPerson = (at: Date, key: string, audit: AuditEvent, run: (ctx: Ctx<PersonActor>) => Promise<void>): Act => ({
	at,
	run: (db) => {
		const id = people.find((one) => one.key === key)?.id;
		if (!id) throw new RangeError(key);
		const actor: PersonActor = { kind: 'person', account: '' as AccountId, id, hub: demoHub };
		return work(db, { actor, now: at, lang: 'en', requestId: 'demo', audit }, run);
	}
});

/** Something the machinery did. */
export const byJob = (at: Date, run: (tx: Tx) => Promise<void>): Act => ({ at, run: (db) => db.as(jobActor, at, run) });
