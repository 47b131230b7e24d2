import { describe, expect, it } from 'vitest';
import { eventKinds } from './event.ts';
import { earliestDay, inOrder, latestDay, rankOf } from './order.ts';
import { anEvent, onJune } from './track-sample.ts';

const kindsOf = (events: Parameters<typeof inOrder>[0]) => inOrder(events).map(({ kind }) => kind);

describe('the order of events (issue 2 point 11, R-08)', () => {
	it('puts a month at its first day, whenever it arrived', () => {
		const month = anEvent({ kind: 'charged', occurred: { kind: 'month', month: '2026-06' }, receivedAt: '2027-01-01T00:00:00Z' });
		expect(kindsOf([onJune(2, { kind: 'suspect_interviewed' }), month])).toEqual(['charged', 'suspect_interviewed']);
	});
	it('orders one month by what can come before what', () => {
		const month = (kind: (typeof eventKinds)[number]) => anEvent({ kind, occurred: { kind: 'month', month: '2013-06' } });
		const shuffled = [
			'sentence',
			'result_not_received',
			'status_not_received',
			'charges_dropped',
			'charged',
			'verdict',
			'under_investigation'
		] as const;
		expect(kindsOf(shuffled.map(month))).toEqual([
			'status_not_received',
			'under_investigation',
			'charged',
			'result_not_received',
			'charges_dropped',
			'verdict',
			'sentence'
		]);
	});
	it('takes the London day on which we heard when nobody said when: half past eleven at night in June is the next day there', () => {
		const undated = anEvent({ kind: 'charged', receivedAt: '2026-06-03T23:30:00Z' });
		expect(kindsOf([onJune(3, { kind: 'sentence' }), undated, onJune(5, { kind: 'reported' })])).toEqual([
			'sentence',
			'charged',
			'reported'
		]);
	});
});

describe('ties (R-08)', () => {
	it('decides them by source, then by content, never by arrival', () => {
		const late = onJune(1, { kind: 'charged', source: 'police', contentHash: 'a', receivedAt: '2026-08-01T00:00:00Z' });
		const early = onJune(1, { kind: 'charged', source: 'court', contentHash: 'a', receivedAt: '2026-06-01T00:00:00Z' });
		const other = onJune(1, { kind: 'charged', source: 'police', contentHash: 'b', receivedAt: '2026-06-01T00:00:00Z' });
		expect(inOrder([other, early, late])).toEqual([late, other, early]);
	});
	it('ranks every kind once', () => expect(new Set(eventKinds.map(rankOf)).size).toBe(eventKinds.length));
});

describe('days', () => {
	it.each([
		[{ kind: 'day', on: '2026-06-02' } as const, '2026-06-02', '2026-06-02'],
		[{ kind: 'range', from: '2026-06-02', to: '2026-06-09' } as const, '2026-06-02', '2026-06-09'],
		[{ kind: 'week', from: '2026-12-28' } as const, '2026-12-28', '2027-01-03'],
		[{ kind: 'month', month: '2028-02' } as const, '2028-02-01', '2028-02-29'],
		[{ kind: 'month', month: '2026-12' } as const, '2026-12-01', '2026-12-31'],
		[{ kind: 'unknown' } as const, null, null]
	])('%o lies between %s and %s', (occurred, first, last) => {
		expect([earliestDay(occurred), latestDay(occurred)]).toEqual([first, last]);
	});
});
