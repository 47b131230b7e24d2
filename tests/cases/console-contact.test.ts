import { beforeAll, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { readAgencyHome } from '#features/agencies/server/read-agency-home.ts';
import { nameContact } from '#features/cases/server/name-contact.ts';
import { mayInvite, readInvite } from '#features/cases/server/read-invite.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { mayAskNumber } from '#features/cases/server/case-door.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { askForNumber, shownNumber } from '#features/contact/server/show-number.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addWorker, waysOf } from '#server/db/queries/people.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { AgencyActor } from '#server/policy/actor.ts';
import type { AccountId, AgencyId, WorkerId } from '#shared/ids.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { anEvent, now } from './a-case.ts';
import { aDesk, added, asWorker, logOf, pageOf } from './console-desk.ts';

onOneEngine('contacts, numbers, invitations', (db) => {
	let agency = '';
	let jo = '';
	let ali = '';
	beforeAll(async () => {
		({ agency, jo, ali } = await aDesk(db()));
	});

	it('S-20 S-32 opens a number only for somebody in the case, by a worker who may be there, and writes it', async () => {
		const caseId = await added(db(), jo, { name: 'Number', phone: '01632 960077', safe: 'safe', may: 'yes' });
		const person = (await pageOf(db(), jo, caseId)).people[0]?.id ?? '';
		const [way] = await db().as(job, now, (tx) => waysOf(tx, [person]));
		const show = (by: string, who: string) =>
			asWorker(
				db(),
				by,
				async (ctx) => {
					await mayAskNumber(ctx, caseId, who, undefined);
					const reach = (await reachFor(ctx, [who], () => ({ kind: 'worker' }))).get(who);
					const asked = reach && (await askForNumber(ctx, reach));
					return reach && asked && 'proof' in asked ? shownNumber(ctx, reach, asked.proof) : null;
				},
				'number.shown'
			);
		expect(await show(jo, person)).toBe('01632 960077');
		const row = { action: 'number.shown', case_id: caseId, person_id: person, object_id: way?.id, reason: 'named_contact' };
		expect(await logOf(db())).toMatchObject([row]);
		await expect(show(ali, person)).rejects.toThrow();
		await expect(show(jo, newId(now))).rejects.toThrow();
	});

	it('ASVS 7.5.3 a number outside a task needs a fresh proof; who is at work on the case is not held up', async () => {
		const caseId = await added(db(), jo, { name: 'Proof', phone: '01632 960078', safe: 'safe', may: 'yes' });
		const person = (await pageOf(db(), jo, caseId)).people[0]?.id ?? '';
		const asks = (by: string, why: string | undefined, isFresh: boolean) =>
			asWorker(db(), by, (ctx) => mayAskNumber(ctx, caseId, person, why), null, now, isFresh);
		expect([await asks(ali, 'they_called', false), await asks(ali, 'they_called', true)]).toEqual(['prove', 'may']);
		expect(await asks(jo, undefined, false)).toBe('may');
	});

	it('T1 T2 has one named contact, keeps the one before, and asks for witness care when a witness is needed', async () => {
		const caseId = await added(db(), jo, { name: 'Witness', role: 'witness' });
		await anEvent(db(), caseId, 'witness_required', '2026-06-20', { source: 'witness_care' });
		await db().as(job, now, (tx) =>
			addTask(tx, {
				id: newId(now),
				hubId: testHub,
				caseId,
				kind: 'assign_witness_care',
				isUrgent: false,
				dueOn: '2026-06-23',
				madeAt: now
			})
		);
		expect(await pageOf(db(), jo, caseId)).toMatchObject({ needsWitnessCare: true, tasks: [{ kind: 'assign_witness_care' }] });
		const later = new Date(now.getTime() + 60_000);
		const name = () => asWorker(db(), jo, (ctx) => nameContact(ctx, caseId, { worker: ali, role: 'witness_care' }), 'contact.named', later);
		await Promise.all([name(), name()]);
		const page = await pageOf(db(), jo, caseId, 'check', later);
		expect(page.contacts.map(({ name, until }) => [name, until === null])).toEqual([
			['Ali Noor', true],
			['Jo Lane', false]
		]);
		expect(page).toMatchObject({ needsWitnessCare: false, tasks: [] });
		const unknown = await asWorker(db(), jo, (ctx) => nameContact(ctx, caseId, { worker: newId(now), role: 'care' }));
		expect(unknown).toMatchObject({ refused: [{ field: 'worker' }] });
	});

	it('P5 P17 invites only people of the case, with a word that is not their name, a parent only after three checks', async () => {
		const caseId = await added(db(), jo, { name: 'Mair Ellis', role: 'parent' });
		const [mair] = await asWorker(db(), jo, (ctx) => readInvite(ctx, caseId, 'check'));
		const ask = (word: string, parent: string[], person = mair?.id ?? '') =>
			asWorker(db(), jo, (ctx) => mayInvite(ctx, caseId, { person, word, parent }));
		const all = ['not_suspect', 'not_with_suspect', 'wishes'];
		expect(mair).toMatchObject({ name: 'Mair Ellis', state: 'none' });
		expect(await ask('lantern', all)).toBeNull();
		expect(await ask('lantern', all.slice(1))).toMatchObject({ refused: [{ field: 'parent' }] });
		expect(await ask('ELLIS', all)).toMatchObject({ refused: [{ field: 'word' }] });
		expect(await ask('lantern', all, newId(now))).toMatchObject({ refused: [{ field: 'person' }] });
	});

	it('keeps a note for one worker for 15 minutes, unreadable to anyone else', async () => {
		const sealed = await asWorker(db(), jo, (ctx) => sealNote(ctx, 'draft', { name: 'Sam' }), null);
		const open = (by: string, at: Date, kind: 'draft' | 'found' = 'draft') =>
			asWorker(db(), by, (ctx) => openNote(ctx, kind, sealed), null, at);
		expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('Sam');
		expect(await open(jo, now)).toEqual({ name: 'Sam' });
		expect(await open(ali, now)).toBeNull();
		expect(await open(jo, now, 'found')).toBeNull();
		expect(await open(jo, new Date(now.getTime() + 16 * 60_000))).toBeNull();
	});

	it("T3 an agency's worker sees no case, no person and no reference; her page says who she is", async () => {
		const nia = newId<WorkerId>(now);
		await db().as(job, now, async (tx) => {
			const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(nia), 'Nia Lane');
			await addWorker(tx, { id: nia, hubId: testHub, agencyId: agency, nameSealed, team: 'Witness Care', madeAt: now });
		});
		const actor: AgencyActor = {
			kind: 'agency',
			account: newId<AccountId>(now),
			id: nia,
			hub: testHub,
			agency: agency as AgencyId
		};
		const asAgency = <Out>(run: (ctx: Ctx<AgencyActor>) => Promise<Out>) =>
			work(db(), { actor, now, lang: 'en', requestId: 'agency', audit: null }, run);
		expect(await asAgency(readAgencyHome)).toEqual({ agency: 'Humberside Police', worker: 'Nia Lane', team: 'Witness Care' });
		for (const table of ['person', 'contact_way'])
			expect(await asAgency(async (ctx) => rowsOf(await ctx.db.q.execute(sql`select id from ${sql.identifier(table)}`)))).toEqual([]);
		for (const table of ['cases', 'reference', 'event', 'task'])
			await expect(asAgency((ctx) => ctx.db.q.execute(sql`select 1 from ${sql.identifier(table)}`))).rejects.toThrow();
	});
});
