import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { runNight } from '#features/keeping/server/run-night.ts';
import { sweeps } from '#features/keeping/server/sweeps.ts';
import { defaults } from '#features/keeping/domain/retention.ts';
import { newId } from '#server/db/keyring.ts';
import { challenge, feedBatch, feedEvent, invitation, outbox, outboxDone, session, task, throttle } from '#server/db/schema/index.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { appendOutbox } from '#server/db/queries/house.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { aDesk, aMatter, now, type Matter } from './at-the-desk.ts';
import { makeAccountFor } from './door.ts';
import { doorRows } from './keeping-desk.ts';

const day = 86_400_000;
const before = (days: number, from = now) => new Date(from.getTime() - days * day);
const bytes = Buffer.from('x');
const made = { hubId: testHub, madeAt: before(400) };

onOneEngine('what ends by itself', (db) => {
	let matter: Matter;
	const count = (table: string, where = sql`true`) =>
		db().as(
			job,
			now,
			async (tx) =>
				rowsOf<{ n: number }>(await tx.q.execute(sql`select count(*)::int as n from ${sql.identifier(table)} where ${where}`))[0]?.n
		);
	const atDoor = { kind: 'door', hub: testHub } as const;

	beforeAll(async () => {
		await aDesk(db());
		matter = await aMatter(db());
		const { id: accountId } = await makeAccountFor(db(), 'sweeps', { subject: matter.personId });
		await db().as(atDoor, now, async (tx) => {
			const one = { accountId, madeAt: before(9), authAt: before(9), complete: true };
			await tx.q.insert(session).values([
				{ ...one, id: 'over', expiresAt: before(1), absoluteExpiresAt: before(-1) },
				{ ...one, id: 'living', expiresAt: before(-1), absoluteExpiresAt: before(-1) }
			]);
			await tx.q.insert(challenge).values([
				{ id: newId(now), purpose: 'sign_in', value: bytes, expiresAt: before(2) },
				{ id: newId(now), purpose: 'sign_in', value: bytes, expiresAt: before(-1) }
			]);
			await tx.q.insert(throttle).values([
				{ key: Buffer.from('old'), failures: 3, lastAt: before(2) },
				{ key: Buffer.from('new'), failures: 3, lastAt: before(1) }
			]);
			const invited = { hubId: testHub, subject: matter.personId, roles: [], lang: 'en', wordHash: bytes, tries: 0, madeAt: before(60) };
			await tx.q.insert(invitation).values([
				{ ...invited, id: newId(now), kind: 'person', codeHash: Buffer.from('1'), expiresAt: before(31) },
				{ ...invited, id: newId(now), kind: 'person', codeHash: Buffer.from('2'), expiresAt: before(50), usedAt: before(50) },
				{ ...invited, id: newId(now), kind: 'worker', codeHash: Buffer.from('3'), expiresAt: before(50), usedAt: before(50) },
				{ ...invited, id: newId(now), kind: 'person', codeHash: Buffer.from('4'), expiresAt: before(30) }
			]);
		});
		await db().as(job, now, async (tx) => {
			const [old, fresh] = [newId(now), newId(now)];
			const about = {
				hubId: testHub,
				caseId: matter.caseId,
				personId: matter.personId,
				kind: 'call_me' as const,
				isUrgent: false,
				dueOn: '2025-05-01'
			};
			for (const [id, doneAt] of [
				[old, before(368)],
				[fresh, before(367)]
			] as const) {
				const detailSealed = await sealAt(tx.keys, sealedPlaces.taskDetail({ caseId: matter.caseId }, id), 'words');
				await tx.q.insert(task).values({ ...about, id, detailSealed, madeAt: before(400), doneAt });
			}
			const [gone, stays] = [newId(now), newId(now)];
			const raw = { hubId: testHub, feed: 'police-uk', rows: 1, rawSealed: bytes };
			await tx.q.insert(feedBatch).values([
				{ ...raw, id: gone, madeAt: before(92) },
				{ ...raw, id: stays, madeAt: before(91) }
			]);
			const row = {
				...made,
				feed: 'police-uk',
				batchId: gone,
				month: '2025-01',
				agencySlug: 'police',
				outcomeName: 'x',
				asOf: 'happened' as const
			};
			await tx.q.insert(feedEvent).values([
				{ ...row, id: newId(now), rowKey: Buffer.from('a'), receivedAt: before(184) },
				{ ...row, id: newId(now), rowKey: Buffer.from('b'), receivedAt: before(183) },
				{ ...row, id: newId(now), rowKey: Buffer.from('c'), receivedAt: before(300), caseId: matter.caseId }
			]);
		});
		for (const ago of [40, 20]) await db().as(job, before(ago), (tx) => appendOutbox(tx, 'x.done', {}));
		await db().as(job, before(200), (tx) => appendOutbox(tx, 'x.waiting', {}));
		await db().as(job, now, async (tx) => {
			for (const row of await tx.q
				.select()
				.from(outbox)
				.where(sql`kind = 'x.done'`))
				await tx.q.insert(outboxDone).values({ outboxId: row.id, hubId: testHub, tries: 1, doneAt: row.at });
		});
		await runNight(db(), testHub, now);
	});

	it('has a sweep for every rule of the data that deletes or empties rows by themselves', () => {
		const byItself = defaults.filter(({ does, tables }) => does !== 'shred' && tables.length > 0).map(({ record }) => record);
		expect(sweeps.map(({ record }) => record).toSorted()).toEqual(byItself.toSorted());
	});

	it('takes the words of a task done a year ago and leaves the task, and a younger one whole', async () => {
		expect(await count('task')).toBe(2);
		expect(await count('task', sql`detail_sealed is not null`)).toBe(1);
	});

	it('deletes raw files after three months, and rows without a case after six; a row of a case stays', async () => {
		expect(await count('feed_batch')).toBe(1);
		expect(await count('feed_event')).toBe(2);
		expect(await count('feed_event', sql`case_id is not null`)).toBe(1);
	});

	it('deletes what the outbox has done a month ago, never what still waits', async () => {
		expect(await count('outbox', sql`kind = 'x.waiting'`)).toBe(1);
		expect(await count('outbox', sql`kind = 'x.done'`)).toBe(1);
		expect(await count('outbox_done')).toBe(1);
	});

	it('deletes ended sign-ins, questions, counts and invitations; one that a person used stays with her record', async () => {
		expect([await doorRows(db(), 'session'), await doorRows(db(), 'challenge'), await doorRows(db(), 'throttle')]).toEqual([1, 1, 1]);
		expect(await doorRows(db(), 'invitation')).toBe(2);
	});
});
