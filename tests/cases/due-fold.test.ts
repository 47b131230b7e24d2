import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { dueGroups, dueViews, dueWhens, type DueFilter } from '#features/cases/domain/due-filter.ts';
import { foldDue } from '#features/cases/server/fold-due.ts';
import { giveRows } from '#features/cases/server/give-due.ts';
import { listDue } from '#features/cases/server/list-due.ts';
import { askOwner } from '#features/cases/server/record-telling.ts';
import { restrictCase } from '#features/cases/server/restrict-case.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { dueMarks } from '#server/db/queries/due-rows.ts';
import { job, onBothEngines, testHub } from '../database/open.ts';
import { aDesk, aMatter, anEvent, asWorker, aTry, now, type Desk } from './at-the-desk.ts';

onBothEngines('the due list, folded and not', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const list = (who: string, filter: Partial<DueFilter>, at = now, roles: ('care' | 'supervisor')[] = ['care']) =>
		asWorker(db(), who, (ctx) => listDue(ctx, { view: 'mine', enhanced: false, ...filter }), at, { roles });
	const marks = async () => (await db().as(job, now, (tx) => dueMarks(tx, 1000))).length;
	const fold = (at = now) => foldDue(db(), testHub, at);
	const folded = async () =>
		Number(rowsOf<{ n: number }>(await db().as(job, now, (tx) => tx.q.execute(sql`select count(*)::int as n from due_row`)))[0]?.n);
	/** Every list that there is, for two workers. */
	const everyList = async () => {
		const all = [];
		for (const who of [desk.jo, desk.ali])
			for (const view of dueViews)
				for (const enhanced of [false, true])
					for (const group of [null, ...dueGroups])
						for (const when of group ? [null] : [null, ...dueWhens]) all.push(await list(who, { view, enhanced, group, when }));
		all.push(await list(desk.jo, { view: 'mine' }, new Date(now.getTime() + 31 * 60_000), ['supervisor']));
		return all;
	};

	it('T5: every view, narrowed in every way, is the same whether it was folded or not', async () => {
		const mine = await aMatter(db(), { contact: desk.jo });
		const enhanced = await aMatter(db(), { contact: desk.ali, enhanced: ['hate_crime'] });
		const nobody = await aMatter(db(), {});
		const danger = await aMatter(db(), { contact: desk.ali });
		const restricted = await aMatter(db(), { contact: desk.jo });
		for (const { caseId } of [mine, enhanced, nobody]) await anEvent(db(), desk, { caseId, kind: 'suspect_arrested' });
		await anEvent(db(), desk, { caseId: enhanced.caseId, kind: 'charged' });
		const told = await anEvent(db(), desk, { caseId: mine.caseId, kind: 'suspect_interviewed' });
		await aTry(db(), desk.jo, { ...mine, eventId: told, way: mine.ways[0] ?? '' });
		const asked = await anEvent(db(), desk, { caseId: mine.caseId, kind: 'released_under_investigation' });
		await asWorker(db(), desk.jo, (ctx) => askOwner(ctx, { caseId: mine.caseId, eventId: asked, personId: mine.personId }));
		await anEvent(db(), desk, { caseId: danger.caseId, kind: 'released_on_bail', detail: { bailConditions: 'yes' } });
		await anEvent(db(), desk, { caseId: restricted.caseId, kind: 'charged' });
		const shut = (ctx: Parameters<typeof restrictCase>[0]) => restrictCase(ctx, restricted.caseId, { why: 'staff', worker: [desk.jo] });
		await asWorker(db(), desk.jo, shut, now, { roles: ['supervisor'] });
		const theirs = (await list(desk.jo, { view: 'hub' })).rows.find(({ caseId }) => caseId === nobody.caseId);
		await asWorker(db(), desk.jo, (ctx) => giveRows(ctx, { row: [theirs?.id ?? ''], to: desk.ali, code: 'mine.-.-.-' }));

		expect(await marks()).toBeGreaterThan(0);
		const before = await everyList();
		expect(before[0]?.rows.length).toBeGreaterThan(2);
		expect(await fold()).toBeGreaterThan(4);
		expect(await marks()).toBe(0);
		expect(await folded()).toBeGreaterThan(4);
		expect(await everyList()).toEqual(before);
	});

	it('T5: what changes after the fold is on the list at once, and what was told is off it', async () => {
		const late = await aMatter(db(), { contact: desk.jo });
		const event = await anEvent(db(), desk, { caseId: late.caseId, kind: 'charged' });
		const isThere = async () => (await list(desk.jo, {})).rows.some(({ eventId }) => eventId === event);
		expect(await isThere()).toBe(true);
		await fold();
		expect(await isThere()).toBe(true);
		await aTry(db(), desk.jo, { ...late, eventId: event, way: late.ways[0] ?? '' });
		expect(await isThere()).toBe(false);
		await fold();
		expect(await isThere()).toBe(false);
	});

	it('folds again on a later day what a date alone may have changed, and nothing twice', async () => {
		await fold();
		expect(await fold()).toBe(0);
		const tomorrow = new Date(now.getTime() + 24 * 3_600_000);
		expect(await fold(tomorrow)).toBeGreaterThan(0);
		expect(await fold(tomorrow)).toBe(0);
	});

	it('R-07: two that fold at once fold each case once, and neither waits', async () => {
		const one = await aMatter(db(), { contact: desk.jo });
		await anEvent(db(), desk, { caseId: one.caseId, kind: 'charged' });
		await Promise.all([fold(), fold(), fold()]);
		expect(await marks()).toBe(0);
		const rows = (await list(desk.jo, { view: 'hub' })).rows.filter(({ caseId }) => caseId === one.caseId);
		expect(rows).toHaveLength(1);
	});
});
