import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomes } from '#features/referrals/domain/referral.ts';
import { groupings, medianOf, numbersBy, unmetBy, type Episode } from './numbers.ts';

const at = (hours: number) => new Date(Date.UTC(2026, 5, 1, 9) + hours * 3_600_000).toISOString();
const episode = (more: Partial<Episode> = {}): Episode => ({
	agency: 'harbour',
	needs: ['home'],
	area: 'humberside',
	offeredAt: at(0),
	referredAt: at(0),
	answer: 'accepted',
	reason: null,
	contactedAt: null,
	start: {},
	review: {},
	close: {},
	...more
});
const times = (count: number, more: Partial<Episode> = {}) => Array.from({ length: count }, () => episode(more));

describe('T26 T49 the numbers for a commissioner', () => {
	it('counts what was offered, sent, taken and refused, and how soon somebody was spoken with', () => {
		const rows = numbersBy(
			[
				...times(6, { contactedAt: at(10) }),
				...times(5, { contactedAt: at(30) }),
				...times(5, { answer: 'declined', reason: 'full' }),
				...times(7, { answer: 'declined', reason: 'not_our_area' }),
				...times(5, { referredAt: null, answer: null })
			],
			'agency'
		);
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({
			key: 'harbour',
			offered: 28,
			referred: 23,
			accepted: 11,
			declined: 12,
			contacted: 11,
			medianHours: 10,
			within24: 55
		});
		expect(rows[0]?.reasons).toEqual([
			['full', 5],
			['not_our_area', 7]
		]);
	});

	it('measures both times or not at all, at the review as at the end', () => {
		const rows = numbersBy(
			[
				...times(5, { start: { coping: 3 }, review: { coping: 5, safety: 2 }, close: { coping: 6 } }),
				...times(5, { start: { coping: 0, safety: 1 } })
			],
			'agency'
		);
		expect(rows[0]?.changes.coping).toEqual({ asked: 5, start: 3, later: 6 });
		expect(rows[0]?.reviews).toMatchObject({ coping: { asked: 5, start: 3, later: 5 }, safety: { asked: null } });
		expect(rows[0]?.changes.safety).toEqual({ asked: null });
	});

	it('counts a person with two needs under both, and one without an area under none', () => {
		expect(numbersBy(times(5, { needs: ['home', 'money', 'home'] }), 'need').map(({ key, offered }) => [key, offered])).toEqual([
			['home', 5],
			['money', 5]
		]);
		expect(numbersBy(times(5, { area: null }), 'area')[0]?.key).toBe('');
	});

	it('24 hours are 24 hours, to the millisecond', () => {
		const late = new Date(Date.parse(at(24)) + 1).toISOString();
		expect(numbersBy([...times(5, { contactedAt: at(24) }), ...times(5, { contactedAt: late })], 'agency')[0]?.within24).toBe(50);
	});

	it.each([
		[[3], 3],
		[[1, 9], 5],
		[[9, 1, 2], 2]
	])('the median of %o is %f', (values, median) => expect(medianOf(values)).toBe(median));

	it('what nobody took on is what is left of what was said', () => {
		expect(
			unmetBy(
				['home', 'money', 'work'],
				new Map([
					['home', 12],
					['money', 6]
				]),
				new Map([
					['home', 5],
					['money', 5]
				])
			)
		).toEqual([
			{ need: 'home', said: 12, met: 5, unmet: 7 },
			{ need: 'money', said: 6, met: null, unmet: null },
			{ need: 'work', said: 0, met: 0, unmet: 0 }
		]);
	});
});

const drawn: fc.Arbitrary<Episode> = fc.record({
	agency: fc.constantFrom('harbour', 'wolds'),
	needs: fc.subarray(['home', 'money', 'health']),
	area: fc.constantFrom('humberside', 'avon', null),
	offeredAt: fc.constant(at(0)),
	referredAt: fc.constantFrom(at(0), null),
	answer: fc.constantFrom('accepted' as const, 'declined' as const, null),
	reason: fc.constantFrom('full', 'area', null),
	contactedAt: fc.option(fc.integer({ min: 0, max: 100 }).map(at)),
	start: fc.record({ coping: fc.nat(10) }, { requiredKeys: [] }),
	review: fc.record({ coping: fc.nat(10) }, { requiredKeys: [] }),
	close: fc.record({ coping: fc.nat(10) }, { requiredKeys: [] })
});

describe('T26 laws', () => {
	it('no number of one to four stands in any cell, nor is left when one shown number is taken from another of its row', () => {
		fc.assert(
			fc.property(fc.array(drawn, { maxLength: 60 }), fc.constantFrom(...groupings), (all, by) => {
				for (const row of numbersBy(all, by)) {
					const { offered, referred, accepted, declined, contacted } = row;
					const cells = [offered, referred, accepted, declined, contacted, ...row.reasons.map(([, cell]) => cell)];
					for (const cell of cells) expect(cell === null || cell === 0 || cell >= 5, `${cell}`).toBe(true);
					for (const { asked } of outcomes.map((name) => row.changes[name])) expect(asked === null || asked >= 5).toBe(true);
					const left = [
						[offered, referred],
						[referred, accepted],
						[referred, declined],
						[referred, contacted]
					].flatMap(([whole, part]) => (whole != null && part != null ? [whole - part] : []));
					if (referred !== null && accepted !== null && declined !== null) left.push(referred - accepted - declined);
					for (const rest of left) expect(rest === 0 || rest >= 5, JSON.stringify(row)).toBe(true);
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('the order in which things came does not matter', () => {
		fc.assert(
			fc.property(fc.array(drawn, { maxLength: 20 }), fc.constantFrom(...groupings), (all, by) => {
				expect(numbersBy(all.toReversed(), by)).toEqual(numbersBy(all, by));
			})
		);
	});
});
