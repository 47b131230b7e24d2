import { describe, expect, it } from 'vitest';
import { defaultOffice, isOpen, nextOpening, openUntil, type Schedule } from './hours.ts';

const every = [1, 2, 3, 4, 5, 6, 7];
const daily = (from: string, to: string): Schedule => [{ windows: [{ days: every, from, to }], office: false }];
const office: Schedule = [{ windows: defaultOffice, office: true }];
const at = (text: string) => new Date(text);

describe('safe hours over a clock change (S-20)', () => {
	it('passes over a window that falls into the hour left out on 29 March 2026', () => {
		expect(nextOpening(daily('01:00', '02:00'), at('2026-03-29T00:30:00Z'))).toEqual(at('2026-03-30T00:00:00Z'));
	});

	it('opens at the jump when a window starts in the hour left out', () => {
		expect(nextOpening(daily('01:30', '03:00'), at('2026-03-29T00:30:00Z'))).toEqual(at('2026-03-29T01:00:00Z'));
	});

	it('is open both times in the hour that comes twice on 25 October 2026', () => {
		const hours = daily('01:15', '01:45');
		expect([at('2026-10-25T00:20:00Z'), at('2026-10-25T01:20:00Z')].map((instant) => isOpen(hours, instant))).toEqual([true, true]);
		expect(nextOpening(hours, at('2026-10-25T00:50:00Z'))).toEqual(at('2026-10-25T01:15:00Z'));
		expect(openUntil(hours, at('2026-10-25T01:20:00Z'))).toEqual(at('2026-10-25T01:45:00Z'));
	});

	it('opens again when the clocks go back behind the end of a window', () => {
		const hours = daily('00:30', '01:30');
		expect(openUntil(hours, at('2026-10-25T00:10:00Z'))).toEqual(at('2026-10-25T00:30:00Z'));
		expect(nextOpening(hours, at('2026-10-25T00:40:00Z'))).toEqual(at('2026-10-25T01:00:00Z'));
	});

	it('keeps nine o’clock at nine o’clock on both sides of a change', () => {
		expect(nextOpening(office, at('2026-03-27T17:00:00Z'))).toEqual(at('2026-03-30T08:00:00Z'));
		expect(nextOpening(office, at('2026-10-23T16:00:00Z'))).toEqual(at('2026-10-26T09:00:00Z'));
	});

	it('runs over midnight, from the day it starts', () => {
		const fridayNight: Schedule = [{ windows: [{ days: [5], from: '22:00', to: '06:00' }], office: false }];
		expect(isOpen(fridayNight, at('2026-06-06T04:30:00Z'))).toBe(true);
		expect(isOpen(fridayNight, at('2026-06-05T04:30:00Z'))).toBe(false);
		expect(openUntil(fridayNight, at('2026-06-05T22:00:00Z'))).toEqual(at('2026-06-06T05:00:00Z'));
	});

	it('an office is shut over Christmas, and beyond the table of bank holidays', () => {
		expect(nextOpening(office, at('2021-12-24T18:00:00Z'))).toEqual(at('2021-12-29T09:00:00Z'));
		expect(nextOpening(office, at('2029-02-01T10:00:00Z'))).toBeNull();
	});

	it('may end at midnight, and two lists are both kept', () => {
		expect(openUntil(daily('18:00', '24:00'), at('2026-06-02T20:00:00Z'))).toEqual(at('2026-06-02T23:00:00Z'));
		const both: Schedule = [...office, ...daily('16:00', '20:00')];
		expect(openUntil(both, at('2026-06-02T15:30:00Z'))).toEqual(at('2026-06-02T16:00:00Z'));
		expect(nextOpening(both, at('2026-06-02T16:30:00Z'))).toEqual(at('2026-06-03T15:00:00Z'));
	});
});
