import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needs } from '#features/directory/domain/codes.ts';
import { answerFrom, changesBetween, contactBy, hasNeed, isInTime, levels, wantedNeeds, type Answer } from './answer.ts';
import { fit, type Candidate } from './fit.ts';

const answer: fc.Arbitrary<Answer> = fc.record({
	levels: fc.dictionary(fc.constantFrom(...needs), fc.constantFrom(...levels)),
	before: fc.constantFrom('yes' as const, 'no' as const, null)
});

describe('T14 what would help', () => {
	it('has the eight needs, none of which is needed', () => {
		expect(needs).toHaveLength(8);
		expect(hasNeed({ levels: {} })).toBe(false);
		expect(wantedNeeds({ levels: { social: 'talk', home: 'little', money: 'no' } })).toEqual(['home', 'social']);
	});

	it('shows what changed, and nothing where nothing did', () => {
		expect(changesBetween({ levels: { home: 'lot', money: 'no' } }, { levels: { home: 'little', money: 'no', work: 'talk' } })).toEqual([
			{ need: 'home', from: 'lot', to: 'little' },
			{ need: 'work', from: null, to: 'talk' }
		]);
		fc.assert(
			fc.property(answer, answer, (one, other) => {
				expect(changesBetween(one, one)).toEqual([]);
				expect(changesBetween(one, other).map(({ need, from, to }) => [need, to, from])).toEqual(
					changesBetween(other, one).map(({ need, from, to }) => [need, from, to])
				);
				expect(answerFrom({ levels: one.levels as Record<string, string>, before: one.before })).toEqual(one);
			})
		);
	});
});

describe('T11 24 hours are 24 hours', () => {
	it.each([
		['over a week-end', '2026-06-05T16:00:00Z', '2026-06-06T16:00:00Z'],
		['over the night on which clocks go back', '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z'],
		['over a bank holiday', '2026-12-24T12:00:00Z', '2026-12-25T12:00:00Z']
	])('%s', (_, made, by) => expect(contactBy(new Date(made)).toISOString()).toBe(new Date(by).toISOString()));

	it('in time, late, or still open', () => {
		const made = new Date('2026-06-01T10:00:00Z');
		const by = contactBy(made);
		const after = new Date(by.getTime() + 1);
		expect(isInTime(made, by, after)).toBe(true);
		expect(isInTime(made, after, after)).toBe(false);
		expect(isInTime(made, null, by)).toBeNull();
		expect(isInTime(made, null, after)).toBe(false);
	});
});

const candidate: fc.Arbitrary<Candidate> = fc.record({
	slug: fc.uuid(),
	needs: fc.subarray([...needs]),
	langs: fc.subarray(['en', 'ar', 'so']),
	access: fc.subarray(['bsl', 'step_free']),
	forWhom: fc.subarray(['men', 'deaf']),
	isLocal: fc.boolean(),
	isAccredited: fc.boolean(),
	quality: fc.nat(100)
});
const wish = fc.record({ needs: fc.subarray([...needs]), lang: fc.constantFrom('ar', null), access: fc.subarray(['bsl', 'step_free']) });

describe('S4 services that fit', () => {
	it('every one that is shown meets a need and says so truly; of those for the same people and in the same language none that meets more needs is left out for one that meets fewer', () => {
		fc.assert(
			fc.property(fc.array(candidate, { maxLength: 30 }), wish, (all, wanted) => {
				const shown = fit(all, wanted);
				const met = (each: Candidate) => wanted.needs.filter((need) => each.needs.includes(need));
				for (const { slug, why } of shown) {
					const each = all.find((one) => one.slug === slug);
					expect(each && met(each)).toEqual(why.needs);
					expect(why.needs.length).toBeGreaterThan(0);
				}
				const alike = (each: Candidate, { why }: (typeof shown)[number]) =>
					each.forWhom.length > 0 === why.forWhom.length > 0 &&
					(wanted.lang !== null && each.langs.includes(wanted.lang)) === (why.lang !== null);
				for (const each of all)
					if (!shown.some(({ slug }) => slug === each.slug) && met(each).length > 0)
						for (const one of shown.filter((other) => alike(each, other)))
							expect(met(each).length).toBeLessThanOrEqual(one.why.needs.length);
			})
		);
	});

	it('the order in which they came does not matter, and there are never more than twelve', () => {
		fc.assert(
			fc.property(fc.uniqueArray(candidate, { maxLength: 30, selector: ({ slug }) => slug }), wish, (all, wanted) => {
				expect(fit(all.toReversed(), wanted)).toEqual(fit(all, wanted));
				expect(fit(all, wanted).length).toBeLessThanOrEqual(12);
			})
		);
	});
});
