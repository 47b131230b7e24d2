import { beforeAll, expect, it } from 'vitest';
import { stepForm } from '#features/restorative/schema.ts';
import { askToHear, readMeeting, stopMeeting } from '#features/restorative/server/own-steps.ts';
import { readRestorative, recordStep } from '#features/restorative/server/record-step.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import { addStep } from '#server/db/queries/advocate.ts';
import { newId } from '#server/db/keyring.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { NotYours } from '#shared/faults.ts';
import { handlers } from '../../src/jobs.ts';
import { onOneEngine, testHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, asWorker, now, type Desk, type Matter } from './at-the-desk.ts';

onOneEngine('restorative justice (T35)', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const hers = async ({ personId }: Matter) => (await asPerson(db(), personId, readMeeting, now)).cases[0];
	const ask = ({ personId, caseId }: Matter) => asPerson(db(), personId, (ctx) => askToHear(ctx, caseId), now);
	const stop = ({ personId, caseId }: Matter) => asPerson(db(), personId, (ctx) => stopMeeting(ctx, caseId), now);
	const record = ({ personId, caseId }: Matter, step: string, day = '2') =>
		asWorker(db(), desk.jo, (ctx) =>
			recordStep(ctx, caseId, personId, stepForm.parse({ step, 'on-day': day, 'on-month': '6', 'on-year': '2026' }))
		);
	const tasks = async ({ personId }: Matter) => {
		await drainOutbox(db(), handlers, now);
		return (await asWorker(db(), desk.jo, (ctx) => openTasks(ctx.db))).filter((one) => one.personId === personId).map(({ kind }) => kind);
	};

	it('asking keeps the exact text, makes one task, and nothing goes to anybody; twice is once', async () => {
		const matter = await aMatter(db(), { name: 'Amal' });
		await ask(matter);
		await ask(matter);
		expect(await hers(matter)).toMatchObject({ step: 'said', isOpen: true, text: expect.stringContaining('Amal would like to hear more') });
		expect((await hers(matter))?.steps).toHaveLength(1);
		expect(await tasks(matter)).toEqual(['restorative_asked']);
		const page = await asWorker(db(), desk.jo, (ctx) => readRestorative(ctx, matter.caseId, matter.personId, 'check'));
		expect(page.steps[0]?.text).toBe((await hers(matter))?.text);
	});

	it('she reads only what was recorded, and stops it at once; the provider is asked to stop where something went', async () => {
		const matter = await aMatter(db(), { name: 'Bea' });
		expect(await record(matter, 'other_side_willing')).toMatchObject({ refused: [{ field: 'step' }] });
		await ask(matter);
		expect(await record(matter, 'other_side_willing')).toMatchObject({ refused: [{ field: 'step' }] });
		expect(await record(matter, 'passed_on', '3')).toMatchObject({ refused: [{ field: 'on-day' }] });
		await record(matter, 'passed_on');
		await record(matter, 'provider_talking');
		expect(JSON.stringify(await hers(matter))).not.toContain('other_side');
		await stop(matter);
		await stop(matter);
		expect(await hers(matter)).toMatchObject({ step: 'withdrawn', isOpen: false });
		expect(await tasks(matter)).toEqual(expect.arrayContaining(['restorative_stopped']));
		// A worker who had the page open records nothing over her no.
		expect(await record(matter, 'other_side_willing')).toMatchObject({ refused: [{ field: 'step' }] });
		await ask(matter);
		expect(await hers(matter)).toMatchObject({ step: 'said' });
	});

	it('stopped before anything went: no provider is asked', async () => {
		const matter = await aMatter(db(), { name: 'Cee' });
		await ask(matter);
		await stop(matter);
		expect(await tasks(matter)).toEqual(['restorative_asked']);
	});

	it('is nobody else’s: not another person, not another case, and she records no willingness herself', async () => {
		const [matter, other] = [await aMatter(db(), { name: 'Dee' }), await aMatter(db(), { name: 'Eff' })];
		await expect(asPerson(db(), other.personId, (ctx) => askToHear(ctx, matter.caseId), now)).rejects.toThrow(NotYours);
		await expect(asWorker(db(), desk.jo, (ctx) => readRestorative(ctx, matter.caseId, other.personId, 'check'))).rejects.toThrow(NotYours);
		const row = {
			id: newId(now),
			hubId: testHub,
			...matter,
			seq: 1,
			step: 'other_side_willing',
			onDay: '2026-06-02',
			saidBy: 'person',
			madeAt: now
		} as const;
		await expect(asPerson(db(), matter.personId, (ctx) => addStep(ctx.db, row), now)).rejects.toThrow();
	});
});
