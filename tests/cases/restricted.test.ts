import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { declareKnown, liftKnown } from '#features/cases/server/know-someone.ts';
import { listDue } from '#features/cases/server/list-due.ts';
import { nameContact, readContactChoice } from '#features/cases/server/name-contact.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { endNamedAccess, letIn, openUp, restrictCase } from '#features/cases/server/restrict-case.ts';
import { readRestrict } from '#features/cases/server/restrict-page.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onOneEngine } from '../database/open.ts';
import { actorOf, aCase, asPerson, nameContact as contactOf, now } from './a-case.ts';
import { readUpdate } from '#features/cases/server/read-update.ts';
import { keysOf } from './door.ts';
import { aCanary, as, aShutDesk, aTask, logBy, type Canary, type ShutDesk } from './shut-desk.ts';

let made = 0;

onOneEngine('who may open a case', (db) => {
	let desk: ShutDesk;
	let one: Canary;
	beforeAll(async () => {
		desk = await aShutDesk(db());
	});
	beforeEach(async () => {
		made++;
		one = await aCanary(db(), desk, {
			name: `Person ${made} Shut`,
			phone: `07700 9006${String(made).padStart(2, '0')}`,
			reference: `SHUT ${made}`
		});
	});
	const restrict = (worker: string[], by = desk.helen) =>
		as(db(), by, 'supervisor', (ctx) => restrictCase(ctx, one.caseId, { why: 'staff', worker }));
	const sees = (id: string, role: 'care' | 'supervisor' = 'care') =>
		as(db(), id, role, (ctx) => readCase(ctx, one.caseId, 'check')).then(
			() => true,
			(e: unknown) => {
				if (e instanceof NotYours) return false;
				throw e;
			}
		);
	const tasks = () =>
		db().as(job, now, async (tx) =>
			rowsOf<{ kind: string; assigned_to: string | null; is_urgent: boolean }>(
				await tx.q.execute(
					sql`select kind, assigned_to::text, is_urgent from task where case_id = ${one.caseId}::uuid and done_at is null order by kind`
				)
			)
		);
	const page = (by = desk.helen) => as(db(), by, 'supervisor', (ctx) => readRestrict(ctx, one.caseId));
	const accessOf = async (name: string) => (await page()).inside.find((each) => each.name === name)?.id ?? '';

	describe('P19 restricted to named workers', () => {
		it('is shut to all others at once; the supervisor who did it is inside; everyone named is in the log', async () => {
			expect(await sees(desk.ali)).toBe(true);
			expect(await restrict([desk.jo])).toEqual({ go: `/console/cases/${one.caseId}/restrict` });
			expect(await logBy(db())).toMatchObject([
				{ action: 'case.restricted', case_id: one.caseId, reason: 'staff', actor_role: 'supervisor' },
				{ action: 'access.given', object_id: desk.jo },
				{ action: 'access.given', object_id: desk.helen }
			]);
			expect([await sees(desk.jo), await sees(desk.helen, 'supervisor')]).toEqual([true, true]);
			expect([await sees(desk.ali), await sees(desk.sana, 'supervisor')]).toEqual([false, false]);
		});

		it('changes nothing for the person: her page is hers', async () => {
			await restrict([desk.jo]);
			const own = await asPerson(db(), one.personId, (ctx) => readUpdate(ctx, one.caseId));
			expect(own.view.timeline.length).toBe(2);
			expect(actorOf(one.personId).id).toBe(one.personId);
		});

		it('is refused while its contact, or the contact of another case of the same person, would be outside', async () => {
			const refused = await restrict([]);
			expect(keysOf(refused)).toEqual(['restrict.names.contact']);
			expect(JSON.stringify(refused)).toContain('Jo Lane');
			expect(await sees(desk.ali)).toBe(true);
			const second = await aCase(db(), { [one.personId]: 'victim' });
			await contactOf(db(), second, desk.ali);
			expect(keysOf(await restrict([desk.jo]))).toEqual(['restrict.names.contact']);
			expect(await restrict([desk.jo, desk.ali])).toHaveProperty('go');
		});

		it('gives the tasks of those outside back to those inside', async () => {
			await aTask(db(), one, 'call_me', desk.ali);
			await aTask(db(), one, 'update_asked', desk.jo);
			await restrict([desk.jo]);
			expect(await tasks()).toMatchObject([
				{ kind: 'call_me', assigned_to: null },
				{ kind: 'update_asked', assigned_to: desk.jo }
			]);
		});

		it('lets in and ends by name; not oneself, not the contact; ended means gone, and its tasks are handed back', async () => {
			await restrict([desk.jo]);
			const insider = <Out>(run: Parameters<typeof as<Out>>[3]) => as(db(), desk.helen, 'supervisor', run);
			expect((await page()).workers.map(({ name }) => name).toSorted()).toEqual(['Ali Noor', 'Sana Iqbal']);
			await insider((ctx) => letIn(ctx, one.caseId, desk.ali));
			await insider((ctx) => letIn(ctx, one.caseId, desk.ali));
			expect(await sees(desk.ali)).toBe(true);
			expect((await page()).inside.length).toBe(3);
			const end = async (name: string) => {
				const access = await accessOf(name);
				return insider((ctx) => endNamedAccess(ctx, one.caseId, access));
			};
			expect(keysOf(await end('Helen Marsh'))).toEqual(['restrict.end.self']);
			expect(keysOf(await end('Jo Lane'))).toEqual(['restrict.names.contact']);
			await aTask(db(), one, 'call_me', desk.ali);
			await end('Ali Noor');
			expect(await logBy(db())).toMatchObject([{ action: 'access.ended', object_id: desk.ali, reason: 'named' }]);
			expect(await sees(desk.ali)).toBe(false);
			expect(await tasks()).toMatchObject([{ kind: 'call_me', assigned_to: null }]);
		});

		it('only somebody inside becomes its contact', async () => {
			await restrict([desk.jo]);
			const choice = await as(db(), desk.jo, 'care', (ctx) => readContactChoice(ctx, one.caseId));
			expect(choice.workers.map(({ name }) => name).toSorted()).toEqual(['Helen Marsh', 'Jo Lane']);
			const outside = await as(db(), desk.jo, 'care', (ctx) => nameContact(ctx, one.caseId, { worker: desk.ali, role: 'care' }));
			expect(keysOf(outside)).toEqual(['restrict.contact.shut']);
		});

		it('a supervisor outside can do none of it', async () => {
			await restrict([desk.jo]);
			for (const run of [page(desk.sana), as(db(), desk.sana, 'supervisor', (ctx) => letIn(ctx, one.caseId, desk.sana))])
				await expect(run).rejects.toThrow(NotYours);
			await expect(as(db(), desk.sana, 'supervisor', (ctx) => openUp(ctx, one.caseId))).rejects.toThrow(NotYours);
		});

		it('opened up, it is there for everyone; restricted again, it starts from nobody', async () => {
			await restrict([desk.jo, desk.ali]);
			await as(db(), desk.helen, 'supervisor', (ctx) => openUp(ctx, one.caseId));
			expect(await logBy(db())).toMatchObject([{ action: 'case.opened_up', case_id: one.caseId }]);
			expect(await sees(desk.sana, 'supervisor')).toBe(true);
			await as(db(), desk.helen, 'supervisor', (ctx) => openUp(ctx, one.caseId));
			expect(await logBy(db())).toEqual([]);
			await restrict([desk.jo]);
			expect(await sees(desk.ali)).toBe(false);
		});
	});

	describe('P19 "I know someone in this case"', () => {
		const declare = (id: string, role: 'care' | 'supervisor' = 'care') => as(db(), id, role, (ctx) => declareKnown(ctx, one.caseId));

		it('closes it to the worker at once, without a question, and only to them; said twice, it is once', async () => {
			expect(await declare(desk.ali)).toEqual({ go: '/console?known=yes' });
			expect(await logBy(db())).toMatchObject([{ action: 'acquaintance.declared', case_id: one.caseId, person_id: null, reason: null }]);
			expect(await sees(desk.ali)).toBe(false);
			expect(await sees(desk.sana, 'supervisor')).toBe(true);
			expect(await declare(desk.ali)).toEqual({ go: '/console?known=yes' });
			expect((await page()).known.map(({ name }) => name)).toEqual(['Ali Noor']);
		});

		it('gives their tasks back; where they were the contact, an urgent task asks for another, who is not they', async () => {
			await aTask(db(), one, 'call_me', desk.jo);
			await declare(desk.jo);
			expect(await tasks()).toMatchObject([
				{ kind: 'call_me', assigned_to: null },
				{ kind: 'name_contact', assigned_to: null, is_urgent: true }
			]);
			const due = await as(db(), desk.ali, 'care', (ctx) => listDue(ctx, { view: 'hub', enhanced: false }));
			expect(due.rows.filter(({ caseId, kind }) => caseId === one.caseId && kind === 'name_contact')).toHaveLength(1);
			const choice = await as(db(), desk.ali, 'care', (ctx) => readContactChoice(ctx, one.caseId));
			expect(choice.workers.map(({ name }) => name)).not.toContain('Jo Lane');
			await as(db(), desk.ali, 'care', (ctx) => nameContact(ctx, one.caseId, { worker: desk.ali, role: 'care' }));
			expect((await tasks()).map(({ kind }) => kind)).toEqual(['call_me']);
		});

		it('stands above being named, and above the other cases of the same person', async () => {
			const second = await aCase(db(), { [one.personId]: 'victim' });
			await restrict([desk.jo, desk.ali]);
			await declare(desk.ali);
			expect(await sees(desk.ali)).toBe(false);
			const read = await as(db(), desk.ali, 'care', (ctx) => readCase(ctx, second, 'check'));
			expect(read.asks ? null : read.page.people).toEqual([]);
		});

		it('is lifted by a supervisor, never by oneself, and never by one to whom it is shut', async () => {
			await declare(desk.ali);
			await declare(desk.sana, 'supervisor');
			const known = (await page()).known;
			const id = (name: string) => known.find((each) => each.name === name)?.id ?? '';
			for (const name of ['Ali Noor', 'Sana Iqbal'])
				await expect(as(db(), desk.sana, 'supervisor', (ctx) => liftKnown(ctx, id(name), '/'))).rejects.toThrow(NotYours);
			await as(db(), desk.helen, 'supervisor', (ctx) => liftKnown(ctx, id('Ali Noor'), '/'));
			expect(await logBy(db())).toMatchObject([{ action: 'acquaintance.lifted', case_id: one.caseId, object_id: desk.ali }]);
			expect(await sees(desk.ali)).toBe(true);
		});
	});
});
