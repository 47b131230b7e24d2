import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import words from '#locales/en/stages.json' with { type: 'json' };
import { eventKinds, roles, type CaseEvent } from './event.ts';
import { track } from './track.ts';
import { anEvent, diceOfAnEvent, thrownEvent, toldOn } from './track-sample.ts';
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
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-06-${String(n).padStart(2, '0')}`);
const shuffled = history.chain((events) =>
	fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events))
);

describe('DESIGN §7: a case is a fold over its events', () => {
	it('R-07, R-08: any order and any repeats give the same view', () => {
		fc.assert(
			fc.property(shuffled, reader, ([events, mixed, again], who) => {
				expect(track([...again, ...mixed], now, who)).toEqual(track(events, now, who));
			}),
			{ numRuns: 400 }
		);
	});
	it('R-07: a copy under another id, heard later, adds nothing', () => {
		fc.assert(
			fc.property(shuffled, reader, ([events, , again], who) => {
				const copies = again.map((event) => ({ ...event, id: `copy of ${event.id}`, receivedAt: '2026-06-30T08:00:00.000Z' }));
				expect(track([...copies, ...events], now, who)).toEqual(track(events, now, who));
			}),
			{ numRuns: 300 }
		);
	});
});

describe('corrections', () => {
	it('R-08: of a chain of corrections the last stands, in whatever order they come', () => {
		const chain = fc.integer({ min: 2, max: 6 }).chain((length) => fc.shuffledSubarray([...Array(length).keys()], { minLength: length }));
		fc.assert(
			fc.property(chain, (places) => {
				const events = places.map((place) =>
					anEvent({
						kind: 'charged',
						id: `c${place}`,
						supersedes: place === 0 ? null : `c${place - 1}`,
						occurred: { kind: 'day', on: `2026-06-0${9 - place}` }
					})
				);
				const view = track(events, now, { role: 'victim', hardNews: 'call_first' });
				expect(view.timeline.map(({ id }) => id)).toEqual([`c${places.length - 1}`]);
			})
		);
	});
	it('loses nothing: without corrections every published statement is there once', () => {
		fc.assert(
			fc.property(history, (thrown) => {
				const events = thrown.map((event, place) => ({ ...event, supersedes: null, contentHash: `h${place}` }));
				const ids = track(events, now, { role: 'victim', hardNews: 'call_first' }).timeline.map(({ id }) => id);
				expect(ids.sort()).toEqual(
					events
						.filter(({ publishedAt }) => publishedAt !== null)
						.map(({ id }) => id)
						.sort()
				);
			})
		);
	});
});

describe('contradictions', () => {
	it('R-09: two agencies that contradict each other are both in the view', () => {
		const two = fc
			.tuple(day, day, fc.constantFrom('charged', 'sentence', 'first_hearing', 'trial_started'))
			.filter(([one, other]) => one !== other);
		fc.assert(
			fc.property(two, history, ([one, other, kind], rest) => {
				const pair = [one, other].map((on, place) =>
					anEvent({ kind, charge: 'x', id: `s${place}`, source: place === 0 ? 'police' : 'court', occurred: { kind: 'day', on } })
				);
				const view = track([...pair, ...rest], now, { role: 'victim', hardNews: 'call_first' });
				const both = view.disagreements.find(({ charge }) => charge === 'x');
				expect(both?.lines.map(({ id }) => id).sort()).toEqual(['s0', 's1']);
				expect(view.timeline.filter((entry) => entry.hidden === 'shown' && entry.charge === 'x')).toHaveLength(2);
			})
		);
	});
});

const keysIn = (value: unknown): string[] => [...JSON.stringify(value).matchAll(/"key":"([^"]+)"/g)].map(([, key]) => key ?? '');

describe('what the page gets', () => {
	it('every key exists in English, for every history and reader', () => {
		fc.assert(
			fc.property(history, reader, (events, who) => {
				expect(keysIn(track(events, now, who)).filter((key) => !Object.hasOwn(words, key))).toEqual([]);
			}),
			{ numRuns: 300 }
		);
	});
	it.each(eventKinds.flatMap((kind) => roles.map((role) => [kind, role] as const)))('%s as %s has words', (kind, role) => {
		const view = track([anEvent({ kind, tellings: [toldOn('2026-06-11T09:00:00Z')] })], now, { role, hardNews: 'call_first' });
		expect(keysIn(view).filter((key) => !Object.hasOwn(words, key))).toEqual([]);
		expect(keysIn(view).length).toBeGreaterThan(1);
	});
	it('what happened in a month never claims a day', () => {
		fc.assert(
			fc.property(history, fc.constantFrom('2026-05', '2026-06'), reader, (thrown, month, who) => {
				const monthly = (event: CaseEvent): CaseEvent => ({
					...event,
					occurred: { kind: 'month', month },
					detail: { ...event.detail, hearing: undefined }
				});
				const seen = JSON.stringify(track(thrown.map(monthly), now, who)).replace(/"receivedAt":"[^"]+"/g, '');
				expect(seen).not.toMatch(/\d{4}-\d{2}-\d{2}/);
			})
		);
	});
	it('a witness never reads of bail, release or the investigation', () => {
		fc.assert(
			fc.property(history, (events) => {
				const seen = JSON.stringify(track(events, now, { role: 'witness', hardNews: 'read_here' }));
				expect(seen).not.toMatch(/"stages\.bail|nottold\.bail|danger|released|escaped|suspect_/);
			})
		);
	});
});
