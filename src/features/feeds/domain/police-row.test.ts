import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalRow, kindOfFile, readRow } from './police-row.ts';
import type { RowFault } from './police-row.ts';

const id = 'aB'.repeat(32);
const outcome = [
	id,
	'2013-06',
	'Humberside Police',
	'Humberside Police',
	'-0.8',
	'53.7',
	'On or near A STREET',
	'E01',
	'East 040C',
	'Suspect charged'
];
const street = [...outcome.slice(0, 9), 'Burglary', 'Under investigation', ''];
const outcomesHeader = 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type'.split(',');
const streetHeader = [...outcomesHeader.slice(0, 9), 'Crime type', 'Last outcome category', 'Context'];

describe('which file it is', () => {
	it('is said by every name of the header, in its place', () => {
		expect(kindOfFile(outcomesHeader)).toBe('outcomes');
		expect(kindOfFile(streetHeader)).toBe('street');
		expect(kindOfFile([...outcomesHeader, 'More'])).toBeNull();
		expect(kindOfFile(outcomesHeader.slice(0, 9))).toBeNull();
		expect(kindOfFile(outcomesHeader.toReversed())).toBeNull();
		expect(kindOfFile([])).toBeNull();
	});
});

describe('a row', () => {
	it('of outcomes happened; of street was last known', () => {
		expect(readRow('outcomes', outcome)).toEqual({
			ok: {
				kind: 'outcomes',
				reference: 'ab'.repeat(32),
				month: '2013-06',
				reportedBy: 'Humberside Police',
				outcomeName: 'Suspect charged',
				crimeType: null,
				asOf: 'happened'
			}
		});
		expect(readRow('street', street)).toMatchObject({
			ok: { outcomeName: 'Under investigation', crimeType: 'Burglary', asOf: 'last_known' }
		});
	});

	it('without an id has no reference, and one without an outcome names none', () => {
		expect(readRow('street', ['', ...street.slice(1, 9), 'Anti-social behaviour', '', ''])).toMatchObject({
			ok: { reference: null, outcomeName: null }
		});
	});

	it('keeps an outcome name nobody knows', () => {
		expect(readRow('outcomes', outcome.with(9, 'Something new'))).toMatchObject({ ok: { outcomeName: 'Something new' } });
	});

	const broken: [string, string[], RowFault][] = [
		['one column fewer', outcome.slice(1), 'feeds.row.columns'],
		['one column more', [...outcome, ''], 'feeds.row.columns'],
		['month 13', outcome.with(1, '2013-13'), 'feeds.row.month'],
		['month 00', outcome.with(1, '2013-00'), 'feeds.row.month'],
		['a day', outcome.with(1, '2013-06-01'), 'feeds.row.month'],
		['no month', outcome.with(1, ''), 'feeds.row.month'],
		['before there were such files', outcome.with(1, '2010-11'), 'feeds.row.month'],
		['a month to come', outcome.with(1, '2025-12'), 'feeds.row.month_ahead'],
		['an id of 63', outcome.with(0, 'a'.repeat(63)), 'feeds.row.reference'],
		['an id that is no hex', outcome.with(0, 'g'.repeat(64)), 'feeds.row.reference'],
		['no force', outcome.with(2, ' '), 'feeds.row.no_source'],
		['no outcome', outcome.with(9, ''), 'feeds.row.no_outcome'],
		['NUL', outcome.with(6, 'a\0b'), 'feeds.row.nul'],
		['a control character', outcome.with(6, 'a\u0007b'), 'feeds.row.control'],
		['a mark that turns text round', outcome.with(9, 'Suspect \u202echarged'), 'feeds.row.control'],
		['a cell of 301', outcome.with(6, 'x'.repeat(301)), 'feeds.row.too_long']
	];
	it.each(broken)('with %s is refused with its reason', (_, cells, fault) => {
		expect(readRow('outcomes', cells, '2025-11')).toEqual({ fault });
	});

	it('R-18 of any cells is read in the right shape or refused, and never throws', () => {
		const cells = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...outcome)), { maxLength: 13 });
		fc.assert(
			fc.property(fc.constantFrom('outcomes' as const, 'street' as const), cells, (kind, any) => {
				const read = readRow(kind, any);
				return 'fault' in read ? read.fault.startsWith('feeds.row.') : /^20\d\d-\d\d$/.test(read.ok.month) && read.ok.reportedBy !== '';
			})
		);
	});
});

it('R-07 rows that differ in any cell, or in their kind, have different written forms', () => {
	const cells = fc.array(fc.string(), { minLength: 1, maxLength: 4 });
	fc.assert(
		fc.property(
			cells,
			cells,
			(one, other) => (canonicalRow('street', one) === canonicalRow('street', other)) === (JSON.stringify(one) === JSON.stringify(other))
		)
	);
	expect(canonicalRow('street', outcome)).not.toBe(canonicalRow('outcomes', outcome));
});
