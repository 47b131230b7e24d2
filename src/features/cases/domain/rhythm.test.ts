import { describe, expect, it } from 'vitest';
import { dueOrder } from './clock-order.ts';
import type { Heard } from './clock-state.ts';
import type { CaseEvent, Telling } from './event.ts';
import { rhythmClock, type Rhythm } from './rhythm.ts';

const everyFourWeeks: Rhythm = { everyDays: 28, owner: 'police', agreedOn: '2026-05-05' };
const telling = (at: string, outcome: Telling['outcome'] = 'told'): Telling => ({ at, by: 'hub', way: 'phone', outcome });
const nothingNew = (tellings: Telling[]): CaseEvent => ({
	id: 'same',
	kind: 'nothing_new',
	source: 'police',
	sourceName: 'Humberside Police',
	charge: null,
	occurred: { kind: 'day', on: '2026-06-02' },
	asOf: 'happened',
	receivedAt: '2026-06-02T09:00:00Z',
	publishedAt: null,
	supersedes: null,
	contentHash: 'same',
	detail: {},
	tellings
});
const at = (day: string) => new Date(`${day}T11:00:00Z`);
const due = (events: CaseEvent[], today: string, heard: Heard[] = [], rhythm = everyFourWeeks) =>
	rhythmClock(rhythm, events, heard, at(today));

describe('the agreed rhythm of contact (P10)', () => {
	it('runs from the agreement, then from the last telling: "nothing new" is an update', () => {
		expect(due([], '2026-06-02')).toMatchObject({
			id: 'rhythm.2026-06-02',
			state: 'due',
			dueBy: '2026-06-02',
			reasonKey: 'clocks.reason.agreed'
		});
		expect(due([nothingNew([telling('2026-06-02T10:00:00Z')])], '2026-06-20')).toMatchObject({
			state: 'due',
			dueBy: '2026-06-30',
			reasonKey: 'clocks.reason.last_contact'
		});
	});

	it('a try is no contact, nor is an update that nobody told', () => {
		expect(due([nothingNew([])], '2026-06-20').dueBy).toBe('2026-06-02');
		expect(due([nothingNew([telling('2026-06-02T10:00:00Z', 'no_answer')])], '2026-06-20').dueBy).toBe('2026-06-02');
	});

	it('past its day nobody is called late but the hub itself (P3)', () => {
		expect(due([], '2026-06-03')).toMatchObject({ state: 'not_recorded', reasonKey: 'clocks.reason.no_record' });
		expect(due([], '2026-06-03', [], { ...everyFourWeeks, owner: 'hub' })).toMatchObject({
			state: 'late',
			reasonKey: 'clocks.reason.hub_late'
		});
	});

	it('"Yes, they told me" starts the next round; "No" stays with its own', () => {
		const answer = (answer: 'yes' | 'no'): Heard[] => [{ clockId: 'rhythm.2026-06-02', answer, at: '2026-06-04T09:00:00Z' }];
		expect(due([], '2026-06-04', answer('yes'))).toMatchObject({ id: 'rhythm.2026-07-02', state: 'due' });
		expect(due([], '2026-06-04', answer('no'))).toMatchObject({ state: 'not_recorded', reasonKey: 'clocks.reason.said_no' });
	});
});

describe('the due list (T5, journey 6)', () => {
	it('danger first, then the closest day, on one day who gets news sooner, no date last', () => {
		const item = (id: string, dueBy: string | null, enhanced = false, danger = false) => ({ id, dueBy, enhanced, danger });
		const items = [
			item('none', null, true),
			item('later', '2026-06-03', true),
			item('b', '2026-06-02'),
			item('a', '2026-06-02'),
			item('sooner', '2026-06-02', true),
			item('danger', null, false, true)
		];
		expect(dueOrder(items).map(({ id }) => id)).toEqual(['danger', 'sooner', 'a', 'b', 'later', 'none']);
		expect(dueOrder(items.toReversed())).toEqual(dueOrder(items));
	});
});
