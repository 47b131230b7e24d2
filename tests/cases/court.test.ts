import { beforeAll, expect, it } from 'vitest';
import { readHeldCases } from '#features/cases/server/held-cases.ts';
import { heldCaseParts } from '#features/cases/ui/held-cases.ts';
import { sayIn } from '#features/cases/ui/say.ts';
import { courtForm } from '#features/cases/court-schema.ts';
import { onCourtAsked, readCourtDesk, recordCourt, remindOfCourt } from '#features/cases/server/court-desk.ts';
import { askForCourt, readCalendar, readCourtPage, stopForCourt } from '#features/cases/server/court-help.ts';
import { forgetPerson } from '#features/keeping/server/forget.ts';
import { courtStepsOf } from '#server/db/queries/court.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { langs } from '#shared/lang.ts';
import { wordsFor } from '#words/words.ts';
import { job, onBothEngines, otherHub, testHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, anEvent, asWorker, now, type Desk, type Matter } from './at-the-desk.ts';

onBothEngines('court dates, and what makes them easier', (db) => {
	let desk: Desk;
	let matter: Matter;
	beforeAll(async () => {
		desk = await aDesk(db());
		matter = await aMatter(db(), { contact: desk.jo });
	});
	const asJob = <Out>(run: (ctx: Parameters<typeof onCourtAsked>[0]) => Promise<Out>, at = now) =>
		work(db(), { actor: job as JobActor, now: at, lang: 'en', requestId: crypto.randomUUID(), audit: null }, run);
	const ask = (of: Matter, ...things: Parameters<typeof askForCourt>[2]) =>
		asPerson(db(), of.personId, (ctx) => askForCourt(ctx, of.caseId, things), now);
	const page = (of: Matter) => asPerson(db(), of.personId, (ctx) => readCourtPage(ctx, of.caseId), now);
	const record = (of: Matter, thing: string, step: string, more: Record<string, unknown> = {}) => {
		const form = courtForm.parse({ id: of.caseId, person: of.personId, thing, step, ...more });
		return asWorker(db(), desk.jo, (ctx) => recordCourt(ctx, form));
	};
	const tasks = async (of: Matter) =>
		(await db().as(job, now, (tx) => openTasks(tx)))
			.filter(({ personId }) => personId === of.personId)
			.map(({ kind, dueOn, eventId }) => ({ kind, dueOn, eventId }));
	const day = (on: string) => {
		const [year, month, date] = on.split('-');
		return { 'day-day': date, 'day-month': month, 'day-year': year };
	};

	it('T7: she asks once; it is the hub’s task once; the answer with place, day and access stands on her page', async () => {
		await ask(matter, 'visit', 'screens');
		await ask(matter, 'screens');
		expect((await page(matter)).standings.map(({ thing, step, seq }) => ({ thing, step, seq }))).toEqual([
			{ thing: 'visit', step: 'asked', seq: 1 },
			{ thing: 'screens', step: 'asked', seq: 1 }
		]);
		for (const _ of [1, 2]) await asJob((ctx) => onCourtAsked(ctx, { person: matter.personId, case: matter.caseId }));
		expect(await tasks(matter)).toMatchObject([{ kind: 'court_asked', dueOn: '2026-06-04' }]);

		const where = { ...day('2026-06-20'), time: '9.30', court: 'Hull Combined Court Centre', access: ['step_free', 'quiet_room'] };
		await record(matter, 'visit', 'booked', where);
		expect(await tasks(matter)).toHaveLength(1);
		await record(matter, 'screens', 'passed_on');
		expect(await tasks(matter)).toHaveLength(0);
		expect((await page(matter)).standings[0]).toMatchObject({
			...{ step: 'booked', day: '2026-06-20', time: '09:30', court: 'Hull Combined Court Centre', access: ['step_free', 'quiet_room'] },
			saidBy: 'worker'
		});
	});

	it('T14: each step of it stands in what we hold about her and in the file, by whom and when, in every language, and in nobody else’s', async () => {
		const [hers, other] = [await aMatter(db(), { contact: desk.jo }), await aMatter(db(), { contact: desk.jo })];
		await ask(hers, 'visit', 'aids');
		await ask(other, 'intermediary');
		await record(hers, 'visit', 'booked', { ...day('2026-06-20'), time: '9.30', court: 'Hull Combined Court Centre', access: ['lift'] });
		const held = (of: Matter) => asPerson(db(), of.personId, readHeldCases, now);
		const cases = await held(hers);
		expect(cases[0]?.court).toEqual([
			{ thing: 'aids', step: 'asked', on: now.toISOString(), saidBy: 'person', day: null, time: null, court: null, access: [] },
			{ thing: 'visit', step: 'asked', on: now.toISOString(), saidBy: 'person', day: null, time: null, court: null, access: [] },
			{
				...{ thing: 'visit', step: 'booked', on: now.toISOString(), saidBy: 'worker' },
				...{ day: '2026-06-20', time: '09:30', court: 'Hull Combined Court Centre', access: ['lift'] }
			}
		]);
		expect((await held(other))[0]?.court.map(({ thing }) => thing)).toEqual(['intermediary']);
		expect(JSON.stringify(cases)).not.toContain(desk.jo);
		for (const lang of langs) {
			const words = wordsFor(lang);
			const text = JSON.stringify(heldCaseParts(cases, sayIn(words)));
			for (const key of ['court.thing.aids', 'court.thing.visit', 'held.court.asked', 'held.court.booked', 'court.access.lift'])
				expect(text).toContain(words.t(key));
			expect(text).toContain('09:30, Hull Combined Court Centre.');
			expect(text).not.toMatch(/held\.court|court\.thing|intermediary|null/);
		}
	});

	it('T7: a step that cannot follow is refused, and so is a visit in the past; both keep what stood', async () => {
		expect(await record(matter, 'screens', 'booked', day('2026-06-20'))).toMatchObject({ refused: [{ field: 'step' }] });
		expect(await record(matter, 'visit', 'booked', day('2026-06-01'))).toMatchObject({ refused: [{ field: 'day' }] });
		expect(await record(matter, 'live_link', 'granted')).toMatchObject({ refused: [{ field: 'step' }] });
		for (const bad of [{ time: '25:00' }, { court: 'Ring 01632 960001' }, { ...day('2026-06-31') }])
			expect(courtForm.safeParse({ id: matter.caseId, person: matter.personId, thing: 'visit', step: 'booked', ...bad }).success).toBe(
				false
			);
	});

	it('T7: she stops in one step, and may ask again; nobody else’s case is hers to ask in', async () => {
		await asPerson(db(), matter.personId, (ctx) => stopForCourt(ctx, matter.caseId, 'screens'), now);
		expect((await page(matter)).free).toContain('screens');
		expect(await record(matter, 'screens', 'granted')).toMatchObject({ refused: [{ field: 'step' }] });
		await ask(matter, 'screens');
		const other = await aMatter(db(), { contact: desk.jo });
		await expect(asPerson(db(), other.personId, (ctx) => askForCourt(ctx, matter.caseId, ['visit']), now)).rejects.toThrow(NotYours);
		const theirs = await aMatter(db(), { hub: otherHub });
		await expect(asWorker(db(), desk.jo, (ctx) => readCourtDesk(ctx, theirs.caseId, theirs.personId))).rejects.toThrow(NotYours);
	});

	it('T7: the calendar holds her days under one neutral word, and nothing of the case; a vacated one is off', async () => {
		const hearing = (on: string) => ({
			hearing: { when: { kind: 'day' as const, on }, time: '10:00', court: 'Hull Combined Court Centre' }
		});
		await anEvent(db(), desk, { caseId: matter.caseId, kind: 'hearing_listed', detail: hearing('2026-07-01') });
		const calendar = () => asPerson(db(), matter.personId, (ctx) => readCalendar(ctx, matter.caseId, 'Appointment'), now);
		const text = await calendar();
		expect(text).toContain('DTSTART:20260701T090000Z');
		expect(text).toContain('DTSTART:20260620T083000Z');
		expect(text).not.toMatch(/court|hull|case|hearing|sam/i);
		expect(text.match(/SUMMARY:.*/g)).toEqual(['SUMMARY:Appointment', 'SUMMARY:Appointment']);
		await anEvent(db(), desk, { caseId: matter.caseId, kind: 'hearing_vacated' });
		expect(await calendar()).toContain('STATUS:CANCELLED');
		expect((await page(matter)).hearings).toEqual([]);
	});

	it('T5: court within five working days is a task for each person it concerns, once for each hearing', async () => {
		const soon = await aMatter(db(), { contact: desk.jo });
		const far = await aMatter(db(), { contact: desk.jo });
		const listed = (of: Matter, when: object) =>
			anEvent(db(), desk, { caseId: of.caseId, kind: 'hearing_listed', detail: { hearing: { when } } } as Parameters<typeof anEvent>[2]);
		const first = await listed(soon, { kind: 'day', on: '2026-06-08' });
		await listed(far, { kind: 'day', on: '2026-06-10' });
		const remind = (at = now) => remindOfCourt(db(), testHub, at);
		expect(await remind()).toBe(1);
		expect(await remind()).toBe(0);
		expect((await tasks(soon)).filter(({ kind }) => kind === 'court_soon')).toEqual([
			{ kind: 'court_soon', dueOn: '2026-06-08', eventId: first }
		]);
		expect(await remind(new Date('2026-06-03T10:00:00Z'))).toBe(1);
		const warned = await aMatter(db(), { contact: desk.jo });
		await listed(warned, { kind: 'range', from: '2026-05-25', to: '2026-06-12' });
		expect(await remind()).toBe(1);
		expect((await tasks(warned)).find(({ kind }) => kind === 'court_soon')?.dueOn).toBe('2026-06-02');
	});

	it('what was asked for court goes when the person is forgotten', async () => {
		const gone = await aMatter(db(), { contact: desk.jo });
		await ask(gone, 'visit');
		await asJob((ctx) => forgetPerson(ctx, gone.personId, 'person_alone'));
		expect(await db().as(job, now, (tx) => courtStepsOf(tx, gone.personId, gone.caseId))).toEqual([]);
	});
});
