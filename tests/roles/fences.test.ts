import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { rowsOf } from '#server/db/migrate.ts';
import type { Actor, PersonActor } from '#server/policy/actor.ts';
import type { AccountId, PersonId, WorkerId } from '#shared/ids.ts';
import { onBothEngines, testHub } from '../database/open.ts';

const now = new Date('2026-06-02T10:00:00Z');
const person: PersonActor = {
	kind: 'person',
	account: 'a' as AccountId,
	id: '01930000-0000-7000-8001-000000000001' as PersonId,
	hub: testHub
};
const worker: Actor = {
	kind: 'worker',
	account: 'a' as AccountId,
	id: '01930000-0000-7000-8002-000000000001' as WorkerId,
	hub: testHub,
	roles: ['care']
};

onBothEngines('fences in the database', (db) => {
	it.each(['account', 'session', 'factor', 'throttle', 'audit_event', 'audit_head', 'outbox'])(
		'neither a person nor a worker may read %s',
		async (table) => {
			for (const actor of [person, worker])
				await expect(db().as(actor, now, (tx) => tx.q.execute(sql`select * from ${sql.identifier(table)}`))).rejects.toThrow();
		}
	);

	it("P6 a person may not read the words of her own safety plan, nor a worker's note", async () => {
		await expect(db().as(person, now, (tx) => tx.q.execute(sql`select words_sealed from preference`))).rejects.toThrow();
		await expect(db().as(person, now, (tx) => tx.q.execute(sql`select note_sealed from telling`))).rejects.toThrow();
		await expect(db().as(person, now, (tx) => tx.q.execute(sql`select id from preference`))).resolves.toBeDefined();
	});

	it('an event is never rewritten, not even by the owner', async () => {
		await expect(db().as(worker, now, (tx) => tx.q.execute(sql`update event set kind = 'charged'`))).rejects.toThrow();
		await expect(db().engine.tx('owner', (q) => q.execute(sql`truncate event cascade`))).rejects.toThrow();
	});

	it("the console does not get the key of the feeds, whose raw rows it may not read, and gets the hub's", async () => {
		await db().as({ kind: 'job', hub: testHub }, now, async ({ keys }) => {
			await keys.make({ kind: 'hub' });
			await keys.make({ kind: 'feed' });
		});
		const kinds = await db().as(worker, now, async (tx) => rowsOf<{ kind: string }>(await tx.q.execute(sql`select kind from data_key`)));
		expect(kinds).toEqual([{ kind: 'hub' }]);
	});

	it('a temporary table cannot stand before ours in a function that reads past row security', async () => {
		// Somebody could make one who says that every case is hers.
		const told = await db().engine.tx('owner', async (q) => {
			await q.execute(sql`create temporary table participant (case_id uuid, person_id uuid, hub_id uuid) on commit drop`);
			await q.execute(sql`insert into participant values (${testHub}, ${person.id}, ${testHub})`);
			await q.execute(sql`grant select on participant to public`);
			await q.execute(
				sql`select set_config('app.hub', ${testHub}, true), set_config('app.actor', ${person.id}, true), set_config('role', 'waymark_person', true)`
			);
			return rowsOf(await q.execute(sql`select app_own_cases()`));
		});
		expect(told).toEqual([]);
	});
});
