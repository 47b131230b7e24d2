import { beforeAll, describe, expect, it } from 'vitest';
import { holdForm } from '#features/keeping/schema.ts';
import { endHold, readCaseKept, readHolds, setHold } from '#features/keeping/server/hold.ts';
import { runNight } from '#features/keeping/server/run-night.ts';
import { NotYours } from '#shared/faults.ts';
import { onOneEngine, testHub } from '../database/open.ts';
import { aDesk, aMatter, asWorker, now, type Desk } from './at-the-desk.ts';
import { asHelen, dumpOf, logOf } from './keeping-desk.ts';

onOneEngine('a legal hold', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const reason = 'Coroner asked by letter';
	const hold = (caseId: string, on = 'case', review = '2026-12-01') =>
		asHelen(db(), desk, (ctx) => setHold(ctx, caseId, { on, reason, review }), now, 'hold.set');
	const kept = (caseId: string, at = now) => asWorker(db(), desk.jo, (ctx) => readCaseKept(ctx, caseId), at);
	const winter = (day: string) => new Date(`${day}T04:00:00Z`);

	it('keeps a case whose time is over, also past its review day, until it is ended', async () => {
		const { caseId } = await aMatter(db());
		expect(await hold(caseId)).toEqual({ go: `/console/cases/${caseId}/hold` });
		expect((await logOf(db())).at(-1)).toMatchObject({ action: 'hold.set', case_id: caseId });
		await runNight(db(), testHub, winter('2028-02-01'));
		expect(await kept(caseId, winter('2028-02-01'))).toMatchObject({ forgottenOn: null, kept: { waits: 'hold', reviewOn: '2026-12-01' } });
		const [one] = (await asHelen(db(), desk, (ctx) => readHolds(ctx, caseId))).holds;
		expect(one).toMatchObject({ reason, isCase: true, reviewOn: '2026-12-01' });
		await asHelen(db(), desk, (ctx) => endHold(ctx, caseId, one?.id ?? ''), now, 'hold.ended');
		await runNight(db(), testHub, winter('2028-02-02'));
		expect(await kept(caseId, winter('2028-02-02'))).toEqual({ forgottenOn: '2028-02-02', kept: null });
	});

	it('on a person keeps every case she is in', async () => {
		const { caseId, personId } = await aMatter(db(), { name: 'Held Herself' });
		await hold(caseId, personId);
		await runNight(db(), testHub, winter('2028-03-01'));
		expect(await kept(caseId, winter('2028-03-01'))).toMatchObject({ forgottenOn: null });
		expect((await asHelen(db(), desk, (ctx) => readHolds(ctx, caseId))).holds).toMatchObject([{ isCase: false, name: 'Held Herself' }]);
	});

	describe('its reason and its form', () => {
		it('stands sealed: no dump holds it', async () => {
			const { caseId } = await aMatter(db());
			await hold(caseId);
			expect(await dumpOf(db())).not.toContain(reason);
			expect(await dumpOf(db())).not.toContain(Buffer.from(reason).toString('hex'));
		});

		it('sent twice is one hold; a review day that is over is refused', async () => {
			const { caseId } = await aMatter(db());
			await hold(caseId);
			await hold(caseId);
			expect((await asHelen(db(), desk, (ctx) => readHolds(ctx, caseId))).holds).toHaveLength(1);
			expect(await hold(caseId, 'case', '2026-06-02')).toEqual({ refused: [{ field: 'review-day', key: 'keeping.hold.review.past' }] });
		});

		it('asks for a reason and a real day', () => {
			const filled = { on: 'case', reason: 'x', 'review-day': '1', 'review-month': '9', 'review-year': '2026' };
			expect(holdForm.parse(filled)).toEqual({ on: 'case', reason: 'x', review: '2026-09-01' });
			const wrong = holdForm.safeParse({ ...filled, reason: ' ', 'review-day': '31' });
			expect(wrong.error?.issues.map(({ message }) => message)).toContain('keeping.hold.reason.needed');
			expect(holdForm.safeParse({ ...filled, 'review-day': '31' }).error?.issues).toMatchObject([
				{ path: ['review-day'], message: 'keeping.field.date' }
			]);
		});
	});

	it('is a supervisor’s to set, in the database too, and never on somebody who is not in the case', async () => {
		const { caseId } = await aMatter(db());
		const other = await aMatter(db());
		await expect(asWorker(db(), desk.jo, (ctx) => setHold(ctx, caseId, { on: 'case', reason, review: '2026-12-01' }))).rejects.toThrow();
		await expect(hold(caseId, other.personId)).rejects.toThrow(NotYours);
	});
});
