import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createSession } from '#server/auth/session.ts';
import { verifyAll } from '#server/audit/verify-all.ts';
import { demoPassphrase } from '#demo/passphrase.ts';
import { ask } from '../roles/catalogue.ts';
import { now, openHouse, type Answer, type House } from '../server/house.ts';
import { pause, rounds } from './cluster.ts';
import { listenTo } from './listener.ts';

type Account = { id: string; subject: string; caseId: string };

describe.skipIf(inject('postgres') === null)('R-11 two servers on one database', () => {
	let [one, two]: [House, House] = [null as never, null as never];
	let [jo, ali, leah]: [Account, Account, Account] = [null as never, null as never, null as never];
	beforeAll(async () => {
		one = await openHouse(inject('postgres') ?? '');
		two = await openHouse(inject('postgres') ?? '', one);
		const staff = await ask<Account>(
			one.db,
			`select a.id::text, a.subject::text, '' as "caseId" from account a where kind = 'worker' and 'care' = any (roles) order by subject limit 2`
		);
		const people = await ask<Account>(
			one.db,
			`select a.id::text, a.subject::text, p.case_id::text as "caseId" from account a join participant p on p.person_id = a.subject
				where a.kind = 'person' and p.case_id not in (select case_id from case_restriction) order by a.subject limit 1`
		);
		[jo, ali, leah] = [...staff, ...people] as [Account, Account, Account];
	}, 120_000);
	afterAll(async () => {
		await two?.stop();
		await one?.stop();
	});

	const enter = async ({ id }: Account, kind: 'person' | 'worker') => {
		const token = await one.db.as({ kind: 'door' }, now, (tx) => createSession(tx, { id, kind }, true));
		return `${kind === 'person' ? 'w' : 'c'}=${token}`;
	};
	const get = (house: House, cookie: string, path: string): Promise<Answer> => house.ask({ path, headers: { cookie } });
	const post = (house: House, cookie: string, path: string, fields: Record<string, string>): Promise<Answer> =>
		house.ask({
			method: 'POST',
			path,
			headers: { cookie, origin: house.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams(fields).toString()
		});
	const write = (house: House, cookie: string, once: string, text = 'When is the hearing?') =>
		post(house, cookie, '/my/messages/new', { once, topic: 'court', text });
	const aThread = async (house: House, cookie: string) => {
		const once = crypto.randomUUID();
		expect((await write(house, cookie, once)).status).toBe(303);
		return once;
	};
	const until = async (run: () => Promise<boolean>) => {
		for (let tries = 0; tries < 300; tries++) {
			if (await run()) return;
			await pause(50);
		}
		throw new Error('it did not come about in 15 seconds');
	};
	const drained = () =>
		until(async () => {
			const [row] = await ask<{ n: number }>(
				one.db,
				`select count(*)::int as n from outbox o left join outbox_done d on d.outbox_id = o.id where d.done_at is null`
			);
			return row?.n === 0;
		});

	it('a session begun at one is good at the other, and ended at one it is over at both, and so is its line, at once', async () => {
		const cookie = await enter(leah, 'person');
		expect((await get(two, cookie, '/my')).status).toBe(200);
		const line = await listenTo(two, '/my/live', cookie);
		await line.hears('beat');
		const left = performance.now();
		await one.ask({ path: '/leave', headers: { cookie, 'sec-fetch-site': 'same-origin' } });
		expect((await line.hears('end')) - left).toBeLessThan(2000);
		await line.over;
		expect((await get(two, cookie, '/my')).headers.location).toBe('/sign-in');
		expect((await get(one, cookie, '/my')).headers.location).toBe('/sign-in');
	});

	it('wrong passwords count together', async () => {
		const signIn = 'michael demo';
		const tryAt = (house: House, password: string) => post(house, '', '/sign-in', { signIn, password });
		for (const house of [one, two, one]) expect((await tryAt(house, 'wrong stone arrow path')).status).toBe(422);
		// The third one makes the next wait, wherever it comes in, also with the right password.
		expect((await tryAt(two, demoPassphrase)).status).toBe(422);
		expect((await tryAt(one, demoPassphrase)).status).toBe(422);
		const counts = await ask<{ failures: number }>(one.db, 'select failures from throttle order by failures desc');
		expect(counts[0]?.failures).toBe(3);
		await ask(one.db, 'delete from throttle');
		expect((await tryAt(two, demoPassphrase)).status).toBe(303);
	});

	it('who answers a message, and who is on a case, is seen by both; of two at once one is', async () => {
		const [her, jos, alis] = [await enter(leah, 'person'), await enter(jo, 'worker'), await enter(ali, 'worker')];
		const thread = await aThread(one, her);
		const claims = await Promise.all([
			post(one, jos, `/console/messages/${thread}?/claim`, {}),
			post(two, alis, `/console/messages/${thread}?/claim`, {})
		]);
		expect(claims.map(({ status }) => status).sort()).toEqual([303, 422]);
		const form = `/console/cases/${leah.caseId}/contact`;
		const shown = await Promise.all([get(one, jos, form), get(two, alis, form)]);
		expect(shown.map(({ body }) => body.includes('is on this case now')).sort()).toEqual([false, true]);
	});

	it('what is saved at one is told to the page that is open at the other, in a second, and to nobody else’s', async () => {
		const [her, jos] = [await enter(leah, 'person'), await enter(jo, 'worker')];
		const thread = await aThread(two, her);
		await post(one, jos, `/console/messages/${thread}?/take`, {});
		await drained();
		const others = await ask<Account>(
			one.db,
			`select id::text, subject::text, '' as "caseId" from account where kind = 'person' and subject <> '${leah.subject}' limit 1`
		);
		const hers = await listenTo(two, '/my/live', her);
		const someone = await listenTo(two, '/my/live', await enter(others[0] as Account, 'person'));
		expect(hers.status).toBe(200);
		const saved = performance.now();
		const answer = { once: crypto.randomUUID(), as: 'answer', text: 'On Monday.' };
		expect((await post(one, jos, `/console/messages/${thread}?/answer`, answer)).status).toBe(303);
		expect((await hers.hears('change')) - saved).toBeLessThan(3000);
		await hers.over;
		expect(someone.said).toEqual(['beat']);
		someone.hang();
	});

	it('what waits to be done is done once, though both are woken', async () => {
		const [her, jos] = [await enter(leah, 'person'), await enter(jo, 'worker')];
		const count = rounds(12, 100);
		const threads = await Promise.all(Array.from({ length: count }, (_, n) => aThread(n % 2 ? one : two, her)));
		await Promise.all(
			threads.map(async (id, n) => {
				const house = n % 2 ? two : one;
				await post(house, jos, `/console/messages/${id}?/take`, {});
				await post(house, jos, `/console/messages/${id}?/answer`, { once: crypto.randomUUID(), as: 'answer', text: 'On Monday.' });
			})
		);
		await drained();
		const ids = threads.map((id) => `'${id}'`).join(',');
		const notices = await ask<{ about: string; n: number }>(
			one.db,
			`select about::text, count(*)::int as n from notice where about in (${ids}) group by about`
		);
		expect(notices.map(({ n }) => n)).toEqual(Array.from({ length: count }, () => 1));
		const tasks = await ask<{ n: number }>(one.db, `select count(*)::int as n from task where about in (${ids}) group by about, kind`);
		expect(Math.max(...tasks.map(({ n }) => n))).toBe(1);
		const failed = await ask(one.db, `select outbox_id from outbox_done where fault is not null`);
		expect(failed).toEqual([]);
	});

	it('R-14 told to stop, it finishes what it was asked and waits for no open page; R-01 killed, it loses nothing that it acknowledged, and the other goes on', async () => {
		const her = await enter(leah, 'person');
		const lines = await Promise.all([1, 2].map(() => listenTo(two, '/my/live', her)));
		const asked = write(two, her, crypto.randomUUID());
		await pause(20);
		const stopped = await two.end('SIGTERM');
		expect(stopped.code).toBe(0);
		expect(stopped.ms).toBeLessThan(8000);
		expect((await asked).status).toBe(303);
		await Promise.all(lines.map(({ over }) => over));

		const written: string[] = [];
		for (let round = 0; round < rounds(2, 20); round++) {
			const third = await openHouse(inject('postgres') ?? '', one);
			const write8 = async (house: House) => {
				for (let n = 0; n < 10; n++) {
					const once = crypto.randomUUID();
					const answer = await write(house, her, once).catch(() => null);
					if (answer?.status === 303) written.push(once);
				}
			};
			const writing = Promise.all([write8(third), write8(third), write8(one)]);
			await pause(100 + Math.random() * 500);
			await third.end('SIGKILL');
			await writing;
			await third.stop();
		}
		expect(written.length).toBeGreaterThan(10);
		await drained();
		const there = await ask<{ id: string; n: number; words: number; logged: number; tasks: number }>(
			one.db,
			`select t.id::text, count(*)::int as n, (select count(*)::int from message m where m.thread_id = t.id) as words,
				(select count(*)::int from audit_event e where e.action = 'message.written' and e.object_id = t.id::text) as logged,
				(select count(*)::int from task k where k.about = t.id::text) as tasks
			from thread t where t.person_id = '${leah.subject}' group by t.id`
		);
		expect(written.filter((id) => !there.some((row) => row.id === id))).toEqual([]);
		expect(there.filter(({ n, words, logged, tasks }) => n !== 1 || words < 1 || logged !== 1 || tasks !== 1)).toEqual([]);
		const { chains } = await verifyAll(one.db, `${one.place.dir}/keys/audit.anchors`, now);
		expect(chains.filter(({ wrong }) => wrong !== null)).toEqual([]);
	}, 180_000);
});
