import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { langs } from '#shared/lang.ts';
import { hasGone, isOpen, mayFollow, restorativeSteps, stepsAfter, type RestorativeStep } from './steps.ts';
import { exactText } from './wording.ts';

const allowed = new Set([
	...['null said', 'ended said', 'withdrawn said'],
	...['said passed_on', 'passed_on provider_talking', 'provider_talking other_side_willing', 'other_side_willing meeting'],
	...['said', 'passed_on', 'provider_talking', 'other_side_willing', 'meeting'].flatMap((from) => [`${from} ended`, `${from} withdrawn`])
]);

describe('restorative justice, step by step (T35)', () => {
	it('allows these moves and no other; she herself only asks and stops', () => {
		for (const from of [null, ...restorativeSteps])
			for (const to of restorativeSteps) {
				expect([from, to, mayFollow(from, to, 'worker')]).toEqual([from, to, allowed.has(`${from} ${to}`)]);
				const hers = allowed.has(`${from} ${to}`) && (to === 'said' || to === 'withdrawn');
				expect([from, to, mayFollow(from, to, 'person')]).toEqual([from, to, hers]);
			}
	});

	it('whatever is recorded, everything that is under way can be stopped at once, and nothing of the other side comes before the provider spoke', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(20), { maxLength: 20 }), (picks) => {
				const path: RestorativeStep[] = [];
				for (const pick of picks) {
					const next = stepsAfter(path.at(-1) ?? null);
					path.push(next[pick % next.length]!);
				}
				const last = path.at(-1) ?? null;
				expect(isOpen(last)).toBe(mayFollow(last, 'withdrawn', 'person'));
				for (const [at, step] of path.entries()) if (step === 'other_side_willing') expect(path[at - 1]).toBe('provider_talking');
			})
		);
	});

	it('a provider is asked to stop only where something may have gone to them', () => {
		expect(restorativeSteps.filter(hasGone)).toEqual(['passed_on', 'provider_talking', 'other_side_willing', 'meeting']);
	});

	it('the exact text holds the name to use and nothing else of hers, in each language', () => {
		for (const lang of langs) {
			expect(exactText(lang, 'Amal')).toContain('Amal');
			expect(exactText(lang, 'Amal')).not.toMatch(/[{}\d]/);
		}
	});
});
