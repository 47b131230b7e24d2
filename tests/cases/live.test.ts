import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimThread, answerThread } from '#features/messages/server/desk.ts';
import { startThread } from '#features/messages/server/own.ts';
import { openForm } from '#features/cases/server/case-lock.ts';
import { createSession, endSession, peekSession, validateSession } from '#server/auth/session.ts';
import { livingSessions } from '#server/db/queries/door.ts';
import { addDemoAccount } from '#features/accounts/server/add-account.ts';
import { seenAmong } from '#server/db/queries/live.ts';
import { appendOutbox } from '#server/db/queries/house.ts';
import { channel, noteOf, type Note } from '#server/live/note.ts';
import { aCase, aPerson, asPerson } from './a-case.ts';
import { asDesk, drain, now, partners, type Partners } from './directory-desk.ts';
import { job, onBothEngines, testHub } from '../database/open.ts';

onBothEngines('what is told at once, by the database itself', (db) => {
	let desk: Partners;
	const notes: Note[] = [];
	const lines: string[] = [];
	let deafen = async () => {};
	beforeAll(async () => {
		desk = await partners(db());
		const heard = (line: string) => {
			const note = noteOf(line);
			lines.push(line);
			if (note) notes.push(note);
		};
		deafen = db().engine.listen(channel, heard, () => {});
		// Until it listens.
		for (let tries = 0; notes.length === 0 && tries < 100; tries++) {
			await db().as(job, now, (tx) => appendOutbox(tx, 'test.happened', {}));
			await new Promise((later) => setTimeout(later, 50));
		}
		await drain(db());
	});
	afterAll(() => deafen());
	/** What is heard while this is done. */
	async function during(run: () => Promise<unknown>): Promise<Note[]> {
		await new Promise((later) => setTimeout(later, 100));
		const from = notes.length;
		await run();
		for (let tries = 0; tries < 20; tries++) await new Promise((later) => setTimeout(later, 20));
		return notes.slice(from);
	}
	const someone = async () => {
		const person = await aPerson(db(), 'Sam Test');
		return { person, id: await aCase(db(), { [person]: 'victim' }) };
	};
	const written = async (person: string) => {
		const once = crypto.randomUUID();
		await asPerson(db(), person, (ctx) => startThread(ctx, { once, topic: 'court', text: 'When is the hearing?' }));
		return once;
	};

	it('R-11 only what was committed is told', async () => {
		const { id } = await someone();
		const undone = during(() =>
			asDesk(db(), desk.jo, async (ctx) => {
				await openForm(ctx, id, 'telling');
				throw new Error('undone');
			}).catch(() => {})
		);
		expect((await undone).filter(({ what }) => what === 'lock')).toEqual([]);
		const done = await during(() => asDesk(db(), desk.jo, (ctx) => openForm(ctx, id, 'telling')));
		expect(done).toContainEqual({ hub: testHub, what: 'lock', caseId: id, personId: null, by: desk.jo });
	});

	it('S-31 when we answer, something is owed to her; when a worker takes her message on, nothing is', async () => {
		const { person, id } = await someone();
		const thread = await written(person);
		await drain(db());
		const claimed = await during(() => asDesk(db(), desk.jo, (ctx) => claimThread(ctx, thread, false)));
		expect(claimed.map(({ what, by }) => [what, by])).toEqual([['thread', desk.jo]]);
		const answered = await during(async () => {
			await asDesk(db(), desk.jo, (ctx) => answerThread(ctx, thread, { once: crypto.randomUUID(), text: 'On Monday.', as: 'answer' }));
			await drain(db());
		});
		expect(answered).toContainEqual({ hub: testHub, what: 'news', caseId: id, personId: person, by: null });
	});

	it('what follows from it is a transaction of its own, and not part of the one in which it was told', async () => {
		let followed: (done: Promise<unknown>) => void = () => {};
		const following = new Promise<unknown>((resolve) => (followed = resolve));
		const ear = () => followed((async () => db().as(job, now, async (tx) => tx.hub))());
		const stop = db().engine.listen(channel, ear, () => {});
		const tell = setInterval(() => void db().as(job, now, (tx) => appendOutbox(tx, 'test.happened', {})), 100);
		await expect(following).resolves.toBe(testHub);
		clearInterval(tell);
		await stop();
		await drain(db());
	});

	it('no word and no name is ever on the channel: a hub, a kind and ids', () => {
		expect(lines.length).toBeGreaterThan(5);
		for (const line of lines) expect(line).toMatch(/^(-|[0-9a-f-]{36}) [a-z]+( (-|[0-9a-f-]{36}|[0-9a-f]{64})){3}$/);
	});

	it('P19 whoever may not see a case does not see that it is there', async () => {
		const { person, id } = await someone();
		const seen = () => asDesk(db(), desk.helen, (ctx) => seenAmong(ctx.db, { cases: [id], people: [person] }));
		expect(await seen()).toEqual(new Set([id, person]));
		await db().engine.exec(
			`insert into acquaintance (id, hub_id, case_id, worker_id, made_at) values ('${crypto.randomUUID()}', '${testHub}', '${id}', '${desk.helen}', '${now.toISOString()}')`
		);
		expect(await seen()).toEqual(new Set());
	});

	it('ASVS 7.3.1 a line does not keep a session alive, and hears at once that it has ended', async () => {
		const { person } = await someone();
		const account = await db().as({ kind: 'door', hub: testHub }, now, (tx) =>
			addDemoAccount(tx, {
				hub: testHub,
				kind: 'person',
				subject: person,
				roles: [],
				lang: 'en',
				signIn: `live ${db().kind}`,
				passwordHash: 'x'
			})
		);
		const door = <Out>(minutes: number, run: Parameters<ReturnType<typeof db>['as']>[2]) =>
			db().as({ kind: 'door' }, new Date(now.getTime() + minutes * 60_000), run) as Promise<Out>;
		const token = await door<string>(0, (tx) => createSession(tx, { id: account, kind: 'person' }, true));
		const peeked = await door<Awaited<ReturnType<typeof peekSession>>>(10, (tx) => peekSession(tx, token));
		expect(peeked?.endsAt).toEqual(new Date(now.getTime() + 15 * 60_000));
		const id = peeked?.id ?? '';
		expect(await door(14, (tx) => livingSessions(tx, [id, 'none']))).toEqual([id]);
		expect(await door(15, (tx) => livingSessions(tx, [id]))).toEqual([]);
		expect(await door(16, (tx) => peekSession(tx, token))).toBeNull();
		expect(await door(1, (tx) => validateSession(tx, token, 'person'))).not.toBeNull();
		const ended = await during(() => door(2, (tx) => endSession(tx, token)));
		expect(ended.map(({ what }) => what)).toEqual(['session']);
		expect(ended[0]?.caseId).not.toBe(id);
	});
});
