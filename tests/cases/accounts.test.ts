import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { rowsOf } from '#server/db/migrate.ts';
import { NotYours } from '#shared/faults.ts';
import { demoSignIn } from '#features/accounts/server/demo-sign-in.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import { onOneEngine } from '../database/open.ts';
import { after, entered, keysOf, doorAt, makeAccountFor, rightPassword, start } from './door.ts';

onOneEngine('signing in', (db) => {
	const tryAt = (name: string, password: string, seconds: number, address?: string) =>
		signIn(doorAt(db(), after(seconds), { address }), { signIn: name, password }, []);

	it('T31, ASVS 6.3.8: a wrong password and a name nobody has get the same answer, also when they have to wait', async () => {
		await makeAccountFor(db(), 'green gate 11');
		for (let time = 0; time < 5; time++) {
			const known = await tryAt('green gate 11', 'wrong wrong wrong', time * 0.1, '198.51.100.1');
			const unknown = await tryAt('no such name 12', 'wrong wrong wrong', time * 0.1, '198.51.100.2');
			expect(unknown).toEqual(known);
			expect(known).toHaveProperty('refused');
		}
	});

	it('P5: capitals, spaces and hyphens in the sign-in name do not matter, and sign-in leads on in the language of the account', async () => {
		await makeAccountFor(db(), 'blue kettle 41', { lang: 'cy' });
		expect(entered(await tryAt('Blue-Kettle41', rightPassword, 0))).toMatchObject({ cookie: 'w', go: '/my', lang: 'cy' });
		expect(keysOf(await tryAt('blue kettle 41', 'Lantern gravel orchard', 0))).toEqual(['accounts.signIn.wrong']);
	});

	it('ASVS 6.1.1: the wait grows to 40 seconds and no further, and the owner gets in after it', async () => {
		await makeAccountFor(db(), 'quiet pond 23');
		let at = 0;
		const waits: number[] = [];
		for (let failures = 0; failures < 12; failures++) {
			await tryAt('quiet pond 23', 'not the password', at, `203.0.113.${failures}`);
			const next = await tryAt('quiet pond 23', 'not the password', at, '203.0.113.200');
			const wait = 'wait' in next ? (next.wait ?? 0) : 0;
			waits.push(wait);
			at += Math.max(wait, 0);
		}
		expect(Math.max(...waits)).toBe(40);
		expect(waits.toSorted((one, other) => one - other)).toEqual(waits);
		expect(entered(await tryAt('quiet pond 23', rightPassword, at, '203.0.113.99')).go).toBe('/my');
		expect(keysOf(await tryAt('quiet pond 23', 'not the password', at, '203.0.113.98'))).toEqual(['accounts.signIn.wrong']);
	});

	it('ASVS 6.1.1: where the owner signed in today, strangers elsewhere cannot make her wait', async () => {
		await makeAccountFor(db(), 'tall reed 37');
		await tryAt('tall reed 37', rightPassword, 0, '2001:db8:1:2::3');
		for (let time = 0; time < 6; time++) await tryAt('tall reed 37', 'not the password', time * 60, '203.0.113.50');
		expect(await tryAt('tall reed 37', rightPassword, 301, '203.0.113.51')).toMatchObject({ wait: expect.any(Number) });
		expect(entered(await tryAt('tall reed 37', rightPassword, 301, '2001:db8:1:2:ffff::9')).go).toBe('/my');
	});

	it('Pr2: no address stands in the database, and its key is another one the next day', async () => {
		const before = await throttleKeys();
		await tryAt('nobody at all', 'wrong wrong wrong', 0, '198.51.100.77');
		const first = (await throttleKeys()).filter((key) => !before.includes(key));
		await tryAt('nobody at all', 'wrong wrong wrong', 86_400, '198.51.100.77');
		const second = (await throttleKeys()).filter((key) => !before.includes(key));
		expect([first.length, second.length]).toEqual([2, 3]);
		expect(second.join()).not.toContain(Buffer.from('198.51.100.77').toString('hex'));
	});

	const throttleKeys = () =>
		db().as({ kind: 'door' }, start, async (tx) =>
			rowsOf<{ key: string }>(await tx.q.execute(sql`select encode(key, 'hex') as key from throttle`)).map(({ key }) => key)
		);

	it('T31: every refused and every good sign-in is in the log', async () => {
		const before = await logged();
		await makeAccountFor(db(), 'small boat 55');
		await tryAt('small boat 55', 'wrong wrong wrong', 9000);
		await tryAt('small boat 55', rightPassword, 9000);
		expect((await logged()).slice(before.length)).toEqual(['session.refused', 'session.started']);
	});

	const logged = () =>
		db().engine.tx('owner', async (q) => {
			await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
			return rowsOf<{ action: string }>(await q.execute(sql`select action from audit_event where chain = 'instance' order by seq`)).map(
				({ action }) => action
			);
		});
});

onOneEngine('the demonstration', (db) => {
	it('DESIGN §8: signs in as an invented person at once, and takes the second factor as given', async () => {
		const sam = await makeAccountFor(db(), 'demo sam');
		const jo = await makeAccountFor(db(), 'demo jo', { kind: 'worker' });
		const list = [
			{ key: 'sam', id: sam.subject },
			{ key: 'jo', id: jo.subject }
		];
		const door = doorAt(db(), start);
		expect(await demoSignIn(door, 'sam', list, [])).toMatchObject({ cookie: 'w', go: '/my' });
		expect(await demoSignIn(door, 'jo', list, [])).toMatchObject({ cookie: 'c', go: '/console' });
		await expect(demoSignIn(door, 'eve', list, [])).rejects.toThrow(NotYours);
		await expect(demoSignIn(doorAt(db(), start, { isLive: true }), 'sam', list, [])).rejects.toThrow(NotYours);
	});
});
