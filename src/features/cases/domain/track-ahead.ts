import type { CaseEvent, EventKind, Role } from './event.ts';
import { hearingsOf, stillToCome } from './hearings.ts';
import { resultOf } from './outcomes.ts';
import { hearingLine, type Gap, type Line } from './sentences.ts';
import type { Stage, Standing } from './stages.ts';

const underWay: ReadonlySet<Stage> = new Set([
	'investigating',
	'waiting_for_suspect',
	'with_cps',
	'charged',
	'court',
	'trial',
	'waiting_result',
	'waiting_sentence'
]);
const courtStages: ReadonlySet<Stage> = new Set(['charged', 'court']);
/** Steps after which the person the police suspect may have bail rules. */
const mayHaveBail: ReadonlySet<EventKind> = new Set([
	'suspect_interviewed',
	'suspect_arrested',
	'released_on_bail',
	'bail_changed',
	'charged'
]);
/** Steps that settle the question by themselves. */
const noBail: ReadonlySet<EventKind> = new Set(['released_no_charge', 'released_under_investigation', 'bail_ended']);

const isSameLine = (one: Line, other: Line) => JSON.stringify(one) === JSON.stringify(other);

/**
 * The court dates still to come at `today` (a London day), soonest first; one date that two agencies pass on is shown once.
 * `ordered` must be in order. After a case has stopped none is shown, except those of an inquest or an appeal.
 */
export function hearingsAhead(ordered: readonly CaseEvent[], stage: Stage, today: string): { id: string; line: Line }[] {
	const ahead = stillToCome(
		hearingsOf(ordered).filter(({ isOff }) => !isOff),
		stage,
		today
	).flatMap(({ event }) => {
		const line = hearingLine(event.detail.hearing);
		return line === null ? [] : [{ id: event.id, line }];
	});
	return ahead.filter(({ line }, place) => ahead.findIndex((other) => isSameLine(other.line, line)) === place);
}

function isBailUnknown(ordered: readonly CaseEvent[]): boolean {
	const asked = ordered.findLastIndex(({ kind }) => mayHaveBail.has(kind));
	const answered = ordered.findLastIndex(
		({ kind, detail }) => noBail.has(kind) || detail.bailConditions === 'yes' || detail.bailConditions === 'no'
	);
	return asked > answered;
}

const lastOf = (ordered: readonly CaseEvent[], kind: EventKind) => ordered.findLastIndex((event) => event.kind === kind);

/**
 * What we have not been told, in the order of the page (DESIGN §2.3, journey 2 step 6): only what somebody knows and has not said.
 * `ordered` are the readable events in order; a witness is told of no gap about bail or the investigation.
 */
export function gapsOf(ordered: readonly CaseEvent[], standing: Standing, hasDate: boolean, role: Role): Gap[] {
	const { stage, by } = standing;
	const saidAt = by === null ? -1 : ordered.indexOf(by);
	const resultless = (kind: EventKind) => by?.kind === kind && resultOf(by) === null;
	const found: Record<Gap, boolean> = {
		bail: role !== 'witness' && underWay.has(stage) && isBailUnknown(ordered),
		court_date: courtStages.has(stage) && !hasDate,
		court_result: lastOf(ordered, 'result_not_received') > saidAt || by?.kind === 'result_not_received',
		verdict: resultless('verdict'),
		appeal_result: resultless('appeal_decided'),
		status: role !== 'witness' && (stage === 'no_status' || lastOf(ordered, 'status_not_received') > saidAt),
		unclear_update: role !== 'witness' && lastOf(ordered, 'not_told_clearly') > saidAt,
		since_file: by?.asOf === 'last_known'
	};
	return (Object.keys(found) as Gap[]).filter((gap) => found[gap]);
}
