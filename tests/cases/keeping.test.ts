import { beforeAll, describe, expect, it } from 'vitest';
import { searchForm } from '#features/cases/console-schema.ts';
import { findCases, foundList } from '#features/cases/server/find-case.ts';
import { listDue } from '#features/cases/server/list-due.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { readHome } from '#features/cases/server/read-home.ts';
import { reportLate } from '#features/cases/server/report-late.ts';
import { readCaseKept } from '#features/keeping/server/hold.ts';
import { changeRule, readKeeping, readRule, readSoon } from '#features/keeping/server/read-keeping.ts';
import { previewNight, runNight } from '#features/keeping/server/run-night.ts';
import type { Db, Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addParticipant, addCase } from '#server/db/queries/cases.ts';
import { addHold, lastRuns } from '#server/db/queries/keeping.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, anEvent, asWorker, aTry, now, type Desk, type Matter } from './at-the-desk.ts';
import { makeAccountFor } from './door.ts';
import { aReferenceTo, asHelen, brokenLinks, doorRows, dumpOf, logOf, rowsWhere } from './keeping-desk.ts';

/** Six months after the last news of the case that goes, in the night. */
const night = new Date('2026-12-04T03:30:00Z');
const days = (n: number, from = night) => new Date(from.getTime() + n * 86_400_000);
const minutes = (n: number, from = night) => new Date(from.getTime() + n * 60_000);

onOneEngine('keeping and forgetting', (db) => {
	let desk: Desk;
	let gone: Matter;
	let helped: Matter;
	let held: Matter;
	let waiting: Matter;
	beforeAll(async () => {
		desk = await aDesk(db());
		gone = await aMatter(db(), { name: 'Canaria Quill' });
		helped = await aMatter(db(), { name: 'Pollard Vane' });
		held = await aMatter(db(), { name: 'Held Fast' });
		waiting = await aMatter(db(), { name: 'Open Task' });
		await aReferenceTo(db(), gone.caseId, desk.police, 'KE 1001');
		await makeAccountFor(db(), 'pollard', { subject: helped.personId });
		for (const kind of ['closed_no_suspect', 'special_measures_decided', 'suspect_interviewed'] as const)
			await anEvent(db(), desk, { caseId: gone.caseId, kind });
		const eventId = await anEvent(db(), desk, { caseId: helped.caseId, kind: 'charged' });
		await aTry(db(), desk.jo, { caseId: helped.caseId, eventId, personId: helped.personId, way: helped.ways[0] ?? '' });
		const inquest = async ({ db: tx }: { db: Tx }) => {
			const id = newId(now);
			const reasonSealed = await sealAt(tx.keys, sealedPlaces.holdReason({ caseId: held.caseId }, id), 'inquest');
			await addHold(tx, { id, hubId: testHub, caseId: held.caseId, reasonSealed, reviewOn: '2027-01-01', madeBy: desk.ali, madeAt: now });
		};
		await asWorker(db(), desk.ali, inquest, now, { roles: ['supervisor'] });
		await db().as(job, now, async (tx) => {
			const task = { hubId: testHub, caseId: waiting.caseId, personId: waiting.personId, isUrgent: false, madeAt: now } as const;
			await addTask(tx, { ...task, id: newId(now), kind: 'find_safe_way', dueOn: '2026-06-30' });
		});
	});
	const caseKept = (caseId: string, at = night) => asWorker(db(), desk.jo, (ctx) => readCaseKept(ctx, caseId), at);

	describe('before the night', () => {
		it('the preview names what goes and what is held, and changes nothing', async () => {
			const before = await previewNight(db(), testHub, night, 1);
			expect(before.filter(({ waits }) => waits === null).map(({ id, rule }) => [id, rule])).toEqual([[gone.caseId, 'case_unreached']]);
			expect(before.filter(({ waits }) => waits !== null).map(({ id, waits }) => [id, waits])).toEqual(
				[
					[held.caseId, 'hold'],
					[waiting.caseId, 'task']
				].toSorted()
			);
			expect(await caseKept(gone.caseId)).toMatchObject({ forgottenOn: null, kept: { until: '2026-12-03', waits: null } });
			expect(await caseKept(held.caseId)).toMatchObject({ kept: { waits: 'hold', reviewOn: '2027-01-01' } });
			const soon = await asHelen(db(), desk, readSoon, night);
			expect(soon).toMatchObject({ total: 1, held: 2, counts: [{ rule: 'case_unreached', count: 1 }] });
		});

		it('nobody in the hub is told that it ran, and before 3 it does not', async () => {
			expect(await asWorker(db(), desk.jo, readKeeping, night)).toMatchObject({ night: null, lastOver: null, holds: { all: 1, late: 0 } });
			expect(await runNight(db(), testHub, new Date('2026-12-04T02:59:00Z'))).toBeNull();
		});
	});

	describe('the night', () => {
		it('R-11 two servers at once run it once; what is over its time goes, what is held stays; counts and the chain are whole', async () => {
			const late = await asHelen(db(), desk, reportLate, night);
			const index =
				db().provider && (await db().as(job, night, async (tx) => searchIndex.personName(tx.keys, 'Canaria Quill').toString('hex')));
			expect(await dumpOf(db())).toContain(index);
			const ran = await Promise.all([runNight(db(), testHub, night), runNight(db(), testHub, night)]);
			expect(ran.filter((one) => one !== null)).toEqual([expect.objectContaining({ case_unreached: 1, person_alone: 1 })]);
			expect(await runNight(db(), testHub, minutes(60))).toBeNull();

			expect(await caseKept(gone.caseId)).toEqual({ forgottenOn: '2026-12-04', kept: null });
			for (const { caseId } of [helped, held, waiting]) expect(await caseKept(caseId)).toMatchObject({ forgottenOn: null });
			expect(await asHelen(db(), desk, reportLate, night)).toEqual(late);
			expect(late.rows.length).toBeGreaterThan(0);
			expect(await brokenLinks(db())).toBe(0);
			const log = await logOf(db());
			expect(log).toContainEqual(expect.objectContaining({ action: 'case.shredded', case_id: gone.caseId, reason: 'case_unreached' }));
			expect(log).toContainEqual(expect.objectContaining({ action: 'person.shredded', person_id: gone.personId }));
			expect(log.filter(({ action }) => action === 'keeping.run')).toHaveLength(1);
		});

		it('a dump holds no key of the one who is gone, and nothing by which she is found', async () => {
			for (const id of [gone.caseId, gone.personId]) expect(await rowsWhere(db(), 'data_key', 'subject', id)).toBe(0);
			for (const table of ['contact_way', 'preference']) expect(await rowsWhere(db(), table, 'person_id', gone.personId)).toBe(0);
			const dump = await dumpOf(db());
			const traces = await db().as(job, night, async ({ keys }) => [
				searchIndex.personName(keys, 'Canaria Quill'),
				searchIndex.reference(keys, 'KE 1001')
			]);
			for (const trace of traces) expect(dump).not.toContain(trace.toString('hex'));
			const sealed = await db().as(job, night, async (tx) =>
				tx.keys.seal({ kind: 'person', id: gone.personId }, { table: 'x', column: 'y', row: 'z' }, 'a').catch(() => null)
			);
			expect(sealed).toBeNull();
			expect(await rowsWhere(db(), 'data_key', 'subject', helped.personId)).toBe(1);
		});

		it('is shown to everyone in the hub, with what was deleted', async () => {
			const page = await asWorker(db(), desk.jo, readKeeping, night);
			expect(page.night).toMatchObject({ on: '2026-12-04', isOver: true, fault: null });
			expect(page.night?.deleted).toBeGreaterThanOrEqual(2);
			expect(page.rules.find(({ id }) => id === 'case_served')).toMatchObject({ span: { count: 6, unit: 'years' }, canChange: false });
		});

		it('the case page, the lists and the search say so instead of failing', async () => {
			await expect(asWorker(db(), desk.jo, (ctx) => readCase(ctx, gone.caseId, 'check'), night)).rejects.toThrow(NotYours);
			const due = await asWorker(db(), desk.jo, (ctx) => listDue(ctx, { view: 'hub', enhanced: false }), night);
			expect(due.rows.filter(({ caseId }) => caseId === gone.caseId)).toEqual([]);
			const found = await asWorker(db(), desk.jo, (ctx) => findCases(ctx, searchForm.parse({ reference: 'KE 1001' })), night);
			expect(found.cases).toEqual([]);
		});
	});

	describe('one person in two cases', () => {
		it('keeps her as long as one case is kept; the other says on which day it went', async () => {
			const two = await aMatter(db(), { name: 'Twice There' });
			const second = newId(days(100));
			await db().as(job, days(100), async (tx) => {
				await tx.keys.make({ kind: 'case', id: second });
				await addCase(tx, { id: second, hubId: testHub, kind: 'crime', isReported: true, madeAt: days(100) });
				const part = { id: newId(now), hubId: testHub, caseId: second, personId: two.personId, role: 'victim' as const };
				await addParticipant(tx, { ...part, enhanced: [], madeAt: now });
			});
			expect((await asPerson(db(), two.personId, readHome, days(120))).cases).toHaveLength(2);
			await runNight(db(), testHub, days(120));
			const found = await asWorker(db(), desk.jo, (ctx) => foundList(ctx, { cases: [two.caseId, second], why: 'check' }), days(120));
			expect(found.map(({ id, forgottenOn, names }) => [id, forgottenOn, names])).toEqual([
				[second, null, ['Twice There']],
				[two.caseId, '2027-04-03', ['Twice There']]
			]);
			expect((await asPerson(db(), two.personId, readHome, days(120))).cases.map(({ caseId }) => caseId)).toEqual([second]);
		});
	});

	describe('somebody with an account', () => {
		it('is kept six years after the last contact; then her account goes in the same transaction', async () => {
			expect(await caseKept(helped.caseId)).toMatchObject({ kept: { rule: 'case_served', until: '2032-06-02' } });
			expect(await doorRows(db(), 'account')).toBe(1);
			await runNight(db(), testHub, new Date('2032-06-02T04:00:00Z'));
			expect(await doorRows(db(), 'account')).toBe(1);
			await runNight(db(), testHub, new Date('2032-06-03T04:00:00Z'));
			expect(await doorRows(db(), 'account')).toBe(0);
			expect(await logOf(db())).toContainEqual(expect.objectContaining({ action: 'account.closed', person_id: helped.personId }));
			expect(await caseKept(held.caseId, new Date('2032-06-03T04:00:00Z'))).toMatchObject({ forgottenOn: null });
		});
	});

	describe('how long is kept', () => {
		it('is changed by a supervisor within the bounds, after seeing what it would forget', async () => {
			const at = new Date('2026-07-20T10:00:00Z');
			const some = await aMatter(db(), { name: 'Short Kept' });
			const page = await asHelen(db(), desk, (ctx) => readRule(ctx, 'case_unreached', 2), at);
			expect(page).toMatchObject({ now: { count: 6, unit: 'months' }, least: { count: 1 }, most: { count: 12 }, isOutside: false });
			expect(page.would?.after).toBeGreaterThan(page.would?.before ?? 99);
			expect(await asHelen(db(), desk, (ctx) => readRule(ctx, 'case_unreached', 13), at)).toMatchObject({ would: null, isOutside: true });
			expect(await asHelen(db(), desk, (ctx) => changeRule(ctx, 'case_unreached', 13), at)).toEqual({
				refused: [{ field: 'count', key: 'keeping.change.outside' }]
			});
			await expect(asHelen(db(), desk, (ctx) => changeRule(ctx, 'audit', 1), at)).rejects.toThrow(NotYours);
			await asHelen(db(), desk, (ctx) => changeRule(ctx, 'case_unreached', 2), at, 'keeping.changed');
			expect((await logOf(db())).at(-1)).toMatchObject({ action: 'keeping.changed', object_id: 'case_unreached', reason: '184>62' });
			expect(await caseKept(some.caseId, at)).toMatchObject({ kept: { until: '2026-07-06' } });
			await expect(asWorker(db(), desk.jo, (ctx) => changeRule(ctx, 'case_unreached', 3), at)).rejects.toThrow();
		});
	});
});

/** A house whose every n-th transaction from now on dies, as when the process is killed there. */
const dyingAt = (db: Db, at: number): Db => {
	let calls = 0;
	return {
		...db,
		as: (actor, when, run) => (++calls === at ? Promise.reject(new Error('killed')) : db.as(actor, when, run))
	};
};

onOneEngine('a night that is killed', (db) => {
	it('R-19 wherever it dies, the next round goes on, and in the end everything went once', async () => {
		const desk = await aDesk(db());
		const people: Matter[] = [];
		for (let n = 0; n < 3; n++) people.push(await aMatter(db(), { name: `Gone ${n}` }));
		let at = night;
		let died = 0;
		for (let step = 3; ; step++, at = minutes(16, at)) {
			const isOver = await runNight(dyingAt(db(), step), testHub, at).then(
				(counts) => counts !== null,
				() => false
			);
			if (isOver) break;
			died++;
			const [row] = await db().as(job, at, (tx) => lastRuns(tx, 1));
			expect(row?.finishedAt, `after dying at step ${step}`).toBeNull();
			expect(await runNight(db(), testHub, minutes(5, at)), 'too early to take it over').toBeNull();
			expect(step).toBeLessThan(40);
		}
		expect(died).toBeGreaterThan(4);
		const log = await logOf(db());
		for (const { caseId, personId } of people) {
			expect(log.filter(({ action, case_id }) => action === 'case.shredded' && case_id === caseId)).toHaveLength(1);
			expect(log.filter(({ action, person_id }) => action === 'person.shredded' && person_id === personId)).toHaveLength(1);
		}
		const page = await asWorker(db(), desk.jo, readKeeping, at);
		expect(page.night).toMatchObject({ isOver: true, fault: null });
	});

	it('says which fault stopped it, on the page', async () => {
		const at = days(10);
		await runNight(dyingAt(db(), 2), testHub, at).catch(() => null);
		expect((await asWorker(db(), newId(at), readKeeping, at)).night).toMatchObject({ on: '2026-12-14', isOver: false, fault: 'Error' });
	});
});
