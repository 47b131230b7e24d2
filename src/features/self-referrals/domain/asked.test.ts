import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayReach } from '#features/contact/domain/may-reach.ts';
import { londonDay } from '#shared/london.ts';
import { isWorkingDay } from '#shared/working-days.ts';
import { stepForms } from '../schema.ts';
import { answers } from '../server/answer-step.ts';
import {
	isUrgent,
	missing,
	pageAfter,
	preferenceOf,
	riskOf,
	stepAfter,
	stepBefore,
	steps,
	wishes,
	type Asked,
	type Draft
} from './asked.ts';
import { inTouchBy, onWeekdays } from '#shared/office.ts';

const office = onWeekdays('09:00', '17:00');
const at = (instant: string) => new Date(instant);

describe('what somebody says who asks for help (journey 4)', () => {
	it('P14 needs two answers and no more', () => {
		expect(missing({})).toBe('who');
		expect(missing({ age: 'adult' })).toBe('answer');
		expect(missing({ age: 'teen', way: 'code' })).toBeNull();
	});
	it('S-33 goes through every page and back', () => {
		for (const step of steps.slice(0, -1)) expect(stepBefore(stepAfter(step))).toBe(step);
		expect(stepBefore('safe')).toBeNull();
	});
	it('P17 P20 T44 leads to a page of its own where no question helps, and on otherwise', () => {
		expect(pageAfter('safe', { safe: 'no' }, true)).toBe('danger');
		expect(pageAfter('who', { who: 'other', age: '' }, true)).toBe('someone');
		expect(pageAfter('who', { who: 'me', age: 'young' }, true)).toBe('young');
		expect(pageAfter('area', {}, false)).toBe('outside');
		for (const step of steps) expect(pageAfter(step, { safe: 'yes', who: 'me', age: 'teen' }, true)).toBe(stepAfter(step));
	});
	it('S-33 answering one page again loses nothing of the others, and an emptied page takes its own answer back', () => {
		const form = {
			safe: fc.record({ safe: fc.constantFrom('', 'yes', 'no') }),
			who: fc.record({ who: fc.constantFrom('', 'me', 'child'), age: fc.constantFrom('adult', 'teen') }),
			what: fc.record({ wishes: fc.subarray([...wishes]) }),
			easier: fc.record({
				easier: fc.subarray(['bsl', 'easy_read']),
				spoken: fc.constantFrom('', 'ar'),
				easierWords: fc.constantFrom('', 'Slowly')
			})
		};
		type Page = keyof typeof form;
		const page = fc.constantFrom<Page[]>('safe', 'who', 'what', 'easier').chain((step) => form[step].map((sent) => ({ step, sent })));
		fc.assert(
			fc.property(fc.array(page, { maxLength: 12 }), (pages) => {
				let draft: Draft = { once: 'o' };
				const last = new Map<Page, unknown>();
				for (const { step, sent } of pages) {
					draft = (answers[step] as (draft: Draft, form: unknown) => Draft)(draft, stepForms[step].parse(sent));
					last.set(step, sent);
				}
				let again: Draft = { once: 'o' };
				for (const [step, sent] of last)
					again = (answers[step] as (draft: Draft, form: unknown) => Draft)(again, stepForms[step].parse(sent));
				expect(draft).toEqual(again);
			})
		);
	});
	it('P15 a way that somebody else can see or hear is not taken; coming back needs no number, and keeps none', () => {
		const answer = { way: 'phone', value: '01632 960123', name: 'Jo', when: '', seen: 'me' };
		expect(stepForms.answer.safeParse(answer).success).toBe(true);
		for (const seen of ['someone', 'unknown', ''])
			expect(stepForms.answer.safeParse({ ...answer, seen }).error?.issues[0]?.message).toBe('ask.answer.seen.notSafe');
		for (const value of ['', 'abc', '12'])
			expect(stepForms.answer.safeParse({ ...answer, value }).error?.issues[0]?.message).toBe('ask.answer.number');
		const back = stepForms.answer.parse({ ...answer, way: 'code', seen: '' });
		expect(answers.answer({ once: 'o', value: '01632 960123' }, back)).toEqual({ once: 'o', way: 'code', name: 'Jo' });
	});
});

describe('the gate, for whoever asked without an account (P2, S-20)', () => {
	const tuesday = at('2026-06-09T10:00:00Z');
	const asked: Asked = { age: 'adult', way: 'phone', value: '01632 960123' };
	const verdict = (more: Partial<Asked>, when = tuesday, shut = false) =>
		mayReach(
			preferenceOf({ ...asked, ...more }, at('2026-06-08T10:00:00Z'), shut),
			riskOf({ ...asked, ...more }),
			{ kind: 'worker' },
			when
		);
	it('S-20 opens only in the hours they chose, leaves no message and never says who we are', () => {
		expect(verdict({})).toMatchObject({ way: { kind: 'phone' }, message: 'none', sayWho: false });
		expect(verdict({ when: 'evening' })).toMatchObject({ verdict: 'wait' });
		expect(verdict({ when: 'evening' }, at('2026-06-09T17:30:00Z'))).toHaveProperty('way');
		expect(verdict({}, at('2026-06-13T10:00:00Z'))).toMatchObject({ verdict: 'wait' });
	});
	it('P9 is shut after somebody else answered; who comes back with a code is called by nobody', () => {
		expect(verdict({}, tuesday, true)).not.toHaveProperty('way');
		fc.assert(
			fc.property(fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z'), noInvalidDate: true }), (when) => {
				expect(verdict({ way: 'code' }, when)).not.toHaveProperty('way');
			})
		);
	});
	it('P17 P20 is read first for who is under 18 or not safe', () => {
		expect([isUrgent({}), isUrgent({ safe: 'unsure' }), isUrgent({ safe: 'no' }), isUrgent({ age: 'teen' })]).toEqual([
			false,
			false,
			true,
			true
		]);
	});
});

describe('by when we are in touch (P14)', () => {
	it('P14 says the end of the office day after the one on which somebody can read it', () => {
		// Tuesday morning: by Wednesday, 5 pm. Friday evening: read on Monday, so by Tuesday.
		expect(inTouchBy(at('2026-06-09T09:00:00Z'), office, false)).toEqual(at('2026-06-10T16:00:00Z'));
		expect(inTouchBy(at('2026-06-12T19:00:00Z'), office, false)).toEqual(at('2026-06-16T16:00:00Z'));
		// Good Friday and Easter Monday 2026 are no office days.
		expect(inTouchBy(at('2026-04-02T17:00:00Z'), office, false)).toEqual(at('2026-04-08T16:00:00Z'));
	});
	it('P17 for who is under 18 the same working day', () => {
		expect(inTouchBy(at('2026-06-09T09:00:00Z'), office, true)).toEqual(at('2026-06-09T16:00:00Z'));
		expect(inTouchBy(at('2026-06-13T09:00:00Z'), office, true)).toEqual(at('2026-06-15T16:00:00Z'));
	});
	it('is never in the past, always on a working day, and never later for who is urgent', () => {
		fc.assert(
			fc.property(fc.date({ min: at('2025-01-01T00:00:00Z'), max: at('2026-11-01T00:00:00Z'), noInvalidDate: true }), (now) => {
				const [urgent, other] = [inTouchBy(now, office, true), inTouchBy(now, office, false)];
				expect(urgent.getTime()).toBeGreaterThan(now.getTime());
				expect(other.getTime()).toBeGreaterThan(urgent.getTime());
				for (const when of [urgent, other]) expect(isWorkingDay(londonDay(when))).toBe(true);
			})
		);
	});
});
