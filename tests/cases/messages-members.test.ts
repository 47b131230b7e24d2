import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { letInForm } from '#features/advocates/schema.ts';
import { letIn } from '#features/advocates/server/let-in.ts';
import { endHelp } from '#features/advocates/server/read-people.ts';
import { restrictCase } from '#features/cases/server/restrict-case.ts';
import { countWaiting, listAgencyThreads, readAgencyThread, writeAsAgency } from '#features/messages/server/agency.ts';
import { listThreads } from '#features/messages/server/inbox.ts';
import { answerThread, readThread } from '#features/messages/server/desk.ts';
import { listHelped, readHelpedThread, writeAsHelper } from '#features/messages/server/helper.ts';
import { answerMember, endOwnMember, letAgencyIn, readMembers } from '#features/messages/server/members.ts';
import { addDeskMember, endDeskMember, readDeskMembers } from '#features/messages/server/members-desk.ts';
import { noteThread } from '#features/messages/server/notes.ts';
import { readOwn, startThread, writeOwn } from '#features/messages/server/own.ts';
import { addToMessage } from '#features/messages/server/translate.ts';
import { stopSharing } from '#features/referrals/server/answer-share.ts';
import { beforeWriting } from '#features/referrals/server/before-writing.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addAgency, addWorker } from '#server/db/queries/people.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { AgencyActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import type { AccountId, AgencyId, WorkerId } from '#shared/ids.ts';
import { actorOf, asPerson } from './a-case.ts';
import { asDesk, asPartner, drain, now, partners, type Partners } from './directory-desk.ts';
import { accept, anOffer, keyIn, sent } from './sharing-desk.ts';
import { job, onBothEngines, testHub } from '../database/open.ts';

onBothEngines('who reads a thread besides the person and the hub', (db) => {
	let desk: Partners;
	let service: string;
	let unit: AgencyActor;
	beforeAll(async () => {
		desk = await partners(db());
		service = await anOffer(db(), 1, desk.harbour.agency);
		const [agency, id] = [newId<AgencyId>(now), newId<WorkerId>(now)];
		await db().as(job, now, async (tx) => {
			await addAgency(tx, { id: agency, hubId: testHub, slug: 'witness-care', name: 'Witness Care', source: 'witness_care' });
			const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(id), 'Wyn Test');
			await addWorker(tx, { id, hubId: testHub, agencyId: agency, nameSealed, team: 'Team', madeAt: now });
		});
		unit = { kind: 'agency', account: newId<AccountId>(now), id, hub: testHub, agency };
	});
	const uuid = () => crypto.randomUUID();
	const shared = async (name = 'Sam Test') => {
		const matter = await sent(db(), desk, service, name);
		await accept(db(), desk, matter.id);
		const id = uuid();
		await asPerson(db(), matter.personId, (ctx) => startThread(ctx, { once: id, topic: 'support', text: 'Before' }));
		return { ...matter, request: matter.id, id };
	};
	const say = (personId: string, id: string, text: string) => asPerson(db(), personId, (ctx) => writeOwn(ctx, id, { once: uuid(), text }));
	const join = (personId: string, id: string, before = false) =>
		asPerson(db(), personId, (ctx) => letAgencyIn(ctx, id, { agency: desk.harbour.agency, before }));
	const seenBy = async (actor: AgencyActor, id: string) =>
		(await asPartner(db(), actor, (ctx) => readAgencyThread(ctx, id))).messages.map(({ text }) => text);
	const membersOf = (personId: string, id: string) => asPerson(db(), personId, (ctx) => readMembers(ctx, id, []));

	it('T3 P16 nobody reads before she lets them in, and then only from there; she sees who; another agency, and the notes of the hub, are not theirs', async () => {
		const { personId, id } = await shared();
		await asDesk(db(), desk.jo, (ctx) => noteThread(ctx, id, { once: uuid(), note: 'Rang the court.' }));
		await expect(seenBy(desk.harbour, id)).rejects.toBeInstanceOf(NotYours);
		expect((await membersOf(personId, id)).toLetIn.map(({ name }) => name)).toEqual(['Harbour Support']);
		await join(personId, id);
		expect(await seenBy(desk.harbour, id)).toEqual([]);
		await say(personId, id, 'After');
		expect(await seenBy(desk.harbour, id)).toEqual(['After']);
		expect((await membersOf(personId, id)).readers).toMatchObject([{ name: 'Harbour Support', as: 'request' }]);
		await expect(seenBy(desk.wolds, id)).rejects.toBeInstanceOf(NotYours);
		await expect(db().as(desk.harbour, now, (tx) => tx.q.execute(sql`select id from thread_note`))).rejects.toThrow();
		await expect(db().as(desk.harbour, now, (tx) => tx.q.execute(sql`select is_marked from thread`))).rejects.toThrow();
		const [mine] = await asPartner(db(), desk.harbour, listAgencyThreads);
		expect(mine).toMatchObject({ id, name: 'Sam Test', waits: true });
	});

	it('she ticks that they read what was before; they answer in their own name, and the hub’s promise stands (T28)', async () => {
		const { personId, id } = await shared();
		await join(personId, id, true);
		expect(await seenBy(desk.harbour, id)).toEqual(['Before']);
		const form = { once: uuid(), text: 'We are here on Monday.' };
		const write = () => asPartner(db(), desk.harbour, (ctx) => writeAsAgency(ctx, id, form));
		await Promise.all([write(), write()]);
		await write();
		const hers = await asPerson(db(), personId, (ctx) => readOwn(ctx, id));
		expect(hers.messages.map(({ author, agencyId, text }) => [author, agencyId, text])).toEqual([
			['person', null, 'Before'],
			['agency', desk.harbour.agency, 'We are here on Monday.']
		]);
		expect(hers.by).not.toBeNull();
		expect(hers.lastBy).toBe('agency');
		expect((await asPartner(db(), desk.harbour, listAgencyThreads)).find((row) => row.id === id)?.waits).toBe(false);
		const waiting = () => asPartner(db(), desk.harbour, countWaiting);
		const was = await waiting();
		await say(personId, id, 'Thank you');
		expect(await waiting()).toBe(was + 1);
		await drain(db());
		const told = await db().as(job, now, async (tx) =>
			rowsOf<{ n: number }>(await tx.q.execute(sql`select count(*)::int as n from notice where about = ${id}::uuid`))
		);
		expect(told[0]?.n).toBeGreaterThan(0);
	});

	it('a translation is read beside its message by an agency that reads that message, and by no other', async () => {
		const { personId, id } = await shared();
		const translate = async (n: number, translated: string) => {
			const { messages } = await asPerson(db(), personId, (ctx) => readOwn(ctx, id));
			const form = { once: uuid(), message: messages[n]?.id ?? '', lang: 'cy', origin: 'interpreter', translated } as const;
			await asDesk(db(), desk.jo, (ctx) => addToMessage(ctx, id, form));
		};
		await translate(0, 'Cyn');
		await join(personId, id);
		await say(personId, id, 'After');
		await translate(1, 'Wedyn');
		const { messages } = await asPartner(db(), desk.harbour, (ctx) => readAgencyThread(ctx, id));
		expect(messages.map(({ text, also }) => [text, also.map((one) => one.text)])).toEqual([['After', ['Wedyn']]]);
		const rows = (actor: AgencyActor) =>
			db().as(actor, now, async (tx) => rowsOf(await tx.q.execute(sql`select id from message_translation where thread_id = ${id}::uuid`)));
		expect([(await rows(desk.harbour)).length, (await rows(desk.wolds)).length]).toEqual([1, 0]);
	});

	it('P21 before an agency writes stands by which request, what the gate says now and what makes it easier; without a request that holds, nothing', async () => {
		const { personId, id, request } = await shared();
		const before = (actor: AgencyActor) => asPartner(db(), actor, (ctx) => beforeWriting(ctx, id));
		expect(await before(desk.harbour)).toBeNull();
		await join(personId, id);
		const found = await before(desk.harbour);
		expect(found?.request).toBe(request);
		expect(found?.verdict).not.toBeNull();
		// She shared her name and her ways, and nothing else.
		expect(found?.easier).toEqual([]);
		expect([await before(desk.wolds), await before(unit)]).toEqual([null, null]);
		await asDesk(db(), desk.jo, (ctx) => addDeskMember(ctx, id, { agency: unit.agency, why: 'official', how: 'phone' }, 'Sam Test'));
		await say(personId, id, 'After');
		expect(await seenBy(unit, id)).toEqual(['After']);
		expect(await before(unit)).toBeNull();
		await asPerson(db(), personId, (ctx) => stopSharing(ctx, request, 'stop'));
		expect(await before(desk.harbour)).toBeNull();
	});

	it('P16 stopping the request ends it in that very transaction, and so does her one step; what is ended stays ended', async () => {
		const { personId, id, request } = await shared();
		await join(personId, id, true);
		const write = () => asPartner(db(), desk.harbour, (ctx) => writeAsAgency(ctx, id, { once: uuid(), text: 'Still here' }));
		await asPerson(db(), personId, (ctx) => stopSharing(ctx, request, 'stop'));
		await expect(seenBy(desk.harbour, id)).rejects.toBeInstanceOf(NotYours);
		await expect(write()).rejects.toBeInstanceOf(NotYours);
		expect((await membersOf(personId, id)).readers).toEqual([]);

		const other = await shared('Kim Test');
		await join(other.personId, other.id, true);
		const [member] = (await membersOf(other.personId, other.id)).readers;
		const end = () => asPerson(db(), other.personId, (ctx) => endOwnMember(ctx, other.id, { member: member?.id ?? '' }));
		await end();
		await end();
		await expect(seenBy(desk.harbour, other.id)).rejects.toBeInstanceOf(NotYours);
		for (const table of [sql`thread`, sql`message`, sql`thread_member`])
			expect(
				await db().as(desk.harbour, now, async (tx) =>
					rowsOf(await tx.q.execute(sql`select id from ${table} where person_id in (${personId}::uuid, ${other.personId}::uuid)`))
				)
			).toEqual([]);
	});

	it('witness care joins by its office and her yes: asked on her page, no is no; by phone it is written down; a support service without a request never', async () => {
		const { personId, id } = await shared();
		const add = (agency: string, how: 'ask' | 'phone') =>
			asDesk(db(), desk.jo, (ctx) => addDeskMember(ctx, id, { agency, why: 'official', how }, 'Sam Test'));
		expect(keyIn(await add(desk.wolds.agency, 'phone'))).toBe('messages.members.error.agency');
		await add(unit.agency, 'ask');
		expect(keyIn(await add(unit.agency, 'ask'))).toBe('messages.members.error.already');
		await expect(seenBy(unit, id)).rejects.toBeInstanceOf(NotYours);
		const answer = async (yes: boolean) => {
			const [asked] = (await membersOf(personId, id)).asked;
			const form = { member: asked?.id ?? uuid(), answer: yes ? ('yes' as const) : ('no' as const), before: false };
			return asPerson(db(), personId, (ctx) => answerMember(ctx, id, form));
		};
		await answer(false);
		await expect(seenBy(unit, id)).rejects.toBeInstanceOf(NotYours);
		expect(keyIn(await answer(true))).toBe('messages.error.moved');
		await add(unit.agency, 'ask');
		await answer(true);
		await say(personId, id, 'When do I come?');
		expect(await seenBy(unit, id)).toEqual(['When do I come?']);
		const { readers } = await asDesk(db(), desk.jo, (ctx) => readDeskMembers(ctx, id));
		expect(readers).toMatchObject([{ name: 'Witness Care', as: 'official' }]);
		await asDesk(db(), desk.jo, (ctx) => endDeskMember(ctx, id, { member: readers[0]?.id ?? '', endWhy: 'answered' }));
		await expect(seenBy(unit, id)).rejects.toBeInstanceOf(NotYours);
		await add(unit.agency, 'phone');
		expect(await seenBy(unit, id)).toEqual([]);
	});

	it('P19 a record that is shut to a worker has no members for them either', async () => {
		const { personId, caseId, id } = await shared();
		await join(personId, id);
		await asDesk(db(), desk.helen, (ctx) => restrictCase(ctx, caseId, { why: 'staff', worker: [desk.helen] }), { roles: ['supervisor'] });
		await expect(asDesk(db(), desk.jo, (ctx) => readDeskMembers(ctx, id))).rejects.toBeInstanceOf(NotYours);
	});

	it('T3 another person’s thread is nobody’s to open up, and an agency cannot let itself in', async () => {
		const [sam, kim] = [await shared(), await shared('Kim Test')];
		await expect(join(kim.personId, sam.id)).rejects.toBeInstanceOf(NotYours);
		const self = sql`insert into thread_member (id, hub_id, thread_id, case_id, person_id, agency_id, basis, name_sealed, from_seq, added_by, said, asked_at, since)
			values (${uuid()}, ${testHub}, ${sam.id}, ${sam.caseId}, ${sam.personId}, ${desk.wolds.agency}, 'official', '\\x00', 1, 'person', 'page', ${now.toISOString()}, ${now.toISOString()})`;
		for (const actor of [desk.wolds, actorOf(sam.personId), actorOf(kim.personId)])
			await expect(db().as(actor, now, (tx) => tx.q.execute(self))).rejects.toThrow();
	});

	const parts = (...list: string[]) => letInForm.shape.parts.safeParse(list);
	const help = async (matter: { personId: string; caseId: string }, list: string[], at = now) => {
		const form = letInForm.parse({ case: matter.caseId, kind: 'friend', name: 'Ali Test', parts: list, months: '3', word: 'lantern' });
		const out = await asPerson(db(), matter.personId, (ctx) => letIn(ctx, form), at);
		if (!('grant' in out)) throw new Error('not let in');
		return out;
	};

	it('P17 a helper reads messages only where she ticked it, from then on, and not once she ends it', async () => {
		const sam = await shared();
		const later = new Date(now.getTime() + 60_000);
		const { grant, helper } = await help(sam, ['messages'], later);
		const read = (at = later) => asPerson(db(), helper, (ctx) => readHelpedThread(ctx, grant, sam.id), at);
		await asPerson(db(), sam.personId, (ctx) => writeOwn(ctx, sam.id, { once: uuid(), text: 'After' }), later);
		const texts = (await read()).messages.map(({ text }) => text);
		expect(texts).toEqual(['After']);
		expect((await asPerson(db(), helper, (ctx) => listHelped(ctx, grant), later)).threads.map(({ id }) => id)).toEqual([sam.id]);
		await expect(
			asPerson(db(), helper, (ctx) => writeAsHelper(ctx, grant, sam.id, { once: uuid(), text: 'I am Ali' }), later)
		).rejects.toBeInstanceOf(NotYours);
		const other = await help(sam, ['updates']);
		await expect(asPerson(db(), other.helper, (ctx) => listHelped(ctx, other.grant))).rejects.toBeInstanceOf(NotYours);
		await asPerson(db(), sam.personId, (ctx) => endHelp(ctx, grant), later);
		await expect(read()).rejects.toBeInstanceOf(NotYours);
		expect(await db().as(actorOf(helper), later, async (tx) => rowsOf(await tx.q.execute(sql`select id from message`)))).toEqual([]);
	});

	it('P17 a helper who may write does so in their own name, and waits like she does', async () => {
		const sam = await shared();
		const { grant, helper } = await help(sam, ['messages', 'messages_write', 'messages_before']);
		const form = { once: uuid(), text: 'He said he will kill her' };
		const write = () => asPerson(db(), helper, (ctx) => writeAsHelper(ctx, grant, sam.id, form));
		await write();
		await write();
		const { messages, lastBy } = await asPerson(db(), sam.personId, (ctx) => readOwn(ctx, sam.id));
		expect(messages.map(({ author, grantId }) => [author, grantId])).toEqual([
			['person', null],
			['helper', grant]
		]);
		expect(lastBy).toBe('helper');
		expect((await asDesk(db(), desk.jo, (ctx) => listThreads(ctx, 'all'))).threads.find(({ id }) => id === sam.id)).toMatchObject({
			isMarked: true,
			lastBy: 'helper'
		});
		await asDesk(db(), desk.jo, (ctx) => answerThread(ctx, sam.id, { once: uuid(), text: 'We ring you.', as: 'answer' }));
		expect((await asDesk(db(), desk.jo, (ctx) => readThread(ctx, sam.id))).by).toBeNull();
		const asHer = sql`insert into message (id, hub_id, thread_id, case_id, person_id, once, seq, author, is_by_phone, lang, body_sealed, at)
			values (${uuid()}, ${testHub}, ${sam.id}, ${sam.caseId}, ${sam.personId}, ${uuid()}, 9, 'person', false, 'en', '\\x00', ${now.toISOString()})`;
		await expect(db().as(actorOf(helper), now, (tx) => tx.q.execute(asHer))).rejects.toThrow();
		expect([parts('messages_write').success, parts('messages_before', 'court').success, parts('messages').success]).toEqual([
			false,
			false,
			true
		]);
	});
});
