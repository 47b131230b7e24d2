import { TOTP } from 'otpauth';
import { sql } from 'drizzle-orm';
import { afterEach, expect, inject, it } from 'vitest';
import { createSession, rotateSession, validateSession } from '#server/auth/session.ts';
import { newTotpSecret } from '#server/auth/totp.ts';
import { sealForDoor } from '#server/crypto/instance.ts';
import { createDb } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { newId } from '#server/db/keyring.ts';
import { addFactor, dropSessionsOf } from '#server/db/queries/door.ts';
import { personOf } from '#features/accounts/server/answer-contact.ts';
import { secretPlace } from '#features/accounts/server/second-factor.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import { NotYours } from '#shared/faults.ts';
import { actions as again, load as askAgain } from '../../src/routes/[[lang=lang]]/(person)/my/again/+page.server.ts';
import * as desk from '../../src/routes/[[lang=lang]]/(console)/console/again/+page.server.ts';
import { POST as hide } from '../../src/routes/[[lang=lang]]/(person)/my/hide/+server.ts';
import { POST as stay } from '../../src/routes/[[lang=lang]]/(person)/my/stay/+server.ts';
import { load as home } from '../../src/routes/[[lang=lang]]/(person)/my/+page.server.ts';
import { load as account } from '../../src/routes/[[lang=lang]]/(person)/my/account/+page.server.ts';
import { actions as time, load as timePage } from '../../src/routes/[[lang=lang]]/(person)/my/account/time/+page.server.ts';
import { actions as change, load as passwordPage } from '../../src/routes/[[lang=lang]]/(person)/my/account/password/+page.server.ts';
import { onOneEngine, testHub } from '../database/open.ts';
import { Browser, openAt, saidBy } from './browser.ts';
import { after, doorAt, keysOf, makeAccountFor, rightPassword } from './door.ts';

const newWords = 'copper kettle windmill';
const door = { kind: 'door' } as const;
afterEach(() => openAt());

onOneEngine('the owner of a session', (db) => {
	type Kind = 'person' | 'worker';
	const lives = async (token: string, seconds: number, kind: Kind = 'person') =>
		(await db().as(door, after(seconds), (tx) => validateSession(tx, token, kind))) !== null;
	const sessionOf = (token: string, seconds: number) => db().as(door, after(seconds), (tx) => validateSession(tx, token, 'person'));
	async function signedIn(name: string, kind: Kind = 'person') {
		openAt(db());
		const made = await makeAccountFor(db(), name, { kind });
		const open = () => db().as(door, after(0), (tx) => createSession(tx, { id: made.id, kind }, true));
		const browser = new Browser(kind === 'person' ? 'person' : 'console', await open());
		return { ...made, browser, open };
	}
	const logged = (id: string) =>
		db().as({ kind: 'job', hub: testHub }, after(0), async (tx) =>
			rowsOf<{ action: string; reason: string | null }>(
				await tx.q.execute(sql`select action, reason from audit_page(${testHub}, 0, 5000) where object_id = ${id} order by seq`)
			).map(({ action, reason }) => (reason ? `${action} ${reason}` : action))
		);

	it('ASVS 7.5.3: is asked again for what cannot be taken back once the proof is five minutes old', async () => {
		const { browser } = await signedIn('tall gate 1');
		const page = '/my/account/password';
		browser.now = after(300);
		expect((await browser.asks(passwordPage, page)).status).toBe(200);
		browser.now = after(301);
		expect(await browser.asks(passwordPage, page)).toMatchObject({ status: 303, to: '/my/again?to=%2Fmy%2Faccount%2Fpassword' });
		expect(await browser.asks(change.default, page, { password: newWords })).toMatchObject({
			status: 303,
			to: '/my/again?to=%2Fmy%2Faccount%2Fpassword&unsent=1'
		});
		// a clock that jumped back makes nobody fresh.
		browser.now = after(-60);
		expect((await browser.asks(passwordPage, page)).status).toBe(303);
	});

	it('ASVS 7.2.4: a right password gives a new token and leads back; the old one opens nothing', async () => {
		const { browser, id } = await signedIn('tall gate 2');
		const before = browser.token;
		browser.now = after(400);
		const answer = await browser.asks(again.password, '/cy/my/again?/password', { password: rightPassword, to: '/my/account/devices' });
		expect(answer).toMatchObject({ status: 303, to: '/cy/my/account/devices' });
		expect(browser.token).not.toBe(before);
		expect([await lives(before, 401), await lives(browser.token, 401)]).toEqual([false, true]);
		expect((await browser.asks(passwordPage, '/my/account/password')).status).toBe(200);
		expect(await logged(id)).toEqual(['session.stepped password']);
	});

	it('leads nowhere but to a page of the same area', async () => {
		const { browser } = await signedIn('tall gate 3');
		for (const to of ['//evil.example.org', 'https://evil.example.org', '/console', '/my/../leave', ''])
			expect((await browser.asks(again.password, '/my/again', { password: rightPassword, to })).to).toBe('/my');
		const shown = await browser.asks(askAgain, '/my/again?to=https://evil.example.org');
		expect(shown.data).toMatchObject({ back: '/my', isHidden: false, isUnsent: false });
	});

	it('a wrong one is counted, slowed together with signing in, in the log, and said in the same words each time', async () => {
		const { browser, id } = await signedIn('tall gate 4');
		browser.now = after(400);
		const wrong = () => browser.asks(again.password, '/my/again', { password: 'not the right words', to: '/my' });
		for (let tries = 0; tries < 3; tries++) expect(saidBy(await wrong())).toEqual(['account.again.wrong']);
		const slowed = await wrong();
		expect([slowed.status, saidBy(slowed), Number(slowed.headers['retry-after']) > 0]).toEqual([422, ['accounts.wait'], true]);
		expect(saidBy(await browser.asks(again.password, '/my/again', { password: rightPassword }))).toEqual(['accounts.wait']);
		const elsewhere = doorAt(db(), after(400), { address: '192.0.2.1' });
		expect(keysOf(await signIn(elsewhere, { signIn: 'tall gate 4', password: rightPassword }, []))).toEqual(['accounts.wait']);
		expect(await logged(id)).toEqual(Array.from({ length: 3 }, () => 'session.refused again_password'));
		expect((await browser.asks(again.password, '/my/again', {})).status).toBe(422);
		browser.now = after(460);
		expect((await browser.asks(again.password, '/my/again', { password: rightPassword })).status).toBe(303);
	});

	it('P24 S-28: "Hide now" shows nothing more of any page until its owner is proved again', async () => {
		const { browser, id } = await signedIn('tall gate 5');
		const hidden = await hide(browser.event('/my/hide', { to: '/my/account' }).event);
		expect([hidden.status, hidden.headers.get('location')]).toEqual([303, '/my/again?to=%2Fmy%2Faccount']);
		const pages = [home, account, timePage, passwordPage];
		const answers = await Promise.all(pages.map((page) => browser.asks(page, '/my/account')));
		expect(answers.map(({ status, to, data }) => [status, to, data])).toEqual(
			pages.map(() => [303, '/my/again?to=%2Fmy%2Faccount', undefined])
		);
		expect((await browser.asks(time.default, '/my/account/time', { minutes: '30' })).to).toContain('/my/again');
		expect(await personOf(doorAt(db(), after(1)), browser.token)).toBeNull();
		await stay(browser.event('/my/stay', {}).event);
		expect((await browser.asks(home, '/my')).status).toBe(303);
		expect((await browser.asks(askAgain, '/my/again')).data).toMatchObject({ isHidden: true, hasApp: false });
		expect(saidBy(await browser.asks(again.password, '/my/again', { password: 'not the right words' }))).toEqual(['account.again.wrong']);
		expect((await browser.asks(home, '/my')).status).toBe(303);
		await browser.asks(again.password, '/my/again', { password: rightPassword, to: '/my/account' });
		expect((await browser.asks(account, '/my/account')).status).toBe(200);
		expect(await logged(id)).toEqual(['session.hidden', 'session.refused again_password', 'session.stepped password']);
	});

	it('S-28: hiding where nobody is signed in leads to the door', async () => {
		openAt(db());
		const answer = await hide(new Browser('person', 'nothing').event('/ar/my/hide', { to: '/my' }).event);
		expect([answer.status, answer.headers.get('location')]).toEqual([303, '/ar/sign-in']);
	});

	it('ASVS 6.5.1: staff prove themselves by a code of their app, once each; a person has no such way', async () => {
		const { browser, id } = await signedIn('tall gate 6', 'worker');
		expect((await browser.asks(desk.load, '/console/again')).data).toMatchObject({ hasApp: false });
		const secret = newTotpSecret();
		const factor = newId(after(0));
		const secretSealed = sealForDoor(db().provider, secretPlace(factor), secret);
		await db().as(door, after(0), (tx) =>
			addFactor(tx, { id: factor, accountId: id, kind: 'totp', secretSealed, madeAt: after(0), confirmedAt: after(0) })
		);
		browser.now = after(400);
		expect((await browser.asks(desk.load, '/console/again')).data).toMatchObject({ hasApp: true });
		const code = new TOTP({ secret }).generate({ timestamp: after(400).getTime() });
		const proves = (typed: string) => browser.asks(desk.actions.code, '/console/again?/code', { code: typed, to: '/console/account' });
		expect(saidBy(await proves('000000'))).toEqual(['accounts.code.wrong']);
		expect(await proves(code)).toMatchObject({ status: 303, to: '/console/account' });
		expect(saidBy(await proves(code))).toEqual(['accounts.code.wrong']);
		expect(await logged(id)).toEqual(['session.refused again_code', 'session.stepped code', 'session.refused again_code']);

		const person = await signedIn('tall gate 7');
		expect(saidBy(await person.browser.asks(again.code, '/my/again?/code', { code }))).toEqual(['accounts.code.wrong']);
	});

	it('who was put out meanwhile does not come back by proving anything', async () => {
		const { browser, id } = await signedIn('tall gate 8');
		const session = await sessionOf(browser.token, 1);
		await db().as(door, after(2), (tx) => dropSessionsOf(tx, id));
		if (!session) throw new Error('the session is not there');
		await expect(db().as(door, after(3), (tx) => rotateSession(tx, session))).rejects.toThrow(NotYours);
		expect((await browser.asks(again.password, '/my/again', { password: rightPassword })).to).toBe('/sign-in');
	});

	it('ASVS 7.3.2: proving again never moves the absolute end', async () => {
		const { browser } = await signedIn('tall gate 9');
		for (let at = 600; at < 14_400; at += 600) {
			browser.now = after(at);
			await browser.asks(again.password, '/my/again', { password: rightPassword });
		}
		browser.now = after(14_399);
		expect((await browser.asks(home, '/my')).status).toBe(200);
		expect((await sessionOf(browser.token, 14_399))?.endsAt).toEqual(after(14_400));
		expect(await lives(browser.token, 14_401)).toBe(false);
	}, 60_000);

	it('P6: changing the password ends the others if wanted, keeps this one, and the old words open nothing', async () => {
		const { browser, id, open } = await signedIn('tall gate 10');
		const [other, before] = [await open(), browser.token];
		const asks = (form: Record<string, string>) => browser.asks(change.default, '/my/account/password', form);
		expect(saidBy(await asks({ password: 'too short' }))).toEqual(['accounts.password.short']);
		expect(saidBy(await asks({ password: 'tall gate 10 tall' }))).toEqual(['accounts.password.context']);
		expect(await asks({ password: newWords })).toMatchObject({ status: 303, to: '/my/account?done=password' });
		expect([await lives(before, 1), await lives(browser.token, 1), await lives(other, 1)]).toEqual([false, true, true]);
		expect((await asks({ password: `${newWords} red`, others: 'yes' })).status).toBe(303);
		expect([await lives(browser.token, 1), await lives(other, 1)]).toEqual([true, false]);
		expect(await logged(id)).toEqual(['account.changed password', 'account.changed password', 'sessions.ended others']);
		const tries = (password: string) => signIn(doorAt(db(), after(60)), { signIn: 'tall gate 10', password }, []);
		expect(keysOf(await tries(rightPassword))).toEqual(['accounts.signIn.wrong']);
		expect(await tries(`${newWords} red`)).toHaveProperty('entered');
	});

	it('S-22: the account’s own page says for 24 hours what changed and when, to its owner alone', async () => {
		const { browser } = await signedIn('tall gate 11');
		const stranger = await signedIn('tall gate 12');
		await browser.asks(change.default, '/my/account/password', { password: newWords });
		browser.now = after(60);
		await browser.asks(time.default, '/my/account/time', { minutes: '30' });
		const changes = async (who: Browser, seconds: number) => {
			who.now = after(seconds);
			return ((await who.asks(account, '/my/account')).data as { changes: object[] }).changes;
		};
		const both = [
			{ what: 'time', at: after(60).toISOString() },
			{ what: 'password', at: after(0).toISOString() }
		];
		expect(await changes(browser, 120)).toEqual(both);
		expect(await changes(stranger.browser, 120)).toEqual([]);
		const later = new Browser(
			'person',
			await db().as(door, after(86_390), (tx) => createSession(tx, { id: stranger.id, kind: 'person' }, true))
		);
		expect(await changes(later, 86_395)).toEqual([]);
		const own = await signIn(doorAt(db(), after(86_390)), { signIn: 'tall gate 11', password: newWords }, []);
		const next = new Browser('person', 'entered' in own ? own.entered.token : '');
		expect(await changes(next, 86_400)).toEqual(both);
		expect(await changes(next, 86_401)).toEqual(both.slice(0, 1));
		expect(await changes(next, 86_461)).toEqual([]);
	});

	it('WCAG 2.2.1: a person chooses how long; a shorter time holds at once on every device, a longer one from the next page', async () => {
		const { browser, id, open } = await signedIn('tall gate 13');
		const forgotten = await open();
		browser.now = after(60);
		const chooses = (minutes: string) => browser.asks(time.default, '/my/account/time', { minutes });
		expect(await chooses('5')).toMatchObject({ status: 303, to: '/my/account?done=time' });
		expect((await browser.asks(timePage, '/my/account/time')).data).toEqual({ minutes: 5 });
		expect([await lives(forgotten, 299), await lives(forgotten, 299 + 301)]).toEqual([true, false]);
		browser.now = after(300);
		expect((await browser.asks(home, '/my')).status).toBe(200);
		browser.now = after(601);
		expect((await browser.asks(home, '/my')).status).toBe(303);

		const again = new Browser('person', await open());
		again.now = after(100);
		expect((await again.asks(time.default, '/my/account/time', { minutes: '30' })).status).toBe(303);
		again.now = after(160);
		await again.asks(home, '/my');
		again.now = after(160 + 1799);
		expect((await again.asks(home, '/my')).status).toBe(200);
		for (const odd of ['', '1', '60', '15.5', '-5'])
			expect((await again.asks(time.default, '/my/account/time', { minutes: odd })).status).toBe(422);
		expect(await logged(id)).toEqual(['account.changed time', 'account.changed time']);
	});

	it('a worker’s time is 15 minutes and nothing changes it', async () => {
		const { browser, id } = await signedIn('tall gate 14', 'worker');
		await db().as(door, after(0), (tx) => tx.q.execute(sql`update account set idle_minutes = 30 where id = ${id}`));
		expect([await lives(browser.token, 60, 'worker'), await lives(browser.token, 60 + 901, 'worker')]).toEqual([true, false]);
		expect((await browser.asks(timePage, '/my/account/time')).status).toBe(404);
	});

	it('WCAG 2.2.1: staying is answered with the time that is left, or leads back to the page; where it has ended, to the door', async () => {
		const { browser } = await signedIn('tall gate 15');
		const stays = async (headers: Record<string, string> = {}, form: Record<string, string> = { to: '/my/account' }) => {
			const answer = await stay(browser.event('/my/stay', form, headers).event);
			return [answer.status, answer.headers.get('location') ?? (await answer.text())];
		};
		browser.now = after(840);
		expect(await stays()).toEqual([200, '900']);
		expect(await stays({ 'sec-fetch-dest': 'document' })).toEqual([303, '/my/account']);
		expect(await stays({ 'sec-fetch-dest': 'document' }, { to: 'https://evil.example.org' })).toEqual([303, '/my']);
		for (let at = 1600; at < 14_300; at += 800) {
			browser.now = after(at);
			await stays();
		}
		browser.now = after(14_300);
		expect(await stays()).toEqual([200, '100']);
		browser.now = after(14_401);
		expect(await stays()).toEqual([401, '']);
		expect(await stays({ 'sec-fetch-dest': 'document' })).toEqual([303, '/sign-in']);
	});

	it('R-11: two servers count wrong tries together', async ({ skip }) => {
		skip(db().kind !== 'postgres', 'an embedded database has one server');
		await makeAccountFor(db(), 'tall gate 16');
		const [{ name } = { name: '' }] = await db().as(door, after(0), async (tx) =>
			rowsOf<{ name: string }>(await tx.q.execute(sql`select current_database() as name`))
		);
		const url = new URL(inject('postgres') ?? '');
		url.pathname = `/${name}`;
		const other = createDb(await openEngine({ url: url.href }), db().provider);
		try {
			const tries = (at: number, server: typeof other, password: string) =>
				signIn(doorAt(server, after(at)), { signIn: 'tall gate 16', password }, []);
			for (let at = 0; at < 4; at++) await tries(at * 0.01, at % 2 ? other : db(), 'not the right words');
			for (const server of [db(), other]) expect(keysOf(await tries(0.1, server, rightPassword))).toEqual(['accounts.wait']);
			expect(await tries(120, other, rightPassword)).toHaveProperty('entered');
		} finally {
			await other.close();
		}
	});
});
