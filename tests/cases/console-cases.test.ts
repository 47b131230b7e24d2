import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { newCaseForm, searchForm } from '#features/cases/console-schema.ts';
import { readAgencyHome } from '#features/agencies/server/read-agency-home.ts';
import { addCase } from '#features/cases/server/add-case.ts';
import { findCases, foundList } from '#features/cases/server/find-case.ts';
import { nameContact } from '#features/cases/server/name-contact.ts';
import { readCase, type CasePage } from '#features/cases/server/read-case.ts';
import { mayInvite, readInvite } from '#features/cases/server/read-invite.ts';
import { readNewCase } from '#features/cases/server/read-new-case.ts';
import { readUpdate } from '#features/cases/server/read-update.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { setRhythm } from '#features/cases/server/set-rhythm.ts';
import { showNumber } from '#features/cases/server/show-number.ts';
import { keepReferenceAsTheirs, readUnlink, unlinkReference } from '#features/cases/server/unlink-reference.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addWorker, waysOf } from '#server/db/queries/people.ts';
import { addHidden } from '#server/db/queries/own.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { AgencyActor, WorkerActor } from '#server/policy/actor.ts';
import type { AccountId, AgencyId, HubId, WorkerId } from '#shared/ids.ts';
import type { AuditEvent } from '#shared/audit-events.ts';
import { job, onBothEngines, otherHub, testHub } from '../database/open.ts';
import { aHub, anEvent, asPerson, now, tell } from './a-case.ts';

type Run<Out> = (ctx: Ctx<WorkerActor>) => Promise<Out>;
const actorFor = (id: string, hub: HubId = testHub): WorkerActor => ({
	kind: 'worker',
	account: newId<AccountId>(now),
	id: id as WorkerId,
	hub,
	roles: ['care']
});
let door = 0;

/** A worker's door: the transaction, the log, and who asks. */
const asWorker = <Out>(db: Db, id: string, run: Run<Out>, audit: AuditEvent | null = 'case.viewed', at = now): Promise<Out> =>
	work(db, { actor: actorFor(id), now: at, lang: 'en', requestId: `door-${++door}`, audit }, run);

const form = (more: Record<string, unknown> = {}) => newCaseForm.parse({ once: newId(now), name: 'Sam', kind: 'crime', ...more });
const add = (db: Db, worker: string, more: Record<string, unknown> = {}) =>
	asWorker(db, worker, (ctx) => addCase(ctx, form(more)), 'person.matched');
async function added(db: Db, worker: string, more: Record<string, unknown> = {}): Promise<string> {
	const out = await add(db, worker, more);
	if (!('caseId' in out)) throw new Error(JSON.stringify(out));
	return out.caseId;
}
async function pageOf(db: Db, worker: string, caseId: string, why = 'check', at = now): Promise<CasePage> {
	const read = await asWorker(db, worker, (ctx) => readCase(ctx, caseId, why), 'case.viewed', at);
	if (read.asks) throw new Error('a reason was asked');
	return read.page;
}

type LogRow = { action: string; case_id: string | null; person_id: string | null; reason: string | null; object_id: string | null };
/** The log of the last door, read as the one role that may. */
const logOf = (db: Db, request = `door-${door}`): Promise<LogRow[]> =>
	db.engine.tx('owner', async (q) => {
		await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
		return rowsOf<LogRow>(
			await q.execute(
				sql`select action, case_id::text, person_id::text, reason, object_id from audit_event where chain = ${testHub} and request_id = ${request} order by seq`
			)
		);
	});
const count = (db: Db, table: 'person' | 'cases' | 'participant' | 'data_key' | 'reference') =>
	db.as(job, now, async (tx) => {
		const rows = rowsOf<{ n: number }>(await tx.q.execute(sql`select count(*)::int as n from ${sql.identifier(table)}`));
		return rows[0]?.n ?? 0;
	});
const counts = async (db: Db) => [
	await count(db, 'person'),
	await count(db, 'cases'),
	await count(db, 'participant'),
	await count(db, 'data_key'),
	await count(db, 'reference')
];
const outbox = (db: Db, kind: string) =>
	db.as(job, now, async (tx) =>
		rowsOf<{ payload: Record<string, string> }>(await tx.q.execute(sql`select payload from outbox where kind = ${kind} order by id`))
	);

describe('the form for a new case', () => {
	it('P1 needs nothing but a name to use and the kind', () => {
		const parsed = newCaseForm.safeParse({ once: newId(now) });
		expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['name', 'kind']);
		expect(form()).toMatchObject({ may: 'unasked', safe: 'unknown', hardNews: 'call_first', role: 'victim', enhanced: [] });
	});

	it('says what is wrong at its own field', () => {
		const bad = {
			'ref-1': '12/34',
			phone: 'ring me',
			'born-day': '31',
			'born-month': '2',
			'born-year': '1990',
			risk: 'yes',
			days: '1',
			from: '9'
		};
		const parsed = newCaseForm.safeParse({ once: newId(now), name: 'Sam', kind: 'crime', ...bad });
		expect(parsed.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual(['agency-1', 'born', 'from', 'phone', 'riskReason']);
	});

	it('S-32 asks for a reason before anyone is looked up by name or phone, not by an exact reference', () => {
		const wrong = (input: object) => searchForm.safeParse(input).error?.issues.map(({ path }) => path[0]);
		expect(wrong({ name: 'Sam' })).toEqual(['why']);
		expect(wrong({ reference: '12/34' })).toBeUndefined();
		expect(wrong({})).toEqual(['reference']);
	});
});

onBothEngines('people and cases by hand', (db) => {
	let agency = '';
	let jo = '';
	let ali = '';
	beforeAll(async () => {
		({ agency, worker: jo } = await aHub(db()));
		ali = newId(now);
		await db().as(job, now, async (tx) => {
			const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(ali), 'Ali Noor');
			await addWorker(tx, { id: ali, hubId: testHub, nameSealed, team: 'Witness Care', madeAt: now });
		});
	});

	it('P1 stores person, case, references, safe contact, risk and the worker as contact in one go', async () => {
		const more = {
			...{
				name: 'Rosa',
				area: 'Hull',
				'ref-1': '52/1234/26',
				'agency-1': agency,
				rhythm: '28',
				enhanced: ['domestic_abuse'],
				language: 'cy'
			},
			...{
				risk: 'yes',
				riskReason: 'He knows the street.',
				phone: '01632 960001',
				safe: 'safe',
				agreed: 'bluebell',
				days: ['1', '3'],
				from: '10:00',
				to: '14:00'
			}
		};
		const caseId = await added(db(), jo, more);
		const log = await logOf(db());
		const page = await pageOf(db(), jo, caseId);
		expect(log.map(({ action }) => action)).toEqual(['person.matched', 'risk.marked', 'person.added', 'case.added']);
		expect(page).toMatchObject({ kind: 'crime', isReported: true, area: 'Hull', rhythmDays: 28 });
		expect(page.references).toMatchObject([{ ref: '52/1234/26', agency: 'Humberside Police', detachedAt: null }]);
		expect(page.contacts).toMatchObject([{ name: 'Jo Lane', role: 'care', until: null }]);
		const [rosa] = page.people;
		expect(rosa).toMatchObject({ name: 'Rosa', lang: 'cy', isEnhanced: true, words: { codeWord: 'bluebell' }, invitation: 'none' });
		expect(rosa?.risk).toMatchObject({ reason: 'He knows the street.', reviewOn: '2026-07-22' });
		expect((await outbox(db(), 'reference.added')).at(-1)?.payload).toEqual({ case: caseId, reference: page.references[0]?.id });
	});

	it('never has a phone number on the page of a case', async () => {
		const caseId = await added(db(), jo, { name: 'Quiet', phone: '01632 960002' });
		expect(JSON.stringify(await pageOf(db(), jo, caseId))).not.toMatch(/960002/);
	});

	it('leaves nothing behind when it fails half-way (one transaction)', async () => {
		const before = await counts(db());
		const waiting = (await outbox(db(), 'reference.added')).length;
		const failing = asWorker(db(), jo, async (ctx) => {
			const { seal } = ctx.db.keys;
			const keys = {
				...ctx.db.keys,
				seal: ((scope, field, text) =>
					field.table === 'reference' ? Promise.reject(new Error('stop')) : seal(scope, field, text)) as typeof seal
			};
			return addCase({ ...ctx, db: { ...ctx.db, keys } }, form({ 'ref-1': '77', 'agency-1': agency }));
		});
		await expect(failing).rejects.toThrow('stop');
		expect(await counts(db())).toEqual(before);
		expect((await outbox(db(), 'reference.added')).length).toBe(waiting);
		expect(await logOf(db())).toEqual([]);
	});

	it('makes one case of a form that is sent twice, also at the same moment', async () => {
		const before = await count(db(), 'cases');
		const once = newId(now);
		const both = await Promise.all([added(db(), jo, { once, name: 'Twice' }), added(db(), jo, { once, name: 'Twice' })]);
		expect(new Set([...both, await added(db(), jo, { once, name: 'Twice' })]).size).toBe(1);
		expect(await count(db(), 'cases')).toBe(before + 1);
	});

	it('refuses an agency that is not of this hub, and a reference with nothing in it', async () => {
		expect(await add(db(), jo, { 'ref-1': '1', 'agency-1': newId(now) })).toMatchObject({ refused: [{ field: 'agency-1' }] });
		expect(await add(db(), jo, { 'ref-2': '—', 'agency-2': agency })).toMatchObject({ refused: [{ field: 'ref-2' }] });
	});

	describe('T46 exact matches are a question', () => {
		const mark = { name: 'Nia Example', 'born-day': '1', 'born-month': '2', 'born-year': '1990', phone: '07700 900011' };
		let first = '';
		beforeAll(async () => {
			first = await added(db(), jo, { ...mark, 'ref-1': 'AB 99', 'agency-1': agency });
		});
		const asked = async (more: object) => {
			const out = await add(db(), jo, { ...more });
			return 'asks' in out ? out.asks : out;
		};

		it.each([
			['reference', { name: 'Other', 'ref-3': 'ab99' }],
			['phone', { name: 'Other', phone: '+44 7700 900 011' }],
			['name_born', { name: 'NIA  example', 'born-day': '1', 'born-month': '2', 'born-year': '1990' }]
		])('by %s, and nothing is saved or merged', async (by, more) => {
			const before = await counts(db());
			const withAgency = 'ref-3' in more ? { ...more, 'agency-3': agency } : more;
			expect(await asked(withAgency)).toMatchObject([{ by: [by] }]);
			expect(await counts(db())).toEqual(before);
		});

		it('S-24 likeness of another kind asks nothing and links nothing: the same name alone, another birthday, a number in part', async () => {
			const alike = [
				{ name: 'Nia Example' },
				{ ...mark, phone: '', 'born-day': '2' },
				{ name: 'Nia', phone: '07700 90001' },
				{ name: 'Example Nia', 'born-day': '1', 'born-month': '2', 'born-year': '1990' }
			];
			for (const more of alike) {
				const page = await pageOf(db(), jo, await added(db(), jo, more));
				expect(page.people[0]?.otherCases).toEqual([]);
			}
		});

		it('names who it may be, with the reasons, and writes that the worker saw it', async () => {
			const page = await asWorker(db(), jo, (ctx) => readNewCase(ctx, form({ ...mark, name: 'Nia' })), null);
			expect(page.same).toMatchObject([{ name: 'Nia Example', by: ['phone'], cases: 1, caseId: null }]);
			expect(await logOf(db())).toMatchObject([{ action: 'person.matched', person_id: page.same[0]?.id, reason: 'phone' }]);
		});

		it('takes no answer that was not offered', async () => {
			const stranger = await pageOf(db(), jo, await added(db(), jo, { name: 'Stranger' }));
			expect(await add(db(), jo, { ...mark, same: stranger.people[0]?.id })).toMatchObject({ refused: [{ field: 'same' }] });
			expect(await add(db(), jo, { ...mark, same: 'yes' })).toMatchObject({ refused: [{ field: 'same' }] });
		});

		it('"new" makes another person; nothing joins the two', async () => {
			const page = await pageOf(db(), jo, await added(db(), jo, { ...mark, same: 'new' }));
			expect(page.people[0]?.otherCases).toEqual([]);
		});

		it('the same person gets a second case, keeps what she chose before, and T34 staff see the repeat', async () => {
			const before = (await pageOf(db(), jo, first)).people[0];
			const second = await added(db(), jo, { name: 'Nia', phone: '07700 900011', may: 'yes', safe: 'safe', same: before?.id });
			const page = await pageOf(db(), jo, second);
			expect(page.people[0]).toMatchObject({ id: before?.id, name: 'Nia Example', otherCases: [first], isRepeat: true });
			const ways = await db().as(job, now, (tx) => waysOf(tx, [before?.id ?? '']));
			expect(ways).toMatchObject([{ safe: 'unknown', checked: false }]);
			expect((await pageOf(db(), jo, first)).people[0]).toMatchObject({ otherCases: [second], isRepeat: true });
		});

		it('the same person with the very reference leads to the case that holds it', async () => {
			const before = (await pageOf(db(), jo, first)).people[0];
			expect(await added(db(), jo, { name: 'Nia', 'ref-1': 'AB99', 'agency-1': agency, same: before?.id })).toBe(first);
		});

		it('another person can join the case that holds the reference', async () => {
			const joined = await added(db(), jo, { name: 'Huw', role: 'parent', 'ref-1': 'AB99', 'agency-1': agency, same: `join:${first}` });
			expect(joined).toBe(first);
			expect((await pageOf(db(), jo, first)).people.map(({ name, role }) => `${name}, ${role}`).sort()).toEqual([
				'Huw, parent',
				'Nia Example, victim'
			]);
		});
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
			expect(rows).toEqual([{ id: caseId, names: ['Finn Search'], area: 'Goole', worker: 'Jo Lane' }]);
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

	it('opens a number only for somebody in the case, by a worker who may be there, and writes it', async () => {
		const caseId = await added(db(), jo, { name: 'Number', phone: '01632 960077' });
		const person = (await pageOf(db(), jo, caseId)).people[0]?.id ?? '';
		const [way] = await db().as(job, now, (tx) => waysOf(tx, [person]));
		const show = (by: string, who: string) =>
			asWorker(db(), by, (ctx) => showNumber(ctx, caseId, who, way?.id ?? '', undefined), 'number.shown');
		expect(await show(jo, person)).toBe('01632 960077');
		expect(await logOf(db())).toMatchObject([{ action: 'number.shown', case_id: caseId, person_id: person, object_id: way?.id }]);
		await expect(show(ali, person)).rejects.toThrow();
		await expect(show(jo, newId(now))).rejects.toThrow();
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

	it('T4 is enhanced with one reason or more, and only then', async () => {
		const enhanced = async (more: object) =>
			(await pageOf(db(), jo, await added(db(), jo, { name: 'Four', ...more }))).people[0]?.isEnhanced;
		expect(await enhanced({})).toBe(false);
		expect(await enhanced({ enhanced: 'hate_crime' })).toBe(true);
		expect(await enhanced({ role: 'bereaved' })).toBe(true);
	});

	it('P10 P3 shows the rhythm as a clock, and "missed" once its day has passed', async () => {
		const caseId = await added(db(), jo, { name: 'Rhythm' });
		await asWorker(db(), jo, (ctx) => setRhythm(ctx, caseId, 7), 'rhythm.set');
		const clock = async (at?: Date) =>
			(await pageOf(db(), jo, caseId, 'check', at)).people[0]?.clocks.find(({ dutyId }) => dutyId === 'rhythm');
		expect(await clock()).toMatchObject({ state: 'due', isMissed: false, dueBy: '2026-06-29' });
		expect(await clock(new Date('2026-06-30T10:00:00Z'))).toMatchObject({ state: 'not_recorded', isMissed: true });
	});

	it('shows what agencies said, newest first, and how far people were told', async () => {
		const caseId = await added(db(), jo, { name: 'Lines' });
		const person = (await pageOf(db(), jo, caseId)).people[0]?.id ?? '';
		const charged = await anEvent(db(), caseId, 'charged', '2026-06-01');
		await anEvent(db(), caseId, 'hearing_listed', '2026-06-10', { source: 'court' });
		await tell(db(), caseId, person, charged, '2026-06-02T10:00:00Z');
		const page = await pageOf(db(), jo, caseId);
		expect(page.lines.map(({ title, told }) => [title.key, told])).toEqual([
			['stages.event.hearing_listed.title', 'not'],
			['stages.event.charged.title', 'told']
		]);
		expect(page.tries).toMatchObject([{ outcome: 'told', way: 'phone', personId: person }]);
	});

	describe('S-26 the drill for a wrong link', () => {
		async function linked(name: string, ref: string) {
			const caseId = await added(db(), jo, { name, 'ref-1': ref, 'agency-1': agency });
			await added(db(), jo, { name: `${name} too`, 'ref-1': ref, 'agency-1': agency, same: `join:${caseId}` });
			const page = await pageOf(db(), jo, caseId);
			const reference = page.references[0]?.id ?? '';
			const event = await anEvent(db(), caseId, 'charged', '2026-06-01', { referenceId: reference });
			await anEvent(db(), caseId, 'officer_allocated', '2026-05-20');
			return { caseId, reference, event, people: page.people.map(({ id }) => id) };
		}
		const flag = (caseId: string, personId: string, what: { eventId?: string; referenceId?: string }) =>
			db().as({ kind: 'person', account: newId<AccountId>(now), id: personId as never, hub: testHub }, now, async (tx) => {
				await addHidden(tx, { id: newId(now), hubId: testHub, caseId, personId, eventId: null, referenceId: null, at: now, ...what });
				await addTask(tx, {
					id: newId(now),
					hubId: testHub,
					caseId,
					personId,
					kind: 'not_about_me',
					isUrgent: true,
					dueOn: '2026-06-22',
					madeAt: now
				});
			});
		const seenBy = async (personId: string, caseId: string) =>
			(await asPerson(db(), personId, (ctx) => readUpdate(ctx, caseId))).view.timeline.map(({ title }) => title.key);

		it('P13 lists who could see what, and hides it from everyone at once', async () => {
			const { caseId, reference, event, people } = await linked('Wrong', 'WR 1');
			await flag(caseId, people[0] ?? '', { eventId: event });
			const [open] = (await pageOf(db(), jo, caseId)).flags;
			const drill = await asWorker(db(), jo, (ctx) => readUnlink(ctx, caseId, open?.id ?? ''));
			expect(drill).toMatchObject({ isSettled: false, flags: [{ what: 'event' }] });
			expect(drill.people.toSorted()).toEqual(['Wrong', 'Wrong too']);
			expect(drill.seen).toMatchObject([{ id: event, pages: drill.people.map((name) => ({ name })), toldTo: [] }]);
			expect(await seenBy(people[1] ?? '', caseId)).toContain('stages.event.charged.title');

			const out = await asWorker(db(), jo, (ctx) => unlinkReference(ctx, caseId, open?.id ?? ''), 'reference.unlinked');
			expect(out).toEqual({ go: `/console/cases/${caseId}/unlink/${reference}` });
			expect((await logOf(db())).map(({ action }) => action)).toEqual(['reference.unlinked', 'task.done']);
			for (const person of people) expect(await seenBy(person, caseId)).toEqual(['stages.event.officer_allocated.title']);
			const page = await pageOf(db(), jo, caseId);
			expect(page.lines.map(({ title }) => title.key)).toEqual(['stages.event.officer_allocated.title']);
			expect(page).toMatchObject({ flags: [], tasks: [] });
			expect((await outbox(db(), 'reference.unlinked')).at(-1)?.payload).toEqual({ case: caseId, reference });
			expect((await asWorker(db(), jo, (ctx) => findCases(ctx, searchForm.parse({ reference: 'WR1' })), 'case.found')).cases).toEqual([]);
			const after = await asWorker(db(), jo, (ctx) => readUnlink(ctx, caseId, reference));
			expect(after).toMatchObject({ isSettled: true, seen: [{ id: event }] });
		});

		it('settles it as theirs after all', async () => {
			const { caseId, reference, people } = await linked('Right', 'RI 1');
			await flag(caseId, people[0] ?? '', { referenceId: reference });
			const [open] = (await pageOf(db(), jo, caseId)).flags;
			expect(await seenBy(people[0] ?? '', caseId)).not.toContain('stages.event.charged.title');
			await asWorker(db(), jo, (ctx) => keepReferenceAsTheirs(ctx, caseId, open?.id ?? ''), 'task.done');
			expect(await seenBy(people[0] ?? '', caseId)).toContain('stages.event.charged.title');
			expect(await pageOf(db(), jo, caseId)).toMatchObject({ flags: [], tasks: [], references: [{ detachedAt: null }] });
		});
	});

	it('P5 P17 invites only people of the case, with a word that is not their name, a parent only after three checks', async () => {
		const caseId = await added(db(), jo, { name: 'Mair Ellis', role: 'parent' });
		const [mair] = await asWorker(db(), jo, (ctx) => readInvite(ctx, caseId));
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
		const actor: AgencyActor = {
			kind: 'agency',
			account: newId<AccountId>(now),
			id: ali as WorkerId,
			hub: testHub,
			agency: agency as AgencyId
		};
		const asAgency = <Out>(run: (ctx: Ctx<AgencyActor>) => Promise<Out>) =>
			work(db(), { actor, now, lang: 'en', requestId: 'agency', audit: null }, run);
		expect(await asAgency(readAgencyHome)).toEqual({ agency: 'Humberside Police', worker: 'Ali Noor', team: 'Witness Care' });
		for (const table of ['cases', 'person', 'reference', 'event', 'task', 'contact_way'])
			await expect(asAgency((ctx) => ctx.db.q.execute(sql`select 1 from ${sql.identifier(table)}`))).rejects.toThrow();
	});
});
