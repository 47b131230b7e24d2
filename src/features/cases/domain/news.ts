import type { CaseEvent, EventDetail, EventKind } from './event.ts';
import { addDays, londonDay, londonTime } from '#shared/london.ts';
import { kindOfCode, resultOf } from './outcomes.ts';

export type News = 'danger' | 'hard' | 'plain';
/** How the person wants hard news (journey 3, step 7). Nothing chosen = 'call_first'. */
export type HardNewsChoice = 'call_first' | 'read_here';
/** `absent`: not published. `withheld`: hard, not yet spoken. `closed_line`: a neutral line, opened on request. */
export type Showing = 'shown' | 'closed_line' | 'withheld' | 'absent';

const danger: ReadonlySet<EventKind> = new Set([
	'released_no_charge',
	'released_on_bail',
	'bail_changed',
	'bail_ended',
	'released_under_investigation',
	'escaped',
	'offender_released',
	'offender_recalled'
]);
const hard: ReadonlySet<EventKind> = new Set([
	'not_investigated',
	'not_charged',
	'out_of_court',
	'closed_no_suspect',
	'closed_other',
	'charges_dropped',
	// An agency that says only "changed" may mean "reduced": treated as hard until it says more.
	'charges_changed',
	'suspect_died'
]);
const hardResults: ReadonlySet<EventDetail['result'] | null> = new Set(['no_verdict', 'no_evidence', 'left_on_file'] as const);

const isHard = (event: Pick<CaseEvent, 'kind' | 'detail'>): boolean => {
	const result = resultOf(event);
	const codeKind = kindOfCode(event.detail.outcome);
	if (hard.has(event.kind) || (codeKind !== null && hard.has(codeKind)) || hardResults.has(result)) return true;
	if (event.kind === 'plea') return false;
	return (result === 'not_guilty' || result === 'allowed' || result === 'reduced') && event.kind !== 'special_measures_decided';
};

/**
 * Which of P4's two lists an event is on. Danger news makes an urgent task the moment it arrives; hard news is spoken before it is shown.
 * Bail conditions set at any other step (at charge, at a hearing) are danger news too, unless the step itself is hard news.
 */
export function newsOf(event: Pick<CaseEvent, 'kind' | 'detail'>): News {
	if (danger.has(event.kind)) return 'danger';
	if (isHard(event)) return 'hard';
	return event.detail.bailConditions === 'yes' ? 'danger' : 'plain';
}

/** Whether somebody told the person: a try is not a telling (P9). `now` leaves out what lies ahead of the clock. */
export const isTold = ({ tellings }: Pick<CaseEvent, 'tellings'>, now: Date): boolean =>
	tellings.some(({ outcome, at }) => outcome === 'told' && Date.parse(at) <= now.getTime());

/**
 * How an event may stand on the person's page (P4). Nothing stands there before it is published. Danger and plain news then show.
 * Hard news shows once told; untold, it is a closed line for who chose to read it here, and withheld for everyone else.
 */
export function mayShow(event: CaseEvent, choice: HardNewsChoice, now: Date): Showing {
	if (event.publishedAt === null || Date.parse(event.publishedAt) > now.getTime()) return 'absent';
	if (newsOf(event) !== 'hard' || isTold(event, now)) return 'shown';
	return choice === 'read_here' ? 'closed_line' : 'withheld';
}

/**
 * Whether the console warns before hard news is published now: from 3 pm London on a Friday, or on the day before a bank holiday (P4),
 * because nobody would be there to talk to until work begins again. `isBankHoliday` answers for a day 'YYYY-MM-DD'.
 */
export function warnBeforePublishing(now: Date, isBankHoliday: (day: string) => boolean): boolean {
	const { hour, weekday } = londonTime(now);
	return hour >= 15 && (weekday === 5 || isBankHoliday(addDays(londonDay(now), 1)));
}
