import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { glassForm } from '#features/cases/restrict-schema.ts';
import { breakGlass, endGlass } from '#features/cases/server/break-glass.ts';
import { countWaiting, readGlass } from '#features/cases/server/glass-page.ts';
import { declareKnown } from '#features/cases/server/know-someone.ts';
import { listDue } from '#features/cases/server/list-due.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { restrictCase } from '#features/cases/server/restrict-case.ts';
import { readTask, settleTask } from '#features/cases/server/settle-task.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onOneEngine } from '../database/open.ts';
import { now } from './a-case.ts';
import { keysOf } from './door.ts';
import { aCanary, as, aShutDesk, aTask, logBy, type Canary, type ShutDesk } from './shut-desk.ts';

let made = 0;
const reason = 'Their mother is on the phone and Jo is away';

onOneEngine('the glass', (db) => {
	let desk: ShutDesk;
	let one: Canary;
	/** Each test has a day of its own: what a worker asked for yesterday does not count today. */
	let today = now;
	const minutes = (n: number) => new Date(today.getTime() + n * 60_000);
	beforeAll(async () => {
		desk = await aShutDesk(db());
	});
	beforeEach(async () => {
		made++;
		today = new Date(today.getTime() + 86_400_000);
		one = await aCanary(db(), desk, {
			name: `Person ${made} Glass`,
			phone: `07700 9006${String(made).padStart(2, '0')}`,
			reference: `GLASS ${made}`
		});
		await as(db(), desk.helen, 'supervisor', (ctx) => restrictCase(ctx, one.caseId, { why: 'press', worker: [desk.jo] }));
	});
	const ask = (id: string, input: object, at = today, role: 'care' | 'supervisor' = 'care') =>
		as(db(), id, role, (ctx) => breakGlass(ctx, glassForm.parse({ reason, ...input })), at);
	const look = (id: string, at = today) => as(db(), id, 'care', (ctx) => readCase(ctx, one.caseId, undefined), at);
	const glassTask = async () => {
		const due = await as(db(), desk.sana, 'supervisor', (ctx) => listDue(ctx, { view: 'mine', enhanced: false }), today);
		return due.rows.find(({ kind, madeAt }) => kind === 'glass_broken' && madeAt === today.toISOString())?.taskId ?? '';
	};

	describe('S-32 breaking it', () => {
		it('opens the case for one hour to a worker with its exact reference, and the look says why', async () => {
			await expect(look(desk.ali)).rejects.toThrow(NotYours);
			expect(await ask(desk.ali, { reference: `glass-${made}` })).toEqual({ caseId: one.caseId });
			expect(await look(desk.ali, minutes(59))).toMatchObject({ asks: false, page: { isRestricted: true } });
			expect(await logBy(db())).toEqual([]);
			await expect(look(desk.ali, minutes(60))).rejects.toThrow(NotYours);
		});

		it('tells in the log each person in it, with the reason sealed under the key of the case', async () => {
			await ask(desk.ali, { reference: `GLASS ${made}` });
			const rows = await logBy(db());
			expect(rows).toMatchObject([
				{ action: 'glass.tried', object_id: 'reference', case_id: null, person_id: null },
				{ action: 'glass.broken', case_id: one.caseId, person_id: one.personId, reason: 'glass', actor_role: 'care' }
			]);
			const [, row] = rows;
			expect(Buffer.from(row?.detail_sealed ?? []).toString('utf8')).not.toContain('mother');
			const place = sealedPlaces.auditDetail({ caseId: one.caseId }, row?.object_id ?? '');
			const words = await db().as(job, now, (tx) => openAt(tx.keys, place, Buffer.from(row?.detail_sealed ?? [])));
			expect(words).toBe(reason);
		});

		it('tells every supervisor at once, also those outside, and nobody else; none of the case is in the task', async () => {
			await ask(desk.ali, { reference: `GLASS ${made}` });
			const task = await glassTask();
			const open = await as(db(), desk.sana, 'supervisor', (ctx) => readTask(ctx, task));
			expect(open).toMatchObject({ kind: 'glass_broken', isUrgent: true, caseId: null, personId: null, name: null, detail: undefined });
			await expect(as(db(), desk.jo, 'care', (ctx) => readTask(ctx, task))).rejects.toThrow(NotYours);
			await expect(as(db(), desk.ali, 'care', (ctx) => settleTask(ctx, task))).rejects.toThrow(NotYours);
			const page = await as(db(), desk.sana, 'supervisor', (ctx) => readGlass(ctx), today);
			expect(page.broken[0]).toMatchObject({ name: 'Ali Noor', reason, isOpen: true });
			expect(JSON.stringify(page)).not.toContain(one.caseId);
			expect((await as(db(), desk.jo, 'care', (ctx) => readGlass(ctx), today)).broken).toEqual([]);
		});

		it('a supervisor who broke it does not settle the task about it; another does', async () => {
			await ask(desk.sana, { reference: `GLASS ${made}` }, today, 'supervisor');
			const task = await glassTask();
			const own = await as(db(), desk.sana, 'supervisor', (ctx) => settleTask(ctx, task));
			expect(keysOf(own)).toEqual(['restrict.glass.own']);
			expect(await as(db(), desk.helen, 'supervisor', (ctx) => settleTask(ctx, task))).toEqual({ go: '/console' });
			expect(await as(db(), desk.helen, 'supervisor', (ctx) => readTask(ctx, task))).toMatchObject({ isDone: true });
		});

		it('a supervisor ends it before its hour, and the log holds it once', async () => {
			await ask(desk.ali, { reference: `GLASS ${made}` });
			const [broken] = (await as(db(), desk.sana, 'supervisor', (ctx) => readGlass(ctx), today)).broken;
			await as(db(), desk.sana, 'supervisor', (ctx) => endGlass(ctx, broken?.id ?? ''), today);
			expect(await logBy(db())).toMatchObject([{ action: 'access.ended', case_id: one.caseId, object_id: desk.ali, reason: 'glass' }]);
			await expect(look(desk.ali)).rejects.toThrow(NotYours);
			await as(db(), desk.sana, 'supervisor', (ctx) => endGlass(ctx, broken?.id ?? ''), today);
			expect(await logBy(db())).toEqual([]);
		});
	});

	describe('S-32 what it does not open', () => {
		it('says the same of a wrong reference, and the try is in the log', async () => {
			for (const reference of ['GLASS', 'nothing like it', '/']) expect(await ask(desk.ali, { reference })).toEqual({ caseId: null });
			expect(await logBy(db())).toMatchObject([{ action: 'glass.tried', case_id: null, person_id: null }]);
		});

		it('never a case in which the worker said that they know somebody', async () => {
			await ask(desk.ali, { reference: `GLASS ${made}` });
			await as(db(), desk.ali, 'care', (ctx) => declareKnown(ctx, one.caseId), today);
			expect(await ask(desk.ali, { reference: `GLASS ${made}` })).toEqual({ caseId: null });
		});

		it('needs a reason in words and a reference', () => {
			const said = (input: object) => glassForm.safeParse(input).error?.issues.map(({ message }) => message) ?? [];
			expect(said({ reference: 'A', reason: '1234567890123456' })).toEqual(['restrict.glass.reason.needed']);
			expect(said({ reference: 'A', reason: 'fourteen letter' })).toEqual(['restrict.glass.reason.needed']);
			expect(said({ reference: 'A', reason: 'fifteen letters x' })).toEqual([]);
			expect(said({ reason })).toEqual(['restrict.glass.reference.needed']);
		});

		it('ten tries a day, counted by the log; the next day is a new one', async () => {
			for (let n = 0; n < 10; n++) expect(await ask(desk.jo, { reference: 'no such' })).toEqual({ caseId: null });
			expect(keysOf(await ask(desk.jo, { reference: 'no such' }))).toEqual(['restrict.glass.tooMany']);
			expect(await ask(desk.jo, { reference: 'no such' }, minutes(1440))).toEqual({ caseId: null });
		});
	});

	describe('P4 danger news behind the glass', () => {
		const waiting = (id: string, at: Date, role: 'care' | 'supervisor' = 'supervisor') =>
			as(db(), id, role, (ctx) => countWaiting(ctx), at);

		it('reaches a supervisor outside after half an hour: who can look, and nothing of it; she may open it with a reason', async () => {
			await aTask(db(), one, 'danger', undefined, today);
			expect(await waiting(desk.sana, minutes(29))).toBe(0);
			expect(await waiting(desk.sana, minutes(31))).toBe(1);
			expect([await waiting(desk.helen, minutes(31)), await waiting(desk.ali, minutes(31), 'care')]).toEqual([0, 0]);
			const page = await as(db(), desk.sana, 'supervisor', (ctx) => readGlass(ctx), minutes(31));
			expect(page.waiting).toMatchObject([{ mayOpen: true, since: today.toISOString() }]);
			expect(page.waiting[0]?.names.toSorted()).toEqual(['Helen Marsh', 'Jo Lane']);
			expect(JSON.stringify(page)).not.toContain(one.caseId);
			const restriction = page.waiting[0]?.restrictionId ?? '';
			expect(await ask(desk.ali, { restriction }, minutes(31))).toEqual({ caseId: null });
			expect(await ask(desk.sana, { restriction }, minutes(29), 'supervisor')).toEqual({ caseId: null });
			expect(await ask(desk.sana, { restriction }, minutes(31), 'supervisor')).toEqual({ caseId: one.caseId });
			const due = await as(db(), desk.sana, 'supervisor', (ctx) => listDue(ctx, { view: 'hub', enhanced: false }), minutes(32));
			expect(due.rows.filter(({ caseId }) => caseId === one.caseId)).not.toEqual([]);
			expect(await waiting(desk.sana, minutes(32))).toBe(0);
		});
	});
});
