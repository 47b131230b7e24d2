import { beforeAll, expect, it } from 'vitest';
import { callForm } from '#features/cases/call-schema.ts';
import { readCallChoices, recordCall } from '#features/cases/server/record-call.ts';
import { listOwn, readOwn } from '#features/messages/server/own.ts';
import { startByPhone } from '#features/messages/server/by-phone.ts';
import { newForm } from '#features/messages/schema.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onOneEngine, otherHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, anEvent, asWorker, now, type Desk, type Matter } from './at-the-desk.ts';

onOneEngine('somebody calls the hub', (db) => {
	let desk: Desk;
	let matter: Matter;
	beforeAll(async () => {
		desk = await aDesk(db());
		matter = await aMatter(db(), { contact: desk.jo });
	});
	type Given = { want: string; proof?: string; asked?: string[]; line?: string; matter?: Matter };
	const form = ({ matter: of = matter, ...given }: Given) =>
		callForm.safeParse({ id: of.caseId, who: of.personId, once: crypto.randomUUID(), proof: 'code_word', ...given });
	const call = async (given: Given, at = now) => {
		const parsed = form(given);
		if (!parsed.success) throw new Error(parsed.error.message);
		return asWorker(db(), desk.jo, (ctx) => recordCall(ctx, parsed.data), at);
	};
	const tasks = async (of = matter) =>
		(await db().as(job, now, (tx) => openTasks(tx)))
			.filter(({ personId }) => personId === of.personId)
			.map(({ kind, about, isUrgent, dueOn, detailSealed }) => ({ kind, about, isUrgent, dueOn, hasLine: detailSealed !== null }));

	it('P19: what she could do on her own page is the same task, once, with a line', async () => {
		expect(await call({ want: 'update', line: 'She is going away on Friday.' })).toEqual({
			go: `/console/cases/${matter.caseId}?call=update`
		});
		await call({ want: 'update' });
		expect(await tasks()).toEqual([{ kind: 'update_asked', about: null, isUrgent: false, dueOn: '2026-06-04', hasLine: true }]);
		await call({ want: 'data_wrong' });
		await call({ want: 'erase' });
		await call({ want: 'call_back' });
		expect((await tasks()).map(({ kind }) => kind).sort()).toEqual(['call_me', 'data_wrong', 'erase_asked', 'update_asked']);
		// The law's own day, as on her page: twenty working days.
		expect((await tasks()).find(({ kind }) => kind === 'erase_asked')?.dueOn).toBe('2026-06-30');
	});

	it('P9: nobody is told anything who cannot say that it is them; danger is taken from anybody (P20)', async () => {
		const other = await aMatter(db(), { contact: desk.jo });
		const refused = form({ want: 'update', proof: 'no' });
		expect(refused.error?.issues).toMatchObject([{ path: ['proof'], message: 'call.error.not_sure' }]);
		expect(form({ want: 'update', proof: 'questions' }).error?.issues[0]?.path).toEqual(['asked']);
		const four = ['last_worker', 'last_when', 'last_about', 'language'];
		expect(form({ want: 'update', proof: 'questions', asked: four }).error?.issues[0]?.message).toBe('call.error.too_many');
		expect(await call({ want: 'danger', proof: 'no', matter: other })).toEqual({
			go: `/console/cases/${other.caseId}/needs/${other.personId}`
		});
		expect(await tasks(other)).toMatchObject([{ kind: 'not_safe', isUrgent: true, dueOn: '2026-06-02' }]);
	});

	it('P3: "nobody told me" by phone is due the same day, "they did" takes it off the list, and both say who wrote it down', async () => {
		const late = await aMatter(db(), { contact: desk.jo });
		await anEvent(db(), desk, { caseId: late.caseId, kind: 'suspect_arrested', occurred: { kind: 'day', on: '2026-05-06' } });
		const choices = await asWorker(db(), desk.jo, (ctx) => readCallChoices(ctx, late.caseId));
		const clock = choices.get(late.personId)?.clocks[0]?.id ?? '';
		expect(clock).not.toBe('');
		await call({ want: `not_told.${clock}`, matter: late });
		expect(await tasks(late)).toMatchObject([{ kind: 'not_told', about: clock, dueOn: '2026-06-02' }]);
		expect(await call({ want: `not_told.${clock}`, matter: late })).toMatchObject({ refused: [{ field: 'want' }] });
		expect(await call({ want: 'told.no-such-clock', matter: late })).toMatchObject({ refused: [{ field: 'want' }] });
	});

	it('P11: a right that can be used now is offered, and one that cannot is refused', async () => {
		const choices = await asWorker(db(), desk.jo, (ctx) => readCallChoices(ctx, matter.caseId));
		expect(choices.get(matter.personId)?.rights.map(({ id }) => id)).toContain('complaint');
		await call({ want: 'right.complaint' });
		expect((await tasks()).find(({ kind }) => kind === 'help_with_right')).toMatchObject({ about: 'complaint' });
		expect(await call({ want: 'right.lenient_sentence' })).toMatchObject({ refused: [{ field: 'want' }] });
	});

	it('P19: what she says by phone begins a thread that she reads, marked as told by phone; sent twice is once', async () => {
		const once = crypto.randomUUID();
		const said = newForm.parse({ once, topic: 'court', text: 'I cannot come in the morning.' });
		const write = () => asWorker(db(), desk.jo, (ctx) => startByPhone(ctx, matter, said));
		expect(await write()).toEqual({ go: `/console/messages/${once}` });
		await write();
		const own = await asPerson(db(), matter.personId, (ctx) => listOwn(ctx));
		expect(own).toMatchObject([{ id: once, topic: 'court', lastBy: 'person', state: 'open' }]);
		const { messages } = await asPerson(db(), matter.personId, (ctx) => readOwn(ctx, once));
		expect(messages).toMatchObject([{ author: 'person', isByPhone: true, text: 'I cannot come in the morning.' }]);
		const other = await aMatter(db(), { contact: desk.jo });
		expect(await asWorker(db(), desk.jo, (ctx) => startByPhone(ctx, other, said))).toHaveProperty('refused');
	});

	it('S-26: nothing is written down in a case of another hub, or for somebody who has no part in it', async () => {
		const theirs = await aMatter(db(), { hub: otherHub });
		await expect(call({ want: 'update', matter: theirs })).rejects.toThrow(NotYours);
		await expect(call({ want: 'update', matter: { ...matter, personId: theirs.personId } })).rejects.toThrow(NotYours);
	});
});
