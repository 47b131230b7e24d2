import { standingOf, victimsCode, type CodeCase, type CodeStanding } from './clock-code.ts';
import { latestPerCharge } from './clock-next.ts';
import { standingEvents } from './clock-start.ts';
import { eventKinds, type CaseEvent, type EventKind } from './event.ts';

/** One of the 12 rights: whether it applies at this moment. Its title and explanation are `rights.<number>.title` and `rights.<number>.what`. */
export type RightNow = { number: number; titleKey: string; whatKey: string; applies: boolean };
export type RightsNow = { version: string; inForceFrom: string; standing: CodeStanding; reasonKey: string; rights: RightNow[] };

/** Rights of everyone who was harmed by a crime, told to the police or not (P11, T37). */
const always = [1, 4, 12];
const onceReported = [...always, 2, 3, 5, 10];

const courtSteps: readonly EventKind[] = [
	'charged',
	'first_hearing',
	'sent_to_crown',
	'plea_hearing',
	'plea',
	'hearing_listed',
	'hearing_moved',
	'hearing_vacated',
	'trial_window',
	'witness_required',
	'awaiting_court',
	'trial_started',
	'trial_ended'
];
const outcomeSteps: readonly EventKind[] = ['verdict', 'sentence', 'appeal_lodged', 'appeal_listed', 'appeal_decided'];
const stopSteps: readonly EventKind[] = [
	'not_investigated',
	'not_charged',
	'out_of_court',
	'closed_no_suspect',
	'closed_other',
	'charges_dropped',
	'suspect_died'
];
const startsAgain: readonly EventKind[] = ['reopened', 'under_investigation', 'file_with_cps', 'charged'];
const afterConviction = eventKinds.filter((kind) => /^(vcs|offender)_/.test(kind));

/** What the events say of where a case stands, as far as rights depend on it. `isOver`: nothing more is decided on any charge, unless it is opened again. */
export type Progress = { inCourt: boolean; hasOutcome: boolean; isOver: boolean; isConvicted: boolean };

/** Reads the progress off the events that stand (T38). Each charge counts on its own (F4), and what was opened again is not over. */
export function progressOf(events: readonly CaseEvent[]): Progress {
	const standing = standingEvents(events);
	const has = (kinds: readonly EventKind[]) => standing.some((event) => kinds.includes(event.kind));
	const guilty = standing.some((event) => (event.kind === 'verdict' || event.kind === 'plea') && event.detail.result === 'guilty');
	const turns = latestPerCharge(standing.filter((event) => endsIt(event) || startsAgain.includes(event.kind)));
	return {
		inCourt: has(courtSteps),
		hasOutcome: has(outcomeSteps),
		isOver: turns.length > 0 && turns.every(endsIt),
		isConvicted: guilty || has(['sentence']) || has(afterConviction)
	};
}

// A guilty verdict waits for its sentence, and after no verdict there may be another trial.
function endsIt({ kind, detail }: CaseEvent): boolean {
	if (kind === 'verdict') return detail.result !== undefined && detail.result !== 'guilty' && detail.result !== 'no_verdict';
	return stopSteps.includes(kind) || outcomeSteps.includes(kind);
}

/**
 * Which of the 12 rights apply now, with the version of the Code (T38). Without a police report Rights 1, 4 and 12 (P11, T37). Outside the Code (no crime, no offence, a witness only)
 * none, and the reason says why (T42, P12).
 */
export function rightsNow(matter: CodeCase, events: readonly CaseEvent[]): RightsNow {
	const standing = standingOf(matter);
	const numbers = new Set(standing === 'code' ? codeRights(progressOf(events)) : standing === 'not_reported' ? always : []);
	const rights = victimsCode.rights.map(({ number }) => ({
		number,
		titleKey: `rights.${number}.title`,
		whatKey: `rights.${number}.what`,
		applies: numbers.has(number)
	}));
	return { version: victimsCode.version, inForceFrom: victimsCode.inForceFrom, standing, reasonKey: `rights.standing.${standing}`, rights };
}

function codeRights(progress: Progress): number[] {
	const numbers = [...onceReported];
	if (!progress.hasOutcome) numbers.push(6);
	if (!progress.isOver) numbers.push(7);
	if (progress.inCourt && !progress.isOver) numbers.push(8);
	if (progress.inCourt || progress.hasOutcome) numbers.push(9);
	if (progress.isConvicted) numbers.push(11);
	return numbers;
}
