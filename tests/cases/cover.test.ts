import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { awayNow, awayRows } from '#features/cases/server/away.ts';
import { lookReason } from '#features/cases/server/case-door.ts';
import { giveRows } from '#features/cases/server/give-due.ts';
import { listDue } from '#features/cases/server/list-due.ts';
import { newForm } from '#features/messages/schema.ts';
import { startThread } from '#features/messages/server/own.ts';
import { handThread } from '#features/messages/server/notes.ts';
import { listThreads } from '#features/messages/server/inbox.ts';
import { awayForm, hoursForm, onCallForm, teamsForm } from '#features/staff/schema.ts';
import { putOnCall, sayAway, sayHours, sayTeams, takeAwayBack, takeOffCall } from '#features/staff/server/change-staff.ts';
import { readOnCall, readRota, readTime } from '#features/staff/server/read-staff.ts';
import { newId } from '#server/db/keyring.ts';
import { addWorker, workersOf } from '#server/db/queries/people.ts';
import { addAbsence, addOnCall, addStaffSetting, endAbsence } from '#server/db/queries/staff.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { NotYours } from '#shared/faults.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import { declareKnown } from '#features/cases/server/know-someone.ts';
import { handlers } from '../../src/jobs.ts';
import { asPerson } from './a-case.ts';
import { job, onBothEngines, testHub } from '../database/open.ts';
import { aDesk, aMatter, anEvent, asWorker, now, tasksIn, type Desk } from './at-the-desk.ts';

/** Saturday night, when the hub is closed. */
const night = new Date('2026-06-06T21:00:00Z');

onBothEngines('who covers, and who is on call', (db) => {
	let desk: Desk;
	let lead = '';
	beforeAll(async () => {
		desk = await aDesk(db());
		lead = newId(now);
		await db().as(job, now, async (tx) => {
			const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(lead), 'Helen');
			await addWorker(tx, { id: lead, hubId: testHub, nameSealed, team: 'East', madeAt: now });
		});
	});
	type Ctx = Parameters<typeof readRota>[0];
	const as = <T>(who: string, run: (ctx: Ctx) => Promise<T>, at = now) => asWorker(db(), who, run, at);
	const asLead = <T>(run: (ctx: Ctx) => Promise<T>, at = now) => asWorker(db(), lead, run, at, { roles: ['supervisor'] });
	const days = (from: string, to: string, cover: string | null = null) => ({ once: crypto.randomUUID(), from, to, cover });
	const errorIn = (out: object) => ('refused' in out ? (out.refused as { field: string; key: string }[])[0] : 'go');
	const away = (who: string, cover: string | null, from = '2026-06-01', to = '2026-06-05') =>
		as(who, (ctx) => sayAway(ctx, who, days(from, to, cover)));
	/** Everybody is back: what a test said is taken back. */
	afterEach(async () => {
		for (const { workerId, id } of (await asLead(readRota)).away) await asLead((ctx) => takeAwayBack(ctx, workerId, { line: id }));
		for (const { id } of (await asLead(readRota)).shifts) await asLead((ctx) => takeOffCall(ctx, { line: id }));
	});

	describe('P19 what somebody says of their time', () => {
		it('hours, for themselves and by a supervisor; nobody else; two at once: the second reads first', async () => {
			const week = [{ from: '09:00', to: '13:00' }, null, null, null, null, null, null];
			expect(await as(desk.jo, (ctx) => sayHours(ctx, desk.jo, { base: 0, week }))).toEqual({ go: `/console/team/${desk.jo}/time` });
			expect(errorIn(await asLead((ctx) => sayHours(ctx, desk.jo, { base: 0, week })))).toMatchObject({ key: 'staff.error.moved' });
			expect(await asLead((ctx) => sayHours(ctx, desk.jo, { base: 1, week }))).toHaveProperty('go');
			await expect(as(desk.ali, (ctx) => sayHours(ctx, desk.jo, { base: 2, week }))).rejects.toThrow(NotYours);
			await expect(as(desk.ali, (ctx) => readTime(ctx, desk.jo))).rejects.toThrow(NotYours);
			expect(await as(desk.jo, (ctx) => readTime(ctx, desk.jo))).toMatchObject({ isSelf: true, isLead: false, version: 2, week });
		});
		it('teams by a supervisor; the first one is what people hear of; a worker may be in several', async () => {
			await asLead((ctx) => sayTeams(ctx, desk.ali, { base: 0, teams: ['Court', 'West'] }));
			expect((await asLead((ctx) => readTime(ctx, desk.ali))).who.teams).toEqual(['West', 'Court']);
			await asLead((ctx) => sayTeams(ctx, desk.ali, { base: 1, teams: ['Court', 'East'] }));
			const team = async () => (await as(desk.jo, ({ db: tx }) => workersOf(tx, [desk.ali])))[0]?.team;
			expect(await team()).toBe('Court');
			await asLead((ctx) => sayTeams(ctx, desk.ali, { base: 2, teams: ['West'] }));
			expect(await team()).toBe('West');
			await expect(as(desk.ali, (ctx) => sayTeams(ctx, desk.ali, { base: 3, teams: ['East'] }))).rejects.toThrow(NotYours);
		});
		it('days away, never twice over the same day, never past, and nothing of another', async () => {
			expect(errorIn(await as(desk.jo, (ctx) => sayAway(ctx, desk.jo, days('2026-05-20', '2026-06-01'))))).toMatchObject({
				key: 'staff.error.past'
			});
			expect(errorIn(await as(desk.jo, (ctx) => sayAway(ctx, desk.jo, days('2026-06-20', '2028-06-20'))))).toMatchObject({
				key: 'staff.error.long'
			});
			expect(errorIn(await as(desk.jo, (ctx) => sayAway(ctx, desk.jo, days('2026-06-20', '2026-06-21', desk.jo))))).toMatchObject({
				key: 'staff.error.cover'
			});
			const form = days('2026-06-10', '2026-06-12', desk.ali);
			expect(await as(desk.jo, (ctx) => sayAway(ctx, desk.jo, form))).toHaveProperty('go');
			// Sent twice is once.
			expect(await as(desk.jo, (ctx) => sayAway(ctx, desk.jo, form))).toHaveProperty('go');
			expect((await as(desk.jo, (ctx) => readTime(ctx, desk.jo))).away).toHaveLength(1);
			expect(errorIn(await as(desk.jo, (ctx) => sayAway(ctx, desk.jo, days('2026-06-12', '2026-06-15'))))).toMatchObject({
				key: 'staff.error.overlap'
			});
			await expect(as(desk.ali, (ctx) => takeAwayBack(ctx, desk.jo, { line: form.once }))).rejects.toThrow(NotYours);
			expect(await as(desk.jo, (ctx) => takeAwayBack(ctx, desk.jo, { line: form.once }))).toHaveProperty('go');
			expect(errorIn(await as(desk.jo, (ctx) => takeAwayBack(ctx, desk.jo, { line: form.once })))).toMatchObject({
				key: 'staff.error.gone'
			});
		});
		it('says who it comes to where the cover is away too', async () => {
			await away(desk.ali, lead);
			await away(desk.jo, desk.ali);
			expect((await as(desk.jo, (ctx) => readTime(ctx, desk.jo))).away[0]).toMatchObject({ coverId: desk.ali, covers: lead });
			expect((await as(desk.jo, readRota)).staff.find(({ id }) => id === desk.jo)?.away).toMatchObject({
				until: '2026-06-05',
				coverId: lead
			});
		});
		it('the database asks the same: for another, in another’s name, and the rota, only a supervisor', async () => {
			const line = { hubId: testHub, fromOn: '2026-06-02', toOn: '2026-06-02', coverId: null, madeAt: now };
			const id = () => crypto.randomUUID();
			await expect(
				as(desk.jo, ({ db: tx }) => addAbsence(tx, { ...line, id: id(), workerId: desk.ali, madeBy: desk.jo }))
			).rejects.toThrow();
			await expect(as(desk.jo, ({ db: tx }) => addAbsence(tx, { ...line, id: id(), workerId: desk.jo, madeBy: lead }))).rejects.toThrow();
			const shift = { id: id(), hubId: testHub, workerId: desk.jo, fromAt: now, toAt: night, madeBy: desk.jo, madeAt: now };
			await expect(as(desk.jo, ({ db: tx }) => addOnCall(tx, shift))).rejects.toThrow();
			const teams = {
				id: id(),
				hubId: testHub,
				workerId: desk.jo,
				version: 9,
				part: 'teams' as const,
				teams: ['East'],
				madeBy: desk.jo,
				madeAt: now
			};
			await expect(as(desk.jo, ({ db: tx }) => addStaffSetting(tx, teams))).rejects.toThrow();
			const form = days('2026-06-02', '2026-06-03');
			await as(desk.jo, (ctx) => sayAway(ctx, desk.jo, form));
			expect(await as(desk.ali, ({ db: tx }) => endAbsence(tx, desk.jo, form.once))).toBe(false);
		});
	});

	describe('P19 cover in use', () => {
		const mine = async (who: string, view: 'mine' | 'team' = 'mine') => as(who, (ctx) => listDue(ctx, { view, enhanced: false }));
		const has = async (who: string, caseId: string, view: 'mine' | 'team' = 'mine') =>
			(await mine(who, view)).rows.some((row) => row.caseId === caseId);
		it('T5 what belongs to whom they cover stands on their list, marked, and goes again when they are back', async () => {
			const { caseId } = await aMatter(db(), { contact: desk.jo });
			await anEvent(db(), desk, { caseId, kind: 'charged' });
			expect([await has(desk.jo, caseId), await has(desk.ali, caseId)]).toEqual([true, false]);
			await away(desk.jo, desk.ali);
			expect([await has(desk.ali, caseId), await has(lead, caseId)]).toEqual([true, false]);
			const marked = await as(desk.ali, async (ctx) =>
				awayRows(ctx, (await listDue(ctx, { view: 'mine', enhanced: false })).rows, await awayNow(ctx))
			);
			expect([...marked.values()]).toContainEqual({ workerId: desk.jo, until: '2026-06-05', coverId: desk.ali });
			// The case is open to them, and the log says that they stood in.
			expect(await as(desk.ali, (ctx) => lookReason(ctx, caseId, undefined))).toBe('cover');
			expect(await as(lead, (ctx) => lookReason(ctx, caseId, undefined))).toBeNull();
			const later = new Date('2026-06-08T10:00:00Z');
			expect(
				await as(
					desk.ali,
					async (ctx) => (await listDue(ctx, { view: 'mine', enhanced: false })).rows.some((row) => row.caseId === caseId),
					later
				)
			).toBe(false);
		});
		it('T5 with nobody to cover it is the team’s', async () => {
			const { caseId } = await aMatter(db(), { contact: desk.jo });
			await anEvent(db(), desk, { caseId, kind: 'charged' });
			await away(desk.jo, null);
			expect([await has(lead, caseId), await has(lead, caseId, 'team'), await has(desk.ali, caseId)]).toEqual([true, true, false]);
			await away(lead, null);
			expect(await has(desk.ali, caseId)).toBe(true);
		});
		it('F73 what is given to one who is away says so', async () => {
			const { caseId } = await aMatter(db(), { contact: lead });
			await anEvent(db(), desk, { caseId, kind: 'charged' });
			const row = (await mine(lead)).rows.find((each) => each.caseId === caseId);
			const give = () => as(lead, (ctx) => giveRows(ctx, { row: [row?.id ?? ''], to: desk.jo, code: 'mine.-.-.-' }));
			expect(await give()).toEqual({ go: '/console?f=mine&given=1' });
			await away(desk.jo, desk.ali);
			expect(await give()).toEqual({ go: `/console?f=mine&given=1&away=${desk.jo}` });
			expect(await has(desk.ali, caseId)).toBe(true);
			expect(await as(desk.ali, (ctx) => lookReason(ctx, caseId, undefined))).toBe('task.tell_news');
		});

		const thread = async (topic: 'court' | 'unsure', contact?: string) => {
			const { caseId, personId } = await aMatter(db(), contact ? { contact } : {});
			const once = crypto.randomUUID();
			await asPerson(db(), personId, (ctx) => startThread(ctx, newForm.parse({ once, topic, text: 'When is it?' })), now);
			await drainOutbox(db(), handlers, now);
			return { id: once, caseId };
		};
		const inbox = async (who: string, box: 'mine' | 'unassigned' | 'all', team: string | null = null) =>
			(await as(who, (ctx) => listThreads(ctx, box, team))).threads;
		it('P8 the inbox has what is of whom they cover; with nobody it waits for whoever takes it', async () => {
			const { id } = await thread('court');
			await as(lead, (ctx) => handThread(ctx, id, { once: crypto.randomUUID(), worker: desk.jo, note: 'For Jo' }, [desk.jo]));
			const in_ = async (who: string, box: 'mine' | 'unassigned') => (await inbox(who, box)).some((row) => row.id === id);
			expect([await in_(desk.ali, 'mine'), await in_(desk.ali, 'unassigned')]).toEqual([false, false]);
			await away(desk.jo, desk.ali);
			expect((await inbox(desk.ali, 'mine')).find((row) => row.id === id)?.away).toEqual({
				workerId: desk.jo,
				until: '2026-06-05',
				coverId: desk.ali
			});
			await as(desk.jo, async (ctx) => takeAwayBack(ctx, desk.jo, { line: (await readTime(ctx, desk.jo)).away[0]?.id ?? '' }));
			await away(desk.jo, null);
			expect([await in_(desk.ali, 'mine'), await in_(desk.ali, 'unassigned')]).toEqual([false, true]);
		});
		it('P8 new work of one who is away goes to whoever covers; to nobody where nobody does, or it is shut to them', async () => {
			await away(desk.jo, desk.ali);
			const one = await thread('unsure', desk.jo);
			expect((await inbox(desk.ali, 'all')).find((row) => row.id === one.id)).toMatchObject({ workerId: desk.ali, away: null });
			expect((await tasksIn(db(), desk, one.caseId)).map(({ assignedTo }) => assignedTo)).toEqual([desk.ali]);
			const { caseId, personId } = await aMatter(db(), { contact: desk.jo });
			await as(desk.ali, (ctx) => declareKnown(ctx, caseId));
			await asPerson(
				db(),
				personId,
				(ctx) => startThread(ctx, newForm.parse({ once: crypto.randomUUID(), topic: 'unsure', text: 'Should I?' })),
				now
			);
			await drainOutbox(db(), handlers, now);
			expect((await tasksIn(db(), desk, caseId)).map(({ assignedTo }) => assignedTo)).toEqual([null]);
		});
		it('one inbox for each team: of whoever has it, else of whoever is named; nobody’s is every team’s', async () => {
			const theirs = await thread('court', desk.jo);
			const free = await thread('court');
			const ids = async (team: string) => (await inbox(lead, 'all', team)).map(({ id }) => id);
			const [east, west] = [await ids('East'), await ids('West')];
			expect([east.includes(theirs.id), west.includes(theirs.id)]).toEqual([true, false]);
			expect([east.includes(free.id), west.includes(free.id)]).toEqual([true, true]);
			// A team that is none is no choice: nothing is hidden by a wrong address.
			expect(await as(lead, (ctx) => listThreads(ctx, 'all', 'No such team'))).toMatchObject({ team: null });
		});
	});

	describe('P4 on call', () => {
		const form = (worker: string, from = '2026-06-05', to = '2026-06-08') => ({
			once: crypto.randomUUID(),
			worker,
			from,
			to,
			fromTime: '17:00',
			toTime: '09:00'
		});
		const dangerAt = async (at: Date, caseId: string) => {
			await anEvent(db(), desk, { caseId, kind: 'released_on_bail' }, at);
			return (await tasksIn(db(), desk, caseId, at)).filter(({ kind }) => kind === 'danger').map(({ assignedTo }) => assignedTo);
		};
		it('danger news out of hours is given to whoever is on call; in office hours it is everybody’s', async () => {
			expect(await asLead((ctx) => putOnCall(ctx, form(desk.ali)))).toEqual({ go: '/console/team/rota' });
			const one = await aMatter(db(), { contact: desk.jo });
			expect(await dangerAt(night, one.caseId)).toEqual([desk.ali]);
			// On everybody's list all the same, and with a supervisor after half an hour.
			const seen = async (at: Date) =>
				(await asWorker(db(), lead, (ctx) => listDue(ctx, { view: 'mine', enhanced: false }), at, { roles: ['supervisor'] })).rows.find(
					(row) => row.caseId === one.caseId
				);
			expect(await seen(night)).toMatchObject({ isSafety: true, givenTo: desk.ali, isEscalated: false });
			expect(await seen(new Date(night.getTime() + 31 * 60_000))).toMatchObject({ isEscalated: true });
			const two = await aMatter(db(), { contact: desk.jo });
			expect(await dangerAt(now, two.caseId)).toEqual([null]);
			expect(await as(desk.jo, readOnCall, night)).toEqual({ name: 'Ali', until: '2026-06-08T08:00:00.000Z' });
			expect(await as(desk.jo, readOnCall)).toBeNull();
		});
		it('with nobody on call, or where it is shut to them, danger is everybody’s', async () => {
			const one = await aMatter(db());
			expect(await dangerAt(night, one.caseId)).toEqual([null]);
			await asLead((ctx) => putOnCall(ctx, form(desk.ali)));
			const two = await aMatter(db());
			await as(desk.ali, (ctx) => declareKnown(ctx, two.caseId));
			expect(await dangerAt(night, two.caseId)).toEqual([null]);
		});
		it('one at a time, in the future, never who is away; a supervisor’s alone', async () => {
			await asLead((ctx) => putOnCall(ctx, form(desk.ali)));
			const put = async (more: object) => errorIn(await asLead((ctx) => putOnCall(ctx, { ...form(desk.jo), ...more })));
			expect(await put({})).toEqual({ field: 'from', key: 'staff.error.onCallThen' });
			expect(await put({ from: '2026-06-08', fromTime: '09:00', to: '2026-06-08', toTime: '08:00' })).toEqual({
				field: 'to',
				key: 'staff.error.order'
			});
			expect(await put({ from: '2026-05-01', to: '2026-05-02' })).toEqual({ field: 'to', key: 'staff.error.past' });
			expect(await put({ from: '2026-06-08', fromTime: '09:00', to: '2026-07-08' })).toEqual({ field: 'to', key: 'staff.error.longShift' });
			await away(desk.jo, null, '2026-06-09', '2026-06-10');
			expect(await put({ from: '2026-06-08', fromTime: '09:00', to: '2026-06-09' })).toEqual({
				field: 'worker',
				key: 'staff.error.awayThen'
			});
			expect(await put({ worker: crypto.randomUUID(), from: '2026-06-20', to: '2026-06-21' })).toEqual({
				field: 'worker',
				key: 'staff.error.worker'
			});
			await expect(as(desk.jo, (ctx) => putOnCall(ctx, form(desk.jo)))).rejects.toThrow(NotYours);
		});
	});
});

it('the forms of hours, teams, days away and on call say what is wrong, each at its field', () => {
	type Out = { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined };
	const errors = (out: Out) => out.error?.issues.map(({ path, message }) => [path.join('.'), message]);
	const hours = (more: Record<string, string>) =>
		hoursForm.safeParse({
			base: '0',
			...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].flatMap((at) => [`from${at}`, `to${at}`].map((name) => [name, more[name] ?? ''])))
		});
	expect(hours({ from1: '09:00', to1: '13:00' }).data?.week.slice(0, 2)).toEqual([{ from: '09:00', to: '13:00' }, null]);
	expect(hours({}).success).toBe(true);
	expect(errors(hours({ from1: '09:00' }))).toEqual([['to1', 'staff.error.half']]);
	expect(errors(hours({ from1: '17:00', to1: '09:00' }))).toEqual([['to1', 'staff.error.order']]);
	expect(teamsForm.safeParse({ base: '1', teams: 'East', another: ' West ' }).data).toEqual({ base: 1, teams: ['East', 'West'] });
	expect(errors(teamsForm.safeParse({ base: '1', another: ' ' }))).toEqual([['another', 'staff.error.noTeam']]);
	expect(teamsForm.safeParse({ base: '1', another: 'A\u202eB' }).success).toBe(false);
	const day = (which: string, on: string) => {
		const [year = '', month = '', date = ''] = on.split('-');
		return { [`${which}-day`]: date, [`${which}-month`]: month, [`${which}-year`]: year };
	};
	const once = crypto.randomUUID();
	const awayIn = (from: string, to: string, more = {}) =>
		awayForm.safeParse({ once, ...day('from', from), ...day('to', to), cover: '', ...more });
	expect(awayIn('2026-6-1', '2026-6-5').data).toEqual({ once, from: '2026-06-01', to: '2026-06-05', cover: null });
	expect(errors(awayIn('2026-2-30', '2026-6-5'))).toEqual([['from', 'staff.error.from']]);
	expect(errors(awayIn('2026-6-5', '2026-6-1'))).toEqual([['to', 'staff.error.daysOrder']]);
	expect(errors(awayIn('2026-6-1', '2026-6-5', { cover: 'x' }))).toEqual([['cover', 'staff.error.cover']]);
	const call = { once, worker: once, ...day('from', '2026-6-5'), ...day('to', '2026-6-8'), fromTime: '17:00', toTime: '09:00' };
	expect(onCallForm.safeParse(call).success).toBe(true);
	expect(errors(onCallForm.safeParse({ ...call, toTime: '9' }))).toEqual([['toTime', 'staff.error.toTime']]);
	for (const each of [hoursForm, teamsForm, awayForm, onCallForm]) expect(each.safeParse({}).success).toBe(false);
});
