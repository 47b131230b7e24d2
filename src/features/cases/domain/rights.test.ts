import { describe, expect, it } from 'vitest';
import words from '#locales/en/rights.json' with { type: 'json' };
import type { CodeCase } from './clock-code.ts';
import type { CaseEvent } from './event.ts';
import { openRights } from './rights-open.ts';
import { rightsNow } from './rights.ts';

const matter: CodeCase = { kind: 'crime', reported: true, role: 'victim', offence: 'not_said', enhancedReasons: [] };
const event = (kind: CaseEvent['kind'], on: string, more: Partial<CaseEvent> = {}): CaseEvent => ({
	id: `${kind}-${on}-${more.charge ?? ''}`,
	kind,
	source: 'police',
	sourceName: 'Humberside Police',
	charge: null,
	occurred: { kind: 'day', on },
	asOf: 'happened',
	receivedAt: `${on}T12:00:00Z`,
	publishedAt: null,
	supersedes: null,
	contentHash: `${kind} ${on} ${more.charge ?? ''}`,
	detail: {},
	tellings: [],
	...more
});
const at = (day: string) => new Date(`${day}T11:00:00Z`);
const open = (events: CaseEvent[], today: string, more: Partial<CodeCase> = {}) => openRights({ ...matter, ...more }, events, at(today));
const one = (id: string, events: CaseEvent[], today: string, more: Partial<CodeCase> = {}) =>
	open(events, today, more).find((right) => right.id === id);
const ids = (...args: Parameters<typeof open>) => open(...args).map(({ id }) => id);
const numbers = (events: CaseEvent[], more: Partial<CodeCase> = {}) =>
	rightsNow({ ...matter, ...more }, events)
		.rights.filter(({ applies }) => applies)
		.map(({ number }) => number);

const interview = event('suspect_interviewed', '2026-05-01');
const toldIt = { tellings: [{ at: '2026-06-03T10:00:00Z', by: 'cps', way: 'letter', outcome: 'told' }] } as const;
const notCharged = event('not_charged', '2026-06-02', { source: 'cps', ...toldIt });

describe('your rights now (T38)', () => {
	it('T37, P11: without a police report Rights 1, 4 and 12', () => {
		expect(numbers([], { reported: false })).toEqual([1, 4, 12]);
		expect(rightsNow(matter, [])).toMatchObject({ version: '2021-04', rights: { length: 12 } });
	});

	it('follows the case from report to release', () => {
		expect(numbers([event('reported', '2026-05-01')])).toEqual([1, 2, 3, 4, 5, 6, 7, 10, 12]);
		const charged = event('charged', '2026-06-01');
		expect(numbers([charged])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
		expect(numbers([charged, event('sentence', '2026-09-01')])).toEqual([1, 2, 3, 4, 5, 9, 10, 11, 12]);
	});

	it('a case opened again has its rights again', () => {
		const closed = event('closed_no_suspect', '2026-06-01');
		expect(numbers([closed])).not.toContain(7);
		expect(numbers([closed, event('reopened', '2026-07-01')])).toContain(7);
		expect(numbers([closed, event('reopened', '2026-07-01'), event('closed_other', '2026-08-01')])).not.toContain(7);
	});

	it('T42, P12: outside the Code none, with the reason', () => {
		expect(numbers([], { kind: 'antisocial' })).toEqual([]);
		expect(rightsNow({ ...matter, kind: 'road_death', role: 'bereaved', offence: 'no' }, []).reasonKey).toBe('rights.standing.no_offence');
		expect(numbers([], { role: 'witness' })).toEqual([]);
	});
});

describe('what you can do now (P11)', () => {
	it('P12d: ask the CPS within 10 working days of being told; up to 3 months is possible', () => {
		expect(one('review_cps', [notCharged], '2026-06-04')).toMatchObject({
			askBy: '2026-06-17',
			latest: '2026-09-03',
			decides: 'cps',
			reasonKey: 'rights.open.reason.from_told'
		});
		expect(one('review_cps', [notCharged], '2026-06-18')).toMatchObject({
			askBy: '2026-09-03',
			reasonKey: 'rights.open.reason.still_possible'
		});
		expect(one('review_cps', [notCharged], '2026-09-04')).toMatchObject({ askBy: null, reasonKey: 'rights.open.reason.time_over' });
	});

	it('counts from the first day it can have been where no telling is on record', () => {
		const month = event('not_charged', '2026-07-01', { source: 'cps', occurred: { kind: 'month', month: '2026-06' } });
		expect(one('review_cps', [month], '2026-06-10')).toMatchObject({ askBy: '2026-06-15', reasonKey: 'rights.open.reason.from_decision' });
	});

	it('P12d: ask the police within 3 months, where the suspect was questioned', () => {
		const decision = event('not_charged', '2026-11-30');
		expect(one('review_police', [interview, decision], '2026-12-01')).toMatchObject({ askBy: '2027-02-28', decides: 'police' });
		expect(one('review_police', [decision], '2026-12-01')).toMatchObject({
			askBy: null,
			reasonKey: 'rights.open.reason.interview_unknown'
		});
		expect(ids([interview, event('closed_no_suspect', '2026-06-02'), event('not_investigated', '2026-06-02')], '2026-06-03')).not.toContain(
			'review_police'
		);
	});

	it('closes when the decision is overtaken, and says "ask us" while other charges go on (F4)', () => {
		expect(ids([notCharged, event('charged', '2026-07-01')], '2026-07-02')).not.toContain('review_cps');
		const [a, b] = ['A', 'B'].map((charge) => event('charged', '2026-06-01', { charge }));
		const dropped = (charge: string) => event('charges_dropped', '2026-07-01', { charge, source: 'cps' });
		const events = [a, b].filter((charge) => charge !== undefined);
		expect(one('review_cps', [...events, dropped('A')], '2026-07-02')).toMatchObject({
			askBy: null,
			reasonKey: 'rights.open.reason.some_charges'
		});
		expect(one('review_cps', [...events, dropped('A'), dropped('B')], '2026-07-02')?.askBy).toBe('2026-07-15');
		const none = event('verdict', '2026-07-01', { source: 'court', detail: { result: 'no_evidence' } });
		expect(one('review_cps', [none], '2026-07-02')).toMatchObject({ askBy: null, reasonKey: 'rights.open.reason.no_restart' });
	});

	it('P12b: a sentence that seems too low, 28 calendar days, ask today; then nothing that cannot be had', () => {
		const sentence = event('sentence', '2026-03-10', { source: 'court' });
		expect(one('lenient_sentence', [sentence], '2026-04-07')).toMatchObject({
			askBy: '2026-04-07',
			askToday: true,
			decides: 'attorney_general'
		});
		expect(ids([sentence], '2026-04-08')).not.toContain('lenient_sentence');
	});

	it('a personal statement up to the sentence, also after a guilty verdict', () => {
		const guilty = event('verdict', '2026-06-01', { source: 'court', detail: { result: 'guilty' } });
		expect(ids([guilty], '2026-06-02')).toContain('statement');
		expect(ids([guilty, event('sentence', '2026-06-20')], '2026-06-21')).not.toContain('statement');
		expect(ids([event('verdict', '2026-06-01', { detail: { result: 'not_guilty' } })], '2026-06-02')).not.toContain('statement');
	});

	it('compensation: two years from the crime, never from the report; a complaint: 10 working days to an answer', () => {
		expect(one('compensation', [event('reported', '2026-01-01')], '2026-06-02')).toMatchObject({
			askBy: null,
			reasonKey: 'rights.open.reason.crime_day_unknown'
		});
		expect(one('compensation', [], '2026-06-02', { happened: { kind: 'month', month: '2025-06' } })?.askBy).toBe('2027-06-01');
		expect(one('complaint', [], '2026-06-02')).toMatchObject({ answerBy: '2026-06-16', askBy: null });
	});

	it('outside the Code: a complaint, and for anti-social behaviour the case review (P12a)', () => {
		expect(ids([notCharged], '2026-06-04', { reported: false })).toEqual(['complaint']);
		expect(ids([notCharged], '2026-06-04', { role: 'witness' })).toEqual(['complaint']);
		expect(ids([], '2026-06-04', { kind: 'antisocial' })).toEqual(['complaint', 'asb_case_review']);
		expect(ids([], '2026-06-04', { kind: 'antisocial', offence: 'yes' })).not.toContain('asb_case_review');
	});

	it('a street file’s last known state gives no date', () => {
		expect(one('review_cps', [event('not_charged', '2026-06-02', { source: 'cps', asOf: 'last_known' })], '2026-06-03')).toMatchObject({
			askBy: null,
			reasonKey: 'rights.open.reason.day_unknown'
		});
	});

	it('every reason has its words', () => {
		const source = [
			'from_told',
			'from_decision',
			'still_possible',
			'time_over',
			'day_unknown',
			'from_sentence',
			'before_sentence',
			'any_time',
			'from_crime'
		];
		const doubts = ['crime_day_unknown', 'interview_unknown', 'some_charges', 'no_restart'];
		for (const reason of [...source, ...doubts]) expect(Object.keys(words)).toContain(`rights.open.reason.${reason}`);
	});
});
