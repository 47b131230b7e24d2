import { beforeAll, expect, it } from 'vitest';
import { answerLikeness, readLikeness } from '#features/cases/server/likeness.ts';
import { openTaskAgain, settleTask } from '#features/cases/server/settle-task.ts';
import { participationsOf } from '#server/db/queries/console.ts';
import { openTasks, type TaskRow } from '#server/db/queries/tasks.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onBothEngines, otherHub } from '../database/open.ts';
import { now } from './a-case.ts';
import { aDesk, added, asWorker } from './console-desk.ts';

onBothEngines('a question of likeness that waits', (db) => {
	let jo = '';
	let serial = 10;
	beforeAll(async () => {
		({ jo } = await aDesk(db()));
	});
	const likeness = async (): Promise<TaskRow[]> =>
		(await db().as(job, now, (tx) => openTasks(tx))).filter(({ kind }) => kind === 'likeness');
	/** Two records with one number, kept apart by a worker who did not know. */
	async function aQuestion(): Promise<TaskRow & { personId: string; about: string; caseId: string }> {
		const phone = `07700 9000${++serial}`;
		const before = new Set((await likeness()).map(({ id }) => id));
		await added(db(), jo, { name: 'Nia', phone });
		const caseId = await added(db(), jo, { name: 'N. Example', phone, same: 'unsure' });
		const [task, ...more] = (await likeness()).filter(({ id }) => !before.has(id));
		if (!task?.personId || !task.about || more.length) throw new Error('one question was expected');
		return { ...task, caseId, personId: task.personId, about: task.about };
	}
	const casesOf = async (person: string) =>
		(await db().as(job, now, (tx) => participationsOf(tx, [person]))).map(({ case: matter }) => matter.id);
	const answer = (task: string, said: 'two' | 'same', isFresh = true) =>
		asWorker(db(), jo, (ctx) => answerLikeness(ctx, task, said), 'task.done', now, isFresh);

	it('T46 who does not know keeps the two apart: one task for each pair, due in five working days, and nothing is joined', async () => {
		const task = await aQuestion();
		expect(task).toMatchObject({ isUrgent: false, dueOn: '2026-06-29' });
		expect(await casesOf(task.about)).not.toContain(task.caseId);
		expect(task.about).not.toBe(task.personId);
	});

	it('P19 names both by name, area and number of cases, says what is alike, and writes whose record was named', async () => {
		const task = await aQuestion();
		const read = await asWorker(db(), jo, (ctx) => readLikeness(ctx, task.personId, task.about));
		expect(read).toMatchObject({ own: { name: 'N. Example', cases: 1 }, other: { name: 'Nia', cases: 1 }, by: ['phone'] });
		expect(Object.keys(read.other ?? {}).sort()).toEqual(['area', 'cases', 'id', 'name']);
	});

	it('two people: the question ends, changes nothing, and can be opened again for a while', async () => {
		const task = await aQuestion();
		expect(await answer(task.id, 'two', false)).toEqual({ go: `/console?done=${task.id}` });
		expect(await casesOf(task.about)).not.toContain(task.caseId);
		expect((await likeness()).map(({ id }) => id)).not.toContain(task.id);
		await asWorker(db(), jo, (ctx) => openTaskAgain(ctx, task.id));
		expect((await likeness()).map(({ id }) => id)).toContain(task.id);
	});

	it('S-24 ASVS 7.5.3 the same: a fresh proof first; then the case is linked, nothing is merged, and a supervisor decides about the second record', async () => {
		const task = await aQuestion();
		expect(await answer(task.id, 'same', false)).toEqual({ proves: true });
		expect(await casesOf(task.about)).not.toContain(task.caseId);
		expect(await answer(task.id, 'same')).toEqual({ go: `/console/cases/${task.caseId}` });
		expect(await casesOf(task.about)).toContain(task.caseId);
		expect(await casesOf(task.personId)).toContain(task.caseId);
		const erase = (await db().as(job, now, (tx) => openTasks(tx))).filter(
			({ kind, personId }) => kind === 'erase_asked' && personId === task.personId
		);
		expect(erase).toHaveLength(1);
		expect(await answer(task.id, 'same')).toEqual({ go: '/console' });
		expect(await casesOf(task.about)).toHaveLength(2);
	});

	it('is answered and not clicked away, and belongs to its hub', async () => {
		const task = await aQuestion();
		expect(await asWorker(db(), jo, (ctx) => settleTask(ctx, task.id), 'task.done')).toMatchObject({
			refused: [{ key: 'due.likeness.answer' }]
		});
		const stranger = { kind: 'job', hub: otherHub } as const;
		expect(await db().as(stranger, now, (tx) => openTasks(tx))).toEqual([]);
		await expect(answer('01930000-0000-7000-8000-000000000000', 'two')).rejects.toThrow(NotYours);
	});
});
