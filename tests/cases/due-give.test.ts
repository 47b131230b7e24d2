import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { everything, filterCode, type DueFilter } from '#features/cases/domain/due-filter.ts';
import { giveForm, keepForm } from '#features/cases/due-schema.ts';
import { giveRows } from '#features/cases/server/give-due.ts';
import { dropList, keepList, readLists } from '#features/cases/server/kept-lists.ts';
import { listDue } from '#features/cases/server/list-due.ts';
import { restrictCase } from '#features/cases/server/restrict-case.ts';
import { openTaskAgain, settleTask } from '#features/cases/server/settle-task.ts';
import { rowsOf as sqlRows } from '#server/db/migrate.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onBothEngines, otherHub } from '../database/open.ts';
import { aDesk, aMatter, anEvent, asWorker, aTry, now, type Desk, type Matter } from './at-the-desk.ts';

onBothEngines('giving what is due to somebody, and lists that are kept', (db) => {
	let desk: Desk;
	let one: Matter;
	let two: Matter;
	const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
	const code = filterCode(everything);
	beforeAll(async () => {
		desk = await aDesk(db());
		one = await aMatter(db(), { contact: desk.jo });
		two = await aMatter(db(), { contact: desk.jo, enhanced: ['hate_crime'] });
		await anEvent(db(), desk, { caseId: one.caseId, kind: 'suspect_arrested' });
		await anEvent(db(), desk, { caseId: two.caseId, kind: 'released_on_bail', detail: { bailConditions: 'yes' } });
	});
	const list = (who: string, filter: Partial<DueFilter> = {}) => asWorker(db(), who, (ctx) => listDue(ctx, { ...everything, ...filter }));
	const give = (ids: string[], to: string, by = desk.jo) => asWorker(db(), by, (ctx) => giveRows(ctx, { row: ids, to, code }));
	const rowOf = async ({ caseId }: Matter, who = desk.jo, filter: Partial<DueFilter> = { view: 'hub' }) =>
		(await list(who, filter)).rows.find((row) => row.caseId === caseId);

	it('F73: a piece of news given to a colleague is theirs, goes back to the team, and goes with the telling', async () => {
		const row = await rowOf(one);
		expect(await give([row?.id ?? ''], desk.ali)).toEqual({ go: '/console?f=mine&given=1' });
		expect(await rowOf(one, desk.ali, { view: 'mine' })).toMatchObject({ kind: 'tell', givenTo: desk.ali });
		expect(await rowOf(one, desk.jo, { view: 'mine' })).toBeUndefined();
		await give([row?.id ?? ''], desk.ali);
		expect((await db().as(job, now, (tx) => openTasks(tx))).filter(({ kind }) => kind === 'tell_news')).toHaveLength(1);

		await give([row?.id ?? ''], 'team', desk.ali);
		expect(await rowOf(one, desk.jo, { view: 'mine' })).toMatchObject({ givenTo: null, taskId: null });
		await give([row?.id ?? ''], desk.ali);
		await aTry(db(), desk.ali, { ...one, eventId: row?.eventId ?? '', way: one.ways[0] ?? '' });
		expect(await rowOf(one)).toBeUndefined();
		expect((await db().as(job, now, (tx) => openTasks(tx))).filter(({ kind }) => kind === 'tell_news')).toEqual([]);
	});

	it('P4: danger that is given to somebody stays on everybody’s list', async () => {
		const row = await rowOf(two);
		expect(row).toMatchObject({ isSafety: true });
		await give([row?.id ?? ''], desk.ali);
		expect(await rowOf(two, desk.jo, { view: 'mine' })).toMatchObject({ givenTo: desk.ali, isSafety: true });
	});

	it('P19: refuses a worker to whom one of the cases is shut, whole; and a worker of another hub', async () => {
		const shut = await aMatter(db(), { contact: desk.jo });
		await anEvent(db(), desk, { caseId: shut.caseId, kind: 'suspect_interviewed' });
		const shutIt = (ctx: Parameters<typeof restrictCase>[0]) => restrictCase(ctx, shut.caseId, { why: 'staff', worker: [desk.jo] });
		await asWorker(db(), desk.jo, shutIt, now, { roles: ['supervisor'] });
		const ids = [(await rowOf(shut))?.id ?? '', (await rowOf(two))?.id ?? ''];
		expect(await give(ids, desk.ali)).toMatchObject({ refused: [{ field: 'to', key: 'restrict.contact.shut' }] });
		expect(await give(ids, crypto.randomUUID())).toMatchObject({ refused: [{ field: 'to' }] });
		expect(await rowOf(shut)).toMatchObject({ givenTo: null });
	});

	it('gives nothing of another hub, and nothing that was done meanwhile', async () => {
		const theirs = await aMatter(db(), { hub: otherHub });
		expect(await give([`${theirs.caseId}.${theirs.personId}`], desk.ali)).toMatchObject({ go: '/console?f=mine&given=0' });
	});

	it('F73: what it is about and by when narrow the list, and the counts say what each would show', async () => {
		const all = await list(desk.jo, { view: 'hub' });
		for (const group of ['safety', 'news', 'hub'] as const) {
			const some = await list(desk.jo, { view: 'hub', group });
			expect(some.rows).toHaveLength(all.counts[group]);
			expect(some.total).toBe(all.total);
		}
		expect(Object.values(all.counts).reduce((sum, count) => sum + count)).toBe(all.total);
		const late = await list(desk.jo, { view: 'hub', when: 'late' });
		expect(late.rows.every(({ dueBy }) => dueBy !== null && dueBy < '2026-06-02')).toBe(true);
		expect((await list(desk.jo, { view: 'hub', when: 'week' })).rows.length).toBeGreaterThan(late.rows.length);
	});

	it('F73: a list is kept once, for one worker, twelve at most, and let go', async () => {
		const keep = (who: string, kept: string) => asWorker(db(), who, (ctx) => keepList(ctx, kept));
		const lists = (who: string) => asWorker(db(), who, (ctx) => readLists(ctx));
		await keep(desk.jo, 'team.enhanced.news.today');
		await keep(desk.jo, 'team.enhanced.news.today');
		expect(await lists(desk.jo)).toMatchObject([{ view: 'team', enhanced: true, group: 'news', when: 'today' }]);
		expect(await lists(desk.ali)).toEqual([]);
		const id = (await lists(desk.jo))[0]?.id ?? '';
		await asWorker(db(), desk.ali, (ctx) => dropList(ctx, id));
		expect(await lists(desk.jo)).toHaveLength(1);
		for (const group of ['news', 'safety', 'contact', 'messages', 'services', 'court', 'directory', 'hub', '-'])
			await keep(desk.jo, `hub.-.${group}.-`);
		await keep(desk.jo, 'mine.-.-.late');
		await keep(desk.jo, 'mine.-.-.today');
		expect(await keep(desk.jo, 'mine.-.-.week')).toMatchObject({ refused: [{ key: 'due.list.full' }] });
		await asWorker(db(), desk.jo, (ctx) => dropList(ctx, id));
		expect(await lists(desk.jo)).toHaveLength(11);
	});

	it('journey 6: a task settled by mistake is opened again within ten minutes, by whoever settled it', async () => {
		const witness = await aMatter(db(), { role: 'witness', contact: desk.jo });
		await anEvent(db(), desk, { caseId: witness.caseId, kind: 'witness_required' });
		const task = (await db().as(job, now, (tx) => openTasks(tx))).find(({ caseId }) => caseId === witness.caseId)?.id ?? '';
		const again = (who: string, at: Date) => asWorker(db(), who, (ctx) => openTaskAgain(ctx, task), at);
		expect(await asWorker(db(), desk.jo, (ctx) => settleTask(ctx, task))).toEqual({ go: `/console?done=${task}` });
		expect(await again(desk.ali, minutes(1))).toMatchObject({ refused: [{ key: 'due.undo.tooLate' }] });
		expect(await again(desk.jo, minutes(11))).toMatchObject({ refused: [{ key: 'due.undo.tooLate' }] });
		expect(await again(desk.jo, minutes(9))).toEqual({ go: `/console/tasks/${task}` });
		const [row] = sqlRows<{ done_at: unknown }>(
			await db().as(job, now, (tx) => tx.q.execute(sql`select done_at from task where id = ${task}::uuid`))
		);
		expect(row?.done_at).toBeNull();
		await expect(again(crypto.randomUUID(), minutes(9))).resolves.toHaveProperty('refused');
		await expect(asWorker(db(), desk.jo, (ctx) => openTaskAgain(ctx, 'x'))).rejects.toThrow(NotYours);
	});

	it('takes only codes that say a filter, and rows that could be one', () => {
		for (const bad of ['', 'x', 'mine.-.-', '<b>', 'mine.-.news.today.more']) expect(keepForm.safeParse({ code: bad }).success).toBe(false);
		expect(giveForm.safeParse({ row: 'x', to: 'team', code }).success).toBe(false);
		expect(giveForm.safeParse({ to: 'team', code }).success).toBe(false);
		expect(giveForm.safeParse({ row: crypto.randomUUID(), to: '', code }).success).toBe(false);
	});
});
