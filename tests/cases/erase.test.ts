import { beforeAll, describe, expect, it } from 'vitest';
import { decideEraseForm } from '#features/keeping/schema.ts';
import { askErase, readErase } from '#features/keeping/server/ask-erase.ts';
import { decideErase, readDecide } from '#features/keeping/server/decide-erase.ts';
import { readCaseKept, setHold } from '#features/keeping/server/hold.ts';
import { settleTask } from '#features/cases/server/settle-task.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import { newId } from '#server/db/keyring.ts';
import { addParticipant } from '#server/db/queries/cases.ts';
import { eraseAsked } from '#server/db/queries/answers.ts';
import { personsByWay } from '#server/db/queries/people.ts';
import { searchIndex } from '#server/db/sealed-places.ts';
import { NotYours } from '#shared/faults.ts';
import { handlers } from '../../src/jobs.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, asWorker, now, type Desk, type Matter } from './at-the-desk.ts';
import { makeAccountFor } from './door.ts';
import { asHelen, doorRows, logOf, rowsWhere } from './keeping-desk.ts';

onOneEngine('a request to delete', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const hers = (personId: string) => asPerson(db(), personId, readErase, now);
	async function asked(name: string, line = 'My number, please'): Promise<Matter & { task: string }> {
		const matter = await aMatter(db(), { name });
		await asPerson(db(), matter.personId, (ctx) => askErase(ctx, line), now);
		const task = await asPerson(db(), matter.personId, (ctx) => eraseAsked(ctx.db, matter.personId), now);
		return { ...matter, task: task?.id ?? '' };
	}
	const decide = (task: string, form: Record<string, unknown>) =>
		asHelen(db(), desk, (ctx) => decideErase(ctx, task, decideEraseForm.parse(form)), now, 'erase.decided');
	const carryOut = () => drainOutbox(db(), handlers, now);

	it('is a task with a day, shown to both; nothing is deleted; asking twice is one', async () => {
		const { personId, caseId, task } = await asked('Ask Once');
		await asPerson(db(), personId, (ctx) => askErase(ctx, 'again'), now);
		expect(await rowsWhere(db(), 'task', 'person_id', personId)).toBe(1);
		expect(await hers(personId)).toMatchObject({ askedOn: '2026-06-02', answerBy: '2026-06-30', answer: null });
		const page = await asHelen(db(), desk, (ctx) => readDecide(ctx, task));
		expect(page).toMatchObject({ name: 'Ask Once', detail: 'My number, please', answerBy: '2026-06-30', isHeld: false });
		expect(page.cases).toMatchObject([{ id: caseId, isShared: false, waits: null }]);
		expect(await asWorker(db(), desk.jo, (ctx) => settleTask(ctx, task))).toEqual({
			refused: [{ field: 'form', key: 'keeping.task.decide' }]
		});
	});

	it('decided "all": record, case and account go together; the log keeps who decided', async () => {
		const { personId, caseId, task } = await asked('All Gone');
		await makeAccountFor(db(), 'all gone', { subject: personId });
		const accounts = await doorRows(db(), 'account');
		expect(await decide(task, { outcome: 'all' })).toEqual({ go: '/console' });
		expect((await logOf(db())).slice(-2)).toMatchObject([
			{ action: 'erase.decided', person_id: personId, reason: 'all' },
			{ action: 'task.done' }
		]);
		expect(await rowsWhere(db(), 'data_key', 'subject', personId)).toBe(1);
		await carryOut();
		for (const subject of [personId, caseId]) expect(await rowsWhere(db(), 'data_key', 'subject', subject)).toBe(0);
		for (const table of ['contact_way', 'preference', 'task']) expect(await rowsWhere(db(), table, 'person_id', personId)).toBe(0);
		expect(await doorRows(db(), 'account')).toBe(accounts - 1);
		expect((await logOf(db())).map(({ action }) => action)).toEqual(
			expect.arrayContaining(['case.shredded', 'person.shredded', 'account.closed'])
		);
		expect(await drainOutbox(db(), handlers, now)).toBe(0);
	});

	it('decided "part": what was chosen goes, and she reads what stays and why', async () => {
		const { personId, caseId, task } = await asked('Some Gone');
		await decide(task, { outcome: 'part', what: 'contact', reason: 'claim', words: 'The case stays until the inquest is over.' });
		expect((await hers(personId)).answer).toMatchObject({ outcome: 'part', isDone: false, dropsContact: true });
		await carryOut();
		expect(await hers(personId)).toMatchObject({
			askedOn: null,
			answer: { outcome: 'part', reason: 'claim', words: 'The case stays until the inquest is over.', on: '2026-06-02', isDone: true }
		});
		expect(await rowsWhere(db(), 'contact_way', 'person_id', personId)).toBe(0);
		expect(await asWorker(db(), desk.jo, (ctx) => readCaseKept(ctx, caseId))).toMatchObject({ forgottenOn: null });
	});

	it('decided "keep": nothing goes; somebody else never reads her answer', async () => {
		const { personId, task } = await asked('All Kept');
		const other = await aMatter(db(), { name: 'Somebody Else' });
		await decide(task, { outcome: 'keep', reason: 'safety', words: 'We need it to keep you safe.' });
		await carryOut();
		expect((await hers(personId)).answer).toMatchObject({ outcome: 'keep', reason: 'safety' });
		expect((await hers(other.personId)).answer).toBeNull();
		const found = await db().as(job, now, (tx) => personsByWay(tx, searchIndex.way(tx.keys, '01632 960000')));
		expect(found).toContain(personId);
	});

	describe('what may not be deleted', () => {
		it('is what is held: refused at the decision, and kept when the hold comes after it', async () => {
			const { caseId, task } = await asked('Held First');
			const hold = () => asHelen(db(), desk, (ctx) => setHold(ctx, caseId, { on: 'case', reason: 'court', review: '2026-12-01' }));
			await hold();
			expect(await decide(task, { outcome: 'all' })).toEqual({ refused: [{ field: 'outcome', key: 'keeping.erase.held' }] });
			const late = await asked('Held After');
			await decide(late.task, { outcome: 'all' });
			await asHelen(db(), desk, (ctx) => setHold(ctx, late.caseId, { on: late.personId, reason: 'court', review: '2026-12-01' }));
			await carryOut();
			for (const subject of [late.caseId, late.personId]) expect(await rowsWhere(db(), 'data_key', 'subject', subject)).toBe(1);
		});

		it('is a case in which others take part', async () => {
			const { caseId, personId, task } = await asked('Shares It');
			const other = await aMatter(db(), { name: 'The Other' });
			await db().as(job, now, (tx) =>
				addParticipant(tx, { id: newId(now), hubId: testHub, caseId, personId: other.personId, role: 'witness', enhanced: [], madeAt: now })
			);
			await decide(task, { outcome: 'all' });
			await carryOut();
			expect(await rowsWhere(db(), 'data_key', 'subject', personId)).toBe(0);
			expect(await rowsWhere(db(), 'data_key', 'subject', caseId)).toBe(1);
			expect(await asWorker(db(), desk.jo, (ctx) => readCaseKept(ctx, caseId))).toMatchObject({ forgottenOn: null });
		});
	});

	it('asks for a reason and words wherever something stays; only a supervisor decides, and once', async () => {
		const keys = (form: Record<string, unknown>) => decideEraseForm.safeParse(form).error?.issues.map(({ message }) => message);
		expect(keys({ outcome: 'part' })).toEqual(['keeping.erase.what.needed', 'keeping.erase.reason.needed', 'keeping.erase.words.needed']);
		expect(keys({ outcome: 'keep', reason: 'law', words: 'x' })).toBeUndefined();
		const { task } = await asked('Only Once');
		await expect(asWorker(db(), desk.jo, (ctx) => decideErase(ctx, task, decideEraseForm.parse({ outcome: 'all' })))).rejects.toThrow();
		await decide(task, { outcome: 'keep', reason: 'law', words: 'first' });
		await decide(task, { outcome: 'all' });
		await carryOut();
		expect(await asHelen(db(), desk, (ctx) => readDecide(ctx, task))).toMatchObject({ isDone: true, name: 'Only Once' });
		await expect(asHelen(db(), desk, (ctx) => readDecide(ctx, newId(now)))).rejects.toThrow(NotYours);
	});
});
