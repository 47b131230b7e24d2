import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayOfNumber, londonDay, type Day } from '#shared/london.ts';
import { answerBy } from './answer-by.ts';
import { isKilled, nightly } from './night.ts';
import { defaults, rulesOf, type RecordName } from './retention.ts';
import { dueToForget, keptUntil, personVerdict, verdictOf, type CaseFacts } from './verdict.ts';
import { decideBy, knownSince } from './wrong-link.ts';

const day = fc.integer({ min: 14_000, max: 20_600 }).map(dayOfNumber);
const maybe = fc.option(day, { nil: null });
const facts: fc.Arbitrary<CaseFacts> = fc.record({
	madeOn: day,
	heardOn: maybe,
	triedOn: maybe,
	contactOn: maybe,
	isServed: fc.boolean(),
	complaintOn: maybe,
	wrongLinkOn: maybe,
	isWrongLinkOpen: fc.boolean(),
	hasOpenTask: fc.boolean(),
	members: fc.array(fc.record({ born: maybe, isMarkedChild: fc.boolean() }), { maxLength: 3 })
});
const rules = fc
	.constantFrom(...defaults)
	.chain((rule) => fc.integer({ min: rule.min, max: rule.max }).map((days) => rulesOf([{ record: rule.record, days }])));
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2080-01-01'), noInvalidDate: true });
const noon = (on: Day) => new Date(`${on}T11:00:00Z`);
const quiet: CaseFacts = {
	madeOn: '2020-03-01',
	heardOn: null,
	triedOn: null,
	contactOn: null,
	isServed: false,
	complaintOn: null,
	wrongLinkOn: null,
	isWrongLinkOpen: false,
	hasOpenTask: false,
	members: []
};
const plain = rulesOf([]);

describe('what is forgotten, and when', () => {
	it('nothing held, with an open task, or with an open record of a wrong link is ever due', () => {
		fc.assert(
			fc.property(facts, rules, moment, (one, kept, now) => {
				expect(dueToForget(one, kept, true, now)).toBe(false);
				if (one.hasOpenTask || one.isWrongLinkOpen) expect(dueToForget(one, kept, false, now)).toBe(false);
			})
		);
	});

	it('a record is due from the day after its last day, by London, and stays due', () => {
		fc.assert(
			fc.property(facts, rules, (one, kept) => {
				const free = { ...one, hasOpenTask: false, isWrongLinkOpen: false };
				const until = keptUntil(free, kept);
				expect(dueToForget(free, kept, false, noon(until))).toBe(false);
				expect(dueToForget(free, kept, false, noon(addDays(until, 1)))).toBe(true);
				expect(dueToForget(free, kept, false, noon(addDays(until, 900)))).toBe(true);
			})
		);
	});

	it('anything that happens later keeps it as long or longer, never shorter', () => {
		fc.assert(
			fc.property(facts, rules, fc.integer({ min: 1, max: 900 }), (one, kept, later) => {
				const on = addDays(one.heardOn ?? one.madeOn, later);
				expect(keptUntil({ ...one, heardOn: on }, kept) >= keptUntil(one, kept)).toBe(true);
				expect(keptUntil({ ...one, complaintOn: on }, kept) >= keptUntil({ ...one, complaintOn: null }, kept)).toBe(true);
			})
		);
	});

	it('somebody helped as a child is kept to the 25th birthday at least, and never shorter than a grown person', () => {
		fc.assert(
			fc.property(facts, rules, day, (one, kept, born) => {
				const seen = addMonths(born, 12 * 15);
				const young = { ...one, isServed: true, madeOn: seen, contactOn: seen, members: [{ born, isMarkedChild: false }] };
				expect(keptUntil(young, kept) >= addMonths(born, 12 * 25)).toBe(true);
				expect(keptUntil(young, kept) >= keptUntil({ ...young, members: [] }, kept)).toBe(true);
			})
		);
	});

	it.each<[RecordName, Partial<CaseFacts>, Day]>([
		['case_unreached', { triedOn: '2020-03-05' }, '2020-09-05'],
		['case_reached', { triedOn: '2020-03-05', contactOn: '2020-03-05' }, '2020-04-16'],
		['case_served', { contactOn: '2020-03-05', isServed: true }, '2026-03-06'],
		['case_served', { contactOn: '2020-03-05', isServed: true, heardOn: '2021-01-01' }, '2027-01-02'],
		['child', { contactOn: '2020-03-05', isServed: true, members: [{ born: '2012-02-29', isMarkedChild: false }] }, '2037-03-01'],
		['complaint', { complaintOn: '2020-06-01' }, '2026-06-02'],
		['wrong_link', { wrongLinkOn: '2020-06-01' }, '2026-06-02']
	])('%s: %o is kept until %s', (rule, more, until) => {
		expect(verdictOf({ ...quiet, ...more }, plain, false)).toMatchObject({ rule, until, waits: null });
	});

	it('the day is that of London: half past midnight in summer is a new day there', () => {
		const until = keptUntil({ ...quiet, madeOn: '2020-01-01' }, plain);
		expect(until).toBe('2020-07-03');
		expect(dueToForget({ ...quiet, madeOn: '2020-01-01' }, plain, false, new Date('2020-07-03T22:59:00Z'))).toBe(false);
		expect(dueToForget({ ...quiet, madeOn: '2020-01-01' }, plain, false, new Date('2020-07-03T23:01:00Z'))).toBe(true);
	});

	it('a person goes when their last case went; without any, six weeks after they were added', () => {
		const one = { madeOn: '2026-01-01', livingCases: 0, forgottenCases: 0, hasOpenTask: false };
		expect(personVerdict({ ...one, livingCases: 1 }, plain, false)).toBeNull();
		expect(personVerdict(one, plain, false)).toMatchObject({ until: '2026-02-12', waits: null });
		expect(personVerdict({ ...one, forgottenCases: 2 }, plain, true)).toMatchObject({ until: '2026-01-01', waits: 'hold' });
	});
});

describe('days that are shown', () => {
	it('a request to delete is answered within 20 working days, never later than a month, never in the past', () => {
		fc.assert(
			fc.property(moment, (now) => {
				const by = answerBy(now);
				expect(by > londonDay(now) && by <= addMonths(londonDay(now), 1)).toBe(true);
			})
		);
		expect(answerBy(new Date('2026-06-02T10:00:00Z'))).toBe('2026-06-30');
	});

	it('P13 the 72 hours count from the first who knew, over a change of the clocks too', () => {
		const flagged = new Date('2026-10-23T18:00:00Z');
		const undone = new Date('2026-10-26T09:00:00Z');
		expect(knownSince([undone, flagged], undone)).toEqual(flagged);
		expect(knownSince([], undone)).toEqual(undone);
		expect(decideBy(flagged)).toEqual(new Date('2026-10-26T18:00:00Z'));
	});

	it('R-11 a night begins at 3 in London, once, and goes on when it was killed', () => {
		const began = { startedAt: new Date('2026-06-02T02:00:00Z'), finishedAt: null };
		expect(nightly(new Date('2026-06-02T01:59:00Z'), undefined)).toBe('wait');
		expect(nightly(new Date('2026-06-02T02:00:00Z'), undefined)).toBe('begin');
		expect(nightly(new Date('2026-06-02T02:14:00Z'), began)).toBe('wait');
		expect(nightly(new Date('2026-06-02T02:15:00Z'), began)).toBe('go_on');
		expect(nightly(new Date('2026-06-02T09:00:00Z'), { ...began, finishedAt: began.startedAt })).toBe('wait');
		expect(isKilled(began, began.startedAt)).toBe(false);
	});
});
