import type { CaseEvent, EventKind } from './event.ts';
import { rankOf } from './order.ts';
import { resultOf } from './outcomes.ts';

/** What a reader sees of where a case is, most open first: with several charges the case stands where its most open charge stands. */
export const stages = [
	'appeal',
	'waiting_sentence',
	'trial',
	'waiting_result',
	'court',
	'charged',
	'with_cps',
	'waiting_for_suspect',
	'investigating',
	'reported',
	'inquest',
	'passed_on',
	'no_verdict',
	'appeal_over',
	'after_sentence',
	'sentenced',
	'not_guilty',
	'dropped',
	'out_of_court',
	'not_charged',
	'not_investigated',
	'closed',
	'suspect_died',
	'inquest_over',
	'no_status',
	'told_nothing',
	/** Two agencies say different things about where it is: neither is chosen. */
	'unclear',
	/** There is hard news that this page does not open by itself (P4): nothing else is said about where it is. */
	'news'
] as const;
export type Stage = (typeof stages)[number];

type Step = Stage | ((stage: Stage, event: CaseEvent) => Stage);
const among =
	(...list: Stage[]) =>
	(stage: Stage) =>
		list.includes(stage);

const untold = among('told_nothing', 'no_status');
const early = among('told_nothing', 'no_status', 'reported', 'investigating', 'waiting_for_suspect');
const stopped = among('closed', 'not_investigated', 'not_charged', 'passed_on', 'out_of_court');
const convicted = among('waiting_sentence', 'sentenced', 'after_sentence', 'appeal', 'appeal_over');
const finished = among('sentenced', 'after_sentence', 'appeal', 'appeal_over', 'not_guilty', 'dropped', 'suspect_died');
const beforeCourt = (stage: Stage) => early(stage) || stopped(stage) || stage === 'with_cps';

const begun: Step = (stage) => (untold(stage) ? 'reported' : stage);
const given: Step = (stage) => (untold(stage) || stage === 'reported' ? 'investigating' : stage);
/** Someone is looked at: before a charge, and again after a stop; a hearing is not undone by it. */
const lookedAt: Step = (stage) => (early(stage) || stopped(stage) ? 'investigating' : stage);
const letGo: Step = (stage) => (early(stage) || stopped(stage) ? 'waiting_for_suspect' : stage);
const inCourt: Step = (stage) => (convicted(stage) || finished(stage) || stage === 'trial' ? stage : 'court');
const neededInCourt: Step = (stage) => (beforeCourt(stage) || stage === 'charged' ? 'court' : stage);
const resultDue: Step = (stage) => (convicted(stage) || finished(stage) ? stage : 'waiting_result');
const later: Step = (stage) => (stage === 'appeal' ? stage : 'after_sentence');
const inquest =
	(next: Stage): Step =>
	(stage) =>
		untold(stage) || stopped(stage) || finished(stage) || among('reported', 'inquest', 'inquest_over', 'no_verdict')(stage) ? next : stage;

const verdict: Step = (_, event) => {
	const result = resultOf(event);
	if (result === 'guilty') return 'waiting_sentence';
	if (result === 'not_guilty' || result === 'no_verdict') return result;
	return result === 'no_evidence' || result === 'left_on_file' ? 'dropped' : 'waiting_result';
};

/** What each kind does to the stage. A kind that is not here leaves it alone. Cases turn back: stopped, opened again, back to the police (F7). */
const steps: Partial<Record<EventKind, Step>> = {
	reported: begun,
	recorded: begun,
	officer_allocated: given,
	not_investigated: 'not_investigated',
	under_investigation: 'investigating',
	suspect_interviewed: lookedAt,
	suspect_arrested: lookedAt,
	released_no_charge: lookedAt,
	released_on_bail: letGo,
	bail_changed: (stage) => (early(stage) ? 'waiting_for_suspect' : stage),
	bail_ended: (stage) => (untold(stage) || stage === 'waiting_for_suspect' ? 'investigating' : stage),
	released_under_investigation: letGo,
	file_with_cps: (stage) => (early(stage) || stopped(stage) ? 'with_cps' : stage),
	charged: 'charged',
	not_charged: 'not_charged',
	out_of_court: 'out_of_court',
	closed_no_suspect: 'closed',
	closed_other: 'closed',
	passed_to_other_body: 'passed_on',
	first_hearing: inCourt,
	sent_to_crown: inCourt,
	plea_hearing: inCourt,
	plea: (stage, event) => (resultOf(event) === 'guilty' && !finished(stage) ? 'waiting_sentence' : stepped(inCourt, stage, event)),
	hearing_listed: inCourt,
	hearing_moved: inCourt,
	hearing_vacated: inCourt,
	trial_window: inCourt,
	witness_required: neededInCourt,
	special_measures_requested: neededInCourt,
	special_measures_decided: neededInCourt,
	awaiting_court: resultDue,
	trial_started: 'trial',
	trial_ended: (stage, event) => (resultOf(event) === null ? stepped(resultDue, stage, event) : stepped(verdict, stage, event)),
	verdict,
	sentence: 'sentenced',
	charges_dropped: 'dropped',
	charges_changed: (stage) => (beforeCourt(stage) ? 'charged' : stage),
	appeal_lodged: 'appeal',
	appeal_listed: 'appeal',
	appeal_decided: 'appeal_over',
	vcs_offered: later,
	vcs_joined: later,
	offender_open_conditions: later,
	offender_release_considered: later,
	offender_released: later,
	offender_recalled: later,
	suspect_died: 'suspect_died',
	inquest_opened: inquest('inquest'),
	inquest_listed: inquest('inquest'),
	inquest_concluded: inquest('inquest_over'),
	reopened: 'investigating',
	result_not_received: resultDue,
	status_not_received: (stage) => (stage === 'told_nothing' ? 'no_status' : stage)
};

const stepped = (step: Step, stage: Stage, event: CaseEvent): Stage => (typeof step === 'function' ? step(stage, event) : step);

/** Where a case stands, and the event that says so (null: nobody told us anything). */
export type Standing = { stage: Stage; by: CaseEvent | null };

/** The stage after one more event (DESIGN §7; F7). An event that confirms the stage does not become the one that says so. */
export function standingAfter({ stage, by }: Standing, event: CaseEvent): Standing {
	const step = steps[event.kind];
	const next = step === undefined ? stage : stepped(step, stage, event);
	return next === stage && by !== null ? { stage, by } : { stage: next, by: next === 'told_nothing' ? null : event };
}

/**
 * Where a case stands after its events, which must be in order (`inOrder`). A row that says what was last known when a file was made
 * moves a case forward, never back: the file may be older than what we were told since (issue 2, point 11).
 */
export function standingOf(ordered: readonly CaseEvent[]): Standing {
	const happened = ordered.filter(({ asOf }) => asOf === 'happened');
	const standing = happened.reduce(standingAfter, { stage: 'told_nothing', by: null });
	const lastKnown = ordered.findLast(({ asOf, kind }) => asOf === 'last_known' && steps[kind] !== undefined);
	const highest = Math.max(-1, ...happened.filter(({ kind }) => steps[kind] !== undefined).map(({ kind }) => rankOf(kind)));
	return lastKnown && rankOf(lastKnown.kind) > highest ? standingAfter(standing, lastKnown) : standing;
}

/** The standing that speaks for several charges: the most open one; of equals, the first given. */
export function mostOpen(standings: readonly Standing[]): Standing {
	const none: Standing = { stage: 'told_nothing', by: null };
	return standings.reduce((best, one) => (stages.indexOf(one.stage) < stages.indexOf(best.stage) ? one : best), standings[0] ?? none);
}
