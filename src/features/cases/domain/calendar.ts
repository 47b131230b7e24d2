import { addDays, instantAt, type Day } from '#shared/london.ts';
import type { Occurred } from './event.ts';

/** A date for a calendar: its own name through every change, how often it changed, and whether it is off. */
export type Dated = { name: string; when: Occurred; time?: string; changes: number; isOff: boolean };

const utf8 = new TextEncoder();
/** A line of a calendar file: at most 75 octets, carried on after a space, and no character cut in two (RFC 5545, 3.1). */
export function fold(line: string): string {
	const pieces: string[] = [];
	let piece = '';
	let size = 0;
	for (const letter of line) {
		const more = utf8.encode(letter).length;
		// What is carried on begins with a space, which counts.
		if (size + more > 75) {
			pieces.push(piece);
			[piece, size] = ['', 1];
		}
		piece += letter;
		size += more;
	}
	return [...pieces, piece].join('\r\n ');
}

/** Text as a value of a calendar file (RFC 5545, 3.3.11): what has a meaning there is told apart, and no line can be begun in it. */
export const calendarText = (text: string): string =>
	text
		.replace(/[\\;,]/g, (mark) => `\\${mark}`)
		.replace(/\r\n|\r|\n/g, '\\n')
		.replace(/\p{Cc}/gu, '');

const stamp = (instant: Date) => instant.toISOString().replace(/[-:]|\.\d+/g, '');
const dayStamp = (day: Day) => day.replaceAll('-', '');

function daysOf(when: Occurred, time: string | undefined): string[] {
	const whole = (from: Day, to: Day) => [
		`DTSTART;VALUE=DATE:${dayStamp(from)}`,
		`DTEND;VALUE=DATE:${dayStamp(addDays(to, 1))}`,
		'TRANSP:TRANSPARENT'
	];
	if (when.kind === 'day') return time ? [`DTSTART:${stamp(instantAt(when.on, time))}`] : whole(when.on, when.on);
	if (when.kind === 'week') return whole(when.from, addDays(when.from, 4));
	return when.kind === 'range' ? whole(when.from, when.to) : [];
}

/**
 * Dates as a calendar file (RFC 5545) that says nothing: one neutral word for each, no place, no case, no name, no reminder that would light up a screen (T7). A date that moved keeps its
 * name and counts up, so that a calendar puts it in the place of the old one; one that is off says so. What has no day (a month, or unknown) is left out.
 */
export function calendarOf(dates: readonly Dated[], title: string, now: Date): string {
	const events = dates.flatMap(({ name, when, time, changes, isOff }) => {
		const days = daysOf(when, time);
		if (!days.length) return [];
		return [
			'BEGIN:VEVENT',
			`UID:${name}`,
			`DTSTAMP:${stamp(now)}`,
			`SEQUENCE:${changes}`,
			...days,
			`SUMMARY:${calendarText(title)}`,
			`STATUS:${isOff ? 'CANCELLED' : 'CONFIRMED'}`,
			'CLASS:PRIVATE',
			'END:VEVENT'
		];
	});
	const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Calendar//EN', 'METHOD:PUBLISH', ...events, 'END:VCALENDAR'];
	return lines.map((line) => `${fold(line)}\r\n`).join('');
}
