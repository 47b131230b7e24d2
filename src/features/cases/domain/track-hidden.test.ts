import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles, type CaseEvent } from './event.ts';
import { newsOf } from './news.ts';
import { track } from './track.ts';
import { diceOfAnEvent, thrownEvent, toldOn } from './track-sample.ts';
import type { Reader } from './track-view.ts';

const now = new Date('2026-06-30T12:00:00Z');
const dice = fc.array(fc.nat(9999), { minLength: diceOfAnEvent, maxLength: diceOfAnEvent });
const history = fc.array(dice, { maxLength: 12 }).map((throws) => throws.map((thrown, place) => thrownEvent(place, thrown)));
const reader: fc.Arbitrary<Reader> = fc.record({
	role: fc.constantFrom(...roles),
	hardNews: fc.constantFrom('call_first', 'read_here'),
	seenUntil: fc.constantFrom(undefined, new Date('2026-06-15T00:00:00Z')),
	opened: fc.subarray(['e0', 'e1', 'e2', 'e3', 'e4']).map((ids) => new Set(ids))
});

const anything = dice.map((thrown) => thrownEvent(99, thrown));
const hardNews = anything.filter((event) => newsOf(event) === 'hard');
/** Marks every field that could give a piece of news away. */
const canary = (event: CaseEvent, mark: string): CaseEvent => ({
	...event,
	id: 'hard',
	charge: mark,
	sourceName: mark,
	contentHash: mark,
	receivedAt: '2026-06-29T09:00:00.000Z',
	publishedAt: '2026-06-29T09:00:00.000Z',
	tellings: [],
	detail: { ...event.detail, outcomeName: mark, hearing: { when: { kind: 'day', on: '2031-01-01' }, court: mark, time: mark } }
});
const closed: fc.Arbitrary<Reader> = reader.map((who) => ({ ...who, opened: new Set() }));
const toldHistory = history.map((events) => events.map((event) => ({ ...event, tellings: [toldOn(event.receivedAt)] })));

describe('P4: news that is not open', () => {
	it('is in no field of the view', () => {
		fc.assert(
			fc.property(history, hardNews, closed, (events, one, who) => {
				const seen = JSON.stringify(track([...events, canary(one, 'CANARY')], now, who));
				expect(seen).not.toMatch(/CANARY|2031/);
			}),
			{ numRuns: 400 }
		);
	});
	it('changes nothing by what it is: any two hard news leave the same page', () => {
		fc.assert(
			fc.property(
				toldHistory,
				hardNews,
				hardNews,
				fc.constantFrom('call_first' as const, 'read_here' as const),
				(events, one, other, choice) => {
					const pageWith = (event: CaseEvent, mark: string) =>
						track([...events, { ...canary(event, mark), supersedes: null }], now, { role: 'victim', hardNews: choice });
					expect(pageWith(one, 'one')).toEqual(pageWith(other, 'other'));
				}
			),
			{ numRuns: 400 }
		);
	});
});

describe('P4: how it stands on the page', () => {
	it('headline, next step and line are the neutral ones', () => {
		fc.assert(
			fc.property(toldHistory, hardNews, (events, one) => {
				const view = track([...events, canary(one, 'x')], now, { role: 'victim', hardNews: 'read_here' });
				expect([view.stage, view.headline.key, view.next.key, view.notTold]).toEqual(['news', 'stages.now.news', 'stages.next.news', []]);
				expect(view.timeline[0]).toEqual({
					hidden: 'closed_line',
					id: 'hard',
					title: { key: 'stages.now.news', values: {} },
					isNew: false
				});
			})
		);
	});
	it('withheld news cannot be opened; a closed line can; told news is there', () => {
		fc.assert(
			fc.property(hardNews, (one) => {
				const event = canary(one, 'x');
				const opened = new Set(['hard']);
				const hiddenAs = (events: CaseEvent[], hardNews: Reader['hardNews']) =>
					track(events, now, { role: 'victim', hardNews, opened }).timeline[0]?.hidden;
				expect([hiddenAs([event], 'call_first'), hiddenAs([event], 'read_here')]).toEqual(['withheld', 'shown']);
				expect(hiddenAs([{ ...event, tellings: [toldOn('2026-06-29T10:00:00Z')] }], 'call_first')).toBe('shown');
			})
		);
	});
	it('what is not published is not there at all', () => {
		fc.assert(
			fc.property(history, anything, reader, (events, one, who) => {
				const unpublished = { ...canary(one, 'x'), publishedAt: null };
				expect(track([...events, unpublished], now, who)).toEqual(track(events, now, who));
			})
		);
	});
});
