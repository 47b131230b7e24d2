import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { daysIn, defaults, keptTables, records, ruleOf, rulesOf, unitsIn } from './retention.ts';

const tables = readdirSync('src/server/db/schema').flatMap((file) =>
	[...readFileSync(`src/server/db/schema/${file}`, 'utf8').matchAll(/pgTable\(\s*'(\w+)'/g)].map(([, name]) => name ?? '')
);
const named = [...defaults.flatMap((rule) => rule.tables), ...keptTables.flatMap((kept) => kept.tables)];

describe('the rules of keeping', () => {
	it('Pr7 name every table of the database: what becomes of its rows, or why they stay', () => {
		expect(tables.length).toBeGreaterThan(30);
		expect(tables.filter((table) => !named.includes(table))).toEqual([]);
		expect(named.filter((table) => !tables.includes(table))).toEqual([]);
	});

	it('give each kind of record one rule inside its own bounds, with a source', () => {
		expect(defaults.map(({ record }) => record)).toEqual([...records]);
		for (const { days, min, max, source } of defaults) {
			expect(min <= days && days <= max).toBe(true);
			expect(source).toMatch(/^[a-z_0-9]+$/);
		}
	});

	it('hold what §5.4 says: 6 weeks, 6 months, 6 years, up to 12, and the 25th birthday', () => {
		const span = (record: Parameters<typeof ruleOf>[0]) => unitsIn(ruleOf(record).days, ruleOf(record).unit);
		expect([
			span('case_reached'),
			span('case_unreached'),
			span('case_served'),
			span('complaint'),
			span('child'),
			span('self_referral')
		]).toEqual([6, 6, 6, 6, 25, 6]);
		expect(unitsIn(ruleOf('case_served').max, 'years')).toBe(12);
	});

	it("let a hub's own choice win, and cut one written past the page to the bounds", () => {
		const rules = rulesOf([
			{ record: 'case_served', days: 2557 },
			{ record: 'case_reached', days: 1 },
			{ record: 'feed_raw', days: 100_000 }
		]);
		expect(rules).toMatchObject({ case_served: 2557, case_reached: 14, feed_raw: 368, complaint: 2192 });
	});

	it('count units so that nothing is deleted a day early, and a span reads as it was chosen', () => {
		for (const unit of ['days', 'weeks', 'months', 'years'] as const)
			for (let count = 1; count <= 75; count++) expect(unitsIn(daysIn(count, unit), unit)).toBe(count);
		expect(daysIn(6, 'years')).toBe(2192);
	});
});
