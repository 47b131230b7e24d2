import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { answerForm, newForm, translationForm, writeForm } from '#features/messages/schema.ts';
import { answerThread, readThread } from '#features/messages/server/desk.ts';
import { readHeldThreads } from '#features/messages/server/held.ts';
import { noteThread } from '#features/messages/server/notes.ts';
import { escalateLate } from '#features/messages/server/on-message.ts';
import { readOwn, startThread, turnOwn, writeOwn } from '#features/messages/server/own.ts';
import { addToMessage, askFor, endAsked, openAsked } from '#features/messages/server/translate.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { NotYours } from '#shared/faults.ts';
import { actorOf, aCase, aPerson, asPerson, nameContact } from './a-case.ts';
import { asDesk, drain, now, partners, type Partners } from './directory-desk.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';

onOneEngine('the rest of messages', (db) => {
	let desk: Partners;
	beforeAll(async () => {
		desk = await partners(db());
	});
	const someone = async (): Promise<{ person: string; matter: string }> => {
		const person = await aPerson(db(), 'Sam Test');
		return { person, matter: await aCase(db(), { [person]: 'victim' }) };
	};
	const uuid = () => crypto.randomUUID();
	type Topic = Parameters<typeof startThread>[1]['topic'];
	const start = async (person: string, topic: Topic = 'court', at = now) => {
		const once = uuid();
		await asPerson(db(), person, (ctx) => startThread(ctx, { once, topic, text: 'متى الجلسة؟' }), at);
		return once;
	};
	const read = (person: string, id: string) => asPerson(db(), person, (ctx) => readOwn(ctx, id));
	const tasksAbout = async (id: string) =>
		(await db().as(job, now, (tx) => openTasks(tx)))
			.filter((task) => task.about === id)
			.map(({ kind, assignedTo, dueOn }) => ({ kind, assignedTo, dueOn }));
	const keyOf = (out: object): string => ('refused' in out ? ((out.refused as { key: string }[])[0]?.key ?? '') : 'go');
	const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

	it('P8 "not sure" goes to the named contact for a talk, and nothing is withdrawn by it', async () => {
		const { person, matter } = await someone();
		await nameContact(db(), matter, desk.helen);
		const id = await start(person, 'unsure');
		await drain(db());
		await drain(db());
		expect(await tasksAbout(id)).toEqual([{ kind: 'message_talk', assignedTo: desk.helen, dueOn: '2026-06-23' }]);
		expect(await asDesk(db(), desk.jo, (ctx) => readThread(ctx, id))).toMatchObject({ workerId: desk.helen, state: 'open' });
		await asDesk(db(), desk.helen, (ctx) => answerThread(ctx, id, { once: uuid(), text: 'Is Monday good?', as: 'answer' }));
		// An answer is no talk.
		expect((await tasksAbout(id)).map(({ kind }) => kind)).toEqual(['message_talk']);
		await asPerson(db(), person, (ctx) => writeOwn(ctx, id, { once: uuid(), text: 'Yes' }));
		await drain(db());
		expect((await tasksAbout(id)).map(({ kind }) => kind).sort()).toEqual(['message_talk', 'message_waiting']);
	});

	it('P8 with nobody named, the talk is the team’s', async () => {
		const { person } = await someone();
		const id = await start(person, 'unsure');
		await drain(db());
		expect(await tasksAbout(id)).toEqual([{ kind: 'message_talk', assignedTo: null, dueOn: '2026-06-23' }]);
		expect((await asDesk(db(), desk.jo, (ctx) => readThread(ctx, id))).workerId).toBeNull();
	});

	it('F64 who asks for an interpreter has asked with that: one is to be found in two working days, once', async () => {
		const { person } = await someone();
		const id = await start(person, 'interpreter');
		await drain(db());
		await drain(db());
		const asked = (await tasksAbout(id)).filter(({ kind }) => kind === 'interpreter_asked');
		expect(asked).toEqual([{ kind: 'interpreter_asked', assignedTo: null, dueOn: '2026-06-24' }]);
		expect((await tasksAbout(id)).map(({ kind }) => kind).sort()).toEqual(['interpreter_asked', 'message_waiting']);
		await asDesk(db(), desk.jo, (ctx) => endAsked(ctx, id, 'interpreter'));
		await asPerson(db(), person, (ctx) => writeOwn(ctx, id, { once: uuid(), text: 'Thank you' }));
		await drain(db());
		expect((await tasksAbout(id)).map(({ kind }) => kind)).toEqual(['message_waiting']);
	});

	it('T28 she closes a late one herself and its tasks end; written again, a new promise, and late again it is told again', async () => {
		const { person } = await someone();
		const id = await start(person);
		await drain(db());
		await escalateLate(db(), testHub, inHours(31));
		expect((await tasksAbout(id)).map(({ kind }) => kind).sort()).toEqual(['message_late', 'message_waiting']);
		await asPerson(db(), person, (ctx) => turnOwn(ctx, id, 'closed'), inHours(32));
		await drain(db(), inHours(32));
		expect(await tasksAbout(id)).toEqual([]);
		await asPerson(db(), person, (ctx) => writeOwn(ctx, id, { once: uuid(), text: 'Again' }), inHours(48));
		await drain(db(), inHours(48));
		const { by, state } = await read(person, id);
		expect([by, state]).toEqual(['2026-06-25T16:00:00.000Z', 'open']);
		await escalateLate(db(), testHub, inHours(50));
		expect((await tasksAbout(id)).map(({ kind }) => kind)).toEqual(['message_waiting']);
		for (let n = 0; n < 2; n++) await escalateLate(db(), testHub, inHours(79));
		expect((await tasksAbout(id)).map(({ kind }) => kind).sort()).toEqual(['message_late', 'message_waiting']);
	});

	it('what she closed and wrote in again before anybody looked keeps its task', async () => {
		const { person } = await someone();
		const id = await start(person);
		await drain(db());
		await asPerson(db(), person, (ctx) => turnOwn(ctx, id, 'closed'));
		await asPerson(db(), person, (ctx) => writeOwn(ctx, id, { once: uuid(), text: 'Wait' }));
		await drain(db());
		expect((await tasksAbout(id)).map(({ kind }) => kind)).toEqual(['message_waiting']);
	});

	it('a translation stands beside the original, by whom and in what language, and ends what was asked; twice is once', async () => {
		const { person } = await someone();
		const id = await start(person);
		await asDesk(db(), desk.jo, (ctx) => askFor(ctx, id, 'translation'));
		await asDesk(db(), desk.helen, (ctx) => askFor(ctx, id, 'translation'));
		await asDesk(db(), desk.jo, (ctx) => askFor(ctx, id, 'interpreter'));
		const open = () => asDesk(db(), desk.jo, (ctx) => openAsked(ctx, id));
		expect(await open()).toEqual([
			{ what: 'interpreter', dueOn: '2026-06-24' },
			{ what: 'translation', dueOn: '2026-06-24' }
		]);
		const [written] = (await read(person, id)).messages;
		const form = translationForm.parse({
			...{ once: uuid(), message: written?.id, lang: 'en', origin: 'interpreter', translated: 'When is the hearing?' }
		});
		for (let n = 0; n < 2; n++) await asDesk(db(), desk.jo, (ctx) => addToMessage(ctx, id, form));
		const [after] = (await read(person, id)).messages;
		expect(after?.text).toBe('متى الجلسة؟');
		expect(after?.also).toEqual([{ id: form.once, origin: 'interpreter', lang: 'en', text: 'When is the hearing?' }]);
		expect((await open()).map(({ what }) => what)).toEqual(['interpreter']);
		expect(keyOf(await asDesk(db(), desk.jo, (ctx) => endAsked(ctx, id, 'interpreter')))).toBe('go');
		expect(keyOf(await asDesk(db(), desk.jo, (ctx) => endAsked(ctx, id, 'interpreter')))).toBe('messages.error.moved');
		expect(keyOf(await asDesk(db(), desk.jo, (ctx) => addToMessage(ctx, id, { ...form, message: uuid() })))).toBe('messages.error.form');
	});

	it('T3 a translation is hers alone, is never written over, and nobody but the hub adds one', async () => {
		const [sam, kim] = [await someone(), await someone()];
		const id = await start(sam.person);
		const [written] = (await read(sam.person, id)).messages;
		const once = uuid();
		const form = { once, message: written?.id ?? '', lang: 'en', origin: 'worker', translated: 'When is it?' } as const;
		await asDesk(db(), desk.jo, (ctx) => addToMessage(ctx, id, form));
		const rows = (who: string) =>
			db().as(actorOf(who), now, async (tx) => (await tx.q.execute(sql`select id from message_translation`)) as unknown);
		expect(JSON.stringify(await rows(sam.person))).toContain(once);
		expect(JSON.stringify(await rows(kim.person))).not.toContain(once);
		for (const actor of [actorOf(sam.person), desk.harbour])
			await expect(
				db().as(actor, now, (tx) => tx.q.execute(sql`update message_translation set lang = 'cy' where id = ${once}::uuid`))
			).rejects.toThrow();
		await expect(
			asDesk(db(), desk.jo, (ctx) => ctx.db.q.execute(sql`update message_translation set lang = 'cy' where id = ${once}::uuid`))
		).rejects.toThrow();
		await expect(asDesk(db(), desk.jo, (ctx) => addToMessage(ctx, uuid(), form))).rejects.toBeInstanceOf(NotYours);
	});

	it('an answer carries the English beside it', async () => {
		const { person } = await someone();
		const id = await start(person);
		const form = answerForm.parse({ once: uuid(), as: 'answer', lang: 'ar', text: 'يوم الجمعة', english: 'On Friday' });
		for (let n = 0; n < 2; n++) await asDesk(db(), desk.jo, (ctx) => answerThread(ctx, id, form));
		const last = (await read(person, id)).messages.at(-1);
		expect(last).toMatchObject({ lang: 'ar', text: 'يوم الجمعة', also: [{ origin: 'worker', lang: 'en', text: 'On Friday' }] });
		expect(last?.also).toHaveLength(1);
	});

	it('P6 what she and the hub wrote is in her file, and no note nor worker is', async () => {
		const { person } = await someone();
		const id = await start(person);
		await asDesk(db(), desk.jo, (ctx) => noteThread(ctx, id, { once: uuid(), note: 'Rang the court.' }));
		await asDesk(db(), desk.jo, (ctx) => answerThread(ctx, id, { once: uuid(), text: 'On Friday', as: 'answer' }));
		const held = await asPerson(db(), person, readHeldThreads);
		expect(held).toMatchObject([
			{ topic: 'court', state: 'open', messages: [{ author: 'person', text: 'متى الجلسة؟' }, { text: 'On Friday' }] }
		]);
		expect(JSON.stringify(held)).not.toMatch(new RegExp(`Rang|${desk.jo}`));
	});

	it('a thread keeps what it was begun from, in the case it stands in', async () => {
		const { person } = await someone();
		const older = await aCase(db(), { [person]: 'victim' });
		const [once, about] = [uuid(), { kind: 'next', id: older, caseId: older } as const];
		await asPerson(db(), person, (ctx) => startThread(ctx, { once, topic: 'case', text: 'What does it mean?' }, about));
		expect((await read(person, once)).about).toEqual({ kind: 'next', id: older });
		expect(await asDesk(db(), desk.jo, (ctx) => readThread(ctx, once))).toMatchObject({ caseId: older, aboutKind: 'next', aboutId: older });
	});

	it('a file is refused with the way to send it, in each form in which somebody writes; a gap is refused at its field', () => {
		const said = { once: uuid(), text: 'Here it is', topic: 'other', as: 'answer' };
		for (const schema of [newForm, writeForm, answerForm]) {
			const { error } = schema.safeParse({ ...said, file: 'sent' });
			expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['file', 'messages.error.file']]);
		}
		const gap = answerForm.safeParse({ ...said, text: 'We meet at [[place]].' }).error;
		expect(gap?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['text', 'messages.error.gap']]);
		expect(answerForm.safeParse({ ...said, lang: 'cy', english: 'At [[ time ]]' }).error?.issues[0]?.path).toEqual(['english']);
	});
});
