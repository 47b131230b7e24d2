import { describe, expect, it } from 'vitest';
import clockWords from '#locales/en/clocks.json' with { type: 'json' };
import rightWords from '#locales/en/rights.json' with { type: 'json' };
import { deciders, enhancedReasonsOf, isEnhanced, requestIds, victimsCode, type Length } from './clock-code.ts';
import { clockStates } from './clock-state.ts';
import { caseKinds, eventKinds, roles, sources } from './event.ts';

const words = new Map(Object.entries({ ...clockWords, ...rightWords }));
const isOneOf = (list: readonly string[]) => (value: string) => list.includes(value);
const isLength = (length: Length | null) =>
	length === null || (Number.isInteger(length.n) && length.n > 0 && ['working_days', 'calendar_days', 'months'].includes(length.unit));

describe('the Code as data', () => {
	it.each(victimsCode.duties.map((duty) => [duty.id, duty] as const))('%s has the shape the code counts on', (_, duty) => {
		expect(sources).toContain(duty.owner);
		expect([...duty.starts, ...duty.after].every(isOneOf(eventKinds))).toBe(true);
		expect(duty.settledBy.every(isOneOf([...eventKinds, 'heard']))).toBe(true);
		expect((duty.sources ?? []).every(isOneOf(sources))).toBe(true);
		expect([...duty.roles, ...duty.unverifiedFor].every(isOneOf(roles)) && duty.kinds.every(isOneOf(caseKinds))).toBe(true);
		expect(['event', 'receipt']).toContain(duty.clock);
		expect(['person', 'witness_care']).toContain(duty.owedTo);
		expect(isLength(duty.standard) && isLength(duty.enhanced)).toBe(true);
		expect(duty.right).toBeGreaterThanOrEqual(1);
		expect(duty.right).toBeLessThanOrEqual(12);
	});

	it('names each duty and each thing to ask for once, and each decider is known', () => {
		const ids = victimsCode.duties.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(victimsCode.requests.map(({ id }) => id)).toEqual([...requestIds]);
		expect(victimsCode.requests.map(({ decides }) => decides).every(isOneOf(deciders))).toBe(true);
		expect(victimsCode.requests.flatMap((rule) => [rule.askWithin, rule.latest, rule.answerWithin]).every(isLength)).toBe(true);
	});

	it('one piece of news starts one clock per owner: police and court bail do not overlap', () => {
		const bail = victimsCode.duties.filter(
			({ starts, owedTo, standard }) => starts.includes('bail_changed') && owedTo === 'person' && standard
		);
		for (const source of sources) expect(bail.filter((duty) => duty.sources?.includes(source))).toHaveLength(1);
	});

	it('T4: any reason at all means news sooner, and a bereaved relative has one', () => {
		expect(isEnhanced({ role: 'victim', enhancedReasons: [] })).toBe(false);
		expect(isEnhanced({ role: 'victim', enhancedReasons: ['intimidated'] })).toBe(true);
		expect(enhancedReasonsOf({ role: 'bereaved', enhancedReasons: ['bereaved'] })).toEqual(['bereaved']);
		expect(isEnhanced({ role: 'bereaved', enhancedReasons: [] })).toBe(true);
	});
});

describe('every rule has its words', () => {
	const timed = victimsCode.duties.filter(({ standard, starts, owedTo }) => standard && starts.length > 0 && owedTo === 'person');

	it.each(timed.map((duty) => [duty.id, duty] as const))('%s', (id, duty) => {
		expect(words.has(`clocks.duty.${id}.title`)).toBe(true);
		for (const state of ['due', 'not_recorded', 'late']) expect(words.has(`clocks.state.${state}.${duty.owner}`)).toBe(true);
		if (duty.after.length > 0) expect(words.has(`clocks.duty.${id}.next`) || words.has(`clocks.duty.${id}.next_other`)).toBe(true);
	});

	it('titles of the 12 rights are the Code’s own', () => {
		for (const { number, title } of victimsCode.rights) expect(words.get(`rights.${number}.title`)).toBe(title);
		expect(victimsCode.rights.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	});

	it('each state has a console word, each request its screen', () => {
		for (const state of clockStates) expect(words.has(`clocks.console.${state}`)).toBe(true);
		for (const id of requestIds)
			for (const part of ['title', 'what', 'say_1', 'say_2']) expect(words.has(`rights.open.${id}.${part}`)).toBe(true);
		for (const decider of deciders) expect(words.has(`rights.open.decides.${decider}`)).toBe(true);
	});
});
