import { describe, expect, it } from 'vitest';
import type { CaseEvent } from './event.ts';
import { track } from './track.ts';
import { anEvent, onJune, toldOn } from './track-sample.ts';
import type { Reader } from './track-view.ts';

const now = new Date('2026-06-20T12:00:00Z');
const sam: Reader = { role: 'victim', hardNews: 'call_first' };
const see = (events: readonly CaseEvent[], reader: Partial<Reader> = {}) => track(events, now, { ...sam, ...reader });
const told = [toldOn('2026-06-19T10:00:00Z')];
const stageAfter = (...kinds: CaseEvent['kind'][]) => see(kinds.map((kind, day) => onJune(day + 1, { kind, tellings: told }))).stage;

describe('journey 2: a charge decision is awaited', () => {
	const view = see([
		onJune(2, { kind: 'file_with_cps', id: 'cps', receivedAt: '2026-06-02T09:00:00Z' }),
		anEvent({ kind: 'suspect_interviewed', occurred: { kind: 'day', on: '2026-05-14' } }),
		anEvent({ kind: 'reported', occurred: { kind: 'day', on: '2026-05-03' } }),
		onJune(20, { kind: 'nothing_new', id: 'same' })
	]);
	it('says where it is, who said so, and that it was checked again', () => {
		expect([view.stage, view.headline.key, view.next.key]).toEqual(['with_cps', 'stages.now.with_cps', 'stages.next.with_cps']);
		expect([view.since?.id, view.since?.receivedAt, view.checkedAgain?.id]).toEqual(['cps', '2026-06-02T09:00:00Z', 'same']);
	});
	it('says what we have not been told', () => expect(view.notTold.map(({ key }) => key)).toEqual(['stages.nottold.bail']));
	it('draws the path newest first, with the words it uses', () => {
		expect(view.timeline.map((entry) => (entry.hidden === 'shown' ? entry.kind : ''))).toEqual([
			'nothing_new',
			'file_with_cps',
			'suspect_interviewed',
			'reported'
		]);
		expect(view.terms).toContain('cps');
	});
});

describe('F7: cases turn back', () => {
	it.each([
		[['reported', 'closed_no_suspect', 'reopened'], 'investigating'],
		[['charged', 'first_hearing', 'charges_dropped'], 'dropped'],
		[['file_with_cps', 'under_investigation'], 'investigating'],
		[['suspect_arrested', 'released_on_bail', 'bail_ended'], 'investigating'],
		[['charged', 'bail_changed'], 'charged'],
		[['charged', 'trial_started', 'hearing_listed'], 'trial'],
		[['sentence', 'hearing_listed'], 'sentenced'],
		[['sentence', 'appeal_lodged', 'appeal_decided'], 'appeal_over'],
		[['sentence', 'offender_released', 'offender_recalled'], 'after_sentence'],
		[['charged', 'awaiting_court', 'result_not_received'], 'waiting_result'],
		[['charged', 'suspect_interviewed'], 'charged'],
		[['under_investigation', 'inquest_opened'], 'investigating'],
		[['reported', 'inquest_opened'], 'inquest'],
		[['status_not_received'], 'no_status'],
		[[], 'told_nothing']
	] as [CaseEvent['kind'][], string][])('%o → %s', (kinds, stage) => expect(stageAfter(...kinds)).toBe(stage));
});

describe('F4: several charges', () => {
	const charged = (charge: string) => onJune(2, { kind: 'charged', charge, id: `charged ${charge}` });
	it('each has its own place, and the case stands at the most open', () => {
		const view = see([charged('1'), charged('2'), onJune(9, { kind: 'charges_dropped', charge: '1', tellings: told })]);
		expect(view.charges.map(({ charge, stage }) => [charge, stage])).toEqual([
			['1', 'dropped'],
			['2', 'charged']
		]);
		expect([view.stage, view.headline.key]).toEqual(['charged', 'stages.now.several']);
	});
	it('what is said of the whole case counts for each', () => {
		expect(see([charged('1'), charged('2'), onJune(5, { kind: 'trial_started' })]).charges.map(({ stage }) => stage)).toEqual([
			'trial',
			'trial'
		]);
	});
});

describe('F5, R-09: two agencies', () => {
	const police = onJune(2, { kind: 'charged', id: 'p' });
	const court = onJune(4, { kind: 'charged', id: 'c', source: 'court', sourceName: 'Hull Magistrates' });
	it('that say different days stand side by side', () => {
		const view = see([court, police]);
		expect(view.disagreements.map(({ about, lines }) => [about, lines.map(({ id }) => id)])).toEqual([[['day'], ['p', 'c']]]);
		expect(view.timeline.map((entry) => entry.hidden === 'shown' && entry.disagreesWith)).toEqual([['p'], ['c']]);
		expect(view.stage).toBe('charged');
	});
	it('a month and a day in it agree, and so do two charges', () => {
		expect(see([court, { ...police, occurred: { kind: 'month', month: '2026-06' } }]).disagreements).toEqual([]);
		expect(
			see([
				{ ...court, charge: '1' },
				{ ...police, charge: '2' }
			]).disagreements
		).toEqual([]);
	});
	it('that say different results: neither is chosen', () => {
		const verdict = (source: CaseEvent['source'], result: 'guilty' | 'not_guilty') =>
			onJune(10, { kind: 'verdict', source, id: source, detail: { result }, tellings: told });
		const view = see([police, verdict('police', 'guilty'), verdict('court', 'not_guilty')]);
		expect([view.stage, view.since]).toEqual(['unclear', null]);
		expect(view.disagreements[0]?.about).toEqual(['outcome']);
	});
});

describe('F5: court dates and corrections of two agencies', () => {
	const police = onJune(2, { kind: 'charged', id: 'p' });
	const court = onJune(4, { kind: 'charged', id: 'c', source: 'court', sourceName: 'Hull Magistrates' });
	it('that give two dates for the next hearing: both are shown', () => {
		const listed = (source: CaseEvent['source'], on: string) =>
			onJune(5, { kind: 'hearing_listed', source, id: source, detail: { hearing: { when: { kind: 'day', on } } } });
		const view = see([listed('court', '2026-07-14'), listed('witness_care', '2026-07-15')]);
		expect([view.disagreements[0]?.about, view.hearings.map(({ id }) => id)]).toEqual([['hearing'], ['court', 'witness_care']]);
		expect(see([listed('court', '2026-06-14'), listed('witness_care', '2026-06-15')]).disagreements).toEqual([]);
	});
	it('a circle of corrections loses nothing', () => {
		expect(see([{ ...police, supersedes: 'q' }, onJune(3, { kind: 'charged', id: 'q', supersedes: 'p' })]).timeline).toHaveLength(2);
	});
	it("one cannot take away the other's words; the hub can correct its typing", () => {
		expect(see([police, { ...court, supersedes: 'p' }]).timeline).toHaveLength(2);
		const fixed = see([police, onJune(3, { kind: 'charged', id: 'h', source: 'hub', supersedes: 'p' })]);
		expect(fixed.timeline.map((entry) => entry.hidden === 'shown' && [entry.id, entry.isCorrection])).toEqual([['h', true]]);
	});
});

describe('rows of street files', () => {
	const snapshot = anEvent({ kind: 'under_investigation', asOf: 'last_known', occurred: { kind: 'month', month: '2026-06' } });
	it('say what was last known', () => {
		const view = see([snapshot]);
		expect([view.stage, view.since?.lastKnown, view.notTold.map(({ key }) => key)]).toEqual([
			'investigating',
			true,
			['stages.nottold.since_file']
		]);
	});
	it('never move a case back', () => {
		expect(see([anEvent({ kind: 'charged', occurred: { kind: 'month', month: '2026-03' } }), snapshot]).stage).toBe('charged');
	});
});

describe('court dates', () => {
	const hearing = (on: string) => ({ hearing: { when: { kind: 'day', on } as const, time: '10:00', court: 'Hull Crown Court' } });
	it('a moved hearing takes the place of the one before, also where two agencies had passed it on', () => {
		const view = see([
			onJune(2, { kind: 'hearing_listed', id: 'a', detail: hearing('2026-07-14') }),
			onJune(2, { kind: 'hearing_listed', id: 'b', source: 'court', detail: hearing('2026-07-14') }),
			onJune(3, { kind: 'hearing_moved', id: 'm', source: 'court', detail: hearing('2026-07-21') })
		]);
		expect(view.hearings.map(({ id }) => id)).toEqual(['m']);
	});
	it('one that is over is not ahead, and then we say that we know no date', () => {
		const view = see([
			onJune(1, { kind: 'charged', detail: { bailConditions: 'no' } }),
			onJune(2, { kind: 'first_hearing', detail: hearing('2026-06-18') })
		]);
		expect([view.hearings, view.notTold.map(({ key }) => key)]).toEqual([[], ['stages.nottold.court_date']]);
	});
});

describe('the witness', () => {
	const events = [
		onJune(1, { kind: 'released_on_bail', detail: { bailConditions: 'yes' } }),
		onJune(2, { kind: 'charged', detail: { bailConditions: 'yes' } }),
		onJune(3, { kind: 'trial_window', detail: { hearing: { when: { kind: 'week', from: '2026-09-07' } }, bailConditions: 'yes' } }),
		onJune(4, { kind: 'witness_required' })
	];
	it('sees hearings and what is asked of them, nothing of bail', () => {
		const view = see(events, { role: 'witness' });
		expect(view.timeline.map((entry) => entry.hidden === 'shown' && entry.kind)).toEqual(['witness_required', 'trial_window']);
		expect([view.stage, view.advice, view.hearings.length]).toEqual(['court', null, 1]);
		expect(JSON.stringify(view)).not.toContain('bail.');
	});
	it('a person harmed sees all of it, with what to do in danger (P4)', () => {
		const view = see(events);
		expect([view.timeline.length, view.advice?.key]).toEqual([4, 'stages.danger.advice']);
	});
});

describe('what is new', () => {
	it('is what was published since the last look', () => {
		const seen = see([onJune(1, { kind: 'reported', publishedAt: '2026-06-01T10:00:00Z' }), onJune(9, { kind: 'charged' })], {
			seenUntil: new Date('2026-06-05T00:00:00Z')
		});
		expect(seen.timeline.map(({ isNew }) => isNew)).toEqual([true, false]);
	});
});

describe('whoever has been asked to come to court', () => {
	const asked = [onJune(1, { kind: 'charged' }), onJune(2, { kind: 'hearing_listed' }), onJune(3, { kind: 'witness_required' })];
	it('is not told that nobody has to go', () => {
		expect([see(asked).next.key, see(asked.slice(0, 2)).next.key]).toEqual(['stages.next.court_asked', 'stages.next.court']);
	});
});
