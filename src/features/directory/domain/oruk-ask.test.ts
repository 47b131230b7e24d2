import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedIn, parametersOf, type Asked, type Parameter } from './oruk-ask.ts';

const read = (query: string) => askedIn(new URLSearchParams(query), parametersOf.services);
const id = '0193C000-0000-7000-9000-000000000001';

describe('what the feed is asked for', () => {
	it('reads every documented parameter', () => {
		const query = `search=Money Advice&page=3&per_page=20&taxonomy_term_id=${id}&taxonomy_id=${id}&organization_id=${id}&minimum_age=11&maximum_age=25.5&start_time=09:00:00&end_time=17:30&day=Monday&postcode=hu1 1aa&full=true&minimal=0&modified_after=2026-05-01T10:00:00%2B01:00&format=ndjson`;
		const lower = id.toLowerCase();
		expect(read(query)).toEqual({
			search: ['money', 'advice'],
			page: 3,
			perPage: 20,
			term: lower,
			taxonomy: lower,
			organisation: lower,
			minimumAge: 11,
			maximumAge: 25.5,
			startTime: '09:00',
			endTime: '17:30',
			day: 'MO',
			areas: ['humberside'],
			isFull: true,
			isMinimal: false,
			modifiedAfter: '2026-05-01T09:00:00.000Z',
			isStream: true
		} satisfies Asked);
	});

	it('takes nothing and empty values for not asked, and passes others over', () => {
		expect(read('page=&search=&unheard=of')).toEqual(read(''));
	});

	it.each([
		['page', ['0', '-1', '1e3', '1000001', '1000000000', 'one', '1.5', '٣']],
		['per_page', ['0', '101', 'all']],
		['search', ['x'.repeat(201), 'x'.repeat(10_000)]],
		['taxonomy_term_id', ['need.home', "' or 1=1 --", '💥']],
		['minimum_age', ['-1', '151', 'old', 'NaN', 'Infinity']],
		['start_time', ['9', '24:00', '09:60', '09:00; drop']],
		['end_time', ['noon']],
		['day', ['funday', 'm']],
		['postcode', ['nowhere', '12345', 'HU1 1AA HU1 1AA HU1']],
		['proximity', ['1000', 'near']],
		['full', ['yes', '2', 'constructor']],
		['modified_after', ['yesterday', '2026-13-01', '2026-02-31T25:00:00Z', '0001-01-01']],
		['format', ['xml', 'csv']]
	] satisfies [Parameter, string[]][])('refuses a wrong %s, and names it', (parameter, values) => {
		for (const value of values)
			expect(read(new URLSearchParams({ [parameter]: value }).toString()), value).toEqual([
				{ parameter, detail: expect.stringMatching(/\w/) as string }
			]);
	});

	it('names every parameter that is wrong at once, and one that is given twice', () => {
		expect(read('page=x&day=x')).toMatchObject([{ parameter: 'page' }, { parameter: 'day' }]);
		expect(read('page=1&page=2')).toMatchObject([{ parameter: 'page' }]);
	});

	it('throws for nothing at all', () => {
		fc.assert(
			fc.property(fc.constantFrom(...parametersOf.services), fc.string({ unit: 'binary' }), (parameter, value) => {
				expect(read(new URLSearchParams({ [parameter]: value }).toString())).toBeTruthy();
			})
		);
	});
});
