import { beforeAll, expect, it } from 'vitest';
import { NotYours } from '#shared/faults.ts';
import type { DueFilter } from '#features/cases/domain/due-filter.ts';
import { listDue } from '#features/cases/server/list-due.ts';
import { listRhythms, recordNothingNew } from '#features/cases/server/nothing-new.ts';
import { recordEvent } from '#features/cases/server/record-event.ts';
import { reportLate } from '#features/cases/server/report-late.ts';
import { readTask, settleTask } from '#features/cases/server/settle-task.ts';
import { askOwner } from '#features/cases/server/record-telling.ts';
import { readWaiting } from '#features/feeds/server/read-waiting.ts';
import { onOneEngine, otherHub } from '../database/open.ts';
import { aDesk, aMatter, anEvent, asWorker, aTry, now, tasksIn, type Desk, type Matter } from './at-the-desk.ts';

onOneEngine('what is due', (db) => {
	let desk: Desk;
	let plain: Matter;
	let enhanced: Matter;
	let danger: Matter;
	beforeAll(async () => {
		desk = await aDesk(db());
		plain = await aMatter(db(), { contact: desk.jo });
		enhanced = await aMatter(db(), { contact: desk.jo, enhanced: ['hate_crime'] });
		danger = await aMatter(db(), { contact: desk.ali });
	});
	const due = (filter: Pick<DueFilter, 'view' | 'enhanced'>, at = now, roles: ('care' | 'supervisor')[] = ['care']) =>
		asWorker(db(), desk.jo, (ctx) => listDue(ctx, filter), at, { roles });
	const mine = { view: 'mine', enhanced: false } as const;
	const rowsOf = async (matter: Matter, at = now) =>
		(await due({ view: 'hub', enhanced: false }, at)).rows.filter(({ caseId }) => caseId === matter.caseId);

	it('T5: puts danger first, then what is due first, enhanced before others, and leaves out nobody who was not told', async () => {
		const arrested = await anEvent(db(), desk, { caseId: plain.caseId, kind: 'suspect_arrested' });
		const interviewed = await anEvent(db(), desk, { caseId: enhanced.caseId, kind: 'suspect_interviewed' });
		const released = await anEvent(db(), desk, { caseId: danger.caseId, kind: 'released_on_bail', detail: { bailConditions: 'yes' } });
		const rows = (await due(mine)).rows.map(({ eventId, dueBy, todo }) => ({ eventId, dueBy, todo }));
		// Monday 1 June: one working day is Tuesday 2 June, five are Monday 8 June. The other worker's danger news stands on this list too, for today.
		expect(rows).toEqual([
			{ eventId: released, dueBy: '2026-06-02', todo: 'tell' },
			{ eventId: interviewed, dueBy: '2026-06-02', todo: 'ask' },
			{ eventId: arrested, dueBy: '2026-06-08', todo: 'ask' }
		]);
		expect((await due(mine)).safety).toBe(1);
	});

	it('T4: the filter "enhanced" gives precisely the cases with a reason', async () => {
		const { rows } = await due({ view: 'hub', enhanced: true });
		expect(new Set(rows.map(({ caseId }) => caseId))).toEqual(new Set([enhanced.caseId]));
	});

	it('P4: danger news that waits for over 30 minutes goes to the top of a supervisor', async () => {
		const later = new Date(now.getTime() + 31 * 60_000);
		expect((await due(mine)).rows[0]?.isEscalated).toBe(false);
		expect((await due(mine, later, ['supervisor'])).rows[0]).toMatchObject({ caseId: danger.caseId, isEscalated: true });
	});

	it('P4: a click does not make danger news disappear; telling does', async () => {
		const [task] = await tasksIn(db(), desk, danger.caseId);
		expect(task).toMatchObject({ kind: 'danger', isUrgent: true, dueOn: '2026-06-02', personId: danger.personId });
		const clicked = await asWorker(db(), desk.jo, (ctx) => settleTask(ctx, task?.id ?? ''));
		expect(clicked).toHaveProperty('refused');
		await aTry(db(), desk.jo, { ...danger, eventId: task?.eventId ?? '', way: danger.ways[0] ?? '' });
		expect(await tasksIn(db(), desk, danger.caseId)).toEqual([]);
		expect(await rowsOf(danger)).toEqual([]);
	});

	it('P3: asking the owner makes the row wait for its day and does not count as told', async () => {
		const [row] = await rowsOf(plain);
		const about = { caseId: plain.caseId, eventId: row?.eventId ?? '', personId: plain.personId };
		await asWorker(db(), desk.jo, (ctx) => askOwner(ctx, about));
		await asWorker(db(), desk.jo, (ctx) => askOwner(ctx, about));
		expect(await rowsOf(plain)).toMatchObject([{ eventId: row?.eventId, isAsked: true, dueBy: '2026-06-04' }]);
	});

	it('T2: a witness who is required needs a witness care officer, and is told of nothing else', async () => {
		const witness = await aMatter(db(), { role: 'witness', contact: desk.jo });
		const needed = await anEvent(db(), desk, { caseId: witness.caseId, kind: 'witness_required' });
		await anEvent(db(), desk, { caseId: witness.caseId, kind: 'released_on_bail' });
		expect((await tasksIn(db(), desk, witness.caseId)).map(({ kind }) => kind)).toEqual(['assign_witness_care']);
		expect((await rowsOf(witness)).filter(({ kind }) => kind === 'tell')).toMatchObject([{ eventId: needed, todo: 'tell' }]);
	});

	it('shows a task of another hub to nobody here, and records no event in its case', async () => {
		const theirs = await aMatter(db(), { hub: otherHub });
		const stranger = { roles: ['care' as const], hub: otherHub };
		const event = { caseId: plain.caseId, kind: 'reported', source: 'police', occurred: { kind: 'unknown' } } as const;
		await expect(asWorker(db(), desk.jo, (ctx) => recordEvent(ctx, { ...event, caseId: theirs.caseId }))).rejects.toThrow(NotYours);
		await expect(asWorker(db(), desk.jo, (ctx) => recordEvent(ctx, event), now, stranger)).rejects.toThrow(NotYours);
		const [task] = await tasksIn(db(), desk, plain.caseId);
		await expect(asWorker(db(), desk.jo, (ctx) => readTask(ctx, task?.id ?? ''), now, stranger)).rejects.toThrow(NotYours);
	});

	it('P19: refuses a line or a charge that names somebody in the case, a future day, and the same said twice', async () => {
		const say = (change: object) =>
			asWorker(db(), desk.jo, (ctx) =>
				recordEvent(ctx, {
					...{
						caseId: plain.caseId,
						kind: 'charged',
						source: 'police',
						agencyId: desk.police,
						occurred: { kind: 'day', on: '2026-06-02' }
					},
					...change
				})
			);
		expect(await say({ line: 'Ask Sam about it.' })).toMatchObject({ refused: [{ field: 'line', key: 'due.error.names' }] });
		expect(await say({ charge: 'Robbing Sam' })).toMatchObject({ refused: [{ field: 'charge', key: 'due.error.names' }] });
		expect(await say({ occurred: { kind: 'day', on: '2026-06-03' } })).toMatchObject({ refused: [{ field: 'from' }] });
		expect(await say({ receivedAt: new Date('2026-06-02T10:01:00Z') })).toMatchObject({ refused: [{ field: 'heard' }] });
		expect(await say({ line: 'The same sample was sent again.' })).toHaveProperty('eventId');
		expect(await say({})).toMatchObject({ refused: [{ key: 'due.error.already' }] });
	});

	it('P10: "nothing new" is recorded for many at once, all or none, and once a day', async () => {
		const first = await aMatter(db(), { rhythmDays: 14, contact: desk.jo });
		const second = await aMatter(db(), { rhythmDays: 14, preference: { mayContact: 'no_look_here' } });
		const theirs = await aMatter(db(), { rhythmDays: 14, hub: otherHub });
		const click = (...ids: string[]) => asWorker(db(), desk.jo, (ctx) => recordNothingNew(ctx, ids));
		await expect(click(first.caseId, theirs.caseId)).rejects.toThrow(NotYours);
		expect(await rowsOf(first)).toEqual([]);
		const before = await asWorker(db(), desk.jo, (ctx) => listRhythms(ctx));
		expect(before.find(({ caseId }) => caseId === first.caseId)).toMatchObject({ dueBy: '2026-05-19', isDue: true });
		expect(await click(first.caseId, second.caseId)).toBe(2);
		expect(await click(first.caseId)).toBe(0);
		const after = await asWorker(db(), desk.jo, (ctx) => listRhythms(ctx));
		expect(after.find(({ caseId }) => caseId === first.caseId)).toMatchObject({ dueBy: '2026-06-16', lastOn: '2026-06-02', isDue: false });
		// Who asked not to be contacted reads it on the page; the other is still to be told, through the gate.
		expect((await rowsOf(first)).map(({ title }) => title.key)).toEqual(['stages.event.nothing_new.title']);
		expect(await rowsOf(second)).toEqual([]);
	});

	it('T6: counts by month and owner what was told, late and not recorded, without a name', async () => {
		const late = new Date('2026-06-30T10:00:00Z');
		const hub = await aMatter(db());
		const heard = await anEvent(db(), desk, { caseId: hub.caseId, kind: 'hearing_listed', source: 'witness_care', agencyId: null });
		await aTry(db(), desk.jo, { ...hub, eventId: heard, way: hub.ways[0] ?? '', at: late }, late);
		const { rows } = await asWorker(db(), desk.jo, (ctx) => reportLate(ctx), late);
		expect(rows.find(({ month, owner }) => month === '2026-06' && owner === 'witness_care')).toMatchObject({ late: 1 });
		expect(rows.find(({ month, owner }) => month === '2026-06' && owner === 'police')?.notRecorded).toBeGreaterThan(0);
		expect(JSON.stringify(rows)).not.toContain('Sam');
	});

	it('says what the feeds brought, and nothing before a file came', async () => {
		expect(await asWorker(db(), desk.jo, (ctx) => readWaiting(ctx))).toEqual({ unknown: [], waiting: 0, imports: [] });
	});
});
