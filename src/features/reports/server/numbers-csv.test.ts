import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numbersBy, type Episode } from '../domain/numbers.ts';
import { numbersCsv, unmetCsv } from './numbers-csv.ts';

const episode = (agency: string, more: Partial<Episode> = {}): Episode => ({
	...{ agency, needs: ['home'], area: null, offeredAt: '2026-06-01T09:00:00Z', referredAt: '2026-06-01T09:00:00Z' },
	...{ answer: 'accepted' as const, reason: null, contactedAt: null, start: {}, review: {}, close: {} },
	...more
});
const five = (agency: string, more: Partial<Episode> = {}) => Array.from({ length: 5 }, () => episode(agency, more));
const read = (text: string) => parse(text, { bom: true, columns: true }) as Record<string, string>[];

it('T26 the file says what the page says, a column for each reason, and which numbers are hidden', () => {
	const rows = numbersBy(
		[...five('a'), ...five('a', { start: { coping: 2 }, review: { coping: 4 }, answer: 'declined', reason: 'full' }), episode('b')],
		'agency'
	);
	const [a, b] = read(numbersCsv(rows, (key) => key.toUpperCase()));
	expect(a).toMatchObject({
		name: 'A',
		offered: '10',
		referred: '10',
		accepted: '5',
		declined: '5',
		declined_full: '5',
		...{ first_contacts: '0', coping_reviewed: '5', coping_start_of_reviewed: '2', coping_review: '4', coping_close: 'hidden' }
	});
	expect(b).toMatchObject({ name: 'B', offered: 'hidden', accepted: 'hidden', declined_full: 'hidden', median_hours: 'hidden' });
});

it('T26 no name is a formula to a spreadsheet, and none is lost', () => {
	const begins = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', 'a', '"', ',');
	fc.assert(
		fc.property(fc.tuple(begins, fc.string()), ([first, rest]) => {
			const name = first + rest;
			const text = unmetCsv([{ need: 'home', said: 0, met: 0, unmet: 0 }], () => name);
			const cell = read(text)[0]?.need ?? '';
			expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
			expect(cell.endsWith(name)).toBe(true);
		})
	);
});
