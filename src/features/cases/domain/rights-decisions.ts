import { londonDay, type Day } from '#shared/london.ts';
import { toldFirst } from './clock-state.ts';
import type { CaseEvent, EventKind } from './event.ts';
import { earliestDay, inOrder } from './order.ts';

/** A decision that can be looked at again. `doubt`: a condition of the scheme that we were not told about, as a reason; then no date is shown. */
export type Decision = { event: CaseEvent; doubt: 'interview_unknown' | 'some_charges' | 'no_restart' | null };

const interviewed: readonly EventKind[] = ['suspect_interviewed'];
const undone: readonly EventKind[] = ['charged', 'reopened'];

/**
 * Police decisions that can be reviewed (domain/1 §1.4, P12d): only where a suspect was known and questioned; not the recording of a crime, not a decision to stop looking.
 * Where we were not told of an interview the person reads "ask us".
 */
export function policeDecisions(standing: readonly CaseEvent[]): Decision[] {
	const asked = standing.some((event) => interviewed.includes(event.kind));
	const decisions = standing.filter(
		(event) => isByPolice(event) && (event.kind === 'not_charged' || (event.kind === 'closed_other' && asked))
	);
	return stillStanding(decisions, standing).map((event) => ({ event, doubt: asked ? null : 'interview_unknown' }));
}

const isByPolice = (event: CaseEvent): boolean => event.source === 'police' || event.source === 'report_fraud';

/**
 * CPS decisions under the Victims' Right to Review (domain/1 §1.4, P12d): not to charge, or to end all charges. A court case that ended with no evidence cannot start again, only be explained.
 * Where other charges go on, or may, the person reads "ask us" (F4).
 */
export function cpsDecisions(standing: readonly CaseEvent[]): Decision[] {
	const decisions = standing.filter((event) => (event.kind === 'not_charged' && !isByPolice(event)) || endsCharge(event));
	return stillStanding(decisions, standing).map((event) => ({ event, doubt: doubtOf(event, standing) }));
}

const endsCharge = (event: CaseEvent): boolean => event.kind === 'charges_dropped' || isUnproved(event);
const isUnproved = ({ kind, detail }: CaseEvent): boolean =>
	(kind === 'verdict' || kind === 'trial_ended') && (detail.result === 'no_evidence' || detail.result === 'left_on_file');

function doubtOf(event: CaseEvent, standing: readonly CaseEvent[]): Decision['doubt'] {
	const charges = new Set(standing.filter((other) => other.kind === 'charged').map((other) => other.charge));
	const ended = new Set(standing.filter((other) => other.kind === 'not_charged' || endsCharge(other)).map((other) => other.charge));
	const othersGoOn = event.charge !== null && [...charges].some((charge) => charge !== null && !ended.has(charge));
	if (othersGoOn) return 'some_charges';
	return event.detail.result === 'no_evidence' ? 'no_restart' : null;
}

/** Leaves out what a later charge or reopening has overtaken, for that charge or for the whole case. */
function stillStanding(decisions: readonly CaseEvent[], standing: readonly CaseEvent[]): CaseEvent[] {
	const sorted = inOrder(standing);
	const sameCharge = (one: CaseEvent, other: CaseEvent) => one.charge === null || other.charge === null || one.charge === other.charge;
	const isOvertaken = (event: CaseEvent) =>
		sorted.slice(sorted.indexOf(event) + 1).some((later) => undone.includes(later.kind) && sameCharge(later, event));
	return decisions.filter((event) => !isOvertaken(event));
}

/** The day the time to ask counts from: the day they were told, else the first day the decision can have been made; never a street file's "last known". */
export function startedFrom(event: CaseEvent): { start: Day | null; told: boolean } {
	const first = toldFirst(event.tellings)[0];
	if (first) return { start: londonDay(new Date(first.at)), told: true };
	return { start: event.asOf === 'happened' ? earliestDay(event.occurred) : null, told: false };
}
