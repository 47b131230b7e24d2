import { sql } from 'drizzle-orm';
import { TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import type { Door } from '#server/auth/door.ts';
import { validateSession, type Session } from '#server/auth/session.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { work } from '#server/http/work.ts';
import type { AccountOwner } from '#server/policy/actor.ts';
import { changeApp, readNewApp } from '#features/accounts/server/change-app.ts';
import { enrol, readEnrolment } from '#features/accounts/server/enrol.ts';
import { askToEnrol, enrolPasskey } from '#features/accounts/server/enrol-passkey.ts';
import {
	askAnyPasskey,
	askOwnPasskey,
	askSecondPasskey,
	provePasskey,
	showSecondPasskey,
	signInByPasskey,
	waysToFinish
} from '#features/accounts/server/passkey-sign-in.ts';
import { addPasskey, askToAdd, listFactors, removeFactor } from '#features/accounts/server/passkeys.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import { onOneEngine, testHub } from '../database/open.ts';
import { after, doorAt, entered, keysOf, makeAccountFor, makeHub, rightPassword } from './door.ts';
import { makeKey, showKey, type SoftKey, type Wrong } from './soft-key.ts';

type Kind = 'person' | 'worker' | 'agency';

onOneEngine('passkeys', (db) => {
	const live = (seconds: number, more: Partial<Door> = {}): Door => ({
		...doorAt(db(), after(seconds), { isLive: true, address: `192.0.2.${Math.floor(seconds / 100)}` }),
		...more
	});
	const sessionFor = (token: string, kind: Kind, seconds: number) =>
		db().as({ kind: 'door' }, after(seconds), (tx) => validateSession(tx, token, kind === 'person' ? 'person' : 'worker'));
	const ownerOf = ({ account }: Session) =>
		({ kind: account.kind, account: account.id, id: account.subject, roles: [] }) as unknown as AccountOwner;
	const asOwner = <Out>(session: Session, seconds: number, run: Parameters<typeof work<never, Out>>[2]) =>
		work(
			db(),
			{
				actor: { kind: 'door', hub: testHub, for: ownerOf(session) } as never,
				now: after(seconds),
				lang: 'en',
				requestId: 'test',
				audit: null
			},
			run
		);
	const eventsSince = (seconds: number) =>
		db().engine.tx('owner', async (q) => {
			await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
			return rowsOf<{ action: string; reason: string | null; actor_kind: string }>(
				await q.execute(
					sql`select action, reason, actor_kind from audit_event where at >= ${after(seconds).toISOString()}::timestamptz order by at, seq`
				)
			);
		});

	/** Somebody signed in with a password; a person's session is whole. */
	async function signedIn(name: string, seconds: number, kind: Kind = 'person') {
		await makeAccountFor(db(), name, { kind });
		const door = { ...live(seconds), isLive: false };
		const { token } = entered(await signIn(door, { signIn: name, password: rightPassword }, []));
		const session = await sessionFor(token, kind, seconds);
		if (!session) throw new Error('no session');
		return { token, session, door };
	}
	async function added({ session, door }: { session: Session; door: Door }, seconds: number, label = '', wrong: Wrong = {}) {
		const options = await asOwner(session, seconds, (ctx) => askToAdd(ctx, door, session));
		const { key, answer } = makeKey(options as never, door.site.origin, wrong);
		const outcome = await addPasskey({ ...door, now: after(seconds) }, ownerOf(session), session, { answer, label });
		return { key, answer, options, outcome };
	}
	const shown = async (key: SoftKey, seconds: number, wrong: Wrong = {}, more: Partial<Door> = {}) => {
		const door = live(seconds, more);
		return signInByPasskey(door, showKey(key, await askAnyPasskey(door), wrong), []);
	};

	it('P7 ASVS 6.3.3: a person adds one by own wish, and it is a whole sign-in; what the device shows of it names nobody', async () => {
		await makeHub(db());
		const own = await signedIn('calm river 11', 0);
		const { key, options, outcome } = await added(own, 10, 'My phone');
		expect(outcome).toEqual({ go: '/my/account/passkeys' });
		expect(options).toMatchObject({
			attestation: 'none',
			rp: { id: 'waymark.test', name: 'waymark.test' },
			user: { name: 'calm river 11' },
			authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
		});
		expect(JSON.stringify(options)).not.toMatch(/Humber|care|victim/i);
		expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);
		const { token, cookie, go } = entered(await shown(key, 20));
		expect([cookie, go]).toEqual(['w', '/my']);
		const [row] = await asOwner(own.session, 25, (ctx) => listFactors(ctx, own.session));
		expect(row).toMatchObject({
			kind: 'passkey',
			label: 'My phone',
			usedAt: after(20).toISOString(),
			isNew: true,
			isBackedUp: false,
			isLast: false
		});
		expect((await sessionFor(token, 'person', 30))?.factorId).toBe(row?.id);
		expect((await eventsSince(10)).map(({ action, actor_kind: who }) => `${who} ${action}`)).toEqual([
			'person factor.added',
			'door session.started'
		]);
		const told = await db().as({ kind: 'job', hub: testHub }, after(30), async (tx) =>
			rowsOf<{ payload: object }>(await tx.q.execute(sql`select payload from outbox where kind = 'account.changed'`))
		);
		expect(told.at(-1)?.payload).toEqual({ person: own.session.account.subject });
	});

	it('a worker comes in whole with a passkey, in a live house too', async () => {
		const own = await signedIn('grey harbour 12', 100, 'worker');
		const { key } = await added(own, 110);
		expect(entered(await shown(key, 120))).toMatchObject({ cookie: 'c', go: '/console' });
	});

	it.each<[string, Wrong]>([
		['another address', { origin: 'https://waymark.example.net' }],
		['another host', { host: 'waymark.example.net' }],
		['a device that was not unlocked', { flags: 0x01 }],
		['a device nobody touched', { flags: 0x04 }],
		['a question we did not put', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
		['an answer of the other kind', { type: 'webauthn.create' }]
	])('T31: refuses %s, in the same words', async (what, wrong) => {
		const own = await signedIn(`still water ${what}`, 200);
		const { key } = await added(own, 210);
		expect(keysOf(await shown(key, 220, wrong))).toEqual(['passkeys.wrong']);
		expect(entered(await shown(key, 222)).go).toBe('/my');
	});

	it('T31: refuses an unknown passkey, a stranger’s signature and what is no answer, in the same words', async () => {
		const own = await signedIn('quiet lane 14', 300);
		const { key } = await added(own, 310);
		const door = live(320);
		const stranger = makeKey({ challenge: '', rp: { id: 'waymark.test' }, user: { id: '' } }, door.site.origin).key;
		for (const answer of [
			showKey(stranger, await askAnyPasskey(door)),
			showKey({ ...stranger, id: key.id }, await askAnyPasskey(door)),
			'{}',
			'x',
			'[1]'
		])
			expect(keysOf(await signInByPasskey(door, answer, []))).toEqual(['passkeys.wrong']);
		const refused = (await eventsSince(320)).filter(({ action }) => action === 'session.refused');
		expect(refused.map(({ reason }) => reason)).toEqual(Array.from({ length: 5 }, () => 'passkey'));
	});

	it('ASVS 6.7.2: a question is answered once, within five minutes, and only for what it was put', async () => {
		const own = await signedIn('green gate 15', 400);
		const { key, answer: made } = await added(own, 410);
		const door = live(420);
		const answer = showKey(key, await askAnyPasskey(door));
		entered(await signInByPasskey(door, answer, []));
		expect(keysOf(await signInByPasskey(door, answer, []))).toEqual(['passkeys.wrong']);
		const late = showKey(key, await askAnyPasskey(live(430)));
		expect(keysOf(await signInByPasskey(live(731), late, []))).toEqual(['passkeys.wrong']);
		const again = await askOwnPasskey(live(740), own.session);
		expect(keysOf(await signInByPasskey(live(740), showKey(key, again!), []))).toEqual(['passkeys.wrong']);
		// Made once more with the same answer: its question is gone.
		expect(await addPasskey(live(420), ownerOf(own.session), own.session, { answer: made, label: '' })).toHaveProperty('refused');
	});

	it('an answer that was refused has used its question up', async () => {
		const own = await signedIn('early bird 16', 800);
		const { key } = await added(own, 810);
		const options = await askAnyPasskey(live(820));
		expect(keysOf(await signInByPasskey(live(820), showKey(key, options, { origin: 'https://other.example.org' }), []))).toEqual([
			'passkeys.wrong'
		]);
		expect(keysOf(await signInByPasskey(live(822), showKey(key, options), []))).toEqual(['passkeys.wrong']);
	});

	it('a counter that goes back or stands still is refused and written down: there are two of that passkey', async () => {
		const own = await signedIn('copper bell 17', 900);
		const { key } = await added(own, 910);
		entered(await shown(key, 920, { counter: 9 }));
		for (const [counter, at] of [
			[9, 930],
			[4, 940],
			[0, 950]
		] as const) {
			expect(keysOf(await shown(key, at, { counter }))).toEqual(['passkeys.wrong']);
			expect((await eventsSince(at)).map(({ reason }) => reason)).toEqual(['passkey_counter']);
		}
		expect(entered(await shown(key, 990, { counter: 10 })).go).toBe('/my');
	});

	it('ASVS 6.1.1: wrong answers are slowed, and the passkey works again after the wait', async () => {
		const own = await signedIn('slow snail 18', 1000);
		const { key } = await added(own, 1010);
		const answers = [];
		for (let tries = 0; tries < 8; tries++) answers.push(await shown(key, 1020, { host: 'other.example.org' }));
		expect(answers.filter((answer) => 'wait' in answer).length).toBeGreaterThan(2);
		expect(entered(await shown(key, 1100)).go).toBe('/my');
	});

	it('ASVS 6.3.3: a live worker with a passkey shows it after the password; another account’s is refused', async () => {
		const own = await signedIn('north pier 19', 1200, 'worker');
		const other = await signedIn('south pier 20', 1200, 'worker');
		const { key } = await added(own, 1210);
		const foreign = (await added(other, 1210)).key;
		const first = entered(await signIn(live(1220), { signIn: 'north pier 19', password: rightPassword }, []));
		expect(first.go).toBe('/sign-in/code');
		expect(await waysToFinish(live(1221), first.token)).toEqual({ hasPasskey: true, hasApp: false });
		const ask = async (at: number) => (await askSecondPasskey(live(at), first.token))!;
		expect((await ask(1222)).allowCredentials?.map(({ id }) => id)).toEqual([key.id.toString('base64url')]);
		expect(keysOf((await showSecondPasskey(live(1223), first.token, showKey(foreign, await ask(1223))))!)).toEqual(['passkeys.wrong']);
		const done = entered(await showSecondPasskey(live(1230), first.token, showKey(key, await ask(1230))));
		expect(done.go).toBe('/console');
		expect(done.token).not.toBe(first.token);
		expect((await sessionFor(done.token, 'worker', 1231))?.factorId).toBeTruthy();
		expect(await showSecondPasskey(live(1232), first.token, showKey(key, await askAnyPasskey(live(1232))))).toBeNull();
	});

	it('P7: a worker’s first sign-in takes a passkey as second factor; afterwards the password alone sets up nothing more', async () => {
		await makeAccountFor(db(), 'first light 21', { kind: 'worker' });
		const door = live(1300);
		const [own, thief] = [
			entered(await signIn(door, { signIn: 'first light 21', password: rightPassword }, [])),
			entered(await signIn(door, { signIn: 'first light 21', password: rightPassword }, []))
		];
		const options = (await askToEnrol(door, own.token, own.ticket))!;
		expect(await askToEnrol(door, own.token, undefined)).toBeNull();
		const lent = await askToEnrol(door, thief.token, thief.ticket);
		const { answer } = makeKey(options as never, door.site.origin);
		expect(entered(await enrolPasskey(door, own.token, answer)).go).toBe('/console');
		expect(await enrolPasskey(door, thief.token, makeKey(lent as never, door.site.origin).answer)).toBeNull();
		const link = (await readEnrolment(door, thief.token, thief.ticket))?.link ?? '';
		const code = new TOTP({ secret: new URL(link).searchParams.get('secret') ?? '' }).generate({ timestamp: door.now.getTime() });
		expect(await enrol(door, thief.token, thief.ticket, code)).toBeNull();
	});

	it('refuses a passkey that another account has, and one made for another address', async () => {
		const own = await signedIn('blue lamp 22', 1400);
		const other = await signedIn('blue lamp 23', 1400);
		expect((await added(own, 1410, '', { origin: 'https://evil.example.org' })).outcome).toEqual({
			refused: [{ field: 'form', key: 'passkeys.wrong' }]
		});
		expect((await added(own, 1410, '', { flags: 0x01 })).outcome).toHaveProperty('refused');
		const options = await asOwner(other.session, 1412, (ctx) => askToAdd(ctx, other.door, other.session));
		const { answer } = makeKey(options as never, own.door.site.origin);
		// The question was put to the other account.
		expect(await addPasskey(live(1413), ownerOf(own.session), own.session, { answer, label: '' })).toHaveProperty('refused');
		expect(await asOwner(own.session, 1420, (ctx) => listFactors(ctx, own.session))).toEqual([]);
	});

	it('accounts §2.1: a removed passkey signs nobody in, and the sessions it made are dead; others live on', async () => {
		const own = await signedIn('old mill 24', 1500);
		const { key } = await added(own, 1510);
		const made = entered(await shown(key, 1520));
		const [row] = await asOwner(own.session, 1530, (ctx) => listFactors(ctx, own.session));
		const outcome = await asOwner(own.session, 1530, (ctx) => removeFactor(ctx, own.session, row?.id ?? ''));
		expect(outcome).toEqual({ go: '/my/account/passkeys' });
		expect(await sessionFor(made.token, 'person', 1531)).toBeNull();
		expect(await sessionFor(own.token, 'person', 1531)).not.toBeNull();
		expect(keysOf(await shown(key, 1540))).toEqual(['passkeys.wrong']);
		expect((await eventsSince(1530)).map(({ action }) => action)).toContain('factor.removed');
	});

	it('accounts §2.1 (d): who works here keeps the last factor; nobody removes another account’s', async () => {
		const own = await signedIn('tall mast 25', 1600, 'worker');
		const other = await signedIn('tall mast 26', 1600, 'worker');
		await added(own, 1610);
		const list = () => asOwner(own.session, 1620, (ctx) => listFactors(ctx, own.session));
		const [first] = await list();
		expect(first?.isLast).toBe(true);
		const remove = (who: Session) => asOwner(who, 1620, (ctx) => removeFactor(ctx, who, first?.id ?? ''));
		expect(await remove(own.session)).toEqual({ refused: [{ field: 'form', key: 'passkeys.last' }] });
		await expect(remove(other.session)).rejects.toThrow();
		await added(own, 1630);
		expect(await remove(own.session)).toEqual({ go: '/console/account/passkeys' });
		expect(await list()).toHaveLength(1);
	});

	it('ASVS 7.2.4: a passkey proves its owner again: a new token, proved now; a stranger’s does not', async () => {
		const own = await signedIn('red barn 27', 1700);
		const other = await signedIn('red barn 28', 1700);
		const { key } = await added(own, 1710);
		const foreign = (await added(other, 1710)).key;
		expect(await askOwnPasskey(live(2000), (await signedIn('red barn 29', 1700)).session)).toBeNull();
		const ask = async (at: number) => (await askOwnPasskey(live(at), own.session))!;
		expect(keysOf(await provePasskey(live(2000), own.session, showKey(foreign, await ask(2000)), '/my'))).toEqual(['passkeys.wrong']);
		const done = entered(await provePasskey(live(2010), own.session, showKey(key, await ask(2010)), '/my/account/held'));
		expect(done).toMatchObject({ go: '/my/account/held', cookie: 'w' });
		expect(await sessionFor(own.token, 'person', 2011)).toBeNull();
		expect((await sessionFor(done.token, 'person', 2011))?.authAt).toEqual(after(2010));
	});

	it('an app is changed: the old one opens nothing any more, its sessions end, this one goes on', async () => {
		const own = await signedIn('white sail 30', 2100, 'worker');
		const setUp = async (session: Session, at: number) => {
			const page = await asOwner(session, at, (ctx) => readNewApp(ctx, { hubName: 'Test' }, session, undefined));
			const again = await asOwner(session, at, (ctx) => readNewApp(ctx, { hubName: 'Test' }, session, page.ticket));
			expect(again.groups).toBe(page.groups);
			const code = new TOTP({ secret: page.groups.replaceAll(' ', '') }).generate({ timestamp: after(at).getTime() });
			const wrong = await changeApp(live(at), ownerOf(session), session, { ticket: page.ticket, code: '000' });
			expect(keysOf(wrong ?? {})).toEqual(['accounts.code.wrong']);
			return entered(await changeApp(live(at + 5), ownerOf(session), session, { ticket: page.ticket, code }));
		};
		const first = await setUp(own.session, 2110);
		const session = (await sessionFor(first.token, 'worker', 2120))!;
		expect(session.factorId).toBeTruthy();
		const second = await setUp(session, 2130);
		expect(await sessionFor(first.token, 'worker', 2140)).toBeNull();
		expect(await sessionFor(second.token, 'worker', 2140)).not.toBeNull();
		expect(await asOwner(own.session, 2140, (ctx) => listFactors(ctx, own.session))).toHaveLength(1);
		expect(await changeApp(live(2150), ownerOf(session), session, { ticket: undefined, code: '000000' })).toBeNull();
	});

	it('ASVS 3.5.4: on the staff’s host a person’s passkey and password open nothing, nor the other way round', async () => {
		const person = await signedIn('two hosts 31', 2300);
		const worker = await signedIn('two hosts 32', 2300, 'worker');
		const [hers, theirs] = [(await added(person, 2310)).key, (await added(worker, 2310)).key];
		const { origin, host } = person.door.site;
		const at = (serves: 'staff' | 'person') => ({ site: { origin, host, serves } });
		expect(keysOf(await shown(hers, 2320, {}, at('staff')))).toEqual(['passkeys.wrong']);
		expect(keysOf(await shown(theirs, 2322, {}, at('person')))).toEqual(['passkeys.wrong']);
		expect(entered(await shown(hers, 2330, {}, at('person'))).go).toBe('/my');
		expect(entered(await shown(theirs, 2332, {}, at('staff'))).go).toBe('/console');
		const password = (name: string, serves: 'staff' | 'person', seconds: number) =>
			signIn(live(seconds, at(serves)), { signIn: name, password: rightPassword }, []);
		expect(keysOf(await password('two hosts 31', 'staff', 2340))).toEqual(['accounts.signIn.wrong']);
		expect(keysOf(await password('two hosts 32', 'person', 2340))).toEqual(['accounts.signIn.wrong']);
		expect(entered(await password('two hosts 31', 'person', 2380)).go).toBe('/my');
	});
});
