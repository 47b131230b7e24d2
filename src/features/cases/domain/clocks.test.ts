import { describe, expect, it } from 'vitest';
import type { CodeCase } from './clock-code.ts';
import type { Clock, Heard } from './clock-state.ts';
import { clocksOf } from './clocks.ts';
import { tryOutcomes, type CaseEvent, type Telling } from './event.ts';

const burglary: CodeCase = { kind: 'crime', reported: true, role: 'victim', offence: 'not_said', enhancedReasons: [] };
const sooner: CodeCase = { ...burglary, enhancedReasons: ['domestic_abuse'] };
const event = (kind: CaseEvent['kind'], on: string, more: Partial<CaseEvent> = {}): CaseEvent => ({
	id: `${kind}-${on}`,
	kind,
	source: 'police',
	sourceName: 'Humberside Police',
	charge: null,
	occurred: { kind: 'day', on },
	asOf: 'happened',
	receivedAt: `${on}T12:00:00Z`,
	publishedAt: null,
	supersedes: null,
	contentHash: `hash ${kind} ${on}`,
	detail: {},
	tellings: [],
	...more
});
const told = (at: string, more: Partial<Telling> = {}): Telling => ({ at, by: 'police', way: 'phone', outcome: 'told', ...more });
const noon = (day: string) => new Date(`${day}T11:00:00Z`);
const only = (matter: CodeCase, events: CaseEvent[], today: string, heard: Heard[] = []): Clock => {
	const found = clocksOf(matter, events, heard, null, noon(today)).find((clock) => clock.eventId === events[0]?.id);
	if (!found) throw new Error('no clock runs for this event');
	return found;
};
const arrest = event('suspect_arrested', '2026-06-02');

describe('clocks (P3, T5)', () => {
	it.each([
		[burglary, arrest, '2026-06-09', 'police'],
		[sooner, arrest, '2026-06-03', 'police'],
		[burglary, event('suspect_arrested', '2026-04-01'), '2026-04-10', 'police'],
		[burglary, event('released_on_bail', '2026-12-24'), '2027-01-05', 'police'],
		[sooner, event('not_charged', '2021-12-24', { source: 'cps' }), '2021-12-29', 'cps'],
		[
			burglary,
			event('hearing_listed', '2026-06-02', { source: 'court', receivedAt: '2026-06-05T15:00:00Z' }),
			'2026-06-08',
			'witness_care'
		],
		[burglary, event('bail_changed', '2026-06-02', { source: 'court' }), '2026-06-09', 'witness_care'],
		[burglary, event('reported', '2026-06-02'), '2026-06-04', 'police']
	])('owner, start and length: %#', (matter, started, dueBy, owner) => {
		expect(only(matter, [started], '2026-06-02')).toMatchObject({ dueBy, owner, verified: true });
	});

	it('accuses no one on no evidence: past the day it is "not recorded", and "no" says so', () => {
		expect(only(burglary, [arrest], '2026-06-09')).toMatchObject({ state: 'due', reasonKey: 'clocks.reason.from_event' });
		const past = only(burglary, [arrest], '2026-06-10');
		expect(past).toMatchObject({ state: 'not_recorded', reasonKey: 'clocks.reason.no_record' });
		const heard = [{ clockId: past.id, answer: 'no' as const, at: '2026-06-10T12:00:00Z' }];
		expect(only(burglary, [arrest], '2026-06-11', heard)).toMatchObject({ state: 'not_recorded', reasonKey: 'clocks.reason.said_no' });
		const later = [...heard, { clockId: past.id, answer: 'yes' as const, at: '2026-06-11T12:00:00Z' }];
		expect(only(burglary, [arrest], '2026-06-12', later)).toMatchObject({ state: 'told', reasonKey: 'clocks.reason.heard_yes' });
	});

	it.each([
		[told('2026-06-09T22:30:00Z'), 'told', 'told'],
		[told('2026-06-09T23:30:00Z'), 'late', 'told_late'],
		[told('2026-06-10T09:00:00Z', { by: 'hub' }), 'late', 'told_late'],
		[told('2026-06-10T09:00:00Z', { by: 'court' }), 'told', 'told_elsewhere']
	])('says "late" only where the telling is on record here: %#', (telling, state, reason) => {
		expect(only(burglary, [{ ...arrest, tellings: [telling] }], '2026-07-01')).toMatchObject({
			state,
			reasonKey: `clocks.reason.${reason}`
		});
	});

	it('counts a try as nothing, and shows it beside the clock (P9)', () => {
		const tried = tryOutcomes.filter((outcome) => outcome !== 'told').map((outcome) => told('2026-06-03T09:00:00Z', { outcome }));
		expect(only(burglary, [{ ...arrest, tellings: tried }], '2026-06-04')).toMatchObject({
			state: 'due',
			toldOn: null,
			triedOn: '2026-06-03'
		});
	});

	it('gives no date for a rule nobody has checked: the person asks us, the console works on (P12)', () => {
		expect(only(burglary, [event('charged', '2026-06-02')], '2026-06-03')).toMatchObject({
			state: 'ask_us',
			dueBy: null,
			workBy: '2026-06-09',
			verified: false
		});
		expect(only(burglary, [event('sentence', '2026-06-02')], '2026-06-03')).toMatchObject({ dutyId: 'sentence', dueBy: '2026-06-03' });
	});

	it('told only a month, it counts from the last day it can have been, and never after we heard', () => {
		const june = { occurred: { kind: 'month', month: '2026-06' } } as const;
		expect(only(burglary, [event('closed_no_suspect', '2026-08-01', june)], '2026-08-02')).toMatchObject({
			start: '2026-06-30',
			dueBy: '2026-07-07',
			state: 'not_recorded'
		});
		expect(only(burglary, [event('closed_no_suspect', '2026-06-12', june)], '2026-06-12').start).toBe('2026-06-12');
	});

	it('a street file’s last known state and an unknown day start no date', () => {
		for (const more of [{ asOf: 'last_known' }, { occurred: { kind: 'unknown' } }] as const)
			expect(only(burglary, [event('closed_no_suspect', '2026-06-12', more)], '2026-07-30')).toMatchObject({
				state: 'ask_us',
				reasonKey: 'clocks.reason.day_unknown'
			});
		expect(only(burglary, [event('suspect_arrested', '2030-06-12')], '2030-06-12')).toMatchObject({
			state: 'ask_us',
			reasonKey: 'clocks.reason.no_calendar'
		});
	});

	it('a corrected event runs no clock, and two agencies with the same news run one', () => {
		const right = { ...event('suspect_arrested', '2026-06-03'), supersedes: arrest.id };
		expect(
			clocksOf(burglary, [arrest, right], [], null, noon('2026-06-03'))
				.map((clock) => clock.eventId)
				.filter(Boolean)
		).toEqual([right.id]);
		const police = event('released_on_bail', '2026-06-02');
		const again = {
			...police,
			id: 'other',
			source: 'cps' as const,
			contentHash: 'other',
			receivedAt: '2026-06-03T12:00:00Z',
			tellings: [told('2026-06-03T12:00:00Z')]
		};
		const clocks = clocksOf(burglary, [again, police], [], null, noon('2026-07-03')).filter((clock) => clock.eventId);
		expect(clocks).toMatchObject([{ eventId: police.id, eventIds: [police.id, 'other'], state: 'told' }]);
	});

	it('says what is waited for, charge by charge (journey 2, F4)', () => {
		const file = event('file_with_cps', '2026-06-02');
		const waiting = (events: CaseEvent[]) =>
			clocksOf(sooner, events, [], null, noon('2026-06-20'))
				.filter((clock) => clock.state === 'not_started')
				.map(({ dutyId, length }) => [dutyId, length]);
		expect(waiting([file])).toEqual([
			['charge', 1],
			['not_charged_cps', 1]
		]);
		const one = [file, { ...event('charged', '2026-06-10'), charge: 'A' }];
		expect(waiting(one)).toEqual([['hearing', 1]]);
		expect(waiting([...one, { ...event('under_investigation', '2026-06-11'), charge: 'B' }])).toEqual([
			['closed', 1],
			['hearing', 1],
			['suspect_news', 1]
		]);
	});

	it('T42, P12: no Code clock runs without a report, without a crime, or where the police found no offence', () => {
		const running = (more: Partial<CodeCase>) => clocksOf({ ...burglary, ...more }, [arrest], [], null, noon('2026-07-01'))[0];
		const still = (reason: string) => ({ state: 'does_not_apply', dueBy: null, workBy: null, reasonKey: `clocks.reason.${reason}` });
		expect(running({ reported: false })).toMatchObject(still('not_reported'));
		expect(running({ kind: 'antisocial' })).toMatchObject(still('not_a_crime'));
		expect(running({ kind: 'road_death', role: 'bereaved', offence: 'no' })).toMatchObject(still('no_offence'));
		expect(running({ kind: 'antisocial', offence: 'yes' })).toMatchObject({ dueBy: '2026-06-09' });
		expect(running({ kind: 'road_death', role: 'bereaved' })).toMatchObject({ dueBy: '2026-06-03', enhanced: true });
	});

	it('gives a witness court news only, without a date the Code does not set', () => {
		const listed = event('hearing_moved', '2026-06-02', { source: 'court' });
		const clocks = clocksOf({ ...burglary, role: 'witness' }, [arrest, listed], [], null, noon('2026-06-03')).filter(
			(clock) => clock.eventId
		);
		expect(clocks).toMatchObject([{ dutyId: 'hearing', right: null, state: 'ask_us', dueBy: null, reasonKey: 'clocks.reason.witness' }]);
	});
});
