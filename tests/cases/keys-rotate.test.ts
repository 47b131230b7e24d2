import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addKek, dropOldKeks, keksIn } from '#server/crypto/key-file-change.ts';
import { keyIdOf } from '#server/crypto/seal.ts';
import type { Db } from '#server/db/as.ts';
import { forgetKeys, newId } from '#server/db/keyring.ts';
import { keysStatus } from '#server/db/keys-status.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { keysAfter } from '#server/db/queries/keys.ts';
import { dataRotationSince, letGoAfter, rotateDataKeys } from '#server/db/reseal.ts';
import { beginRotation, firstId, kekUseOf, rewrapAll } from '#server/db/rewrap.ts';
import { sealedColumns } from '#server/db/sealed-columns.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { now } from './a-case.ts';
import { aKeyFile, aVault, everyByte, everything, type Vault } from './a-vault.ts';

const later = new Date(now.getTime() + 3_600_000);
const muchLater = new Date(later.getTime() + letGoAfter);

onOneEngine('keys rotate', (db) => {
	const file = aKeyFile();
	let house: Db;
	let vault: Vault;
	let before: Awaited<ReturnType<typeof everything>>;
	beforeAll(async () => {
		house = file.houseOn(db());
		vault = await aVault(house);
		before = await everything(house);
	});
	afterAll(() => file.remove());

	const keks = async (from = house) => (await kekUseOf(from, now)).map(({ kekId }) => kekId);
	const versions = (from = house) =>
		from.as(job, now, async (tx) => (await keysAfter(tx, firstId)).map(({ kind, version }) => `${kind} ${version}`).sort());

	it('what is sealed is in every place of the house, and opens', () => {
		for (const [place, values] of Object.entries(before)) {
			expect(values.length, place).toBeGreaterThan(0);
			expect(values, place).not.toContain(null);
		}
		expect(before['taskDetail']?.toSorted()).toEqual(['Ring after six.', 'Without a case.']);
	});

	it('of the master key: every data key is wrapped anew, nothing is sealed anew, and a running server reads its newer file', async () => {
		const serving = file.houseOn(db());
		const bytes = await everyByte(house);
		const [old = ''] = await keks();
		expect(addKek(file.at, old)).toBe(true);
		expect(await rewrapAll(house, now)).toEqual({ done: 5, stuck: 0 });
		const [newest, ...rest] = await keks();
		expect([newest === old, rest, keksIn(file.at)]).toEqual([false, [], [newest, old]]);
		expect(await everyByte(house)).toEqual(bytes);
		expect(await everything(serving)).toEqual(before);
	});

	it('a server that read its file before wraps new keys with the newest', async () => {
		const serving = file.houseOn(db());
		const [old = ''] = keksIn(file.at);
		addKek(file.at, old);
		await serving.as(job, now, (tx) => tx.keys.make({ kind: 'person', id: newId(now) }));
		const [newest] = keksIn(file.at);
		expect((await kekUseOf(house, now)).find(({ kekId }) => kekId === newest)?.keys).toBe(1);
		await rewrapAll(house, now);
		expect(await keks()).toEqual([newest]);
	});

	it('run again when it has ended, it changes nothing; with a key row that does not open, it wraps the others and says so', async () => {
		expect(await rewrapAll(house, now)).toEqual({ done: 0, stuck: 0 });
		const [current = ''] = keksIn(file.at);
		addKek(file.at, current);
		const broken = newId(now);
		await house.as(job, now, (tx) => tx.keys.make({ kind: 'person', id: broken }));
		await db().engine.tx('owner', (q) =>
			q.execute(
				sql`update data_key set kek_id = 'ffffffffffffffff', wrapped = set_byte(wrapped, 40, (get_byte(wrapped, 40) + 1) % 256) where subject = ${broken}`
			)
		);
		expect(await rewrapAll(house, now)).toEqual({ done: 6, stuck: 1 });
		expect(await keysStatus(house, now, true)).toMatchObject({ closedKeys: 1, closed: 0 });
		await db().engine.tx('owner', (q) => q.execute(sql`delete from data_key where subject = ${broken}`));
	});

	it('an old backup opens with the old keys still behind the new one, and no more when they are gone', async () => {
		// A key that seals something: a scope without values would open nothing either way.
		const backup = (await house.as(job, now, (tx) => keysAfter(tx, firstId))).find(({ kind }) => kind === 'case');
		const [current = ''] = keksIn(file.at);
		addKek(file.at, current);
		await rewrapAll(house, now);
		const restore = (bytes: Buffer) =>
			db().engine.tx('owner', (q) => q.execute(sql`update data_key set wrapped = ${bytes} where id = ${backup?.id ?? ''}`));
		const rotated = (await house.as(job, now, (tx) => keysAfter(tx, firstId))).find(({ id }) => id === backup?.id);
		await restore(backup?.wrapped ?? Buffer.alloc(0));
		expect(await everything(file.houseOn(db()))).toEqual(before);
		expect(dropOldKeks(file.at, keksIn(file.at)[0] ?? '')).toBe(true);
		await expect(everything(file.houseOn(db()))).rejects.toThrow('start.key.unknown');
		await restore(rotated?.wrapped ?? Buffer.alloc(0));
		expect(await everything(file.houseOn(db()))).toEqual(before);
	});

	it('of the data keys: every scope gets a new version, every value is sealed anew and opens, both versions stay a while', async () => {
		const bytes = await everyByte(house);
		const serving = file.houseOn(db());
		expect(await everything(serving)).toEqual(before);
		const total = Object.values(before).flat().length;
		const out = await rotateDataKeys(house, later);
		expect(out).toEqual({ made: 6, resealed: total, unreadable: 0, letGo: 0, waiting: 6, kept: 0 });
		const after = await everyByte(house);
		for (const [place, sealed] of bytes) expect(keyIdOf(after.get(place) ?? sealed), place).not.toBe(keyIdOf(sealed));
		// One that remembers only the old keys opens what the new ones sealed.
		expect(await everything(serving)).toEqual(before);
		expect(await versions()).toEqual([
			'case 1',
			'case 2',
			'feed 1',
			'feed 2',
			'hub 1',
			'hub 2',
			'person 1',
			'person 1',
			'person 2',
			'person 2',
			'referral 1',
			'referral 2'
		]);
	});

	it('run again before its time, it is the same rotation: no third version, and the old ones stay', async () => {
		expect(await dataRotationSince(house, later)).toEqual(later);
		const again = new Date(later.getTime() + 60_000);
		expect(await rotateDataKeys(house, again)).toEqual({ made: 0, resealed: 0, unreadable: 0, letGo: 0, waiting: 6, kept: 0 });
	});

	it('what another server still seals with an old version opens, and the next run seals it anew before the old one goes', async () => {
		const note = newId(now);
		const place = sealedPlaces.tellingNote(vault.case, note);
		const rows = await house.as(job, now, (tx) => keysAfter(tx, firstId));
		const old = rows.find(({ kind, version }) => kind === 'case' && version === 1)?.id ?? '';
		const setVersion = (version: number) =>
			db().engine.tx('owner', (q) => q.execute(sql`update data_key set version = ${version} where id = ${old}`));
		// The newest that this server has seen is the old one.
		await setVersion(9);
		const slow = file.houseOn(db());
		const sealed = await slow.as(job, now, async (tx) => {
			const text = await sealAt(tx.keys, place, 'Written meanwhile.');
			await tx.q.execute(sql`insert into telling (id, hub_id, case_id, person_id, at, by, way, outcome, note_sealed, made_at, once_key)
				values (${note}, ${tx.hub}, ${vault.case}, ${vault.person}, ${now.toISOString()}::timestamptz, 'hub', 'phone', 'told', ${text}, ${now.toISOString()}::timestamptz, ${newId(now)})`);
			return text;
		});
		await setVersion(1);
		expect(keyIdOf(sealed)).toBe(old);
		expect(await house.as(job, now, (tx) => openAt(tx.keys, place, sealed))).toBe('Written meanwhile.');
		expect((await keysStatus(house, now, false)).oldValues).toBe(1);
		expect(await rotateDataKeys(house, muchLater)).toEqual({ made: 0, resealed: 1, unreadable: 0, letGo: 6, waiting: 0, kept: 0 });
		expect(await versions()).toEqual(['case 2', 'feed 2', 'hub 2', 'person 2', 'person 2', 'referral 2']);
		expect((await everything(file.houseOn(db())))['tellingNote']?.toSorted()).toEqual(['Code word heard.', 'Written meanwhile.']);
		expect(await dataRotationSince(house, muchLater)).toBe(null);
	});

	it('a value that does not open keeps its bytes and its key, and the run says so', async () => {
		const spoil = (by: number) =>
			db().engine.tx('owner', (q) =>
				q.execute(
					sql`update contact_way set value_sealed = set_byte(value_sealed, 40, (get_byte(value_sealed, 40) + ${by} + 256) % 256) where person_id = ${vault.person}`
				)
			);
		await spoil(1);
		const bytes = await everyByte(house);
		const [spoilt = ''] = [...bytes.keys()].filter((name) => name.startsWith('contactWay'));
		const start = new Date(muchLater.getTime() + 1000);
		expect(await rotateDataKeys(house, start)).toMatchObject({ made: 6, unreadable: 1, waiting: 6 });
		const end = new Date(start.getTime() + letGoAfter);
		expect(await rotateDataKeys(house, end)).toMatchObject({ made: 0, unreadable: 1, letGo: 5, waiting: 0, kept: 1 });
		expect((await everyByte(house)).get(spoilt)).toEqual(bytes.get(spoilt));
		expect(await keysStatus(house, end, true)).toMatchObject({ closed: 1, oldValues: 1, oldKeys: 1, gone: 0 });
		await spoil(-1);
		expect((await everything(file.houseOn(db())))['contactWay']).toEqual(['07700 900199']);
	});

	it('what the log says of a person is never sealed anew: its hash is over the bytes, so its key stays', async () => {
		const place = { table: 'audit_event', column: 'detail', row: '1' };
		const scope = { kind: 'person', id: vault.person } as const;
		const sealed = await house.as(job, now, (tx) => tx.keys.seal(scope, place, 'Somebody looked.'));
		await db().engine.tx('owner', async (q) => {
			await q.execute(sql`alter table audit_event add column if not exists detail_sealed bytea`);
			await q.execute(sql`insert into audit_event (chain, seq, at, actor_kind, action, request_id, prev_hash, hash, detail_sealed)
				values (${testHub}, 100000, ${now.toISOString()}::timestamptz, 'job', 'case.viewed', 'test', '\\x00', '\\x00', ${sealed})`);
		});
		const start = new Date(muchLater.getTime() + 10 * letGoAfter);
		expect(await rotateDataKeys(house, start)).toMatchObject({ made: 6, unreadable: 0 });
		const end = new Date(start.getTime() + letGoAfter);
		expect(await rotateDataKeys(house, end)).toEqual({ made: 0, resealed: 0, unreadable: 0, letGo: 6, waiting: 0, kept: 1 });
		forgetKeys();
		expect(await house.as(job, now, (tx) => tx.keys.open(scope, place, sealed))).toBe('Somebody looked.');
		const log = await db().engine.tx('owner', async (q) =>
			rowsOf<{ same: boolean }>(
				await q.execute(sql`select detail_sealed = ${sealed} as same from audit_event where detail_sealed is not null`)
			)
		);
		expect(log).toEqual([{ same: true }]);
	});

	it('of an event its line alone may be sealed anew, by the jobs alone; all else is refused, also to the owner', async () => {
		const asOwner = (change: string) => db().engine.tx('owner', (q) => q.execute(sql.raw(change)));
		const asJobs = (change: string) => db().as(job, now, (tx) => tx.q.execute(sql.raw(change)));
		const one = `id = (select id from event limit 1)`;
		const rowOf = async () => rowsOf(await db().engine.tx('owner', (q) => q.execute(sql`select * from event`)));
		const whole = await rowOf();
		expect(whole.length).toBe(1);
		await expect(asOwner(`update event set line_sealed = line_sealed || '\\x00' where ${one}`)).rejects.toThrow();
		await expect(asOwner(`update event set kind = 'closed_other' where ${one}`)).rejects.toThrow();
		await expect(asOwner(`update event set detail = '{"result": "not_guilty"}' where ${one}`)).rejects.toThrow();
		await expect(asOwner(`delete from event where ${one}`)).rejects.toThrow();
		for (const change of [`kind = kind`, `detail = detail`, `line_sealed = null`, `published_at = null, line_sealed = line_sealed`])
			await expect(asJobs(`update event set ${change} where ${one}`), change).rejects.toThrow();
		// Even where a grant were given by mistake, the trigger compares every other column.
		await asOwner('grant update on event to waymark_worker');
		for (const change of [
			`kind = 'closed_other'`,
			`detail = '{}', line_sealed = line_sealed || '\\x00'`,
			`published_at = null`,
			`line_sealed = null`
		])
			await expect(asJobs(`update event set ${change} where ${one}`), change).rejects.toThrow();
		await asOwner('revoke update on event from waymark_worker');
		await asOwner('grant update (line_sealed) on event to waymark_worker');
		expect(await rowOf()).toEqual(whole);
		await asJobs(`update event set line_sealed = line_sealed || '\\x00' where ${one}`);
		expect(await rowOf()).not.toEqual(whole);
	});
});

onOneEngine('the log of a rotation', (db) => {
	const file = aKeyFile();
	let house: Db;
	beforeAll(async () => {
		house = file.houseOn(db());
		await aVault(house);
	});
	afterAll(() => file.remove());

	/** What the log says of rotations, oldest first: the step and what it is of. */
	const told = () =>
		db().engine.tx('owner', async (q) =>
			rowsOf<{ step: string; of: string }>(
				await q.execute(
					sql`select reason as step, object_id as of from audit_event where action = 'keys.rotated' and chain = ${testHub} and person_id is null and case_id is null order by seq`
				)
			).map(({ step, of }) => [step, of])
		);
	/** Ends the run at the so-manieth time it says how far it is and all is done: after the last change was committed, before the end. */
	const killedAt = (nth: number, isDone: (done: number) => boolean) => {
		let times = 0;
		return (done: number) => {
			if (isDone(done) && ++times === nth) throw new Error('killed');
		};
	};

	it('says once that every data key of a hub has the new master key; of a run killed before it could, the next says it, before another rotation begins', async () => {
		expect(await rewrapAll(house, now)).toEqual({ done: 0, stuck: 0 });
		expect(await told()).toEqual([]);
		const [first = ''] = keksIn(file.at);
		addKek(file.at, first);
		const [second = ''] = keksIn(file.at);
		await expect(
			rewrapAll(
				house,
				now,
				killedAt(2, (done) => done === 5)
			)
		).rejects.toThrow('killed');
		expect((await kekUseOf(house, now)).map(({ kekId }) => kekId)).toEqual([second]);
		expect(await told()).toEqual([]);
		expect(await beginRotation(house, file.at, now)).toBe(true);
		expect(await told()).toEqual([['master', second]]);
		const [third = ''] = keksIn(file.at);
		expect(await rewrapAll(house, now)).toEqual({ done: 5, stuck: 0 });
		expect(await rewrapAll(house, now)).toEqual({ done: 0, stuck: 0 });
		expect(await told()).toEqual([
			['master', second],
			['master', third]
		]);
	});

	it('says it once of two runs at once, and not of a hub with a key that is still to do', async () => {
		const [third = ''] = keksIn(file.at);
		addKek(file.at, third);
		const [fourth = ''] = keksIn(file.at);
		await Promise.all([rewrapAll(house, now), rewrapAll(house, now)]);
		expect((await told()).filter(([, of]) => of === fourth)).toEqual([['master', fourth]]);
		const before = await told();
		addKek(file.at, fourth);
		const [broken, fifth = ''] = [newId(now), keksIn(file.at)[0]];
		await db().engine.tx('owner', (q) =>
			q.execute(
				sql`insert into data_key (id, hub_id, kind, subject, version, wrapped, kek_id, made_at) values (${broken}, ${testHub}, 'person', ${broken}, 1, '\\x00', 'ffffffffffffffff', ${now.toISOString()}::timestamptz)`
			)
		);
		expect((await rewrapAll(house, now)).stuck).toBe(1);
		expect(await told()).toEqual(before);
		await db().engine.tx('owner', (q) => q.execute(sql`delete from data_key where id = ${broken}`));
		expect(await rewrapAll(house, now)).toEqual({ done: 0, stuck: 0 });
		expect(await told()).toEqual([...before, ['master', fifth]]);
	});

	it('says once that every value was sealed anew, and once that the old data keys were deleted', async () => {
		const before = await told();
		const news = async () => (await told()).slice(before.length);
		const total = Object.values(await everything(house)).flat().length;
		const since = later.toISOString();
		await expect(
			rotateDataKeys(
				house,
				later,
				killedAt(Object.keys(sealedColumns).length, (done) => done === total)
			)
		).rejects.toThrow('killed');
		expect(await news()).toEqual([]);
		expect(await rotateDataKeys(house, later)).toMatchObject({ made: 0, resealed: 0 });
		await Promise.all([rotateDataKeys(house, later), rotateDataKeys(house, later)]);
		expect(await news()).toEqual([['data', since]]);
		expect((await rotateDataKeys(house, muchLater)).letGo).toBeGreaterThan(0);
		expect(await news()).toEqual([
			['data', since],
			['data_dropped', since]
		]);
		const again = new Date(muchLater.getTime() + 1000);
		await rotateDataKeys(house, again);
		expect((await news()).slice(2)).toEqual([['data', again.toISOString()]]);
	});
});
