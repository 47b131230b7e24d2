import { beforeAll, expect, it } from 'vitest';
import { openAt, openWords, sealedPlaces } from '#server/db/sealed-places.ts';
import { secretWordsOf } from '#server/db/queries/contact.ts';
import { preferencesOf, waysOf } from '#server/db/queries/people.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import type { Draft } from '#features/contact/domain/choices.ts';
import { carried } from '#features/contact/domain/adjustments.ts';
import { answerStep } from '#features/contact/server/answer-step.ts';
import { lookAtNewWays } from '#features/contact/server/chosen-elsewhere.ts';
import { freshDraft, openDraft, sealDraft } from '#features/contact/server/draft.ts';
import { adjustmentsFor, keepAdjustments, readOwnEasier, saveOwnEasier } from '#features/contact/server/easier.ts';
import { keepWriting, languageToSpeak, readOwnWriting, saveOwnWriting } from '#features/contact/server/writing.ts';
import { readOwnChoices } from '#features/contact/server/own-choices.ts';
import { askOthers } from '#features/contact/server/pass-on.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { addOneWay, changeOneWay, recordSpoken } from '#features/contact/server/record-reach.ts';
import { saveChoices, sayStillRight } from '#features/contact/server/save-choices.ts';
import { wordsToSay } from '#features/contact/server/show-number.ts';
import { wantedBy } from '#features/needs/server/wanted.ts';
import { spokenForm } from '#features/contact/schema.ts';
import { NotYours } from '#shared/faults.ts';
import { job, onOneEngine } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, asWorker, now, type Desk, type Matter } from './at-the-desk.ts';

const noon = new Date('2026-06-02T11:00:00Z');

onOneEngine('how a person may be reached', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const someone = async (more: Parameters<typeof aMatter>[1] = {}): Promise<Matter> => {
		const matter = await aMatter(db(), more);
		// As a worker wrote it down for her: the safe ways are the chosen ones.
		await asWorker(db(), desk.jo, (ctx) => recordSpoken(ctx, matter.personId, spokenForm.parse({ may: 'yes' })));
		return matter;
	};
	const begin = (id: string) => asPerson(db(), id, freshDraft, noon);
	const save = (id: string, draft: Draft) => asPerson(db(), id, (ctx) => saveChoices(ctx, draft), noon);
	const ways = (id: string) => db().as(job, noon, (tx) => waysOf(tx, [id]));
	const verdict = async (id: string, kind: 'worker' | 'automatic' = 'worker') =>
		asWorker(db(), desk.jo, async (ctx) => (await reachFor(ctx, [id], () => ({ kind }))).get(id)?.verdict, noon);
	const tasksOf = async (id: string) => (await asWorker(db(), desk.jo, (ctx) => openTasks(ctx.db))).filter((task) => task.personId === id);

	it('P15 nothing is saved before she says so; then "no" holds at once', async () => {
		const { personId } = await someone();
		const draft = { ...(await begin(personId)), may: 'no_look_here' as const };
		expect((await verdict(personId))?.verdict).toBe('go');
		expect(await save(personId, draft)).toEqual({ go: '/my/contact/saved' });
		expect(await verdict(personId)).toMatchObject({ verdict: 'worker_decides', reasonKey: 'reach.reason.no_look_here' });
		expect((await verdict(personId, 'automatic'))?.verdict).toBe('never');
	});

	it('P6 S-22 a new number waits until a worker heard the code word over it; the old one gets nothing', async () => {
		const { personId, ways: old } = await someone();
		const draft: Draft = { ...(await begin(personId)), ways: [{ kind: 'phone', value: '07700 900155', seen: 'me' }] };
		await save(personId, draft);
		const [way, ...others] = await ways(personId);
		expect(others).toEqual([]);
		expect(way).toMatchObject({ kind: 'phone', safe: 'safe', checked: false });
		expect(old).not.toContain(way?.id);
		expect(await verdict(personId)).toMatchObject({ verdict: 'worker_decides', reasonKey: 'reach.reason.not_checked' });
		await asWorker(db(), desk.jo, (ctx) => changeOneWay(ctx, personId, way?.id ?? '', 'checked'), noon);
		// Something changed on her page: a worker says the last agreed words, and no machine writes (P2).
		expect(await verdict(personId)).toMatchObject({ verdict: 'go_with_words', way: { id: way?.id } });
		expect((await verdict(personId, 'automatic'))?.verdict).not.toBe('go');
	});

	it('P2 a way she does not tick, or that somebody else may see, is never used again and nobody opens it', async () => {
		const { personId } = await someone({ ways: [{}, { kind: 'text' }] });
		const draft: Draft = { ...(await begin(personId)), ways: [{ kind: 'text', value: '', seen: 'someone' }] };
		await save(personId, draft);
		expect((await ways(personId)).map(({ safe }) => safe)).toEqual(['unsafe', 'unsafe']);
		expect(await verdict(personId)).toMatchObject({ verdict: 'never', reasonKey: 'reach.reason.unsafe' });
		for (const { id } of await ways(personId))
			for (const deed of ['checked', 'safe', 'resume'] as const)
				expect(await asWorker(db(), desk.jo, (ctx) => changeOneWay(ctx, personId, id, deed), noon)).toMatchObject({
					refused: [{ key: 'contact.reach.neverOpened' }]
				});
	});

	it('P2 a number that was once not safe comes back only when it was heard over, and the hub is told', async () => {
		const { personId } = await someone();
		await save(personId, { ...(await begin(personId)), ways: [] });
		await save(personId, { ...(await begin(personId)), may: 'yes', ways: [{ kind: 'phone', value: '01632 960000', seen: 'me' }] });
		await drainOutbox(db(), { 'contact.chosen': lookAtNewWays }, noon);
		expect(await verdict(personId)).toMatchObject({ verdict: 'worker_decides' });
		expect((await tasksOf(personId)).filter(({ kind }) => kind === 'ways_changed').map(({ about }) => about)).toContain('unsafe_again');
		const again = { kind: 'phone', value: '01632 960000', safe: 'safe', heard: undefined } as const;
		expect(await asWorker(db(), desk.jo, (ctx) => addOneWay(ctx, personId, again), noon)).toMatchObject({
			refused: [{ key: 'contact.reach.known' }]
		});
	});

	it('P6 at raised risk a changed way makes a quiet task; at ordinary risk none', async () => {
		const [raised, ordinary] = [await someone({ enhanced: ['domestic_abuse'] }), await someone()];
		for (const { personId } of [raised, ordinary])
			await save(personId, { ...(await begin(personId)), ways: [{ kind: 'email', value: 'new@example.org', seen: 'me' }] });
		await drainOutbox(db(), { 'contact.chosen': lookAtNewWays }, noon);
		expect((await tasksOf(raised.personId)).map(({ kind }) => kind)).toContain('ways_changed');
		expect((await tasksOf(ordinary.personId)).map(({ kind }) => kind)).not.toContain('ways_changed');
	});

	it('P6 secret words are write-only: kept through later versions, taken back by empty text, read by workers and by nobody else', async () => {
		const { personId } = await someone();
		await save(personId, { ...(await begin(personId)), words: { codeWord: 'marmalade', trusted: 'Her aunt' } });
		await save(personId, { ...(await begin(personId)), words: { trusted: '' } });
		expect((await asWorker(db(), desk.jo, (ctx) => wordsToSay(ctx, personId), noon)).agreed).toEqual({ codeWord: 'marmalade' });
		const own = await asPerson(db(), personId, readOwnChoices, noon);
		expect(own.given).toEqual(['codeWord']);
		expect(JSON.stringify(own)).not.toContain('marmalade');
		// Not even a fault in the app could show them: her role may not read the column.
		await expect(asPerson(db(), personId, ({ db: tx }) => secretWordsOf(tx, [personId]), noon)).rejects.toThrow();
	});

	it('two tabs: what was changed in one is not lost by the other', async () => {
		const { personId } = await someone();
		const [one, other] = [await begin(personId), await begin(personId)];
		await save(personId, { ...one, hardNews: 'read_here' });
		expect(await save(personId, { ...other, sayWho: true })).toEqual({ refused: [{ field: 'form', key: 'contact.changedElsewhere' }] });
		const [row] = await db().as(job, noon, (tx) => preferencesOf(tx, [personId]));
		expect(row).toMatchObject({ hardNews: 'read_here', sayWho: false });
		const both = await Promise.all([begin(personId), begin(personId)]);
		const answers = await Promise.all(both.map((draft) => save(personId, draft)));
		expect(answers.filter((answer) => 'go' in answer)).toHaveLength(1);
	});

	it('S-14 the answers so far open for nobody else, not after half an hour, and not when they were touched', async () => {
		const [hers, other] = [await someone(), await someone()];
		const draft: Draft = { ...(await begin(hers.personId)), words: { codeWord: 'marmalade' } };
		const sealed = await asPerson(db(), hers.personId, (ctx) => sealDraft(ctx, draft), noon);
		expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('marmalade');
		const open = (id: string, text: string, at = noon) => asPerson(db(), id, (ctx) => openDraft(ctx, text), at);
		expect(await open(hers.personId, sealed)).toEqual(draft);
		expect(await open(other.personId, sealed)).toBeNull();
		expect(await open(hers.personId, sealed, new Date(noon.getTime() + 31 * 60_000))).toBeNull();
		for (const bad of ['', 'x', sealed.slice(0, -3), `Q${sealed.slice(1)}`, 'é'.repeat(50)])
			expect(await open(hers.personId, bad)).toBeNull();
	});

	it('S-33 every question but the first can be skipped, and Continue on every page changes nothing', async () => {
		const { personId } = await someone();
		const before = await begin(personId);
		let draft = before;
		for (const [step, sent] of [
			['may', { may: 'yes' }],
			['ways', { ways: 'phone', phone: '', text: '', email: '', post: '' }],
			['see', { 'see-phone': 'me' }],
			['when', {}],
			['answer', {}],
			['more', {}]
		] as const) {
			const answered = await asPerson(db(), personId, (ctx) => answerStep(ctx, step, draft, sent), noon);
			if ('refused' in answered) throw new Error(`${step}: ${JSON.stringify(answered.refused)}`);
			draft = answered.draft;
		}
		expect(draft).toEqual({ ...before, words: {} });
		expect(await asPerson(db(), personId, (ctx) => answerStep(ctx, 'may', draft, {}), noon)).toMatchObject({ refused: [{ field: 'may' }] });
		expect(await asPerson(db(), personId, (ctx) => answerStep(ctx, 'ways', draft, { ways: 'email' }), noon)).toMatchObject({
			refused: [{ field: 'email', key: 'contact.ways.needed.email' }]
		});
	});

	it('"Is this still right?" keeps what a worker has still to hear, and asks again after thirty days whoever it is', async () => {
		const { personId } = await someone();
		const later = new Date(now.getTime() + 31 * 86_400_000);
		expect((await asPerson(db(), personId, readOwnChoices, noon)).isAskedAgain).toBe(false);
		expect((await asPerson(db(), personId, readOwnChoices, later)).isAskedAgain).toBe(true);
		await asPerson(db(), personId, sayStillRight, later);
		expect((await asPerson(db(), personId, readOwnChoices, later)).isAskedAgain).toBe(false);
		expect((await verdict(personId))?.verdict).toBe('go');
	});

	it('P15 "Ask them for me" is one task, however often it is pressed', async () => {
		const { personId } = await someone();
		for (let times = 0; times < 3; times++) await asPerson(db(), personId, askOthers, noon);
		expect((await tasksOf(personId)).filter(({ kind }) => kind === 'pass_on_contact')).toHaveLength(1);
	});

	it('what makes it easier is asked once, kept with its earlier versions, asked again in a year, and travels', async () => {
		const { personId } = await someone();
		expect(carried(await asPerson(db(), personId, readOwnEasier, noon))).toBeNull();
		await asPerson(
			db(),
			personId,
			(ctx) => saveOwnEasier(ctx, { easier: ['not_local', 'large_print'], spoken: 'so', words: 'Wait for me.' }),
			noon
		);
		const said = (await asWorker(db(), desk.jo, (ctx) => adjustmentsFor(ctx, [personId]), noon)).get(personId) ?? null;
		expect(said).toMatchObject({ reviewOn: '2027-06-02' });
		expect(carried(said)).toEqual({ codes: ['not_local', 'large_print'], spoken: 'so', words: 'Wait for me.' });
		await asWorker(db(), desk.jo, (ctx) => keepAdjustments(ctx, personId, { easier: ['bsl'], spoken: '', words: '' }, ctx.actor.id), noon);
		expect((await asPerson(db(), personId, readOwnEasier, noon))?.codes).toEqual(['bsl']);
	});

	it('the language we write in is hers to choose, a worker’s to write down, and moves neither the interpreter nor another person', async () => {
		const [{ personId }, other] = [await someone(), await someone()];
		await asPerson(db(), personId, (ctx) => saveOwnEasier(ctx, { easier: [], spoken: 'so', words: '' }), noon);
		await asPerson(db(), personId, (ctx) => saveOwnWriting(ctx, { language: 'ur' }), noon);
		expect(await asPerson(db(), personId, readOwnWriting, noon)).toBe('ur');
		expect((await asPerson(db(), personId, readOwnEasier, noon))?.spoken).toBe('so');
		expect((await asWorker(db(), desk.jo, (ctx) => reachFor(ctx, [personId], () => ({ kind: 'worker' })), noon)).get(personId)?.lang).toBe(
			'ur'
		);
		await asWorker(db(), desk.jo, (ctx) => keepWriting(ctx, personId, { language: 'pl' }), noon);
		expect(await asPerson(db(), personId, readOwnWriting, noon)).toBe('pl');
		expect((await asPerson(db(), personId, readOwnEasier, noon))?.spoken).toBe('so');
		expect(await asPerson(db(), other.personId, readOwnWriting, noon)).toBe('en');
		await expect(asPerson(db(), other.personId, (ctx) => keepWriting(ctx, personId, { language: 'fa' }), noon)).rejects.toThrow(NotYours);
		expect(await asPerson(db(), personId, readOwnWriting, noon)).toBe('pl');
		// Services are looked for in the language she speaks best, not in the one she reads.
		expect((await asWorker(db(), desk.jo, (ctx) => wantedBy(ctx, personId), noon)).lang).toBe('so');
		expect(await asWorker(db(), desk.jo, (ctx) => languageToSpeak(ctx, personId, 'pl'), noon)).toBe('so');
	});

	it('S-24 nobody writes or reads another person’s choices: the database holds it', async () => {
		const [hers, other] = [await someone(), await someone()];
		const seen = await asPerson(db(), other.personId, (ctx) => adjustmentsFor(ctx, [hers.personId]), noon);
		expect(seen.size).toBe(0);
		const way = (await ways(hers.personId))[0];
		const opened = await db().as(job, noon, (tx) =>
			openAt(tx.keys, sealedPlaces.contactWay(hers.personId, way?.id ?? ''), way?.valueSealed ?? Buffer.alloc(0))
		);
		expect(opened).toBe('01632 960000');
		const words = await db().as(job, noon, async (tx) => openWords(tx.keys, await secretWordsOf(tx, [other.personId])));
		expect(words).toEqual({});
	});
});
