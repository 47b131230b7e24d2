import { describe, expect, it } from 'vitest';
import type { CaseEvent, EventDetail, EventKind } from './event.ts';
import { mayShow, newsOf, warnBeforePublishing } from './news.ts';
import { outcomeCodes } from './outcomes.ts';
import { anEvent, toldOn } from './track-sample.ts';

const now = new Date('2026-06-20T12:00:00Z');
const news = (kind: EventKind, detail: EventDetail = {}) => newsOf(anEvent({ kind, detail }));

describe('P4: the two lists', () => {
	it.each([
		'released_no_charge',
		'released_on_bail',
		'released_under_investigation',
		'bail_changed',
		'bail_ended',
		'escaped',
		'offender_recalled',
		'offender_released'
	] as const)('%s is danger news', (kind) => expect(news(kind)).toBe('danger'));
	it('bail conditions set at a hearing or at charge are danger news', () => {
		expect([news('first_hearing', { bailConditions: 'yes' }), news('charged', { bailConditions: 'yes' })]).toEqual(['danger', 'danger']);
		expect(news('charged', { bailConditions: 'no' })).toBe('plain');
	});
});

describe('P4: hard news', () => {
	it.each([
		['not_investigated', {}],
		['closed_no_suspect', {}],
		['closed_other', {}],
		['not_charged', {}],
		['out_of_court', {}],
		['charges_dropped', {}],
		['charges_changed', { result: 'reduced' }],
		['charges_changed', {}],
		['suspect_died', {}],
		['verdict', { result: 'not_guilty' }],
		['verdict', { outcome: 'not-guilty' }],
		['verdict', { result: 'no_verdict' }],
		['verdict', { result: 'no_evidence' }],
		['verdict', { result: 'left_on_file' }],
		['trial_ended', { result: 'no_verdict' }],
		['trial_ended', { result: 'not_guilty' }],
		['appeal_decided', { result: 'allowed' }],
		['appeal_decided', { result: 'reduced' }],
		['sentence', { result: 'reduced' }],
		['not_told_clearly', { outcome: 'unable-to-prosecute' }]
	] as [EventKind, EventDetail][])('%s %o is hard news', (kind, detail) => expect(news(kind, detail)).toBe('hard'));
});

describe('P4: neither', () => {
	it.each([
		['charged', {}],
		['verdict', { result: 'guilty' }],
		['sentence', { outcome: 'fined' }],
		['appeal_decided', { result: 'refused' }],
		['plea', { result: 'not_guilty' }],
		['nothing_new', {}]
	] as [EventKind, EventDetail][])('%s %o is plain', (kind, detail) => expect(news(kind, detail)).toBe('plain'));
	it('an outcome code alone makes hard what its kind would be', () => {
		const hard = outcomeCodes.filter((outcome) => news('nothing_new', { outcome }) === 'hard');
		expect([...hard].sort()).toEqual(
			[
				'unable-to-prosecute',
				'formal-action-not-in-public-interest',
				'local-resolution',
				'cautioned',
				'drugs-possession-warning',
				'penalty-notice-issued',
				'no-further-action',
				'further-investigation-not-in-public-interest',
				'further-action-not-in-public-interest',
				'unable-to-proceed',
				'not-guilty'
			].sort()
		);
	});
});

describe('P4: what stands on the page', () => {
	const hard = (part: Partial<CaseEvent> = {}) => anEvent({ kind: 'not_charged', ...part });
	it('nothing before it is published, not even danger news', () => {
		expect(mayShow(hard({ publishedAt: null, tellings: [toldOn('2026-06-10T10:00:00Z')] }), 'read_here', now)).toBe('absent');
		expect(mayShow(anEvent({ kind: 'escaped', publishedAt: '2026-06-21T00:00:00Z' }), 'read_here', now)).toBe('absent');
	});
	it('hard news waits for the voice', () => expect(mayShow(hard(), 'call_first', now)).toBe('withheld'));
	it('or is a closed line for who wants to read it', () => expect(mayShow(hard(), 'read_here', now)).toBe('closed_line'));
	it('shows once told', () => expect(mayShow(hard({ tellings: [toldOn('2026-06-10T10:00:00Z')] }), 'call_first', now)).toBe('shown'));
	it.each(['no_answer', 'someone_else', 'not_safe', 'another_time', 'not_now', 'wrong_number'] as const)(
		'P9: "%s" is not told',
		(outcome) => {
			expect(mayShow(hard({ tellings: [{ ...toldOn('2026-06-10T10:00:00Z'), outcome }] }), 'call_first', now)).toBe('withheld');
		}
	);
	it('never holds danger news back', () => expect(mayShow(anEvent({ kind: 'released_on_bail' }), 'call_first', now)).toBe('shown'));
});

describe('P4: the warning before publishing', () => {
	const warns = (iso: string) => warnBeforePublishing(new Date(iso), (day) => day === '2026-08-31' || day === '2026-12-25');
	it.each([
		['2026-06-05T14:00:00Z', true, 'Friday 3 pm in summer time'],
		['2026-06-05T13:59:00Z', false, 'a minute before'],
		['2026-12-04T14:30:00Z', false, 'Friday half past two in winter'],
		['2026-12-04T15:00:00Z', true, 'Friday 3 pm in winter'],
		['2026-06-04T16:00:00Z', false, 'an ordinary Thursday'],
		['2026-12-24T15:30:00Z', true, 'Christmas Eve'],
		['2026-12-24T14:30:00Z', false, 'Christmas Eve before 3'],
		['2026-08-30T15:00:00Z', true, 'the Sunday before a bank holiday']
	])('%s → %s (%s)', (iso, expected) => expect(warns(iso)).toBe(expected));
});
