import { beforeAll, expect, it } from 'vitest';
import { answerHeard } from '#features/cases/server/answer-heard.ts';
import { askAbout, askForCall, askForUpdate } from '#features/cases/server/ask-for-update.ts';
import { hideEvent, readHideable } from '#features/cases/server/hide-event.ts';
import { openNews } from '#features/cases/server/open-news.ts';
import { readHome } from '#features/cases/server/read-home.ts';
import { readRights } from '#features/cases/server/read-rights.ts';
import { readUpdate, type Update } from '#features/cases/server/read-update.ts';
import { readRight, useRight } from '#features/cases/server/use-right.ts';
import type { Db } from '#server/db/as.ts';
import { tasksOfCase } from '#server/db/queries/tasks.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onOneEngine } from '../database/open.ts';
import { aCase, aHub, anEvent, aPerson, aReference, asPerson, nameContact, now, tell } from './a-case.ts';

const titles = ({ view }: Pick<Update, 'view'>) => view.timeline.map(({ title }) => title.key.replace('stages.event.', ''));
const isNotYours = (done: Promise<unknown>) => expect(done).rejects.toBeInstanceOf(NotYours);

onOneEngine('my updates', (db: () => Db) => {
	let hub: Awaited<ReturnType<typeof aHub>>;
	let sam: string;
	beforeAll(async () => {
		hub = await aHub(db());
		sam = await aPerson(db(), 'Sam', 'call_first');
	});
	const update = (id: string, person = sam) => asPerson(db(), person, (ctx) => readUpdate(ctx, id));
	const tasks = (id: string) => db().as(job, now, (tx) => tasksOfCase(tx, id));
	const mine = (more?: Parameters<typeof aCase>[2]) => aCase(db(), { [sam]: 'victim' }, more);

	it('T1, T27, T45: where things are, who said so, whom to ask, and every reference', async () => {
		const id = await mine();
		await nameContact(db(), id, hub.worker);
		await aReference(db(), id, hub.agency, '16/10482/26');
		await anEvent(db(), id, 'reported', '2026-05-03');
		await anEvent(db(), id, 'file_with_cps', '2026-06-18');
		const seen = await update(id);
		expect([seen.view.stage, seen.view.since?.receivedAt]).toEqual(['with_cps', '2026-06-18T12:00:00.000Z']);
		expect(seen.view.timeline.map(({ isNew }) => isNew)).toEqual([true, false]);
		expect([seen.contact?.name, seen.contact?.team]).toEqual(['Jo Lane', 'Care Team']);
		expect(seen.references.map(({ agency, ref }) => [agency, ref])).toEqual([['Humberside Police', '16/10482/26']]);
	});

	it("another person's case is not there, for any door of it", async () => {
		const [other, id] = [await aPerson(db(), 'Ali'), await mine()];
		const event = await anEvent(db(), id, 'reported', '2026-06-01');
		await isNotYours(update(id, other));
		await isNotYours(update('no-id'));
		for (const run of [askForUpdate, askForCall]) await isNotYours(asPerson(db(), other, (ctx) => run(ctx, id)));
		await isNotYours(asPerson(db(), other, (ctx) => openNews(ctx, id)));
		await isNotYours(asPerson(db(), other, (ctx) => hideEvent(ctx, id, event)));
		await isNotYours(asPerson(db(), other, (ctx) => useRight(ctx, id, 'complaint')));
		expect([await tasks(id), (await asPerson(db(), other, readHome)).cases]).toEqual([[], []]);
	});

	it('asking twice, also at the same moment, is one task with one date', async () => {
		const id = await mine();
		await Promise.all([1, 2].map(() => asPerson(db(), sam, (ctx) => askForUpdate(ctx, id))));
		await asPerson(db(), sam, (ctx) => askForUpdate(ctx, id));
		for (const about of ['bail', 'bail', 'court_date'] as const) await asPerson(db(), sam, (ctx) => askAbout(ctx, id, about));
		expect((await tasks(id)).map(({ kind, about }) => `${kind} ${about}`).sort()).toEqual([
			'asked_about bail',
			'asked_about court_date',
			'update_asked null'
		]);
		expect((await update(id)).asked).toEqual({
			updateBy: '2026-06-24',
			callBy: null,
			about: { bail: '2026-06-24', court_date: '2026-06-24' }
		});
	});

	it('P3, P10: "No, they did not" makes one task the same day, and is not asked again', async () => {
		const id = await mine({ rhythmDays: 28 });
		const asking = (await update(id)).clocks.find(({ dutyId }) => dutyId === 'rhythm');
		expect([asking?.state, asking?.dueBy]).toEqual(['not_recorded', '2026-05-31']);
		for (let times = 0; times < 2; times++) await asPerson(db(), sam, (ctx) => answerHeard(ctx, id, asking?.id ?? '', 'no'));
		expect((await tasks(id)).map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['not_told', '2026-06-22']]);
		expect((await update(id)).clocks.find(({ id: clock }) => clock === asking?.id)?.reasonKey).toBe('clocks.reason.said_no');
		await asPerson(db(), sam, (ctx) => answerHeard(ctx, id, 'sentence.nothing', 'no'));
		expect(await tasks(id)).toHaveLength(1);
	});

	it('P13: what is not about me goes at once, with what it had corrected, and makes one urgent task for today', async () => {
		const id = await mine();
		const first = await anEvent(db(), id, 'officer_allocated', '2026-06-01');
		const second = await anEvent(db(), id, 'under_investigation', '2026-06-02', { supersedes: first });
		await anEvent(db(), id, 'reported', '2026-05-20');
		expect(titles(await update(id))).toEqual(['under_investigation.title', 'reported.title']);
		await asPerson(db(), sam, (ctx) => hideEvent(ctx, id, second));
		const left = await update(id);
		expect([titles(left), left.view.stage]).toEqual([['reported.title'], 'reported']);
		expect((await tasks(id)).map(({ kind, isUrgent, dueOn, eventId }) => [kind, isUrgent, dueOn, eventId])).toEqual([
			['not_about_me', true, '2026-06-22', second]
		]);
		await isNotYours(asPerson(db(), sam, (ctx) => readHideable(ctx, id, second)));
	});

	it('P13: a reference goes with all that came under it; the whole case goes from every page', async () => {
		const id = await mine();
		const reference = await aReference(db(), id, hub.agency, '16/999/26');
		await anEvent(db(), id, 'charged', '2026-06-02', { referenceId: reference });
		await asPerson(db(), sam, (ctx) => hideEvent(ctx, id, reference));
		const left = await update(id);
		expect([left.references, left.view.timeline, left.view.stage]).toEqual([[], [], 'told_nothing']);
		await asPerson(db(), sam, (ctx) => hideEvent(ctx, id, 'all'));
		await isNotYours(update(id));
		expect((await asPerson(db(), sam, readHome)).cases.map(({ caseId }) => caseId)).not.toContain(id);
		expect((await tasks(id)).every(({ isUrgent }) => isUrgent)).toBe(true);
	});

	it('P4: hard news is not on the page in any form until somebody told it', async () => {
		const id = await mine();
		await anEvent(db(), id, 'suspect_interviewed', '2026-05-20');
		const hard = await anEvent(db(), id, 'not_charged', '2026-06-16', { source: 'cps' });
		const before = await update(id);
		expect(before.view.timeline.map(({ hidden }) => hidden)).toEqual(['withheld', 'shown']);
		expect(JSON.stringify(before)).not.toMatch(/not_charged|review_cps/);
		await isNotYours(asPerson(db(), sam, (ctx) => openNews(ctx, id)));
		await isNotYours(asPerson(db(), sam, (ctx) => readRight(ctx, id, 'review_cps')));
		await asPerson(db(), sam, (ctx) => askForCall(ctx, id));
		expect((await asPerson(db(), sam, readHome)).cases.find(({ caseId }) => caseId === id)).toMatchObject({
			state: 'news_call',
			callBy: '2026-06-23'
		});
		await tell(db(), id, sam, hard, '2026-06-22T09:00:00Z');
		const after = await update(id);
		expect([after.view.stage, titles(after)[0]]).toEqual(['not_charged', 'not_charged.title']);
		expect(after.open.map(({ id: right }) => right)).toContain('review_cps');
	});

	it('P4: who chose to read it here opens it on request, and nothing is written', async () => {
		const nerys = await aPerson(db(), 'Nerys', 'read_here');
		const id = await aCase(db(), { [nerys]: 'victim' });
		await anEvent(db(), id, 'closed_no_suspect', '2026-06-16');
		expect((await update(id, nerys)).view.headline.key).toBe('stages.now.news');
		const news = await asPerson(db(), nerys, (ctx) => openNews(ctx, id));
		expect([news.view.headline.key, titles(news)]).toEqual(['stages.now.closed', ['closed_no_suspect.title']]);
		expect((await update(id, nerys)).view.headline.key).toBe('stages.now.news');
	});

	it('P11: a right that opened news brings can be used from there, and stays unsaid on the closed page', async () => {
		const tom = await aPerson(db(), 'Tom', 'read_here');
		const id = await aCase(db(), { [tom]: 'victim' });
		await anEvent(db(), id, 'not_charged', '2026-06-16', { source: 'cps' });
		expect(JSON.stringify(await update(id, tom))).not.toContain('review_cps');
		const offered = (await update(id, tom)).open.map(({ id: right }) => right);
		for (const what of offered) expect((await asPerson(db(), tom, (ctx) => readRight(ctx, id, what))).right.id).toBe(what);
		expect((await asPerson(db(), tom, (ctx) => openNews(ctx, id))).open.map(({ id: right }) => right)).toContain('review_cps');
		expect((await asPerson(db(), tom, (ctx) => readRight(ctx, id, 'review_cps'))).right.askBy).toBe('2026-06-30');
	});

	it('F5: two agencies that disagree stand side by side', async () => {
		const id = await mine();
		await anEvent(db(), id, 'charged', '2026-06-02');
		await anEvent(db(), id, 'charged', '2026-06-04', { source: 'court' });
		expect((await update(id)).view.disagreements[0]?.lines.map(({ source }) => source)).toEqual(['police', 'court']);
	});

	it('a witness sees what concerns a witness only', async () => {
		const ali = await aPerson(db(), 'Ali');
		const id = await aCase(db(), { [sam]: 'victim', [ali]: 'witness' });
		await aReference(db(), id, hub.agency, '16/1/26');
		for (const kind of ['suspect_arrested', 'released_on_bail', 'witness_required'] as const) await anEvent(db(), id, kind, '2026-06-10');
		const seen = await update(id, ali);
		expect([titles(seen), seen.references]).toEqual([['witness_required.title'], []]);
		expect(JSON.stringify(seen)).not.toMatch(/arrested|on_bail/);
		expect(titles(await update(id))).toHaveLength(3);
	});

	it('P11, T37: who told no police has Rights 1, 4 and 12 and is never asked for a number', async () => {
		const ben = await aPerson(db(), 'Ben');
		const id = await aCase(db(), { [ben]: 'victim' }, { isReported: false });
		const home = await asPerson(db(), ben, readHome);
		expect([home.name, home.cases.map((one) => [one.isReported, one.next.key])]).toEqual(['Ben', [[false, 'updates.next.not_reported']]]);
		const seen = await update(id, ben);
		expect([seen.view.headline.key, seen.references, seen.clocks]).toEqual(['updates.now.not_reported', [], []]);
		const { rights } = await asPerson(db(), ben, readRights);
		expect(rights.filter(({ applies }) => applies).map(({ number }) => number)).toEqual([1, 4, 12]);
	});

	it('P11: "Help me with this" is one task for the hub; what cannot be asked now is not there', async () => {
		const id = await mine();
		await anEvent(db(), id, 'reported', '2026-06-01');
		for (let times = 0; times < 2; times++) await asPerson(db(), sam, (ctx) => useRight(ctx, id, 'statement'));
		expect((await tasks(id)).map(({ kind, about }) => [kind, about])).toEqual([['help_with_right', 'statement']]);
		expect((await asPerson(db(), sam, (ctx) => readRight(ctx, id, 'statement'))).helpBy).toBe('2026-06-24');
		await isNotYours(asPerson(db(), sam, (ctx) => readRight(ctx, id, 'lenient_sentence')));
	});
});
