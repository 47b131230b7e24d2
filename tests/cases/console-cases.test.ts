import { beforeAll, describe, expect, it } from 'vitest';
import { newCaseForm, searchForm } from '#features/cases/console-schema.ts';
import { addCase } from '#features/cases/server/add-case.ts';
import { setRhythm } from '#features/cases/server/set-rhythm.ts';
import { newId } from '#server/db/keyring.ts';
import { onOneEngine } from '../database/open.ts';
import { anEvent, now, tell } from './a-case.ts';
import { aDesk, add, added, asWorker, counts, count, form, logOf, outbox, pageOf } from './console-desk.ts';

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
		expect(parsed.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual(['agency-1', 'born-day', 'from', 'phone', 'riskReason']);
	});

	it('S-32 asks for a reason before anyone is looked up by name or phone, not by an exact reference', () => {
		const wrong = (input: object) => searchForm.safeParse(input).error?.issues.map(({ path }) => path[0]);
		expect(wrong({ name: 'Sam' })).toEqual(['why']);
		expect(wrong({ reference: '12/34' })).toBeUndefined();
		expect(wrong({})).toEqual(['reference']);
	});
});

onOneEngine('people and cases by hand', (db) => {
	let agency = '';
	let jo = '';
	beforeAll(async () => {
		({ agency, jo } = await aDesk(db()));
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
});
