import { beforeAll, expect, it } from 'vitest';
import { openTasks } from '#server/db/queries/tasks.ts';
import { riskMarksOf } from '#server/db/queries/people.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import { settleTask } from '#features/cases/server/settle-task.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { passOn, readCaseNeeds, recordContact, recordDanger, recordNeeds } from '#features/needs/server/case-needs.ts';
import { onNeed, onUnsafe } from '#features/needs/server/need-jobs.ts';
import { askForServices, readOwnFits } from '#features/needs/server/own-fits.ts';
import { readOwnNeeds, saveNeeds, saySafe } from '#features/needs/server/own-needs.ts';
import { readWhenRead } from '#features/needs/server/when-read.ts';
import { dangerForm, needsForm } from '#features/needs/schema.ts';
import { onOneEngine } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, asWorker, now, type Desk } from './at-the-desk.ts';

const hour = 3_600_000;
const form = (more: object = {}) => needsForm.parse({ once: crypto.randomUUID(), ...more });

onOneEngine('what would help', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const drain = (at = now) => drainOutbox(db(), { 'need.answered': onNeed, 'need.unsafe': onUnsafe }, at);
	const tasksOf = async (id: string) => (await asWorker(db(), desk.jo, (ctx) => openTasks(ctx.db))).filter((task) => task.personId === id);
	const needsOf = (id: string, at = now) => asWorker(db(), desk.jo, (ctx) => readCaseNeeds(ctx, id), at);

	it('T11 a need sets the hub 24 hours, in one task however often it is said; what was not answered in time is late', async () => {
		const { personId, caseId } = await aMatter(db());
		for (const level of ['little', 'lot']) await asPerson(db(), personId, (ctx) => saveNeeds(ctx, form({ home: level })), now);
		await drain();
		await drain();
		expect((await tasksOf(personId)).filter(({ kind }) => kind === 'need_contact')).toMatchObject([{ caseId, dueOn: '2026-06-03' }]);
		expect(await needsOf(personId)).toMatchObject({ isLate: false, contactBy: new Date(now.getTime() + 24 * hour).toISOString() });
		expect((await needsOf(personId, new Date(now.getTime() + 24 * hour + 1))).isLate).toBe(true);
		// It is not ticked off like any other: somebody has to speak with her.
		const [task] = (await tasksOf(personId)).filter(({ kind }) => kind === 'need_contact');
		expect(await asWorker(db(), desk.jo, (ctx) => settleTask(ctx, task?.id ?? ''))).toMatchObject({
			refused: [{ key: 'needs.task.decide' }]
		});
		await asWorker(db(), desk.jo, (ctx) => recordContact(ctx, caseId, personId), now);
		expect((await tasksOf(personId)).filter(({ kind }) => kind === 'need_contact')).toEqual([]);
		expect(await needsOf(personId)).toMatchObject({ contactBy: null });
	});

	it('T11 who only wrote a line waits for somebody too, and the task ends when they were spoken with', async () => {
		const { personId, caseId } = await aMatter(db());
		await asPerson(db(), personId, (ctx) => saveNeeds(ctx, form({ line: 'Please ring.' })), now);
		// However late the jobs run, the hours began when it was said.
		await drain(new Date(now.getTime() + 30 * hour));
		expect((await tasksOf(personId)).map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['need_contact', '2026-06-03']]);
		expect((await needsOf(personId)).contactBy).toBe(new Date(now.getTime() + 24 * hour).toISOString());
		await asWorker(db(), desk.jo, (ctx) => recordContact(ctx, caseId, personId), now);
		expect(await tasksOf(personId)).toEqual([]);
	});

	it('T12 none leads to what there is, and makes no task; P16 no letter where post is not safe', async () => {
		const { personId } = await aMatter(db(), { ways: [{}, { kind: 'post', safe: 'unsafe' }] });
		const gone = await asPerson(db(), personId, (ctx) => saveNeeds(ctx, form({ home: 'no' })), now);
		expect(gone).toEqual({ go: '/my/help/there-is' });
		await drain();
		expect(await tasksOf(personId)).toEqual([]);
		const reach = await asWorker(db(), desk.jo, (ctx) => reachFor(ctx, [personId], () => ({ kind: 'worker', way: 'post' })), now);
		expect(reach.get(personId)?.verdict.verdict).toBe('never');
	});

	it('T14 earlier answers stay, and staff see what changed; sent twice is one', async () => {
		const { personId, caseId } = await aMatter(db());
		const first = form({ home: 'lot', money: 'talk' });
		for (let times = 0; times < 2; times++) await asPerson(db(), personId, (ctx) => saveNeeds(ctx, first), now);
		await asPerson(
			db(),
			personId,
			(ctx) => saveNeeds(ctx, form({ home: 'little', line: 'A quiet place.' })),
			new Date(now.getTime() + hour)
		);
		expect((await asPerson(db(), personId, readOwnNeeds)).map(({ words }) => words)).toEqual(['A quiet place.', '']);
		const { answers } = await needsOf(personId);
		expect(answers[0]?.changes).toEqual([
			{ need: 'home', from: 'lot', to: 'little' },
			{ need: 'money', from: 'talk', to: null }
		]);
		await asWorker(db(), desk.jo, (ctx) => recordNeeds(ctx, caseId, personId, form({ health: 'lot' })), new Date(now.getTime() + 2 * hour));
		expect((await needsOf(personId)).answers[0]).toMatchObject({ isHers: false, answer: { levels: { health: 'lot' } } });
	});

	it('P20 "No" is told at once, as an urgent task that only what was done can end, and she cannot read it', async () => {
		const { personId, caseId } = await aMatter(db());
		expect(await asPerson(db(), personId, (ctx) => saySafe(ctx, 'no'), now)).toEqual({ go: '/my/help/now?done=told' });
		expect(await asPerson(db(), personId, (ctx) => saySafe(ctx, 'unsure'), now)).toEqual({ go: '/my/help/now' });
		expect(await asPerson(db(), personId, (ctx) => saySafe(ctx, ''), now)).toEqual({ go: '/my/help/needs/what' });
		await drain();
		const [task] = await tasksOf(personId);
		expect(task).toMatchObject({ kind: 'not_safe', isUrgent: true, caseId, dueOn: '2026-06-02' });
		expect(await asPerson(db(), personId, ({ db: tx }) => tx.q.query.task.findMany({ columns: { id: true } }))).toEqual([]);
		expect(await asWorker(db(), desk.jo, (ctx) => settleTask(ctx, task?.id ?? ''))).toMatchObject({
			refused: [{ key: 'needs.task.decide' }]
		});
		const done = dangerForm.parse({ level: 'raised', form: 'dash', done: ['marac'], note: 'Spoke with her. Locks changed.', weeks: '4' });
		await asWorker(db(), desk.jo, (ctx) => recordDanger(ctx, caseId, personId, done), now);
		expect(await tasksOf(personId)).toEqual([]);
		const marks = await asWorker(db(), desk.jo, (ctx) => riskMarksOf(ctx.db, [personId]));
		expect(marks).toMatchObject([{ reviewOn: '2026-06-30', author: desk.jo }]);
		expect(dangerForm.safeParse({ level: 'raised', form: 'dash', note: '', weeks: '40' }).success).toBe(false);
	});

	it('P8 when somebody reads is said truthfully, also over a bank holiday', () => {
		expect(readWhenRead(new Date('2026-06-02T10:00:00Z')).isNow).toBe(true);
		// The Friday before the last Monday in May: a bank holiday.
		expect(readWhenRead(new Date('2026-05-22T18:00:00Z'))).toEqual({ isNow: false, at: '2026-05-26T08:00:00.000Z' });
	});

	it('T13 it is passed on to a worker, an advocate or the mental-health practitioner', async () => {
		const { personId, caseId } = await aMatter(db());
		for (const to of ['advocate', 'mental_health', 'advocate'] as const)
			await asWorker(db(), desk.jo, (ctx) => passOn(ctx, caseId, personId, to), now);
		expect((await tasksOf(personId)).map(({ kind, about }) => [kind, about]).sort()).toEqual([
			['need_follow', 'advocate'],
			['need_follow', 'mental_health']
		]);
	});

	it('T34 that it happened before is said to staff, by our cases or by her word, and nowhere to her', async () => {
		const { personId } = await aMatter(db());
		expect((await needsOf(personId)).isRepeat).toBe(false);
		await asPerson(db(), personId, (ctx) => saveNeeds(ctx, form({ before: 'yes', money: 'little' })), now);
		expect((await needsOf(personId)).isRepeat).toBe(true);
		expect(JSON.stringify(await asPerson(db(), personId, readOwnNeeds))).not.toMatch(/repeat/i);
	});

	it('S4 she may ask the hub to choose, once; nothing is named that was not offered', async () => {
		const { personId } = await aMatter(db());
		await asPerson(db(), personId, (ctx) => saveNeeds(ctx, form({ home: 'lot' })), now);
		expect(await asPerson(db(), personId, readOwnFits, now)).toMatchObject({ isAnswered: true, isAsked: false });
		for (let times = 0; times < 2; times++) await asPerson(db(), personId, (ctx) => askForServices(ctx, ['made-up']), now);
		const asked = (await tasksOf(personId)).filter(({ kind }) => kind === 'choose_for_me');
		expect(asked).toMatchObject([{ about: 'choose', detailSealed: null, dueOn: '2026-06-04' }]);
		expect((await asPerson(db(), personId, readOwnFits, now)).isAsked).toBe(true);
	});

	it('S-24 nobody answers or reads for another person: the database holds it', async () => {
		const [hers, other] = [await aMatter(db()), await aMatter(db())];
		await asPerson(db(), hers.personId, (ctx) => saveNeeds(ctx, form({ line: 'Only for them.' })), now);
		expect(await asPerson(db(), other.personId, readOwnNeeds)).toEqual([]);
		expect((await asPerson(db(), other.personId, ({ db: tx }) => tx.q.query.needAnswer.findMany({ columns: { id: true } }))).length).toBe(
			0
		);
	});
});
