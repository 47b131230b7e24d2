import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CaseEvent, EventKind } from './event.ts';
import { hearingsOf, stillToCome } from './hearings.ts';

const event = (id: string, kind: EventKind, on?: string, charge: string | null = null): CaseEvent => ({
	...{ id, kind, source: 'court', sourceName: 'Court', charge, occurred: { kind: 'unknown' }, asOf: 'happened' },
	...{ receivedAt: '2026-06-01T10:00:00Z', publishedAt: '2026-06-01T10:00:00Z', supersedes: null, contentHash: id, tellings: [] },
	detail: on ? { hearing: { when: { kind: 'day', on } } } : {}
});
const brief = (events: CaseEvent[]) => hearingsOf(events).map(({ event: { id }, root, moves, isOff }) => ({ id, root, moves, isOff }));

it('T7: a moved hearing keeps the name by which it first came, and a vacated one stays, marked', () => {
	expect(
		brief([event('a', 'hearing_listed', '2026-07-01'), event('b', 'hearing_moved', '2026-07-08'), event('c', 'hearing_vacated')])
	).toEqual([{ id: 'b', root: 'a', moves: 2, isOff: true }]);
});

it('T7: what was vacated is the one that is named, else the last of that charge, and never one of another charge', () => {
	const two = [event('a', 'hearing_listed', '2026-07-01'), event('b', 'plea_hearing', '2026-08-01')];
	expect(brief([...two, event('c', 'hearing_vacated', '2026-07-01')]).filter(({ isOff }) => isOff)).toMatchObject([{ id: 'a' }]);
	expect(brief([...two, event('c', 'hearing_vacated')]).filter(({ isOff }) => isOff)).toMatchObject([{ id: 'b' }]);
	expect(brief([...two, event('c', 'hearing_vacated', undefined, 'Charge 2')]).filter(({ isOff }) => isOff)).toEqual([]);
	// A date after one that was vacated is a date of its own.
	expect(brief([...two, event('c', 'hearing_vacated'), event('d', 'hearing_moved', '2026-09-01')]).map(({ id }) => id)).toEqual(['b', 'd']);
});

it('T7: what comes is never in the past, soonest first, and every name stands once', () => {
	const kinds = fc.constantFrom<EventKind>('hearing_listed', 'hearing_moved', 'hearing_vacated', 'plea_hearing', 'nothing_new');
	const days = fc.constantFrom('2026-06-01', '2026-06-10', '2026-07-01', undefined);
	fc.assert(
		fc.property(fc.array(fc.tuple(kinds, days, fc.constantFrom(null, 'Charge 1'))), (list) => {
			const events = list.map(([kind, on, charge], at) => event(`${at}`, kind, on, charge));
			const standing = hearingsOf(events);
			expect(new Set(standing.map(({ root }) => root)).size).toBe(standing.length);
			const ahead = stillToCome(standing, 'court', '2026-06-10').map(({ event: { detail } }) => JSON.stringify(detail.hearing?.when));
			expect(ahead).toEqual(ahead.toSorted());
			expect(ahead.join()).not.toContain('2026-06-01');
		})
	);
});
