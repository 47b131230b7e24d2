import { beforeAll, expect, it } from 'vitest';
import { invite } from '#features/accounts/server/invite.ts';
import { letInByPhoneForm, type LetInByPhoneForm } from '#features/advocates/schema.ts';
import { letInByPhone } from '#features/advocates/server/let-in.ts';
import { readCaseHelpers } from '#features/advocates/server/case-helpers.ts';
import { endHelp, readHelping, readPeople } from '#features/advocates/server/read-people.ts';
import { readHelped } from '#features/cases/server/read-helped.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { NotYours } from '#shared/faults.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import { handlers } from '../../src/jobs.ts';
import { onOneEngine } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, asWorker, now, type Desk, type Matter } from './at-the-desk.ts';

onOneEngine('someone who helps, let in by phone (P19)', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const form = ({ personId }: Matter, more: Partial<LetInByPhoneForm> = {}): LetInByPhoneForm =>
		letInByPhoneForm.parse({ person: personId, kind: 'supporter', name: 'Rosa', parts: ['updates'], months: '3', word: 'kettle', ...more });
	const let_ = (matter: Matter, more: Partial<LetInByPhoneForm> = {}) =>
		asWorker(db(), desk.jo, async (ctx) => {
			const made = await letInByPhone(ctx, matter.caseId, form(matter, more));
			if ('refused' in made) return made;
			const invited = await invite(ctx, { subject: made.helper, kind: 'person', lang: 'en', word: 'kettle' });
			return { ...made, code: 'code' in invited ? invited.code : '' };
		});
	const made = async (matter: Matter, more: Partial<LetInByPhoneForm> = {}) => {
		const out = await let_(matter, more);
		if ('refused' in out) throw new Error(JSON.stringify(out.refused));
		return out;
	};

	it('P19 a worker writes down whom she lets in: she reads it, the helper sees what was ticked and whose page it is, and she stops it', async () => {
		const matter = await aMatter(db(), { name: 'Sam Phone' });
		const { grant, helper, code, state } = await made(matter);
		expect([state, code.length > 5]).toEqual(['live', true]);
		expect((await asPerson(db(), matter.personId, readPeople, now)).helpers.map(({ name, parts }) => [name, parts])).toEqual([
			['Rosa', ['updates']]
		]);
		expect((await asPerson(db(), helper, readHelping, now)).map(({ name }) => name)).toEqual(['Sam Phone']);
		const { view } = await asPerson(db(), helper, (ctx) => readHelped(ctx, grant), now);
		expect([view.updates === null, view.court, view.rights]).toEqual([false, null, null]);
		expect((await asWorker(db(), desk.jo, (ctx) => readCaseHelpers(ctx, matter.caseId))).map(({ name }) => name)).toEqual(['Rosa']);
		await asPerson(db(), matter.personId, (ctx) => endHelp(ctx, grant), now);
		await expect(asPerson(db(), helper, (ctx) => readHelped(ctx, grant), now)).rejects.toThrow(NotYours);
	});

	it('P17 S-25 a parent of somebody not known to be 18 waits, and so does a name of the case; a word that is a name is refused', async () => {
		const matter = await aMatter(db(), { name: 'Kit Young' });
		const { state, helper, grant } = await made(matter, { kind: 'parent' });
		expect(state).toBe('waiting');
		await expect(asPerson(db(), helper, (ctx) => readHelped(ctx, grant), now)).rejects.toThrow(NotYours);
		await drainOutbox(db(), handlers, now);
		const tasks = (await asWorker(db(), desk.jo, (ctx) => openTasks(ctx.db))).filter(({ personId }) => personId === matter.personId);
		expect(tasks.map(({ kind }) => kind)).toContain('helper_check');
		expect(await let_(matter, { word: 'Rosa' })).toMatchObject({ refused: [{ field: 'word', key: 'advocates.word.name' }] });
	});

	it('S-26 nobody is let in to the page of somebody who has no part in the case', async () => {
		const [matter, other] = [await aMatter(db()), await aMatter(db(), { name: 'Else' })];
		await expect(let_({ ...matter, personId: other.personId })).rejects.toThrow(NotYours);
	});
});
