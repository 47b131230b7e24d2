import { beforeAll, describe, expect, it } from 'vitest';
import { checkForm, letInForm, type LetInForm } from '#features/advocates/schema.ts';
import { answerWaiting, endForPerson, readCaseHelpers } from '#features/advocates/server/case-helpers.ts';
import { letIn } from '#features/advocates/server/let-in.ts';
import { endHelp, readHelping, readPeople } from '#features/advocates/server/read-people.ts';
import { invite } from '#features/accounts/server/invite.ts';
import { readHelped } from '#features/cases/server/read-helped.ts';
import { readHome } from '#features/cases/server/read-home.ts';
import { forgetPerson } from '#features/keeping/server/forget.ts';
import { drainOutbox } from '#server/outbox/drain.ts';
import { newId } from '#server/db/keyring.ts';
import { addParticipant, eventsOf, participantsOf, referencesOf } from '#server/db/queries/cases.ts';
import { addGrant } from '#server/db/queries/advocate.ts';
import { personKeeping } from '#server/db/queries/keeping.ts';
import { ownWays } from '#server/db/queries/own.ts';
import { openTasks } from '#server/db/queries/tasks.ts';
import { helpGrant } from '#server/db/schema/advocate.ts';
import { person } from '#server/db/schema/people.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { work } from '#server/http/work.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { eq } from 'drizzle-orm';
import { handlers } from '../../src/jobs.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { asPerson } from './a-case.ts';
import { aDesk, aMatter, anEvent, asWorker, aTry, now, type Desk, type Matter } from './at-the-desk.ts';

const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

onOneEngine('someone who helps: exactly what is ticked, until when (P17, S-25, S-31)', (db) => {
	let desk: Desk;
	beforeAll(async () => {
		desk = await aDesk(db());
	});
	const as = <Out>(id: string, run: Parameters<typeof asPerson<Out>>[2], at = now) => asPerson(db(), id, run, at);
	const form = (matter: Matter, more: Partial<LetInForm> = {}): LetInForm =>
		letInForm.parse({ case: matter.caseId, kind: 'friend', name: 'Rosa', parts: ['updates'], months: '3', word: 'kettle', ...more });
	/** Lets somebody in as the door does it: with an invitation, in one transaction. */
	async function helped(matter: Matter, more: Partial<LetInForm> = {}, at = now): Promise<{ helper: string; grant: string; code: string }> {
		return as(
			matter.personId,
			async (ctx) => {
				const one = await letIn(ctx, form(matter, more));
				if ('refused' in one) throw new Error(JSON.stringify(one.refused));
				const invited = await invite(ctx, { subject: one.helper, kind: 'person', lang: 'en', word: form(matter, more).word });
				return { ...one, code: 'code' in invited ? invited.code : '' };
			},
			at
		);
	}
	const born = (matter: Matter, day: string) =>
		db().as(job, now, async (tx) => {
			const bornSealed = await sealAt(tx.keys, sealedPlaces.personBorn(matter.personId), day);
			await tx.q.update(person).set({ bornSealed }).where(eq(person.id, matter.personId));
		});
	const tasksAbout = async (personId: string) =>
		(await asWorker(db(), desk.jo, (ctx) => openTasks(ctx.db)))
			.filter((task) => task.personId === personId)
			.map(({ kind, dueOn }) => [kind, dueOn]);
	const drain = () => drainOutbox(db(), handlers, now);

	it('for every set of ticks, the page has those parts and no other', async () => {
		const matter = await aMatter(db(), { name: 'Sam Ticks' });
		await anEvent(db(), desk, { caseId: matter.caseId, kind: 'under_investigation' });
		const all = ['updates', 'court', 'rights'] as const;
		for (let set = 1; set < 8; set++) {
			const parts = all.filter((_, at) => set & (1 << at));
			const { helper, grant } = await helped(matter, { parts: [...parts] });
			const page = await as(helper, (ctx) => readHelped(ctx, grant));
			expect(
				Object.entries(page.view)
					.flatMap(([part, value]) => (value === null ? [] : [part]))
					.sort()
			).toEqual([...parts].sort());
			expect(page.name).toBe('Sam Ticks');
		}
	});

	it('the database gives a helper no number, reference, other person or way, and no case of their own', async () => {
		const matter = await aMatter(db(), { name: 'Sam Fence' });
		const witness = await aMatter(db(), { name: 'Wit Ness' });
		await db().as(job, now, (tx) =>
			addParticipant(tx, {
				id: newId(now),
				hubId: testHub,
				caseId: matter.caseId,
				personId: witness.personId,
				role: 'witness',
				enhanced: [],
				madeAt: now
			})
		);
		await anEvent(db(), desk, { caseId: matter.caseId, kind: 'charged' });
		const { helper } = await helped(matter, { parts: ['updates', 'court', 'rights'] });
		expect(await as(helper, ({ db: tx }) => eventsOf(tx, [matter.caseId, witness.caseId]))).toHaveLength(1);
		expect(await as(helper, ({ db: tx }) => referencesOf(tx, [matter.caseId]))).toEqual([]);
		expect(await as(helper, ({ db: tx }) => ownWays(tx, matter.personId))).toEqual([]);
		expect((await as(helper, readHome)).cases).toEqual([]);
		expect((await as(helper, ({ db: tx }) => participantsOf(tx, [matter.caseId]))).map(({ personId }) => personId)).toEqual([
			matter.personId
		]);
	});

	it('removed: gone in that very request, also for whoever is reading; the other tab says so too', async () => {
		const matter = await aMatter(db(), { name: 'Sam Stops' });
		const { helper, grant } = await helped(matter);
		expect((await as(helper, readHelping)).map(({ name }) => name)).toEqual(['Sam Stops']);
		expect(await as(matter.personId, (ctx) => endHelp(ctx, grant))).toEqual({ go: '/my/help/people?done=ended' });
		// The same button in a second tab changes nothing and is no fault.
		expect(await as(matter.personId, (ctx) => endHelp(ctx, grant), later(1))).toEqual({ go: '/my/help/people?done=ended' });
		await expect(as(helper, (ctx) => readHelped(ctx, grant))).rejects.toThrow(NotYours);
		expect(await as(helper, ({ db: tx }) => eventsOf(tx, [matter.caseId]))).toEqual([]);
		expect(await as(helper, readHelping)).toEqual([]);
		expect((await as(matter.personId, readPeople)).helpers).toMatchObject([{ standing: 'ended', endedOn: '2026-06-02' }]);
	});

	it('ends by itself at its day; a forged id, and the grant of another, open nothing', async () => {
		const matter = await aMatter(db(), { name: 'Sam Ends' });
		const { helper, grant } = await helped(matter, { months: '1' });
		const stranger = await helped(await aMatter(db(), { name: 'Else' }), { name: 'Otto' });
		await expect(as(helper, (ctx) => readHelped(ctx, grant), later(29))).resolves.toBeDefined();
		await expect(as(helper, (ctx) => readHelped(ctx, grant), later(32))).rejects.toThrow(NotYours);
		expect(await as(helper, ({ db: tx }) => eventsOf(tx, [matter.caseId]), later(32))).toEqual([]);
		for (const id of [newId(now), 'not-an-id', stranger.grant])
			await expect(as(helper, (ctx) => readHelped(ctx, id))).rejects.toThrow(NotYours);
		await expect(as(stranger.helper, (ctx) => endHelp(ctx, grant))).rejects.toThrow(NotYours);
	});

	it('hard news stays out of it, and that there is some, until a worker told the person (P4)', async () => {
		const matter = await aMatter(db(), { name: 'Sam News', preference: { hardNews: 'read_here' } });
		const { helper, grant } = await helped(matter, { parts: ['updates', 'rights'] });
		await anEvent(
			db(),
			desk,
			{ caseId: matter.caseId, kind: 'under_investigation', occurred: { kind: 'day', on: '2026-05-20' } },
			later(-3)
		);
		const before = await as(helper, (ctx) => readHelped(ctx, grant));
		const eventId = await anEvent(db(), desk, { caseId: matter.caseId, kind: 'not_charged' });
		expect(await as(helper, (ctx) => readHelped(ctx, grant))).toEqual(before);
		expect(
			await aTry(db(), desk.jo, { caseId: matter.caseId, eventId, personId: matter.personId, way: 'in_person', show: true })
		).not.toHaveProperty('refused');
		expect((await as(helper, (ctx) => readHelped(ctx, grant), later(1))).view.updates?.timeline).toHaveLength(2);
	});

	it('a parent of a young person waits; a worker records all three of P17, once; the young person removes them', async () => {
		const matter = await aMatter(db(), { name: 'Young Sam' });
		await born(matter, '2010-08-01');
		const { helper, grant } = await helped(matter, { kind: 'parent', months: '6' });
		await expect(as(helper, (ctx) => readHelped(ctx, grant))).rejects.toThrow(NotYours);
		await drain();
		expect((await tasksAbout(matter.personId)).sort()).toEqual([
			['helper_ask_again', '2026-08-01'],
			// A child is at raised risk (P2).
			['helper_changed', '2026-06-02'],
			['helper_check', '2026-06-02']
		]);
		const answer = (more: object) =>
			asWorker(db(), desk.jo, (ctx) => answerWaiting(ctx, matter.caseId, checkForm.parse({ grant, answer: 'yes', ...more })));
		expect(await answer({ checks: ['not_suspect'], wishes: 'wants' })).toMatchObject({ refused: [{ field: 'checks' }] });
		expect(await answer({ checks: ['not_suspect', 'lives_apart'], wishes: 'no' })).toMatchObject({ refused: [{ field: 'checks' }] });
		expect(await answer({ checks: ['not_suspect', 'lives_apart'] })).toMatchObject({ refused: [{ field: 'wishes' }] });
		expect(await answer({ checks: ['not_suspect', 'lives_apart'], wishes: 'wants' })).toHaveProperty('go');
		expect(await answer({ answer: 'no' })).toMatchObject({ refused: [{ field: 'form', key: 'advocates.check.settled' }] });
		await expect(as(helper, (ctx) => readHelped(ctx, grant))).resolves.toBeDefined();
		await as(matter.personId, (ctx) => endHelp(ctx, grant));
		await expect(as(helper, (ctx) => readHelped(ctx, grant))).rejects.toThrow(NotYours);
	});

	it('a name that is in the case waits for a worker; the word is in no name; a worker ends it on the phone', async () => {
		const matter = await aMatter(db(), { name: 'Sam Both' });
		const other = await aMatter(db(), { name: 'Rosa Known' });
		await db().as(job, now, (tx) =>
			addParticipant(tx, {
				id: newId(now),
				hubId: testHub,
				caseId: matter.caseId,
				personId: other.personId,
				role: 'witness',
				enhanced: [],
				madeAt: now
			})
		);
		const { helper, grant } = await helped(matter, { name: 'rosa known' });
		await expect(as(helper, (ctx) => readHelped(ctx, grant))).rejects.toThrow(NotYours);
		expect(await as(matter.personId, (ctx) => letIn(ctx, form(matter, { name: 'Kettle Smith' })))).toMatchObject({
			refused: [{ field: 'word' }]
		});
		expect((await asWorker(db(), desk.jo, (ctx) => readCaseHelpers(ctx, matter.caseId))).map(({ name }) => name)).toEqual(['rosa known']);
		await asWorker(db(), desk.jo, (ctx) => endForPerson(ctx, matter.caseId, grant));
		expect((await as(matter.personId, readPeople)).helpers[0]?.standing).toBe('ended');
		await expect(asWorker(db(), desk.jo, (ctx) => endForPerson(ctx, other.caseId, grant))).rejects.toThrow(NotYours);
	});

	it('adding and removing is a quiet task at raised risk alone (P6)', async () => {
		const plain = await aMatter(db(), { name: 'Plain' });
		const raised = await aMatter(db(), { name: 'Raised', enhanced: ['domestic_abuse'] });
		for (const matter of [plain, raised]) await helped(matter);
		await drain();
		expect(await tasksAbout(plain.personId)).toEqual([]);
		expect(await tasksAbout(raised.personId)).toEqual([['helper_changed', '2026-06-02']]);
	});

	it('a look is in the log about her, by whom she let in', async () => {
		const matter = await aMatter(db(), { name: 'Sam Looks' });
		const { helper, grant } = await helped(matter);
		const actor = { kind: 'person', account: helper, id: helper, hub: testHub } as unknown as PersonActor;
		await work(db(), { actor, now, lang: 'en', requestId: 'test', audit: 'helped.viewed' }, (ctx) => readHelped(ctx, grant));
		const { readLooks } = await import('#features/audit/server/read-looks.ts');
		const looks = await as(matter.personId, (ctx) => readLooks(ctx, null as never), later(1));
		expect(JSON.stringify(looks)).toContain('"helper"');
	});

	describe('nobody can make more of it than is in it', () => {
		it('nor let somebody in who is there already: that would lead to their account', async () => {
			const matter = await aMatter(db(), { name: 'Sam Forges' });
			const victim = await aMatter(db(), { name: 'Else Where' });
			const forged = as(matter.personId, async ({ db: tx }) => {
				const id = newId(now);
				const nameSealed = await sealAt(tx.keys, sealedPlaces.helperName(matter.personId, id), 'x');
				const row = {
					hubId: testHub,
					personId: matter.personId,
					caseId: matter.caseId,
					helperId: victim.personId,
					madeAt: now,
					nameSealed
				} as const;
				await addGrant(tx, { ...row, id, kind: 'friend', parts: ['updates'], state: 'live', until: later(30) });
			});
			await expect(forged).rejects.toThrow();
		});

		it('nor change what was ticked, until when, or a state that waits', async () => {
			const matter = await aMatter(db(), { name: 'Sam Holds' });
			const { helper, grant } = await helped(matter);
			for (const id of [matter.personId, helper])
				await expect(
					as(id, ({ db: tx }) =>
						tx.q
							.update(helpGrant)
							.set({ parts: ['updates', 'rights'] })
							.where(eq(helpGrant.id, grant))
					)
				).rejects.toThrow();
		});
	});

	it('forgotten with her; a helper, who has no case, is kept as long as the grant holds and no longer', async () => {
		const matter = await aMatter(db(), { name: 'Sam Gone' });
		const { helper, grant } = await helped(matter);
		const couldGo = (at: Date) =>
			db().as(job, at, async (tx) =>
				(await personKeeping(tx, { after: '00000000-0000-0000-0000-000000000000', limit: 200 })).some(({ id }) => id === helper)
			);
		expect(await couldGo(later(60))).toBe(false);
		expect(await couldGo(later(120))).toBe(true);
		await work(db(), { actor: { kind: 'job', hub: testHub }, now, lang: 'en', requestId: 'test', audit: null }, (ctx) =>
			forgetPerson(ctx, matter.personId, 'test')
		);
		await expect(as(helper, (ctx) => readHelped(ctx, grant))).rejects.toThrow(NotYours);
	});
});
