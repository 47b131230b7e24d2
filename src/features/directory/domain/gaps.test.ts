import { describe, expect, it } from 'vitest';
import { gapsOf, langsToLookFor, type Counted } from './gaps.ts';
import { endsSoon, holds, isStale, linesToCheck, yearBefore } from './stale.ts';

const counted: Counted[] = [
	{ area: 'humberside', need: 'home', lang: '*', count: 2 },
	{ area: 'humberside', need: 'home', lang: 'pl', count: 1 },
	{ area: 'all', need: 'money', lang: '*', count: 1 },
	{ area: 'all', need: 'money', lang: 'ar', count: 1 }
];

describe('T47 what is missing', () => {
	const [humberside] = gapsOf(counted, ['humberside'], langsToLookFor(counted, ['en', 'cy', 'ar']));
	const of = (need: string) => humberside?.gaps.find((gap) => gap.need === need);
	it('counts each need in an area, with what is for the whole country', () => {
		expect([of('home')?.count, of('money')?.count, of('health')?.count]).toEqual([2, 1, 0]);
		expect(humberside?.empty).toBe(6);
	});
	it('names the languages that nobody there speaks, and takes English as spoken', () => {
		expect(of('home')?.without).toEqual(['ar', 'cy']);
		expect(of('money')?.without).toEqual(['cy', 'pl']);
		expect(of('health')?.without).toEqual(['ar', 'cy', 'pl']);
	});
});

describe('what has grown old', () => {
	it('is a year on the day after its anniversary', () => {
		expect(yearBefore('2026-06-02')).toBe('2025-06-02');
		expect([isStale('2025-06-02', '2026-06-02'), isStale('2025-06-01', '2026-06-02'), isStale(null, '2026-06-02')]).toEqual([
			false,
			true,
			true
		]);
	});
	it('T40: an accreditation holds on its first and its last day, and on no other', () => {
		const one = { from: '2026-01-01', until: '2026-06-02', endedAt: null };
		expect(['2025-12-31', '2026-01-01', '2026-06-02', '2026-06-03'].map((day) => holds(one, day))).toEqual([false, true, true, false]);
		expect(holds({ ...one, endedAt: new Date(0) }, '2026-02-01')).toBe(false);
		expect([endsSoon('2026-06-02', '2026-06-02'), endsSoon('2026-08-02', '2026-06-02'), endsSoon('2026-06-01', '2026-06-02')]).toEqual([
			true,
			false,
			false
		]);
	});
	it('P20: the line unchecked for the longest is the first to ring', () => {
		const lines = linesToCheck(
			[
				{ key: 'a', checkedOn: '2026-05-01' },
				{ key: 'b', checkedOn: '2026-01-01' },
				{ key: 'c', checkedOn: null }
			],
			'2026-06-02'
		);
		expect(lines.map(({ key, days, isLate }) => [key, days, isLate])).toEqual([
			['c', null, true],
			['b', 152, true],
			['a', 32, false]
		]);
	});
});
