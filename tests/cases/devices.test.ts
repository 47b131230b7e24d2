import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { createSession, endSession, validateSession } from '#server/auth/session.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { newId } from '#server/db/keyring.ts';
import { demoSignIn } from '#features/accounts/server/demo-sign-in.ts';
import { makeAccount } from '#features/accounts/server/make-account.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import type { ShownDevice } from '#features/accounts/server/devices.ts';
import { load, actions } from '../../src/routes/[[lang=lang]]/(person)/my/account/devices/+page.server.ts';
import * as staff from '../../src/routes/[[lang=lang]]/(console)/console/account/devices/+page.server.ts';
import { load as home } from '../../src/routes/[[lang=lang]]/(person)/my/+page.server.ts';
import { onOneEngine, testHub } from '../database/open.ts';
import { Browser, openAt } from './browser.ts';
import { after, codeFor, doorAt, entered, makeAccountFor, makeHub, makePerson, rightPassword, start } from './door.ts';

const list = '/my/account/devices';
afterEach(() => openAt());

onOneEngine('the devices of an account', (db) => {
	type Kind = 'person' | 'worker';
	const door = { kind: 'door' } as const;
	const opens = (id: string, kind: Kind, seconds: number, how: object = {}, complete = true) =>
		db().as(door, after(seconds), (tx) => createSession(tx, { id, kind }, complete, how));
	const lives = async (token: string, seconds: number, kind: Kind = 'person') =>
		(await db().as(door, after(seconds), (tx) => validateSession(tx, token, kind))) !== null;
	const shown = async (browser: Browser): Promise<ShownDevice[]> =>
		((await browser.asks(load, list)).data as { devices: ShownDevice[] }).devices;
	const logged = (account: string) =>
		db().as({ kind: 'job', hub: testHub }, start, async (tx) =>
			rowsOf<{ action: string; reason: string | null; actor_kind: string; person_id: string | null }>(
				await tx.q.execute(
					sql`select action, reason, actor_kind, person_id from audit_page(${testHub}, 0, 5000) where object_id = ${account} order by seq`
				)
			)
		);

	async function onThree(name: string, kind: Kind = 'person') {
		openAt(db());
		const account = await makeAccountFor(db(), name, { kind });
		const phone = await opens(account.id, kind, 0, { client: 'phone' });
		const tablet = await opens(account.id, kind, 60, { client: 'tablet', factorId: newId(start) });
		const computer = await opens(account.id, kind, 120, { client: 'computer' });
		const browser = new Browser(kind === 'person' ? 'person' : 'console', phone);
		browser.now = after(180);
		return { ...account, phone, tablet, computer, browser };
	}

	it('S-30: shows each with its kind, since when, when used and how, this one first, and nothing that tells more', async () => {
		const { browser } = await onThree('plain shelf 1');
		await makeAccountFor(db(), 'plain shelf 2').then(({ id }) => opens(id, 'person', 60, { client: 'unknown' }));
		const devices = await shown(browser);
		expect(devices.map(({ client, isThis, byPasskey }) => [client, isThis, byPasskey])).toEqual([
			['phone', true, false],
			['computer', false, false],
			['tablet', false, true]
		]);
		expect(devices.map(({ madeAt }) => madeAt)).toEqual([after(0), after(120), after(60)]);
		expect(Object.keys(devices[0] ?? {}).sort()).toEqual(['byPasskey', 'client', 'id', 'isThis', 'madeAt', 'seenAt']);
		expect(devices[0]?.seenAt).toEqual(after(180));
		browser.now = after(400);
		expect((await shown(browser))[0]?.seenAt).toEqual(after(400));
	});

	it('S-30: what has ended, and what never began, is not in the list', async () => {
		const { browser, id, computer } = await onThree('plain shelf 3');
		await opens(id, 'person', 130, {}, false);
		await db().as(door, after(140), (tx) => endSession(tx, computer));
		browser.now = after(890);
		await shown(browser);
		browser.now = after(1000);
		expect((await shown(browser)).map(({ client }) => client)).toEqual(['phone']);
	});

	it('S-30: ends one other; the log says who did it', async () => {
		const { browser, id, subject, phone, tablet, computer } = await onThree('plain shelf 4');
		const other = (await shown(browser)).find(({ client }) => client === 'tablet');
		const answer = await browser.asks(actions.one, `${list}?/one`, { id: other?.id ?? '' });
		expect(answer).toMatchObject({ status: 303, to: `${list}?done=one` });
		expect([await lives(phone, 200), await lives(tablet, 200), await lives(computer, 200)]).toEqual([true, false, true]);
		expect(await logged(id)).toEqual([{ action: 'session.ended', reason: 'device', actor_kind: 'person', person_id: subject }]);
	});

	it('S-30: nobody ends a session of another account, nor this one by mistake', async () => {
		const { browser, phone, id } = await onThree('plain shelf 5');
		const stranger = await onThree('plain shelf 6');
		const foreign = (await shown(stranger.browser))[0]?.id ?? '';
		const own = (await shown(browser))[0]?.id ?? '';
		for (const target of [foreign, own]) expect((await browser.asks(actions.one, list, { id: target })).status).toBe(303);
		for (const odd of ['', '1', `${own}'--`, phone]) expect((await browser.asks(actions.one, list, { id: odd })).status).toBe(422);
		expect([await lives(phone, 200), await lives(stranger.phone, 200)]).toEqual([true, true]);
		expect(await logged(id)).toEqual([]);
	});

	it.each(['person', 'worker'] as const)('S-30: ends all others of a %s, also one that was half way in', async (kind) => {
		const { browser, id, subject, phone, tablet, computer } = await onThree(`plain shelf ${kind}`, kind);
		const half = await opens(id, kind, 130, {}, false);
		const doors = kind === 'person' ? actions : staff.actions;
		const at = kind === 'person' ? list : '/console/account/devices';
		expect(await browser.asks(doors.others, at, {})).toMatchObject({ status: 303, to: `${at}?done=others` });
		const left = await Promise.all([phone, tablet, computer, half].map((token) => lives(token, 200, kind)));
		expect(left).toEqual([true, false, false, false]);
		const person_id = kind === 'person' ? subject : null;
		expect(await logged(id)).toEqual([{ action: 'sessions.ended', reason: 'others', actor_kind: kind, person_id }]);
	});

	it('ASVS 7.5.2: ending one needs a proof of the owner not older than five minutes; looking does not', async () => {
		const { browser, tablet } = await onThree('plain shelf 7');
		browser.now = after(301);
		const other = (await shown(browser)).find(({ client }) => client === 'tablet')?.id ?? '';
		const again = `/my/again?to=${encodeURIComponent(list)}&unsent=1`;
		for (const [action, form] of [
			[actions.one, { id: other }],
			[actions.others, {}]
		] as const)
			expect(await browser.asks(action, list, form as Record<string, string>)).toMatchObject({ status: 303, to: again });
		expect(await lives(tablet, 302)).toBe(true);
		browser.now = after(300);
		expect((await browser.asks(actions.others, list, {})).to).toBe(`${list}?done=others`);
		expect(await lives(tablet, 302)).toBe(false);
	});

	it('S-30: every way of signing in keeps the kind of device and nothing else of the browser', async () => {
		await makeHub(db());
		const person = await makePerson(db());
		await makeAccountFor(db(), 'plain shelf 8', { subject: person });
		const at = { ...doorAt(db(), start), client: 'tablet' as const };
		const code = await codeFor(db(), person, start);
		const [invitation] = await db().as(door, start, async (tx) =>
			rowsOf<{ id: string }>(await tx.q.execute(sql`select id from invitation where subject = ${person} and used_at is null`))
		);
		expect(code).toMatch(/\w/);
		const invited = { invitation: invitation?.id ?? '', hub: testHub, kind: 'person', subject: person } as const;
		const tokens = [
			entered(await signIn(at, { signIn: 'plain shelf 8', password: rightPassword }, [])).token,
			(await demoSignIn(at, 'x', [{ key: 'x', id: person }], [])).token,
			entered(await makeAccount(at, { invited, signIn: 'plain shelf 8' }, 'copper kettle windmill', [])).token
		];
		// A new account ends what was open before: only its own session is left to look at.
		const last = await db().as(door, after(1), (tx) => validateSession(tx, tokens[2] ?? '', 'person'));
		expect(last?.client).toBe('tablet');
		for (const sign of [
			() => signIn(at, { signIn: 'plain shelf 8', password: 'copper kettle windmill' }, []).then(entered),
			() => demoSignIn(at, 'x', [{ key: 'x', id: person }], [])
		]) {
			const { token } = await sign();
			expect((await db().as(door, after(1), (tx) => validateSession(tx, token, 'person')))?.client).toBe('tablet');
		}
	});

	it('S-30: a device that was signed out meets the door on its next page', async () => {
		const { browser, computer } = await onThree('plain shelf 9');
		const there = new Browser('person', computer);
		there.now = after(200);
		await browser.asks(actions.others, list, {});
		expect(await there.asks(home, '/my')).toMatchObject({ status: 303, to: '/sign-in' });
	});
});
