import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { createSession, validateSession } from '#server/auth/session.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addRiskMark } from '#server/db/queries/people.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import type { AccountId, PersonId } from '#shared/ids.ts';
import { checkInvitation } from '#features/accounts/server/check-invitation.ts';
import { closeAccount } from '#features/accounts/server/close.ts';
import { makeAccount } from '#features/accounts/server/make-account.ts';
import { signIn } from '#features/accounts/server/sign-in.ts';
import { handlers } from '../../src/jobs.ts';
import { actions as change } from '../../src/routes/[[lang=lang]]/(person)/my/account/password/+page.server.ts';
import { actions, load } from '../../src/routes/[[lang=lang]]/(person)/my/account/close/+page.server.ts';
import { load as home } from '../../src/routes/[[lang=lang]]/(person)/my/+page.server.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { Browser, openAt } from './browser.ts';
import { after, careWorker, codeFor, doorAt, keysOf, makeAccountFor, makeHub, makePerson, rightPassword, start } from './door.ts';

const page = '/my/account/close';
const door = { kind: 'door' } as const;
afterEach(() => openAt());

onOneEngine('closing one’s page', (db) => {
	let isThere = false;
	async function personHere(name: string, isRaised = false) {
		openAt(db());
		if (!isThere) await makeHub(db());
		isThere = true;
		const person = await makePerson(db());
		const { id } = await makeAccountFor(db(), name, { subject: person });
		if (isRaised) await raise(person);
		const open = () => db().as(door, start, (tx) => createSession(tx, { id, kind: 'person' }, true));
		return { id, person, other: await open(), browser: new Browser('person', await open()) };
	}
	const raise = (person: PersonId) =>
		db().as(job, start, async (tx) => {
			const id = newId(start);
			const reasonSealed = await sealAt(tx.keys, sealedPlaces.riskReason(person, id), 'he reads her phone');
			await addRiskMark(tx, {
				id,
				hubId: testHub,
				personId: person,
				reasonSealed,
				author: careWorker.id,
				madeAt: start,
				reviewOn: '2026-07-01'
			});
		});
	const lives = async (token: string) => (await db().as(door, after(2), (tx) => validateSession(tx, token, 'person'))) !== null;
	const tries = (name: string) => signIn(doorAt(db(), after(60)), { signIn: name, password: rightPassword }, []);
	const tasksFor = async (person: string) => {
		await drainOutbox(db(), handlers, after(5));
		return (await db().as(careWorker, after(6), openTasks)).filter(({ personId }) => personId === person);
	};
	const leftOf = (id: string) =>
		db().as(door, start, async (tx) =>
			rowsOf<{ n: number }>(
				await tx.q.execute(
					sql`select (select count(*)::int from account where id = ${id}) + (select count(*)::int from session where account_id = ${id}) + (select count(*)::int from factor where account_id = ${id}) + (select count(*)::int from challenge where account_id = ${id}) as n`
				)
			)
		);

	it('closes it everywhere at once, empties the browser and leads to the first page', async () => {
		const { browser, other, id, person } = await personHere('round table 1');
		await db().as(door, start, async (tx) => {
			await tx.q.execute(
				sql`insert into factor (id, account_id, kind, made_at) values (${newId(start)}, ${id}, 'passkey', ${start.toISOString()}::timestamptz)`
			);
			await tx.q.execute(
				sql`insert into challenge (id, purpose, account_id, value, expires_at) values (${newId(start)}, 'add', ${id}, '\\x00'::bytea, ${after(60).toISOString()}::timestamptz)`
			);
		});
		const mine = browser.token;
		const answer = await browser.asks(actions.default, `/ar${page}`, {});
		expect(answer).toMatchObject({ status: 303, to: '/ar', headers: { 'clear-site-data': '"cookies", "storage", "cache"' } });
		expect(browser.jar.size).toBe(0);
		expect([await lives(mine), await lives(other)]).toEqual([false, false]);
		expect(await leftOf(id)).toEqual([{ n: 0 }]);
		const back = new Browser('person', mine);
		expect(await back.asks(home, '/my')).toMatchObject({ status: 303, to: '/sign-in' });
		expect(keysOf(await tries('round table 1'))).toEqual(['accounts.signIn.wrong']);
		const rows = await db().as(job, start, async (tx) =>
			rowsOf<{ action: string; actor_kind: string; person_id: string }>(
				await tx.q.execute(sql`select action, actor_kind, person_id from audit_page(${testHub}, 0, 5000) where object_id = ${id}`)
			)
		);
		expect(rows).toEqual([{ action: 'account.closed', actor_kind: 'person', person_id: person }]);
	});

	it('needs a fresh proof, before the page is read and when its button is pressed', async () => {
		const { browser, other } = await personHere('round table 2');
		browser.now = after(301);
		expect(await browser.asks(load, page)).toMatchObject({ status: 303, to: '/my/again?to=%2Fmy%2Faccount%2Fclose' });
		expect((await browser.asks(actions.default, page, {})).to).toBe('/my/again?to=%2Fmy%2Faccount%2Fclose&unsent=1');
		expect([await lives(other), browser.jar.size]).toEqual([true, 1]);
	});

	it('happens wholly or not at all', async () => {
		const { id, person, other } = await personHere('round table 3');
		const session = await db().as(door, start, (tx) => validateSession(tx, other, 'person'));
		if (!session) throw new Error('the session is not there');
		const owner = { kind: 'person', account: id as AccountId, id: person, hub: testHub } as const;
		// The log cannot hold this, and it is written last.
		const broken = { ...doorAt(db(), after(1)), requestId: 'broken\0' };
		await expect(closeAccount(broken, { owner, session })).rejects.toThrow();
		expect(await lives(other)).toBe(true);
		expect(await tries('round table 3')).toHaveProperty('entered');
	});

	it('P5: a code that was still open is dead; with a new one from the hub she begins again', async () => {
		const { browser, person } = await personHere('round table 4');
		const state = async (code: string, seconds: number) => checkInvitation(doorAt(db(), after(seconds)), { tries: 0, code }, 'kettle');
		const old = await codeFor(db(), person, start);
		await browser.asks(actions.default, page, {});
		expect(keysOf(await state(old, 5))).toEqual(['accounts.start.wrong']);
		const checked = await state(await codeFor(db(), person, after(6)), 7);
		if (!('invited' in checked)) throw new Error('the new code was refused');
		const made = await makeAccount(
			doorAt(db(), after(8)),
			{ invited: checked.invited, signIn: 'round table 4' },
			'copper kettle windmill',
			[]
		);
		expect(made).toHaveProperty('entered');
	});

	it('P6: at raised risk the hub gets a quiet task, about closing as about a new password; at ordinary risk none', async () => {
		const raised = await personHere('round table 5', true);
		const ordinary = await personHere('round table 6');
		for (const { browser } of [raised, ordinary])
			await browser.asks(change.default, '/my/account/password', { password: 'copper kettle windmill' });
		expect((await tasksFor(raised.person)).map(({ kind, isUrgent, caseId }) => [kind, isUrgent, caseId])).toEqual([
			['account_changed', false, null]
		]);
		for (const { browser } of [raised, ordinary]) await browser.asks(actions.default, page, {});
		expect(await tasksFor(raised.person)).toHaveLength(2);
		expect(await tasksFor(ordinary.person)).toEqual([]);
		const actor = { kind: 'person', account: raised.id as AccountId, id: raised.person, hub: testHub } as const;
		expect(await db().as(actor, after(7), async (tx) => rowsOf(await tx.q.execute(sql`select id from task`)))).toEqual([]);
	});
});
