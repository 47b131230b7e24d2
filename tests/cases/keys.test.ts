import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { KeyFault, Unreadable } from '#server/crypto/fault.ts';
import { memoryKeys } from '#server/crypto/key-file.ts';
import { createDb, type Db } from '#server/db/as.ts';
import { memoryOf, remembered } from '#server/db/key-memory.ts';
import { forgetKeys, newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addKeyVersions, keysAfter } from '#server/db/queries/keys.ts';
import { workersOf } from '#server/db/queries/people.ts';
import { firstId } from '#server/db/rewrap.ts';
import { sealedColumns, sealedForDoor, sealedForGood } from '#server/db/sealed-columns.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { job, onOneEngine, otherHub, testHub } from '../database/open.ts';
import { now } from './a-case.ts';
import { aVault, everything, type Vault } from './a-vault.ts';

type Change = ReturnType<typeof sql>;
/** As somebody who writes into the database past the house. */
const byHand = (db: Db, change: Change) => db.engine.tx('owner', async (q) => rowsOf<Record<string, unknown>>(await q.execute(change)));

onOneEngine('a sealed value', (db) => {
	let vault: Vault;
	let whole: Awaited<ReturnType<typeof everything>>;
	beforeAll(async () => {
		vault = await aVault(db());
		whole = await everything(db());
	});
	/** Changes the database by hand, looks with a server that remembers nothing, and changes it back. */
	async function seenAfter(changes: Change[], back: Change[]) {
		for (const change of changes) await byHand(db(), change);
		forgetKeys();
		const seen = await everything(db());
		for (const change of back) await byHand(db(), change);
		forgetKeys();
		return seen;
	}
	afterEach(async () => expect(await everything(db())).toEqual(whole));

	it('every sealed column of the schema is known to the rotation, or listed as one that is never sealed anew', async () => {
		const rows = await byHand(
			db(),
			sql`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and column_name like '%\\_sealed'`
		);
		const known = Object.values(sealedColumns).map(
			({ table, sealed }) => `${(table as unknown as { [key: symbol]: string })[Symbol.for('drizzle:Name')]}.${sealed.name}`
		);
		const all = rows.map(({ name }) => String(name)).sort();
		expect(all.length).toBeGreaterThan(12);
		expect(all.filter((name) => ![...known, ...sealedForDoor, ...sealedForGood].includes(name))).toEqual([]);
		expect(known.filter((name) => !all.includes(name))).toEqual([]);
	});

	it('put into another row of its column does not open there', async () => {
		const other = newId(now);
		await db().as(job, now, async (tx) => {
			const text = await sealAt(tx.keys, sealedPlaces.contactWay(vault.person, other), '07700 900198');
			await tx.q.execute(sql`insert into contact_way (id, hub_id, person_id, kind, value_sealed, value_index, safe, checked, made_at)
				values (${other}, ${testHub}, ${vault.person}, 'phone', ${text}, '\\x00', 'safe', true, ${now.toISOString()}::timestamptz)`);
		});
		await byHand(
			db(),
			sql`update contact_way set value_sealed = (select value_sealed from contact_way where id <> ${other}) where id = ${other}`
		);
		expect((await everything(db()))['contactWay']?.toSorted()).toEqual(['07700 900199', null]);
		await byHand(db(), sql`delete from contact_way where id = ${other}`);
	});

	it('put into another column or table does not open there, though the key is the same', async () => {
		const [row] = await byHand(db(), sql`select name_sealed as old, born_sealed as born from person`);
		const person = Buffer.from(row?.['old'] as Uint8Array);
		const born = Buffer.from(row?.['born'] as Uint8Array);
		const column = await seenAfter([sql`update person set born_sealed = name_sealed`], [sql`update person set born_sealed = ${born}`]);
		expect([column['personBorn'], column['personName']]).toEqual([[null], ['Amal Haddad']]);
		const [mark] = await byHand(db(), sql`select reason_sealed as old from risk_mark`);
		const table = await seenAfter(
			[sql`update risk_mark set reason_sealed = ${person}`],
			[sql`update risk_mark set reason_sealed = ${Buffer.from(mark?.['old'] as Uint8Array)}`]
		);
		expect(table['riskReason']).toEqual([null]);
	});

	it('with its tag cut, a byte changed, or nothing left of it does not open, and the others do', async () => {
		const [row] = await byHand(db(), sql`select note_sealed as old from telling`);
		const old = Buffer.from(row?.['old'] as Uint8Array);
		const flipped = Buffer.from(old);
		flipped[30]! ^= 1;
		for (const bad of [old.subarray(0, -12), old.subarray(0, 20), Buffer.alloc(0), flipped, Buffer.concat([old, Buffer.of(0)])]) {
			const seen = await seenAfter([sql`update telling set note_sealed = ${bad}`], [sql`update telling set note_sealed = ${old}`]);
			expect(Object.keys(seen).filter((place) => seen[place]?.includes(null))).toEqual(bad.length < 17 ? [] : ['tellingNote']);
			expect(seen['eventLine']).toEqual(['They will ring.']);
		}
	});

	it('of one hub does not open in another', async () => {
		const [row] = await byHand(db(), sql`select id, name_sealed as sealed from worker`);
		const place = sealedPlaces.workerName(String(row?.['id']));
		const moved = sql`update data_key set hub_id = ${otherHub} where kind = 'hub'`;
		await byHand(db(), moved);
		const there = await db().as({ kind: 'job', hub: otherHub }, now, (tx) =>
			tx.keys.open(place.scope, place.field, Buffer.from(row?.['sealed'] as Uint8Array))
		);
		await byHand(db(), sql`update data_key set hub_id = ${testHub} where kind = 'hub'`);
		expect(there).toBe(null);
	});

	it('does not open with a data key of another case put in its place, nor with one whose bytes were changed', async () => {
		const rows = await db().as(job, now, (tx) => keysAfter(tx, firstId));
		const of = (kind: string) => rows.find((row) => row.kind === kind);
		const [mine, theirs] = [of('case'), of('person')];
		const put = (id: string | undefined, kind: string, subject: string) =>
			sql`update data_key set kind = ${kind}, subject = ${subject} where id = ${id ?? ''}`;
		const wrapped = (bytes: Buffer | undefined) => sql`update data_key set wrapped = ${bytes ?? null} where id = ${mine?.id ?? ''}`;
		const swapped = await seenAfter([wrapped(theirs?.wrapped)], [wrapped(mine?.wrapped)]);
		const moved = await seenAfter([put(mine?.id, 'case', newId(now))], [put(mine?.id, 'case', vault.case)]);
		const taken = await seenAfter(
			[put(mine?.id, 'case', newId(now)), put(theirs?.id, 'case', vault.case)],
			[put(theirs?.id, 'person', vault.person), put(mine?.id, 'case', vault.case)]
		);
		for (const seen of [swapped, moved, taken])
			expect([seen['reference'], seen['tellingNote'], seen['feedRaw']]).toEqual([[null], [null], ['["raw"]']]);
	});

	it('is not opened, nor anything sealed, where the master key is missing: closed, and said', async () => {
		const stranger = createDb(db().engine, memoryKeys());
		await expect(everything(stranger)).rejects.toThrow(KeyFault);
		const place = sealedPlaces.personName(vault.person);
		await expect(stranger.as(job, now, (tx) => sealAt(tx.keys, place, 'Somebody'))).rejects.toThrow(KeyFault);
	});

	it('is not sealed for a case that has no key', async () => {
		const place = sealedPlaces.tellingNote(newId(now), newId(now));
		await expect(db().as(job, now, (tx) => sealAt(tx.keys, place, 'Somebody'))).rejects.toThrow(Unreadable);
	});

	it('neither a worker nor a person may change or delete a key, and no job another column than its duty', async () => {
		const worker = { kind: 'worker', account: 'a', id: newId(now), hub: testHub, roles: ['care'] } as never;
		const person = { kind: 'person', account: 'a', id: vault.person, hub: testHub } as never;
		for (const actor of [worker, person])
			for (const change of [
				sql`delete from data_key`,
				sql`update data_key set wrapped = '\\x00'`,
				sql`update person set name_sealed = '\\x00'`
			])
				await expect(db().as(actor, now, (tx) => tx.q.execute(change))).rejects.toThrow();
		for (const change of [
			sql`update data_key set subject = hub_id`,
			sql`update data_key set version = 7`,
			sql`update person set lang = 'cy'`
		])
			await expect(db().as(job, now, (tx) => tx.q.execute(change))).rejects.toThrow();
		await expect(db().as(worker, now, (tx) => tx.q.execute(sql`select * from kek_use()`))).rejects.toThrow();
	});
});

onOneEngine('open keys in memory', (db) => {
	beforeAll(async () => void (await aVault(db())));
	afterEach(() => void vi.useRealTimers());
	/** The hub's worker's name as a page reads it, and how often it asked for keys. */
	const read = (house: Db) =>
		house.as(job, now, async (tx) => {
			const asked = vi.spyOn(tx.q, 'select');
			const [row] = await workersOf(tx);
			const before = asked.mock.calls.length;
			const name = row && (await openAt(tx.keys, sealedPlaces.workerName(row.id), row.nameSealed));
			await openAt(tx.keys, sealedPlaces.workerName(row?.id ?? ''), row?.nameSealed ?? Buffer.alloc(0));
			return { name, asked: asked.mock.calls.length - before };
		});

	it('a page asks once for each key, and none does again for a minute', async () => {
		forgetKeys();
		vi.useFakeTimers({ toFake: ['performance'] });
		expect(await read(db())).toEqual({ name: 'Jo Lane', asked: 1 });
		vi.advanceTimersByTime(remembered - 1);
		expect(await read(db())).toEqual({ name: 'Jo Lane', asked: 0 });
		vi.advanceTimersByTime(1);
		expect(await read(db())).toEqual({ name: 'Jo Lane', asked: 1 });
	});

	it('a key that another server deleted is dead here within a minute, and a page asks for it once however much it sealed', async () => {
		forgetKeys();
		vi.useFakeTimers({ toFake: ['performance'] });
		await read(db());
		const [row] = await byHand(db(), sql`select to_jsonb(data_key)::text as whole from data_key where kind = 'hub'`);
		await byHand(db(), sql`delete from data_key where kind = 'hub'`);
		expect((await read(db())).name).toBe('Jo Lane');
		vi.advanceTimersByTime(remembered);
		expect(await read(db())).toEqual({ name: null, asked: 1 });
		await byHand(db(), sql`insert into data_key select * from jsonb_populate_record(null::data_key, ${String(row?.['whole'])}::jsonb)`);
		expect(await read(db())).toEqual({ name: 'Jo Lane', asked: 1 });
	});
});

it('open keys leave memory by themselves when nobody comes', () => {
	vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
	const memory = memoryOf(memoryKeys());
	memory.keep('case:1', { newest: null, byId: new Map() });
	expect(vi.getTimerCount()).toBe(1);
	vi.advanceTimersByTime(remembered * 1.5);
	// No timer is left only when nothing is.
	expect(vi.getTimerCount()).toBe(0);
	expect(memory.get('case:1')).toBe(undefined);
	memory.forget('case:1');
	memory.keep('case:1', { newest: null, byId: new Map() });
	expect(memory.get('case:1')).toBe(undefined);
	vi.useRealTimers();
});

describe('a key made in a transaction that fails', () => {
	onOneEngine('is not used by anyone after it', (db) => {
		it('neither a first version nor a newer one', async () => {
			await aVault(db());
			const scope = { kind: 'person', id: newId(now) } as const;
			const seal = (text: string) => db().as(job, now, (tx) => sealAt(tx.keys, sealedPlaces.personName(scope.id), text));
			const failing = db().as(job, now, async (tx) => {
				await tx.keys.make(scope);
				await sealAt(tx.keys, sealedPlaces.personName(scope.id), 'Sam');
				throw new Error('undo');
			});
			await expect(failing).rejects.toThrow('undo');
			await expect(seal('Sam')).rejects.toThrow(Unreadable);
			await db().as(job, now, (tx) => tx.keys.make(scope));
			const before = await seal('Sam');
			const renewing = db().as(job, now, async (tx) => {
				await addKeyVersions(tx, [{ kind: 'person', subject: scope.id, version: 1 }]);
				const next = await sealAt(tx.keys, sealedPlaces.personName(scope.id), 'Sam');
				expect(next.subarray(1, 17).equals(before.subarray(1, 17))).toBe(false);
				throw new Error('undo');
			});
			await expect(renewing).rejects.toThrow('undo');
			const after = await seal('Sam');
			expect(after.subarray(1, 17)).toEqual(before.subarray(1, 17));
		});
	});
});
