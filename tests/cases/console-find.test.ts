import { beforeAll, describe, expect, it } from 'vitest';
import { searchForm } from '#features/cases/console-schema.ts';
import { findCases, foundList } from '#features/cases/server/find-case.ts';
import { nameContact } from '#features/cases/server/name-contact.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { setRhythm } from '#features/cases/server/set-rhythm.ts';
import { unlinkReference } from '#features/cases/server/unlink-reference.ts';
import { newId } from '#server/db/keyring.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { work } from '#server/http/work.ts';
import { job, onOneEngine, otherHub, testHub } from '../database/open.ts';
import { now } from './a-case.ts';
import { aDesk, actorFor, added, asWorker, logOf, pageOf, type Run } from './console-desk.ts';

onOneEngine('finding a case, and looking at it', (db) => {
	let agency = '';
	let jo = '';
	let ali = '';
	beforeAll(async () => {
		({ agency, jo, ali } = await aDesk(db()));
	});

	describe('finding a case', () => {
		let caseId = '';
		beforeAll(async () => {
			caseId = await added(db(), jo, {
				name: 'Finn Search',
				phone: '07700 900022',
				area: 'Goole',
				'ref-1': 'ZZ 1 / 26',
				'agency-1': agency
			});
		});
		const find = (input: object, by = jo) => asWorker(db(), by, (ctx) => findCases(ctx, searchForm.parse(input)), 'case.found');

		it('by an exact reference however it is typed, phone or name; never in part', async () => {
			expect((await find({ reference: 'zz1-26' })).cases).toEqual([caseId]);
			expect((await find({ phone: '+447700900022', why: 'check' })).cases).toEqual([caseId]);
			expect((await find({ name: 'finn  SEARCH', why: 'check' })).cases).toEqual([caseId]);
			for (const input of [
				{ reference: 'ZZ 1' },
				{ name: 'Finn', why: 'check' },
				{ reference: '/' },
				{ reference: 'zz126', name: 'Other', why: 'check' }
			])
				expect((await find(input)).cases).toEqual([]);
		});

		it('writes what was searched by and why, never what was typed; also when nothing was found', async () => {
			await find({ name: 'Nobody Here', why: 'they_called' });
			expect(await logOf(db())).toEqual([
				{ action: 'case.found', case_id: null, person_id: null, reason: 'they_called', object_id: 'name' }
			]);
		});

		it('P19 lists name to use, area and worker only, with a row in the log for each person', async () => {
			const rows = await asWorker(db(), jo, (ctx) => foundList(ctx, { cases: [caseId], why: 'check' }), null);
			expect(rows).toEqual([{ id: caseId, names: ['Finn Search'], area: 'Goole', forgottenOn: null, worker: 'Jo Lane' }]);
			expect(await logOf(db())).toMatchObject([{ action: 'case.found', case_id: caseId, reason: 'check' }]);
		});

		it('another hub finds nothing, sees nothing, changes nothing', async () => {
			const asOther = <Out>(run: Run<Out>) =>
				work(db(), { actor: actorFor(jo, otherHub), now, lang: 'en', requestId: 'other', audit: null }, run);
			expect((await asOther((ctx) => findCases(ctx, searchForm.parse({ reference: 'ZZ126' })))).cases).toEqual([]);
			await expect(asOther((ctx) => readCase(ctx, caseId, 'check'))).rejects.toThrow();
			await expect(asOther((ctx) => nameContact(ctx, caseId, { worker: jo, role: 'care' }))).rejects.toThrow();
			await expect(asOther((ctx) => setRhythm(ctx, caseId, 7))).rejects.toThrow();
			await expect(asOther((ctx) => unlinkReference(ctx, caseId, caseId))).rejects.toThrow();
		});
	});

	describe('P19 a reason is asked when nothing leads the worker here', () => {
		let caseId = '';
		beforeAll(async () => {
			caseId = await added(db(), jo, { name: 'Reason' });
		});
		const look = (by: string, why?: string) => asWorker(db(), by, (ctx) => readCase(ctx, caseId, why));

		it('shows nothing of the case before, and writes the reason after', async () => {
			expect(await look(ali)).toEqual({ asks: true });
			expect(await look(ali, 'curious')).toEqual({ asks: true });
			expect(await look(ali, 'agency_called')).toMatchObject({ asks: false });
			expect(await logOf(db())).toMatchObject([{ action: 'case.viewed', case_id: caseId, reason: 'agency_called' }]);
		});

		it('asks neither the named contact nor somebody with an open task', async () => {
			expect(await look(jo)).toMatchObject({ asks: false });
			expect(await logOf(db())).toMatchObject([{ reason: 'named_contact' }]);
			await db().as(job, now, (tx) =>
				addTask(tx, {
					id: newId(now),
					hubId: testHub,
					caseId,
					kind: 'call_me',
					isUrgent: false,
					dueOn: '2026-06-23',
					madeAt: now,
					assignedTo: ali
				})
			);
			expect(await look(ali)).toMatchObject({ asks: false, page: { tasks: [{ kind: 'call_me' }] } });
			expect(await logOf(db())).toMatchObject([{ reason: 'task.call_me' }]);
		});

		it('nobody in the case is left out of the log', async () => {
			const two = await added(db(), jo, { name: 'First', 'ref-1': 'TWO1', 'agency-1': agency });
			await added(db(), jo, { name: 'Second', 'ref-1': 'TWO1', 'agency-1': agency, same: `join:${two}` });
			const page = await pageOf(db(), jo, two);
			expect((await logOf(db())).map(({ person_id }) => person_id)).toEqual(page.people.map(({ id }) => id));
		});
	});
});
