import { beforeAll, expect, it } from 'vitest';
import { NotYours } from '#shared/faults.ts';
import { eventsOf, tellingsOf } from '#server/db/queries/cases.ts';
import { waysOf, preferencesOf } from '#server/db/queries/people.ts';
import { newId } from '#server/db/keyring.ts';
import { track } from '#features/cases/domain/track.ts';
import { toCaseEvents } from '#features/cases/server/case-events.ts';
import { readTell } from '#features/cases/server/read-tell.ts';
import { offerAfter, readDone, undoTelling } from '#features/cases/server/undo-telling.ts';
import { confirmStillRight, reachFor, takeBackConfirmation } from '#features/contact/server/reach.ts';
import { askForNumber, shownNumber } from '#features/contact/server/show-number.ts';
import { onOneEngine, otherHub } from '../database/open.ts';
import { aDesk, aMatter, anEvent, asWorker, aTry, now, tasksIn, type Desk, type Matter } from './at-the-desk.ts';

const minutes = (n: number) => new Date(now.getTime() + n * 60_000);

onOneEngine('telling a person', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const aHearing = async (matter: Matter, at = now) => ({
		...{ caseId: matter.caseId, personId: matter.personId, way: matter.ways[0] ?? '' },
		eventId: await anEvent(db(), desk, { caseId: matter.caseId, kind: 'hearing_listed' }, at)
	});
	const kindsIn = async ({ caseId }: { caseId: string }, at = now) =>
		(await tasksIn(db(), desk, caseId, at)).map(({ kind, about }) => (about ? `${kind}:${about}` : kind)).sort();
	const wayOf = async ({ personId }: { personId: string }) => (await asWorker(db(), desk.jo, (ctx) => waysOf(ctx.db, [personId])))[0];
	const gateFor = (personId: string, at = now) =>
		asWorker(db(), desk.jo, async (ctx) => (await reachFor(ctx, [personId], () => ({ kind: 'worker' }), at)).get(personId), at);

	/** What stands on the person's page. */
	const pageOf = ({ caseId, personId }: { caseId: string; personId: string }, at = now) =>
		asWorker(db(), desk.jo, async ({ db: tx }) => {
			const events = toCaseEvents(await eventsOf(tx, [caseId]), await tellingsOf(tx, [caseId]), personId, 'call_first');
			return track(events, at, { role: 'victim', hardNews: 'call_first' }).timeline.map(({ title }) => title.key);
		});

	it('T6: needs a way of the person and a time that is not ahead', async () => {
		const told = await aHearing(await aMatter(db()));
		expect(await aTry(db(), desk.jo, { ...told, way: newId(now) })).toMatchObject({ refused: [{ field: 'way' }] });
		expect(await aTry(db(), desk.jo, { ...told, at: minutes(1) })).toMatchObject({ refused: [{ field: 'at' }] });
		expect(await aTry(db(), desk.jo, { ...told, outcome: 'another_time' })).toMatchObject({ refused: [{ field: 'next' }] });
		expect(await asWorker(db(), desk.jo, (ctx) => readTell(ctx, told.caseId, told.eventId))).toMatchObject({ isTold: false, tries: [] });
		expect(await aTry(db(), desk.jo, told)).toMatchObject({ isNew: true });
		expect(await asWorker(db(), desk.jo, (ctx) => readTell(ctx, told.caseId, told.eventId))).toMatchObject({ isTold: true });
	});

	it('records a form that was sent twice once', async () => {
		const told = { ...(await aHearing(await aMatter(db()))), onceKey: newId(now) };
		const first = await aTry(db(), desk.jo, told);
		const second = await aTry(db(), desk.jo, told);
		expect(second).toEqual({ ...first, isNew: false });
	});

	it('P9: someone else pauses that way at once and opens the search; the gate then says never', async () => {
		const matter = await aMatter(db());
		await aTry(db(), desk.jo, { ...(await aHearing(matter)), outcome: 'someone_else' });
		expect((await wayOf(matter))?.pausedAt).toEqual(now);
		expect(await kindsIn(matter)).toEqual(['find_safe_way']);
		expect((await gateFor(matter.personId))?.verdict).toMatchObject({ verdict: 'never' });
	});

	it('P9: at raised risk a supervisor is asked as well', async () => {
		const matter = await aMatter(db(), { enhanced: ['domestic_abuse'] });
		await aTry(db(), desk.jo, { ...(await aHearing(matter)), outcome: 'wrong_number' });
		expect(await kindsIn(matter)).toEqual(['find_safe_way', 'find_safe_way:supervisor']);
	});

	it('P9: no answer puts in the next safe time; after three tries the next safe way, then a supervisor', async () => {
		const matter = await aMatter(db(), { ways: [{}, { kind: 'text' }] });
		const about = await aHearing(matter);
		const tryWith = (way: string | undefined, at: Date) => aTry(db(), desk.jo, { ...about, way: way ?? '', outcome: 'no_answer', at }, at);
		const offer = (at: Date) =>
			asWorker(
				db(),
				desk.jo,
				async (ctx) => {
					const reach = (await reachFor(ctx, [matter.personId], () => ({ kind: 'worker' }))).get(matter.personId);
					return reach && offerAfter(ctx, matter.personId, reach.preference);
				},
				at
			);
		const first = await tryWith(matter.ways[0], now);
		const done = await asWorker(db(), desk.jo, (ctx) =>
			readDone(ctx, about.caseId, about.eventId, 'tellingId' in first ? first.tellingId : '')
		);
		expect(done).toMatchObject({ outcome: 'no_answer', nextAt: '2026-06-03T08:00:00.000Z', isShown: true });
		expect(await offer(minutes(1))).toEqual({ nextWay: 'phone', supervisor: false });
		for (const n of [1, 2]) await tryWith(matter.ways[0], minutes(n));
		expect(await offer(minutes(3))).toEqual({ nextWay: 'text', supervisor: false });
		for (const n of [3, 4]) await tryWith(matter.ways[1], minutes(n));
		expect(await kindsIn(matter)).toEqual([]);
		for (const n of [5, 6]) await tryWith(matter.ways[1], minutes(n));
		expect(await kindsIn(matter)).toEqual(['find_safe_way:supervisor']);
	});

	it('takes a try back within ten minutes, by whoever recorded it, with all that followed', async () => {
		const matter = await aMatter(db());
		const about = await aHearing(matter);
		const wrong = await aTry(db(), desk.jo, { ...about, outcome: 'wrong_number' });
		const id = 'tellingId' in wrong ? wrong.tellingId : '';
		const undo = (who: string, at: Date) => asWorker(db(), who, (ctx) => undoTelling(ctx, about.caseId, id, about.eventId), at);
		// Under another event's address there is no such try.
		const other = crypto.randomUUID();
		await expect(asWorker(db(), desk.jo, (ctx) => undoTelling(ctx, about.caseId, id, other), minutes(1))).rejects.toThrow(NotYours);
		expect(await undo(desk.ali, minutes(1))).toHaveProperty('refused');
		expect(await undo(desk.jo, minutes(11))).toHaveProperty('refused');
		expect(await undo(desk.jo, minutes(10))).toMatchObject({ personId: matter.personId });
		expect(await undo(desk.jo, minutes(10))).toHaveProperty('refused');
		expect((await wayOf(matter))?.pausedAt).toBeNull();
		expect(await kindsIn(matter)).toEqual([]);
	});

	it('ends what a try had made also when it is taken back in the same moment', async () => {
		const matter = await aMatter(db());
		const about = await aHearing(matter);
		const wrong = await aTry(db(), desk.jo, { ...about, outcome: 'someone_else' });
		await asWorker(db(), desk.jo, (ctx) => undoTelling(ctx, about.caseId, 'tellingId' in wrong ? wrong.tellingId : '', about.eventId));
		expect(await kindsIn(matter)).toEqual([]);
		expect((await wayOf(matter))?.pausedAt).toBeNull();
	});

	it('opens again what a telling had settled when it is taken back', async () => {
		const matter = await aMatter(db());
		const eventId = await anEvent(db(), desk, { caseId: matter.caseId, kind: 'released_on_bail' });
		const told = await aTry(db(), desk.jo, { ...matter, eventId, way: matter.ways[0] ?? '' }, minutes(1));
		expect(await kindsIn(matter)).toEqual([]);
		await asWorker(db(), desk.jo, (ctx) => undoTelling(ctx, matter.caseId, 'tellingId' in told ? told.tellingId : '', eventId), minutes(2));
		expect(await kindsIn(matter)).toEqual(['danger']);
	});

	it('P4: hard news stands on the page when it was told and shown, and not before', async () => {
		const matter = await aMatter(db());
		const eventId = await anEvent(db(), desk, { caseId: matter.caseId, kind: 'not_charged' });
		const about = { ...matter, eventId, way: matter.ways[0] ?? '' };
		expect(await pageOf(matter)).toEqual([]);
		await aTry(db(), desk.jo, { ...about, outcome: 'no_answer', show: true });
		expect(await pageOf(matter)).toEqual([]);
		await aTry(db(), desk.jo, { ...about, show: false });
		expect(await pageOf(matter)).toEqual([]);
		await aTry(db(), desk.jo, { ...about, show: true });
		expect(await pageOf(matter)).toEqual(['stages.event.not_charged.title']);
	});

	it('P4: warns before hard news goes on a page late on a Friday, and lets a worker decide', async () => {
		const friday = new Date('2026-06-05T14:30:00Z');
		const matter = await aMatter(db());
		const eventId = await anEvent(db(), desk, { caseId: matter.caseId, kind: 'charges_dropped' }, friday);
		const about = { ...matter, eventId, way: matter.ways[0] ?? '', show: true };
		expect(await aTry(db(), desk.jo, about, friday)).toMatchObject({ refused: [{ field: 'late' }] });
		expect(await aTry(db(), desk.jo, { ...about, late: true }, friday)).toHaveProperty('tellingId');
	});

	it('S-20: a number is shown to one worker for a while, and never when the gate is shut', async () => {
		const matter = await aMatter(db());
		const evening = new Date('2026-06-02T20:00:00Z');
		const ask = (personId: string, at: Date) =>
			asWorker(
				db(),
				desk.jo,
				async (ctx) => {
					const reach = (await reachFor(ctx, [personId], () => ({ kind: 'worker' }), at)).get(personId);
					return reach ? askForNumber(ctx, reach) : null;
				},
				at
			);
		const see = (worker: string, proof: string, at: Date) =>
			asWorker(
				db(),
				worker,
				async (ctx) => {
					const reach = (await reachFor(ctx, [matter.personId], () => ({ kind: 'worker' }), at)).get(matter.personId);
					return reach ? shownNumber(ctx, reach, proof) : null;
				},
				at
			);
		const asked = await ask(matter.personId, now);
		const proof = asked && 'proof' in asked ? asked.proof : '';
		expect(await see(desk.jo, proof, minutes(5))).toBe('01632 960000');
		expect(await see(desk.ali, proof, minutes(5))).toBeNull();
		expect(await see(desk.jo, proof, minutes(16))).toBeNull();
		expect(await see(desk.jo, '', now)).toBeNull();
		expect(await ask(matter.personId, evening)).toHaveProperty('refused');
		for (const someone of [{ ways: [{ safe: 'unsafe' as const }] }, { preference: { mayContact: 'no_look_here' as const } }])
			expect(await ask((await aMatter(db(), someone)).personId, now)).toHaveProperty('refused');
	});

	it('P2: one tick confirms the choices, taking the try back makes them as old as they were', async () => {
		const matter = await aMatter(db());
		const confirmed = async () => (await asWorker(db(), desk.jo, (ctx) => preferencesOf(ctx.db, [matter.personId])))[0]?.confirmedAt;
		const before = await confirmed();
		await asWorker(db(), desk.jo, (ctx) => confirmStillRight(ctx, matter.personId));
		expect(await confirmed()).toEqual(now);
		await asWorker(db(), desk.jo, (ctx) => takeBackConfirmation(ctx, matter.personId, now), minutes(3));
		expect(await confirmed()).toEqual(before);
	});

	it("answers another hub's worker as if nothing were there", async () => {
		const about = await aHearing(await aMatter(db()));
		const stranger = { roles: ['care' as const], hub: otherHub };
		await expect(asWorker(db(), desk.jo, (ctx) => readTell(ctx, about.caseId, about.eventId), now, stranger)).rejects.toThrow(NotYours);
		const told = await aTry(db(), desk.jo, about);
		const id = 'tellingId' in told ? told.tellingId : '';
		await expect(asWorker(db(), desk.jo, (ctx) => undoTelling(ctx, about.caseId, id, about.eventId), now, stranger)).rejects.toThrow(
			NotYours
		);
	});
});
