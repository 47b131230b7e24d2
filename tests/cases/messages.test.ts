import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { newForm, writeForm } from '#features/messages/schema.ts';
import { listThreads } from '#features/messages/server/inbox.ts';
import { answerThread, claimThread, readThread, turnThread } from '#features/messages/server/desk.ts';
import { handThread, noteThread } from '#features/messages/server/notes.ts';
import { escalateLate } from '#features/messages/server/on-message.ts';
import { listOwn, readOwn, startThread, turnOwn, writeOwn } from '#features/messages/server/own.ts';
import { forgetPerson } from '#features/keeping/server/forget.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { actorOf, aCase, aPerson, asPerson } from './a-case.ts';
import { asDesk, drain, now, partners, type Partners } from './directory-desk.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';

onOneEngine('messages between a person and the hub', (db) => {
	let desk: Partners;
	beforeAll(async () => {
		desk = await partners(db());
	});
	const someone = async (): Promise<string> => {
		const person = await aPerson(db(), 'Sam Test');
		await aCase(db(), { [person]: 'victim' });
		return person;
	};
	const uuid = () => crypto.randomUUID();
	type Topic = Parameters<typeof startThread>[1]['topic'];
	const start = async (person: string, text = 'When is the hearing?', topic: Topic = 'court', once = uuid()) => {
		await asPerson(db(), person, (ctx) => startThread(ctx, { once, topic, text }));
		return once;
	};
	const textsOf = async (person: string, id: string) =>
		(await asPerson(db(), person, (ctx) => readOwn(ctx, id))).messages.map(({ text }) => text);
	const tasksAbout = async (id: string) =>
		(await db().as(job, now, (tx) => openTasks(tx)))
			.filter((task) => task.about === id)
			.map(({ kind, dueOn, isUrgent }) => ({ kind, dueOn, isUrgent }));
	const keyOf = (out: object): string => ('refused' in out ? ((out.refused as { key: string }[])[0]?.key ?? '') : 'go');
	const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

	it('P8 is the hub’s task once, due when her page says, and her page says it', async () => {
		const sam = await someone();
		const id = await start(sam);
		await asPerson(db(), sam, (ctx) => writeOwn(ctx, id, { once: uuid(), text: 'And where?' }));
		await drain(db());
		await drain(db());
		expect(await tasksAbout(id)).toEqual([{ kind: 'message_waiting', dueOn: '2026-06-23', isUrgent: false }]);
		expect(await asPerson(db(), sam, listOwn)).toMatchObject([{ id, by: '2026-06-23T16:00:00.000Z', lastBy: 'person' }]);
		expect(await textsOf(sam, id)).toEqual(['When is the hearing?', 'And where?']);
	});

	it('the same form sent twice, and at once, is one thread and one message; and later it still is', async () => {
		const sam = await someone();
		const once = uuid();
		await Promise.all([start(sam, 'Once', 'other', once), start(sam, 'Once', 'other', once)]);
		const more = { once: uuid(), text: 'More' };
		const write = () => asPerson(db(), sam, (ctx) => writeOwn(ctx, once, more));
		await Promise.all([write(), write()]);
		await asDesk(db(), desk.jo, (ctx) => answerThread(ctx, once, { once: uuid(), text: 'Here', as: 'answer' }));
		await write();
		expect(await textsOf(sam, once)).toEqual(['Once', 'More', 'Here']);
		expect((await asPerson(db(), sam, (ctx) => readOwn(ctx, once))).by).toBeNull();
	});

	it('different messages at once all arrive, in one order for everybody', async () => {
		const sam = await someone();
		const id = await start(sam);
		await Promise.all([1, 2, 3, 4].map((n) => asPerson(db(), sam, (ctx) => writeOwn(ctx, id, { once: uuid(), text: `${n}` }))));
		const hers = await textsOf(sam, id);
		expect([...hers].sort()).toEqual(['1', '2', '3', '4', 'When is the hearing?']);
		expect((await asDesk(db(), desk.jo, (ctx) => readThread(ctx, id))).messages.map(({ text }) => text)).toEqual(hers);
	});

	it('P8 a threat is at the top, due the same day, and a word of danger is a mark and no act', async () => {
		const sam = await someone();
		const marked = await start(sam, 'He said he will kill me', 'case');
		const urgent = await start(sam, 'He came back', 'threatened');
		await drain(db());
		expect(await tasksAbout(urgent)).toEqual([{ kind: 'message_waiting', dueOn: '2026-06-22', isUrgent: true }]);
		expect(await tasksAbout(marked)).toEqual([{ kind: 'message_waiting', dueOn: '2026-06-23', isUrgent: false }]);
		const { threads: rows } = await asDesk(db(), desk.jo, (ctx) => listThreads(ctx, 'all'));
		expect(rows[0]?.id).toBe(urgent);
		expect(rows.find(({ id }) => id === marked)).toMatchObject({ isMarked: true, isUrgent: false });
	});

	it('T3 another person’s is not there, and neither they nor the agency reads a word or a note', async () => {
		const [sam, kim] = [await someone(), await someone()];
		const id = await start(sam);
		await asDesk(db(), desk.jo, (ctx) => noteThread(ctx, id, { once: uuid(), note: 'Rang the court.' }));
		await expect(asPerson(db(), kim, (ctx) => readOwn(ctx, id))).rejects.toBeInstanceOf(NotYours);
		await expect(asPerson(db(), kim, (ctx) => startThread(ctx, { once: id, topic: 'other', text: 'Hi' }))).rejects.toBeInstanceOf(NotYours);
		expect(JSON.stringify(await asPerson(db(), sam, (ctx) => readOwn(ctx, id)))).not.toContain('Rang');
		for (const actor of [actorOf(sam), desk.harbour])
			await expect(db().as(actor, now, (tx) => tx.q.execute(sql`select id from thread_note`))).rejects.toThrow();
		for (const table of [sql`thread`, sql`message`])
			expect(await db().as(desk.harbour, now, async (tx) => rowsOf(await tx.q.execute(sql`select id from ${table}`)))).toEqual([]);
		expect(await db().as(actorOf(kim), now, async (tx) => rowsOf(await tx.q.execute(sql`select id from message`)))).toEqual([]);
	});

	it('a claim keeps a colleague from answering, ends by itself, and can be taken over', async () => {
		const id = await start(await someone());
		await asDesk(db(), desk.jo, (ctx) => claimThread(ctx, id, false));
		const answer = (at = now) =>
			asDesk(db(), desk.helen, (ctx) => answerThread(ctx, id, { once: uuid(), text: 'Yes', as: 'answer' }), { at });
		expect(keyOf(await answer())).toBe('messages.error.taken');
		expect(keyOf(await asDesk(db(), desk.helen, (ctx) => claimThread(ctx, id, false)))).toBe('messages.error.taken');
		expect(keyOf(await asDesk(db(), desk.helen, (ctx) => claimThread(ctx, id, true)))).toBe('go');
		expect(keyOf(await asDesk(db(), desk.jo, (ctx) => claimThread(ctx, id, false)))).toBe('messages.error.taken');
		expect(keyOf(await asDesk(db(), desk.jo, (ctx) => claimThread(ctx, id, false), { at: inHours(1) }))).toBe('go');
		expect(keyOf(await answer(inHours(2)))).toBe('go');
	});

	it('an answer ends the wait; what she said by phone waits again; closed by either, opened again by her next word', async () => {
		const sam = await someone();
		const id = await start(sam);
		await drain(db());
		const say = (as: 'answer' | 'phone', text: string) => asDesk(db(), desk.jo, (ctx) => answerThread(ctx, id, { once: uuid(), text, as }));
		await say('answer', 'On Friday.');
		expect(await tasksAbout(id)).toEqual([]);
		await say('phone', 'She asks for a lift.');
		await drain(db());
		expect(await tasksAbout(id)).toHaveLength(1);
		const { messages } = await asPerson(db(), sam, (ctx) => readOwn(ctx, id));
		expect(messages.map(({ author, isByPhone }) => [author, isByPhone])).toEqual([
			['person', false],
			['hub', false],
			['person', true]
		]);
		expect(keyOf(await asDesk(db(), desk.jo, (ctx) => turnThread(ctx, id, 'closed')))).toBe('go');
		expect(await tasksAbout(id)).toEqual([]);
		expect(keyOf(await asPerson(db(), sam, (ctx) => turnOwn(ctx, id, 'closed')))).toBe('messages.error.moved');
		await asPerson(db(), sam, (ctx) => writeOwn(ctx, id, { once: uuid(), text: 'One more' }));
		expect((await asPerson(db(), sam, (ctx) => readOwn(ctx, id))).state).toBe('open');
	});

	it('is handed to a colleague with a note', async () => {
		const id = await start(await someone());
		const hand = (worker: string) =>
			asDesk(db(), desk.jo, (ctx) => handThread(ctx, id, { once: uuid(), worker, note: 'Speaks to her on Monday.' }, [desk.helen]));
		expect(keyOf(await hand(desk.harbour.id))).toBe('messages.error.worker');
		await hand(desk.helen);
		const { threads: mine } = await asDesk(db(), desk.helen, (ctx) => listThreads(ctx, 'mine'));
		expect(mine.map((row) => row.id)).toContain(id);
		expect((await asDesk(db(), desk.helen, (ctx) => readThread(ctx, id))).notes.map(({ text }) => text)).toEqual([
			'Speaks to her on Monday.'
		]);
	});

	it('T28 what waits beyond its promise goes to the supervisor once', async () => {
		const id = await start(await someone());
		await drain(db());
		await escalateLate(db(), testHub, now);
		expect((await tasksAbout(id)).map(({ kind }) => kind)).toEqual(['message_waiting']);
		const at = inHours(31);
		await Promise.all([escalateLate(db(), testHub, at), escalateLate(db(), testHub, at)]);
		await escalateLate(db(), testHub, at);
		expect((await tasksAbout(id)).map(({ kind }) => kind).sort()).toEqual(['message_late', 'message_waiting']);
		expect((await asDesk(db(), desk.jo, (ctx) => listThreads(ctx, 'late'), { at })).threads.map((row) => row.id)).toContain(id);
	});

	it('is gone with the person', async () => {
		const sam = await someone();
		const id = await start(sam);
		const actor = { kind: 'job', hub: testHub } as JobActor;
		await work(db(), { actor, now, lang: 'en', requestId: 'test', audit: null }, (ctx) => forgetPerson(ctx, sam, 'person_alone'));
		await expect(asDesk(db(), desk.jo, (ctx) => readThread(ctx, id))).rejects.toBeInstanceOf(NotYours);
	});

	it('nothing, only spaces, a megabyte, and what turns a text round are refused with the reason; HTML is text', () => {
		const keyed = (text: string) => writeForm.safeParse({ once: uuid(), text }).error?.issues[0]?.message;
		expect(keyed('')).toBe('messages.error.text');
		expect(keyed(' \n\t\u00a0')).toBe('messages.error.text');
		expect(keyed('x'.repeat(1_000_000))).toBe('messages.error.long');
		expect(keyed('x'.repeat(4001))).toBe('messages.error.long');
		expect(keyed('safe \u202eefas')).toBe('messages.error.direction');
		expect(writeForm.parse({ once: uuid(), text: '<script>alert(1)</script>' }).text).toBe('<script>alert(1)</script>');
		expect(newForm.safeParse({ once: uuid(), text: 'x', topic: 'toString' }).error?.issues[0]?.message).toBe('messages.error.topic');
	});
});
