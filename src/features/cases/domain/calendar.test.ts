import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarOf, calendarText, fold, type Dated } from './calendar.ts';

const now = new Date('2026-06-10T10:00:00Z');
const dated = (more: Partial<Dated>): Dated => ({ name: 'a', when: { kind: 'day', on: '2026-07-06' }, changes: 0, isOff: false, ...more });
const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

it('T7: a day with a time is an instant, a day alone is a whole day, a week and a warned period are whole days that keep nobody busy', () => {
	const text = lines(
		calendarOf(
			[
				dated({ name: 'timed', time: '10:30' }),
				dated({ name: 'day' }),
				dated({ name: 'week', when: { kind: 'week', from: '2026-07-06' } }),
				dated({ name: 'range', when: { kind: 'range', from: '2026-07-06', to: '2026-07-17' } }),
				dated({ name: 'none', when: { kind: 'month', month: '2026-07' } })
			],
			'Appointment',
			now
		)
	);
	// British summer time: half past ten in London is half past nine.
	expect(text.filter((line) => /^(UID|DTSTART|DTEND)/.test(line))).toEqual([
		...['UID:timed', 'DTSTART:20260706T093000Z'],
		...['UID:day', 'DTSTART;VALUE=DATE:20260706', 'DTEND;VALUE=DATE:20260707'],
		...['UID:week', 'DTSTART;VALUE=DATE:20260706', 'DTEND;VALUE=DATE:20260711'],
		...['UID:range', 'DTSTART;VALUE=DATE:20260706', 'DTEND;VALUE=DATE:20260718']
	]);
});

it('T7: a date that moved keeps its name and counts up, and one that is off says so', () => {
	const text = lines(calendarOf([dated({ changes: 2, isOff: true })], 'Appointment', now));
	expect(text).toContain('SEQUENCE:2');
	expect(text).toContain('STATUS:CANCELLED');
	expect(text.filter((line) => line.startsWith('SUMMARY'))).toEqual(['SUMMARY:Appointment']);
});

it('T7: no line is longer than 75 octets, nothing is lost by folding, and no letter is cut', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
			const line = `SUMMARY:${calendarText(text)}`;
			const folded = fold(line);
			for (const piece of folded.split('\r\n')) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75);
			expect(folded.replaceAll('\r\n ', '')).toBe(line);
		})
	);
});

it('T7: whatever the title, it begins no line of its own', () => {
	fc.assert(
		fc.property(fc.string(), (title) => {
			const events = lines(calendarOf([dated({}), dated({ name: 'b' })], `${title}\r\nBEGIN:VALARM\n${title}`, now));
			expect(events.filter((line) => line.startsWith('BEGIN:'))).toEqual(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'BEGIN:VEVENT']);
			expect(events.at(-1)).toBe('');
		})
	);
});
