import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { rowsOf } from '#server/db/migrate.ts';
import { appendAudit, appendOutbox } from '#server/db/queries/house.ts';
import { newId } from '#server/db/keyring.ts';
import { person } from '#server/db/schema/index.ts';
import { job, onBothEngines, otherHub, testHub } from '../database/open.ts';

const now = new Date('2026-06-02T10:00:00Z');

onBothEngines('the house', (db) => {
	it('acts as the role of the actor, and takes it off again', async () => {
		const who = await db().as(job, now, async (tx) =>
			rowsOf<{ u: string; h: string }>(await tx.q.execute(sql`select current_user as u, app_hub()::text as h`))
		);
		expect(who[0]).toEqual({ u: 'waymark_worker', h: testHub });
	});

	it('seals a name and opens it only in its own place', async () => {
		const id = newId(now);
		await db().as(job, now, async (tx) => {
			await tx.keys.make({ kind: 'person', id });
			const nameSealed = await tx.keys.seal({ kind: 'person', id }, { table: 'person', column: 'name', row: id }, 'Nerys');
			await tx.q
				.insert(person)
				.values({ id, hubId: testHub, nameSealed, nameIndex: tx.keys.index('person.name', 'nerys'), lang: 'cy', madeAt: now });
		});
		const names = await db().as(job, now, async (tx) => {
			const [row] = await tx.q.select().from(person);
			if (!row) return [];
			const here = await tx.keys.open({ kind: 'person', id }, { table: 'person', column: 'name', row: id }, row.nameSealed);
			const there = await tx.keys.open({ kind: 'person', id }, { table: 'person', column: 'born', row: id }, row.nameSealed);
			return [here, there];
		});
		expect(names).toEqual(['Nerys', null]);
	});

	it('shows another hub nothing, and nobody nothing', async () => {
		const seen = await db().as({ kind: 'job', hub: otherHub }, now, (tx) => tx.q.select().from(person));
		expect(seen).toEqual([]);
	});

	it('rolls the change, its audit row and its events back together', async () => {
		const failed = db().as(job, now, async (tx) => {
			await appendOutbox(tx, 'test.happened', { a: 'b' });
			await appendAudit(tx, { action: 'person.added' }, 'r1');
			throw new Error('stop');
		});
		await expect(failed).rejects.toThrow('stop');
		const left = await db().as(job, now, async (tx) => rowsOf(await tx.q.execute(sql`select id from outbox`)));
		expect(left).toEqual([]);
	});

	it('writes the log as a chain that no role of the app can read or change', async () => {
		await db().as(job, now, (tx) => appendAudit(tx, { action: 'person.added' }, 'r2'));
		await db().as(job, now, (tx) => appendAudit(tx, { action: 'case.added' }, 'r3'));
		const chain = await db().engine.tx('owner', async (q) => {
			await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
			return rowsOf<{ seq: string; same: boolean }>(
				await q.execute(
					sql`select seq::text, prev_hash = lag(hash) over (order by seq) as same from audit_event where chain = ${testHub} order by seq`
				)
			);
		});
		expect(chain.map(({ seq }) => seq)).toEqual(['1', '2']);
		expect(chain[1]?.same).toBe(true);
		await expect(db().as(job, now, (tx) => tx.q.execute(sql`update audit_event set action = 'x'`))).rejects.toThrow();
		await expect(db().as(job, now, (tx) => tx.q.execute(sql`select * from audit_event`))).rejects.toThrow();
	});

	it('refuses a transaction inside another', async () => {
		await expect(db().as(job, now, () => db().as(job, now, async () => 1))).rejects.toThrow('inside another');
	});
});
