import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursOf, nextStep, planWays, seers, steps, type Draft, type HeldWay } from './choices.ts';
import { wayKinds } from './preference.ts';

const phone = (id: string, value: string, isChosen = true): HeldWay => ({ id, kind: 'phone', value, isChosen });
const yes = (ways: Draft['ways']): Draft => ({ from: 1, may: 'yes', ways });

describe('P15 journey 3: what becomes of each way', () => {
	it('a way that is not ticked is never used again', () =>
		expect(planWays(yes([]), [phone('a', '01632 960001')])).toEqual({ chosen: [], shut: ['a'], end: [], add: [] }));

	it('a chosen number stays when nothing is typed, and when it is typed another way', () => {
		for (const value of ['', '01632960001', '+44 1632 960001'])
			expect(planWays(yes([{ kind: 'phone', value, seen: 'me' }]), [phone('a', '01632 960001')])).toEqual({
				chosen: ['a'],
				shut: [],
				end: [],
				add: []
			});
	});

	it('P6 a new number has to be checked, and the old one gets nothing', () =>
		expect(planWays(yes([{ kind: 'phone', value: '01632 960002', seen: 'me' }]), [phone('a', '01632 960001')])).toEqual({
			chosen: [],
			shut: [],
			end: ['a'],
			add: [{ kind: 'phone', value: '01632 960002', isSafe: true }]
		}));

	it('what somebody else may see, or she does not know, is not safe', () => {
		for (const seen of ['someone', 'unknown', undefined] as const) {
			expect(planWays(yes([{ kind: 'phone', value: '', seen }]), [phone('a', '01632 960001')]).shut).toEqual(['a']);
			expect(planWays(yes([{ kind: 'phone', value: '01632 960009', seen }]), []).add).toEqual([
				{ kind: 'phone', value: '01632 960009', isSafe: false }
			]);
		}
	});

	it('a number she had not said is safe is given anew and checked, never opened', () =>
		expect(planWays(yes([{ kind: 'phone', value: '01632 960001', seen: 'me' }]), [phone('a', '01632 960001', false)])).toEqual({
			chosen: [],
			shut: [],
			end: ['a'],
			add: [{ kind: 'phone', value: '01632 960001', isSafe: true }]
		}));

	it('who does not want to be contacted keeps her ways as they are', () =>
		expect(planWays({ from: 1, may: 'no_i_call', ways: [] }, [phone('a', '1'), phone('b', '2', false)])).toEqual({
			chosen: ['a'],
			shut: [],
			end: [],
			add: []
		}));
});

const held = fc
	.array(
		fc.record({
			kind: fc.constantFrom(...wayKinds),
			value: fc.constantFrom('01632960001', '01632960002', 'a@example.org', null),
			isChosen: fc.boolean()
		})
	)
	.map((all) => all.map((way, at): HeldWay => ({ ...way, id: `${at}` })));
const ways = fc.uniqueArray(
	fc.record({
		kind: fc.constantFrom(...wayKinds),
		value: fc.constantFrom('', '01632 960001', '01632 960003', 'b@example.org'),
		seen: fc.option(fc.constantFrom(...seers), { nil: undefined })
	}),
	{ selector: ({ kind }) => kind }
);

describe('S-20 laws of the plan', () => {
	it('every way we hold has at most one fate, and none is opened that she had not chosen before', () => {
		fc.assert(
			fc.property(held, ways, (own, said) => {
				const { chosen, shut, end } = planWays(yes(said), own);
				const fates = [...chosen, ...shut, ...end];
				expect(new Set(fates).size).toBe(fates.length);
				// The same number twice, once chosen: the other stays as shut as the hub had it.
				for (const way of own) if (!fates.includes(way.id)) expect(way.isChosen).toBe(false);
				for (const way of own)
					if (!fates.includes(way.id)) expect(chosen.some((id) => own.find((each) => each.id === id)?.kind === way.kind)).toBe(true);
				for (const id of chosen) expect(own.find((way) => way.id === id)?.isChosen).toBe(true);
			})
		);
	});

	it('nothing stays safe or comes as safe of a kind that was not ticked, or that somebody else may see', () => {
		fc.assert(
			fc.property(held, ways, (own, said) => {
				const safe = new Set(said.filter(({ seen }) => seen === 'me').map(({ kind }) => kind));
				const { chosen, add } = planWays(yes(said), own);
				for (const id of chosen) expect(safe.has(own.find((way) => way.id === id)?.kind ?? 'post')).toBe(true);
				for (const way of add) expect(way.isSafe).toBe(safe.has(way.kind));
			})
		);
	});
});

it('every path through the questions ends with the check, and "no" gets there at once', () => {
	for (const may of ['yes', 'no_look_here', 'no_i_call'] as const) {
		let step = nextStep('may', { from: 0, may });
		for (let turn = 0; turn < steps.length && step !== 'check'; turn++)
			step = nextStep(step, { from: 0, may, ways: [{ kind: 'text', value: '' }] });
		expect(step).toBe('check');
	}
	expect(nextStep('may', { from: 0, may: 'no_look_here' })).toBe('check');
});

it('hours: office, her own, asked first; skipped leaves what was', () => {
	const window = { days: [1], from: '10:00', to: '12:00' };
	expect(hoursOf({ from: 0, when: 'office' }, [window])).toBeNull();
	expect(hoursOf({ from: 0, when: 'ask' }, null)).toEqual([]);
	expect(hoursOf({ from: 0, when: 'own', window }, null)).toEqual([window]);
	expect(hoursOf({ from: 0 }, [window])).toEqual([window]);
});
