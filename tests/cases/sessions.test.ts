import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { createSession, endSessionsOf, limits, rotateSession, validateSession } from '#server/auth/session.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { disableAccountsOf } from '#server/db/queries/door.ts';
import { actorOf } from '#server/http/admit.ts';
import { leaveAddress } from '#server/http/leave.ts';
import { Away } from '#shared/faults.ts';
import { endSessions } from '#features/accounts/server/end-sessions.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import { GET as leave } from '../../src/routes/[[lang=lang]]/leave/+server.ts';
import { POST as signOut } from '../../src/routes/[[lang=lang]]/sign-out/+server.ts';
import { GET as healthz } from '../../src/routes/healthz/+server.ts';
import { GET as readyz } from '../../src/routes/readyz/+server.ts';
import { onOneEngine } from '../database/open.ts';
import { after, doorAt, makeAccountFor, rightPassword, start } from './door.ts';

const house = globalThis as { waymarkDb?: Promise<unknown> };
afterEach(() => {
	delete house.waymarkDb;
});

type Asked = { area?: string; now?: Date; headers?: Record<string, string>; url?: string };

/** A browser with these cookies asking one page. */
function asks(jar: Map<string, string>, { area = 'person', now = start, headers = {}, url = 'http://waymark.test/my' }: Asked = {}) {
	const cookies = {
		get: (name: string) => jar.get(name),
		set: (name: string, value: string) => void jar.set(name, value),
		delete: (name: string) => void jar.delete(name)
	} as unknown as Cookies;
	const locals = { area, now, lang: 'en', path: '/my', requestId: 'test' };
	return {
		cookies,
		locals,
		url: new URL(url),
		request: new Request(url, { headers }),
		getClientAddress: () => '192.0.2.1'
	} as unknown as RequestEvent & never;
}

onOneEngine('a session', (db) => {
	const opened = async (name: string, kind: 'person' | 'worker' = 'person') => {
		const account = await makeAccountFor(db(), name, { kind });
		const token = await db().as({ kind: 'door' }, start, (tx) => createSession(tx, { id: account.id, kind }, true));
		return { ...account, token };
	};
	const lives = async (token: string, seconds: number, kind: 'person' | 'worker' = 'person') =>
		(await db().as({ kind: 'door' }, after(seconds), (tx) => validateSession(tx, token, kind))) !== null;

	it('ASVS 7.3.1: ends after 15 minutes without a page, and each page begins them anew', async () => {
		const { token } = await opened('idle one 11');
		expect(await lives(token, 899)).toBe(true);
		expect(await lives(token, 1700)).toBe(true);
		expect(await lives(token, 1700 + 901)).toBe(false);
	});

	it('ASVS 7.3.2: ends after four hours however busy it was; a worker’s after eight', async () => {
		const person = await opened('busy one 12');
		const worker = await opened('busy two 13', 'worker');
		const end = (kind: 'person' | 'worker') => limits[kind].absolute / 1000;
		for (let at = 0; at < end('person'); at += 600) expect(await lives(person.token, at)).toBe(true);
		expect(await lives(person.token, end('person') + 1)).toBe(false);
		for (let at = 0; at < end('worker'); at += 600) expect(await lives(worker.token, at, 'worker')).toBe(true);
		expect(await lives(worker.token, end('worker') + 1, 'worker')).toBe(false);
	});

	it('what the database keeps of it opens nothing', async () => {
		const { token, id } = await opened('stolen dump 14');
		const kept = await db().as({ kind: 'door' }, start, async (tx) =>
			rowsOf<{ id: string }>(await tx.q.execute(sql`select id from session where account_id = ${id}`))
		);
		expect(kept[0]?.id).toMatch(/^[0-9a-f]{64}$/);
		expect(await lives(kept[0]?.id ?? '', 1)).toBe(false);
		expect(await lives(token, 1)).toBe(true);
	});

	it('ASVS 7.2.4: is replaced when a factor was shown, and by the next sign-in of the same browser', async () => {
		const { token } = await opened('turn around 15');
		const next = await db().as({ kind: 'door' }, start, async (tx) => {
			const session = await validateSession(tx, token, 'person');
			return session ? rotateSession(tx, session) : '';
		});
		expect([await lives(token, 1), await lives(next, 1)]).toEqual([false, true]);
		const answer = await signIn(doorAt(db(), after(2)), { signIn: 'turn around 15', password: rightPassword }, [next]);
		expect(answer).toHaveProperty('entered');
		expect(await lives(next, 3)).toBe(false);
	});

	it('ends with its account, and with all others of the account', async () => {
		const { token, subject, id } = await opened('closed door 16');
		const other = await db().as({ kind: 'door' }, start, (tx) => createSession(tx, { id, kind: 'person' }, true));
		await db().as({ kind: 'door' }, after(1), (tx) => disableAccountsOf(tx, subject));
		expect([await lives(token, 2), await lives(other, 2)]).toEqual([false, false]);
		const left = await db().as({ kind: 'door' }, after(2), async (tx) =>
			rowsOf(await tx.q.execute(sql`select 1 from session where account_id = ${id}`))
		);
		expect(left).toEqual([]);
		const again = await opened('closed door 17');
		await db().as({ kind: 'door' }, after(1), (tx) => endSessionsOf(tx, again.id));
		expect(await lives(again.token, 2)).toBe(false);
	});

	it('a worker’s cookie is nobody at a person’s doors, and a person’s at the console', async () => {
		house.waymarkDb = Promise.resolve(db());
		const worker = await opened('two sides 18', 'worker');
		const person = await opened('two sides 19');
		const kindAt = async (area: string, jar: [string, string][]) => (await actorOf(asks(new Map(jar), { area }))).kind;
		expect(await kindAt('console', [['c', worker.token]])).toBe('worker');
		expect(await kindAt('person', [['c', worker.token]])).toBe('nobody');
		expect(await kindAt('person', [['w', worker.token]])).toBe('nobody');
		expect(await kindAt('person', [['w', person.token]])).toBe('person');
		expect(await kindAt('console', [['c', person.token]])).toBe('nobody');
	});

	it('a worker whose second factor is missing is nobody', async () => {
		house.waymarkDb = Promise.resolve(db());
		const { id } = await makeAccountFor(db(), 'half way 20', { kind: 'worker' });
		const token = await db().as({ kind: 'door' }, start, (tx) => createSession(tx, { id, kind: 'worker' }, false));
		expect((await actorOf(asks(new Map([['c', token]]), { area: 'console' }))).kind).toBe('nobody');
	});

	it('R-02: stays while the database is away', async () => {
		house.waymarkDb = Promise.resolve({ as: () => Promise.reject(new Away()) });
		const jar = new Map([['w', 'some-token']]);
		await expect(actorOf(asks(jar))).rejects.toThrow(Away);
		expect(jar.get('w')).toBe('some-token');
	});

	it('S-03: leaving ends it on the server, empties the browser and leads away without a word about us', async () => {
		house.waymarkDb = Promise.resolve(db());
		const person = await opened('leave now 21');
		const worker = await opened('leave now 22', 'worker');
		const jar = new Map([
			['w', person.token],
			['c', worker.token],
			['s', 'ticket']
		]);
		const answer = await leave(asks(jar, { headers: { 'sec-fetch-site': 'same-origin' } }));
		expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://www.bbc.co.uk/weather']);
		expect(answer.headers.get('clear-site-data')).toBe('"cookies", "storage", "cache"');
		expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
		expect(jar.size).toBe(0);
		expect([await lives(person.token, 1), await lives(worker.token, 1, 'worker')]).toEqual([false, false]);
	});

	it('S-03: another site can send her away, but cannot sign her out', async () => {
		house.waymarkDb = Promise.resolve(db());
		const { token } = await opened('stay here 23');
		const jar = new Map([['w', token]]);
		for (const site of ['cross-site', 'same-site']) {
			const answer = await leave(asks(jar, { headers: { 'sec-fetch-site': site } }));
			expect([answer.status, answer.headers.has('clear-site-data'), jar.get('w')]).toEqual([303, false, token]);
		}
		expect(await lives(token, 1)).toBe(true);
	});

	it('S-03: leaving never waits for a database that is away', async () => {
		for (const broken of [
			Promise.resolve({ as: () => Promise.reject(new Away()) }),
			Promise.resolve({ as: () => new Promise(() => {}) })
		]) {
			house.waymarkDb = broken;
			const jar = new Map([['w', 'some-token']]);
			const answer = await leave(asks(jar));
			expect([answer.status, answer.headers.has('clear-site-data'), jar.size]).toEqual([303, true, 0]);
		}
	});

	it('S-07: leaving never leads back to ourselves', () => {
		const own = new URL('https://waymark.example.org/leave');
		expect(leaveAddress('https://waymark.example.org/', own)).toBe('https://www.bbc.co.uk/weather');
		expect(leaveAddress('https://weather.example.org/', own)).toBe('https://weather.example.org/');
	});

	it('signing out ends it, empties caches and storage, and goes to the first page', async () => {
		house.waymarkDb = Promise.resolve(db());
		const { token } = await opened('sign out 24');
		const jar = new Map([['w', token]]);
		const answer = await signOut(asks(jar));
		expect([answer.status, answer.headers.get('location'), answer.headers.get('clear-site-data')]).toEqual([
			303,
			'/',
			'"cache", "storage"'
		]);
		expect([jar.size, await lives(token, 1)]).toEqual([0, false]);
		await endSessions(doorAt(db(), start), [token]);
	});

	it('R-02: says only whether it lives and whether its database answers', async () => {
		house.waymarkDb = Promise.resolve(db());
		const said = async (answer: Response) => [answer.status, await answer.text()];
		expect(await said(await healthz(asks(new Map())))).toEqual([200, 'ok\n']);
		expect(await said(await readyz(asks(new Map())))).toEqual([200, 'ready\n']);
		house.waymarkDb = Promise.reject(new Away());
		expect(await said(await healthz(asks(new Map())))).toEqual([200, 'ok\n']);
		expect(await said(await readyz(asks(new Map())))).toEqual([503, 'not ready\n']);
	});
});
