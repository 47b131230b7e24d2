import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { keepContactAnswer } from '#features/accounts/server/contact-answered.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { readTell } from '#features/cases/server/read-tell.ts';
import { readTask } from '#features/cases/server/settle-task.ts';
import { confirmStillRight, reachFor, takeBackConfirmation } from '#features/contact/server/reach.ts';
import { wordsToSay } from '#features/contact/server/show-number.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addPreference, preferencesOf } from '#server/db/queries/people.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { work } from '#server/http/work.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { aDesk, aMatter, anEvent, asWorker, now, type Desk, type Matter } from './at-the-desk.ts';

const later = new Date(now.getTime() + 60_000);
const words = '{"codeWord":"kettle","notTold":"Her neighbour"}';

/** Changes one byte of what is sealed in a row, as a failing disk or somebody at the database would. */
const spoil = (db: Db, table: string, column: string, id: string) =>
	db.engine.tx('owner', async (q) => {
		const [at, of] = [sql.identifier(column), sql.identifier(table)];
		await q.execute(sql`set local session_replication_role = replica`);
		await q.execute(sql`update ${of} set ${at} = set_byte(${at}, 40, (get_byte(${at}, 40) + 1) % 256) where id = ${id}`);
	});

onOneEngine('what cannot be read', (db) => {
	let desk: Desk;
	let matter: Matter;
	beforeAll(async () => {
		desk = await aDesk(db());
		matter = await aMatter(db());
		const id = newId(later);
		await db().as(job, now, async (tx) => {
			const [row] = await preferencesOf(tx, [matter.personId]);
			if (!row) throw new Error('no preference');
			const wordsSealed = await sealAt(tx.keys, sealedPlaces.preferenceWords(matter.personId, id), words);
			await addPreference(tx, { ...row, id, version: 2, wordsSealed });
		});
	});
	const versions = () =>
		db().as(job, later, async (tx) => {
			const [newest] = await preferencesOf(tx, [matter.personId]);
			const text =
				newest?.wordsSealed && (await openAt(tx.keys, sealedPlaces.preferenceWords(matter.personId, newest.id), newest.wordsSealed));
			return {
				version: newest?.version,
				mayContact: newest?.mayContact,
				bytes: newest?.wordsSealed?.toString('hex'),
				text,
				id: newest?.id
			};
		});
	const toSay = () => asWorker(db(), desk.jo, (ctx) => wordsToSay(ctx, matter.personId));
	const pagesWords = async () => {
		const read = await asWorker(db(), desk.jo, (ctx) => readCase(ctx, matter.caseId, 'check'));
		return read.asks ? 'asks' : read.page.people.map((one) => one.words);
	};
	const answers = (answer: string) =>
		work(db(), { actor: { kind: 'job', hub: testHub }, now: later, lang: 'en', requestId: 'test', audit: null }, (ctx) =>
			keepContactAnswer(ctx, { person: matter.personId, answer })
		);

	it('P6 words that open are carried into the next version, and no words are said to be none', async () => {
		expect((await toSay()).agreed).toEqual(JSON.parse(words));
		expect(await asWorker(db(), desk.jo, (ctx) => confirmStillRight(ctx, matter.personId))).toBe(true);
		expect(await versions()).toMatchObject({ version: 3, text: words });
		await asWorker(db(), desk.jo, (ctx) => takeBackConfirmation(ctx, matter.personId, now));
		expect(await versions()).toMatchObject({ version: 4, text: words });
		const plain = await aMatter(db());
		expect((await asWorker(db(), desk.jo, (ctx) => wordsToSay(ctx, plain.personId))).agreed).toEqual({});
	});

	it('P6 words that do not open are shown as unavailable, never as none', async () => {
		await spoil(db(), 'preference', 'words_sealed', (await versions()).id ?? '');
		expect((await toSay()).agreed).toBe(null);
		expect(await pagesWords()).toEqual([null]);
	});

	it('P6 confirming the choices stops where the words do not open: no version is saved over them', async () => {
		const before = await versions();
		expect(before.text).toBe(null);
		expect(await asWorker(db(), desk.jo, (ctx) => confirmStillRight(ctx, matter.personId))).toBe(false);
		await asWorker(db(), desk.jo, (ctx) => takeBackConfirmation(ctx, matter.personId, now));
		expect(await versions()).toEqual(before);
	});

	it('S-23 "do not contact me" holds at once all the same: the bytes of the words go along untouched, and still read as unavailable', async () => {
		const before = await versions();
		await answers('no_look_here');
		expect(await versions()).toEqual({ ...before, version: (before.version ?? 0) + 1, mayContact: 'no_look_here', id: expect.any(String) });
		expect((await toSay()).agreed).toBe(null);
	});

	it('P2 a date of birth that does not open raises the risk: it may be a child', async () => {
		const adult = await aMatter(db());
		const sealed = await db().as(job, now, (tx) => sealAt(tx.keys, sealedPlaces.personBorn(adult.personId), '1980-02-03'));
		await db().engine.tx('owner', (q) => q.execute(sql`update person set born_sealed = ${sealed} where id = ${adult.personId}`));
		const risk = async () =>
			(await asWorker(db(), desk.jo, (ctx) => reachFor(ctx, [adult.personId], () => ({ kind: 'worker' })))).get(adult.personId)?.risk;
		expect(await risk()).toBe('ordinary');
		await spoil(db(), 'person', 'born_sealed', adult.personId);
		expect(await risk()).toBe('raised');
	});

	it('a line and a task that do not open are told from those that were never written', async () => {
		const said = { caseId: matter.caseId, kind: 'suspect_interviewed' } as const;
		const withLine = await anEvent(db(), desk, { ...said, line: 'They will ring you.' });
		const without = await anEvent(db(), desk, { ...said, kind: 'suspect_arrested' });
		const lineOf = async (event: string) => (await asWorker(db(), desk.jo, (ctx) => readTell(ctx, matter.caseId, event))).line;
		expect([await lineOf(withLine), await lineOf(without)]).toEqual(['They will ring you.', undefined]);
		await spoil(db(), 'event', 'line_sealed', withLine);
		expect(await lineOf(withLine)).toBe(null);

		const [task, bare] = [newId(now), newId(now)];
		await db().as(job, now, async (tx) => {
			const row = { hubId: testHub, caseId: matter.caseId, kind: 'call_me', isUrgent: false, dueOn: '2026-06-02', madeAt: now } as const;
			await addTask(tx, { ...row, id: bare });
			const detailSealed = await sealAt(tx.keys, sealedPlaces.taskDetail({ caseId: matter.caseId }, task), 'After six.');
			await addTask(tx, { ...row, id: task, detailSealed });
		});
		const detailOf = async (id: string) => (await asWorker(db(), desk.jo, (ctx) => readTask(ctx, id))).detail;
		expect([await detailOf(task), await detailOf(bare)]).toEqual(['After six.', undefined]);
		await spoil(db(), 'task', 'detail_sealed', task);
		expect(await detailOf(task)).toBe(null);
	});
});
