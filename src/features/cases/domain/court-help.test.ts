import fc from 'fast-check';
import { expect, it } from 'vitest';
import { courtSteps, courtThings, isOver, nextSteps, type CourtStep } from './court-help.ts';

const things = fc.constantFrom(...courtThings);

it('T7: only a visit is booked, and only what a judge decides is granted', () => {
	for (const thing of courtThings)
		for (const from of [null, ...courtSteps]) {
			const steps = nextSteps(thing, from, 'worker');
			expect(steps.includes('booked') && thing !== 'visit').toBe(false);
			expect(steps.includes('granted') && thing === 'visit').toBe(false);
		}
});

it('T7: she asks and she stops and records nothing else; whatever happened, it can be asked for again', () => {
	fc.assert(
		fc.property(things, fc.array(fc.nat(), { maxLength: 12 }), (thing, choices) => {
			let at: CourtStep | null = null;
			for (const choice of choices) {
				for (const step of nextSteps(thing, at, 'person')) expect(['asked', 'stopped']).toContain(step);
				const steps: CourtStep[] = nextSteps(thing, at, 'worker');
				expect(steps.length).toBeGreaterThan(0);
				// Nothing is stopped that nobody asked for, and she can always do one of the two.
				expect(nextSteps(thing, at, 'person')).toEqual([isOver(at) ? 'asked' : 'stopped']);
				at = steps[choice % steps.length] ?? null;
			}
		})
	);
});
