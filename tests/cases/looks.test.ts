import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isShown } from '#features/audit/domain/shown.ts';
import { nameOfRow } from '#features/audit/domain/looks.ts';
import { withholdForm } from '#features/audit/schema.ts';
import { readPersonLog, readWithhold, showAgain, withhold } from '#features/audit/server/person-log.ts';
import { askAboutLook, readAsk, readLooks, type Looks } from '#features/audit/server/read-looks.ts';
import { readTask } from '#features/cases/server/settle-task.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { looksAtMe } from '#server/db/queries/audit.ts';
import { appendAudit, type AuditRow } from '#server/db/queries/house.ts';
import { task } from '#server/db/schema/index.ts';
import { work } from '#server/http/work.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { Actor, WorkerActor, WorkerRole } from '#server/policy/actor.ts';
import { auditEvents, type AuditEvent } from '#shared/audit-events.ts';
import { NotYours } from '#shared/faults.ts';
import type { AccountId, HubId, WorkerId } from '#shared/ids.ts';
import { job, onOneEngine, otherHub, testHub } from '../database/open.ts';
import { aCase, aHub, aPerson, asPerson, now } from './a-case.ts';

const minutes = (n: number, from = now) => new Date(from.getTime() + n * 60_000);

onOneEngine('who has looked', (db) => {
	let [jo, una, leah, sam, ours] = ['', '', '', '', ''];
	beforeAll(async () => {
		jo = (await aHub(db())).worker;
		una = newId(now);
		[leah, sam] = [await aPerson(db(), 'Leah'), await aPerson(db(), 'Sam')];
		ours = await aCase(db(), { [leah]: 'victim', [sam]: 'witness' });
	});

	const worker = (id: string, roles: WorkerRole[], hub: HubId = testHub): WorkerActor => ({
		...({ kind: 'worker', account: newId<AccountId>(now), id: id as WorkerId, hub } as const),
		roles
	});
	const asWorker = <Out>(
		roles: WorkerRole[],
		run: (ctx: Ctx<WorkerActor>) => Promise<Out>,
		audit: AuditEvent | null = null,
		at = now,
		hub = testHub
	) =>
		work(db(), { actor: worker(roles.includes('supervisor') ? una : jo, roles, hub), now: at, lang: 'en', requestId: 'test', audit }, run);
	const write = (row: AuditRow, at: Date, actor: Actor = worker(jo, ['care'])) => db().as(actor, at, (tx) => appendAudit(tx, row, 'test'));
	const looks = (id: string, at = minutes(600), before: string | null = null): Promise<Looks> =>
		asPerson(db(), id, (ctx) => readLooks(ctx, before), at);
	const entriesOf = ({ days }: Looks) => days.flatMap(({ entries }) => entries);
	const rowOf = async (id: string, action: AuditEvent, at: Date) => {
		const found = entriesOf(await looks(id, minutes(1, at))).find((entry) => entry.action === action && entry.at === at.toISOString());
		if (!found) throw new Error('no such entry');
		return found.row;
	};
	const tasksOf = (house: Db, personId: string) =>
		house.as(job, now, async (tx) => (await tx.q.select().from(task)).filter((one) => one.personId === personId));

	it('the database shows precisely the events that the list shows, for every event there is', async () => {
		const alone = await aPerson(db(), 'Alone');
		for (const [at, action] of auditEvents.entries()) await write({ action, personId: alone }, minutes(at));
		const rows = await db().as({ kind: 'person', account: '' as AccountId, id: alone as never, hub: testHub }, now, (tx) =>
			looksAtMe(tx, minutes(1000), 200)
		);
		expect(rows.map(({ action }) => action).sort()).toEqual(auditEvents.filter(isShown).sort());
		expect(
			entriesOf(await looks(alone))
				.map(({ action }) => action)
				.sort()
		).toEqual(auditEvents.filter(isShown).sort());
	});

	it('Pr4 says the role, what, when and why; her own things are "you"; no name and no id of a worker', async () => {
		const her = await aPerson(db(), 'Her');
		const person: Actor = { kind: 'person', account: newId<AccountId>(now), id: her as never, hub: testHub };
		await write({ action: 'case.viewed', personId: her, reason: 'they_called' }, minutes(1));
		await write({ action: 'number.shown', personId: her, reason: 'task.seemed_at_risk' }, minutes(2), worker(una, ['care', 'supervisor']));
		await write({ action: 'event.recorded', personId: her }, minutes(3), job);
		await write({ action: 'held.taken', personId: her }, minutes(4), person);
		await write({ action: 'session.started', personId: her }, minutes(5), { kind: 'door' });
		const page = await looks(her);
		expect(entriesOf(page).map(({ action, who, reason }) => [action, who, reason])).toEqual([
			['session.started', 'signed_in', null],
			['held.taken', 'you', null],
			['event.recorded', 'computer', null],
			['number.shown', 'supervisor', 'task'],
			['case.viewed', 'care', 'they_called']
		]);
		for (const secret of [jo, una, her, 'seemed_at_risk', 'Jo Lane']) expect(JSON.stringify(page)).not.toContain(secret);
	});

	it('a row of the shared case is both theirs; a row about the other person is not hers, nor another hub’s', async () => {
		const at = minutes(20);
		await write({ action: 'case.viewed', caseId: ours }, at);
		await write({ action: 'number.shown', caseId: ours, personId: sam }, at);
		await write({ action: 'case.found', caseId: ours, personId: leah }, at, worker(jo, ['care'], otherHub));
		const seen = async (id: string) => entriesOf(await looks(id)).map(({ action }) => action);
		expect(await seen(leah)).toEqual(['case.viewed']);
		expect((await seen(sam)).sort()).toEqual(['case.viewed', 'number.shown']);
	});

	it('goes back page by page without losing or repeating a row, rows of one instant together', async () => {
		const many = await aPerson(db(), 'Many');
		await db().as(worker(jo, ['care']), now, async (tx) => {
			for (let n = 0; n < 450; n++)
				await appendAudit(
					{ ...tx, now: minutes(1440 * Math.floor(n / 3)) },
					{ action: n % 3 ? 'case.viewed' : 'number.shown', personId: many },
					'test'
				);
		});
		const [counts, sizes]: [number, number[]] = [0, []];
		let [total, before] = [counts, null as string | null];
		do {
			const page = await looks(many, minutes(1440 * 500), before);
			const rows = entriesOf(page).reduce((sum, { times }) => sum + times, 0);
			sizes.push(rows);
			total += rows;
			before = page.next === null ? null : String(page.next);
		} while (before);
		expect(total).toBe(450);
		expect(sizes.length).toBe(3);
	});

	describe('asking about a row', () => {
		const at = minutes(40);
		it('makes one task with its place in the log, due when the page says; what she wrote is sealed; twice asks once', async () => {
			await write({ action: 'reference.unlinked', caseId: ours, personId: leah }, at);
			const row = await rowOf(leah, 'reference.unlinked', at);
			const asked = await asPerson(db(), leah, (ctx) => readAsk(ctx, row), at);
			expect(asked).toMatchObject({ action: 'reference.unlinked', who: 'care', answerBy: '2026-06-29' });
			for (const note of ['Why was that? CANARY-NOTE', 'again'])
				expect(await asPerson(db(), leah, (ctx) => askAboutLook(ctx, row, note), at)).toEqual({ go: expect.stringContaining(`#${row}`) });
			const tasks = (await tasksOf(db(), leah)).filter(({ kind }) => kind === 'look_asked');
			expect(tasks).toMatchObject([{ caseId: ours, dueOn: '2026-06-29', doneAt: null, assignedTo: null }]);
			expect(tasks[0]?.about).toMatch(new RegExp(`^${testHub}/\\d+$`));
			expect(JSON.stringify(tasks[0]) + String(tasks[0]?.detailSealed)).not.toContain('CANARY-NOTE');
			const read = await asWorker(['supervisor'], (ctx) => readTask(ctx, tasks[0]?.id ?? ''));
			expect(read).toMatchObject({ detail: 'Why was that? CANARY-NOTE', log: leah });
			const [entry] = entriesOf(await looks(leah)).filter((one) => one.row === row);
			expect(entry?.asked).toEqual({ on: at.toISOString(), answerBy: '2026-06-29', doneOn: null });
		});

		it('after the answer she reads that it was looked into', async () => {
			const row = await rowOf(leah, 'reference.unlinked', at);
			const [open] = (await tasksOf(db(), leah)).filter(({ kind }) => kind === 'look_asked');
			await asWorker(['care'], (ctx) =>
				ctx.db.q.execute(sql`update task set done_at = ${minutes(90).toISOString()}, done_by = ${jo} where id = ${open?.id}`)
			);
			const [entry] = entriesOf(await looks(leah)).filter((one) => one.row === row);
			expect(entry?.asked?.doneOn).toBe(minutes(90).toISOString());
		});

		it('is not there for another’s row, a quiet one, or what is no row', async () => {
			await write({ action: 'risk.marked', personId: leah }, at);
			const [quiet] = (await asWorker(['supervisor'], (ctx) => readPersonLog(ctx, leah, null), null, minutes(600))).entries.filter(
				({ action }) => action === 'risk.marked'
			);
			expect(quiet?.row).toMatch(/^h\d+-/);
			const row = await rowOf(leah, 'reference.unlinked', at);
			for (const [who, name] of [
				[sam, row],
				[leah, quiet?.row ?? ''],
				[leah, row.replace(/\d+-/, '999999-')],
				[leah, 'h1-1'],
				[leah, 'nonsense']
			] as const) {
				await expect(
					asPerson(db(), who, (ctx) => readAsk(ctx, name)),
					name
				).rejects.toThrow(NotYours);
				await expect(
					asPerson(db(), who, (ctx) => askAboutLook(ctx, name, '')),
					name
				).rejects.toThrow(NotYours);
			}
		});
	});

	describe('the supervisor’s log', () => {
		const at = minutes(60);
		const form = (row: string, more = {}) =>
			withholdForm.parse({
				person: leah,
				row,
				reason: 'He reads her page. CANARY-WHY',
				'review-day': '1',
				'review-month': '9',
				'review-year': '2026',
				...more
			});
		const audit = async (action: AuditEvent) =>
			db().engine.tx('owner', async (q) =>
				rowsOf<{ object_id: string }>(
					await q.execute(sql`select object_id from audit_event where action = ${action} and person_id = ${leah}`)
				)
			);

		it('has names, quiet rows and reasons; the look is in the log, and she can read that', async () => {
			await write({ action: 'case.viewed', caseId: ours, personId: leah, reason: 'cover' }, at);
			const log = await asWorker(['supervisor'], (ctx) => readPersonLog(ctx, leah, null), 'looks.viewed', minutes(61));
			expect(log).toMatchObject({ name: 'Leah', cases: [ours] });
			expect(log.entries.find((entry) => entry.at === at.toISOString())).toMatchObject({
				action: 'case.viewed',
				who: 'care',
				name: 'Jo Lane',
				reason: 'cover',
				isShown: true
			});
			expect(log.entries.find(({ action }) => action === 'risk.marked')).toMatchObject({ isShown: false });
			expect(log.entries.some(({ action, name }) => action === 'number.shown' && name)).toBe(false);
			expect(await rowOf(leah, 'looks.viewed', minutes(61))).toMatch(/^h/);
		});

		it('is empty for a care worker, in the database too, and not there for another hub or a shut case', async () => {
			expect((await asWorker(['care'], (ctx) => readPersonLog(ctx, leah, null))).entries).toEqual([]);
			for (const id of [leah, newId(now), 'nonsense', "' or 1=1"])
				await expect(
					asWorker(['supervisor'], (ctx) => readPersonLog(ctx, id, null), null, now, otherHub),
					id
				).rejects.toThrow(NotYours);
			const [shut, inside] = [await aPerson(db(), 'Shut'), await aPerson(db(), 'Inside')];
			const closed = await aCase(db(), { [shut]: 'victim', [inside]: 'witness' });
			await asWorker(['supervisor'], (ctx) =>
				ctx.db.q.execute(
					sql`insert into case_restriction (id, hub_id, case_id, why, made_by, made_at) values (${newId(now)}, ${testHub}, ${closed}, 'staff', ${una}, ${now.toISOString()})`
				)
			);
			await expect(asWorker(['supervisor'], (ctx) => readPersonLog(ctx, shut, null))).rejects.toThrow(NotYours);
		});

		it('P16 keeps a row back with a sealed reason: gone from her page in that request, a task on the day of review, both in the log', async () => {
			const row = await rowOf(leah, 'case.viewed', at);
			expect(await asWorker(['supervisor'], (ctx) => withhold(ctx, form(row)), 'look.withheld', minutes(70))).toMatchObject({
				go: expect.stringContaining(leah)
			});
			expect(entriesOf(await looks(leah)).some((entry) => entry.row === row)).toBe(false);
			await expect(asPerson(db(), leah, (ctx) => readAsk(ctx, row))).rejects.toThrow(NotYours);
			expect((await tasksOf(db(), leah)).filter(({ kind }) => kind === 'withheld_review')).toMatchObject([
				{ dueOn: '2026-09-01', assignedTo: una, caseId: null, doneAt: null }
			]);
			const { entry } = await asWorker(['supervisor'], (ctx) => readWithhold(ctx, leah, row), 'looks.viewed', minutes(71));
			expect(entry.withheld).toEqual({ reason: 'He reads her page. CANARY-WHY', reviewOn: '2026-09-01', isDue: false });
			const later = await asWorker(['supervisor'], (ctx) => readPersonLog(ctx, leah, null), null, new Date('2026-09-02T10:00:00Z'));
			expect(later.entries.find((one) => one.row === row)?.withheld?.isDue).toBe(true);
			const dump = await db().engine.tx('owner', async (q) =>
				rowsOf<{ text: string }>(await q.execute(sql`select row_to_json(w)::text as text from audit_withheld w`))
			);
			expect(dump.length).toBe(1);
			expect(dump[0]?.text).not.toContain('CANARY-WHY');
			expect((await audit('look.withheld')).length).toBe(1);
			expect(entriesOf(await looks(leah)).some(({ action }) => action === 'look.withheld')).toBe(false);
		});

		it('said anew it is one withholding and one task; shown again it is back, and the task is done', async () => {
			const log = () => asWorker(['supervisor'], (ctx) => readPersonLog(ctx, leah, null), null, minutes(600));
			const row = (await log()).entries.find(({ withheld }) => withheld)?.row ?? '';
			await asWorker(['supervisor'], (ctx) => withhold(ctx, form(row, { 'review-month': '10' })), 'look.withheld', minutes(80));
			expect((await log()).entries.filter(({ withheld }) => withheld)).toMatchObject([{ row, withheld: { reviewOn: '2026-10-01' } }]);
			const open = async () => (await tasksOf(db(), leah)).filter(({ kind, doneAt }) => kind === 'withheld_review' && doneAt === null);
			expect((await open()).map(({ dueOn }) => dueOn)).toEqual(['2026-10-01']);
			for (let twice = 0; twice < 2; twice++)
				await asWorker(['supervisor'], (ctx) => showAgain(ctx, { person: leah, row }), 'look.shown', minutes(85));
			expect(entriesOf(await looks(leah)).some((entry) => entry.row === row)).toBe(true);
			expect(await open()).toEqual([]);
			expect((await audit('look.shown')).length).toBe(2);
		});

		it('refuses a day of review that is past, today, or more than six months away', async () => {
			const row = await rowOf(leah, 'case.viewed', at);
			for (const [day, month, year, key] of [
				['22', '6', '2026', 'past'],
				['1', '1', '2020', 'past'],
				['23', '12', '2026', 'far']
			]) {
				const answer = await asWorker(['supervisor'], (ctx) =>
					withhold(ctx, form(row, { 'review-day': day, 'review-month': month, 'review-year': year }))
				);
				expect(answer).toEqual({ refused: [{ field: 'review-day', key: `looks.withhold.review.${key}` }] });
			}
			expect(
				await asWorker(['supervisor'], (ctx) => withhold(ctx, form(row, { 'review-day': '22', 'review-month': '12' })))
			).toHaveProperty('go');
			await asWorker(['supervisor'], (ctx) => showAgain(ctx, { person: leah, row }));
			expect(
				withholdForm.safeParse({ person: leah, row, reason: ' ', 'review-day': '1', 'review-month': '9', 'review-year': '2026' }).success
			).toBe(false);
			expect(
				withholdForm.safeParse({ person: leah, row, reason: 'x', 'review-day': '31', 'review-month': '2', 'review-year': '2027' }).success
			).toBe(false);
		});

		it('a row of a shared case that is kept from one person stands for the other; a care worker cannot keep any back', async () => {
			const when = minutes(100);
			await write({ action: 'case.linked', caseId: ours }, when);
			const row = await rowOf(leah, 'case.linked', when);
			await expect(asWorker(['care'], (ctx) => withhold(ctx, form(row)))).rejects.toThrow(NotYours);
			await asWorker(['supervisor'], (ctx) => withhold(ctx, form(row)));
			expect(entriesOf(await looks(leah)).some((entry) => entry.row === row)).toBe(false);
			expect(entriesOf(await looks(sam)).some((entry) => entry.row === row)).toBe(true);
			expect(row).toBe(nameOfRow({ chain: testHub, seq: Number(/\d+/.exec(row)?.[0]), at: when }));
		});
	});
});
