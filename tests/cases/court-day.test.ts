import { beforeAll, expect, it } from 'vitest';
import { courtAwayForm } from '#features/cases/court-schema.ts';
import { readCourtPlan, sayAway, takeBackAway, tickForCourt } from '#features/cases/server/court-day.ts';
import { endAway, readCourtDesk, recordAway } from '#features/cases/server/court-desk.ts';
import { forgetPerson } from '#features/keeping/server/forget.ts';
import { daysAwayOf, ownTicks } from '#server/db/queries/court-day.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onBothEngines } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, anEvent, asWorker, now, type Desk, type Matter } from './at-the-desk.ts';

onBothEngines('a day at court', (db) => {
	let desk: Desk;
	let matter: Matter;
	beforeAll(async () => {
		desk = await aDesk(db());
		matter = await aMatter(db(), { contact: desk.jo });
	});
	const plan = (of: Matter) => asPerson(db(), of.personId, (ctx) => readCourtPlan(ctx), now);
	const away = (of: Matter, from: string, to = from) => asPerson(db(), of.personId, (ctx) => sayAway(ctx, of.caseId, { from, to }), now);
	const listed = (of: Matter, hearing: object) =>
		anEvent(db(), desk, { caseId: of.caseId, kind: 'hearing_listed', detail: { hearing } } as Parameters<typeof anEvent>[2]);

	it('says where and when of each day still to come, with the building as it was described; no day, no page of one', async () => {
		expect((await plan(matter)).cases.flatMap(({ days }) => days)).toEqual([]);
		const court = 'Kingston-upon-Hull Combined Court Centre';
		const hearing = { when: { kind: 'day' as const, on: '2026-07-01' }, time: '10:00', court };
		await listed(matter, hearing);
		await listed(matter, { when: { kind: 'day', on: '2026-05-01' } });
		const [own] = (await plan(matter)).cases;
		expect(own?.days).toMatchObject([{ when: { on: '2026-07-01' }, time: '10:00', court, place: { postcode: 'HU1 2EZ' } }]);
		expect(own?.days[0]?.place?.has.map(({ what }) => what)).toContain('step_free');
		await anEvent(db(), desk, { caseId: matter.caseId, kind: 'hearing_vacated', detail: { hearing } });
		expect((await plan(matter)).cases.flatMap(({ days }) => days)).toEqual([]);
	});

	it('T2: days on which she cannot come stand once, are told to the hub, and can be taken back', async () => {
		await away(matter, '2026-07-01', '2026-07-03');
		expect(await away(matter, '2026-07-01', '2026-07-03')).toMatchObject({ go: '/my/day?done=away' });
		const [own] = (await plan(matter)).cases;
		expect(own?.away.map(({ from, to }) => [from, to])).toEqual([['2026-07-01', '2026-07-03']]);
		const desks = () => asWorker(db(), desk.jo, (ctx) => readCourtDesk(ctx, matter.caseId, matter.personId));
		expect((await desks()).away).toEqual(own?.away);
		const id = own?.away[0]?.id ?? '';
		const other = await aMatter(db(), { contact: desk.jo });
		await expect(asPerson(db(), other.personId, (ctx) => takeBackAway(ctx, other.caseId, id), now)).rejects.toThrow(NotYours);
		await asPerson(db(), matter.personId, (ctx) => takeBackAway(ctx, matter.caseId, id), now);
		expect((await desks()).away).toEqual([]);
	});

	it.each([
		['2026-07-03', '2026-07-01', 'from'],
		['2026-05-01', '2026-05-02', 'to'],
		['2026-07-01', '2026-12-01', 'from']
	])('refuses %s to %s at its field, and keeps nothing', async (from, to, field) => {
		expect(await away(matter, from, to)).toMatchObject({ refused: [{ field }] });
		expect((await plan(matter)).cases[0]?.away).toEqual([]);
	});

	it('P19: a worker writes the days down by phone, by the same rules, and takes them back', async () => {
		const record = (from: string, to: string) =>
			asWorker(db(), desk.jo, (ctx) => recordAway(ctx, matter.caseId, matter.personId, { from, to }));
		await record('2026-08-03', '2026-08-07');
		expect(await record('2026-08-07', '2026-08-03')).toMatchObject({ refused: [{ field: 'from' }] });
		const [own] = (await plan(matter)).cases;
		expect(own?.away).toMatchObject([{ from: '2026-08-03', to: '2026-08-07' }]);
		await asWorker(db(), desk.jo, (ctx) => endAway(ctx, matter.caseId, matter.personId, own?.away[0]?.id ?? ''));
		expect((await plan(matter)).cases[0]?.away).toEqual([]);
	});

	it('a form without a last day means one day; no day at all, or one that is none, is said at its field', () => {
		const form = { case: matter.caseId, 'from-day': '27', 'from-month': '3', 'from-year': '2027' };
		expect(courtAwayForm.parse(form)).toMatchObject({ from: '2027-03-27', to: '2027-03-27' });
		const wrong = (typed: object) => courtAwayForm.safeParse({ ...form, ...typed }).error?.issues.map(({ path }) => path[0]);
		expect(wrong({ 'from-day': '' })).toEqual(['from']);
		expect(wrong({ 'to-day': '31', 'to-month': '2', 'to-year': '2027' })).toEqual(['to']);
	});

	it('S-31: her ticks are hers alone: they stand as she saved them, and no worker reads them', async () => {
		const tick = (...items: Parameters<typeof tickForCourt>[1][number][]) =>
			asPerson(db(), matter.personId, (ctx) => tickForCourt(ctx, items), now);
		await tick('letter', 'travel');
		await tick('travel', 'food');
		expect((await plan(matter)).ticked).toEqual(['travel', 'food']);
		await expect(asWorker(db(), desk.jo, (ctx) => ownTicks(ctx.db, matter.personId))).rejects.toThrow();
		await tick();
		expect((await plan(matter)).ticked).toEqual([]);
	});

	it('both go when the person is forgotten', async () => {
		const gone = await aMatter(db(), { contact: desk.jo });
		await away(gone, '2026-07-01');
		await asPerson(db(), gone.personId, (ctx) => tickForCourt(ctx, ['letter']), now);
		await work(db(), { actor: job as JobActor, now, lang: 'en', requestId: crypto.randomUUID(), audit: null }, (ctx) =>
			forgetPerson(ctx, gone.personId, 'person_alone')
		);
		expect(
			await db().as(job, now, async (tx) => [
				...(await daysAwayOf(tx, gone.personId, [gone.caseId], '2026-01-01')),
				...(await ownTicks(tx, gone.personId))
			])
		).toEqual([]);
	});
});
