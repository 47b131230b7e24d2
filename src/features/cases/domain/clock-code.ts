import type { CaseKind, EnhancedReason, EventKind, Occurred, Role, Source } from './event.ts';
import data from './code/2021-04.json' with { type: 'json' };

export type ClockUnit = 'working_days' | 'calendar_days' | 'months';
export type Length = { n: number; unit: ClockUnit };

/** One row of the Code: who owes what, from when, within how long. `verified: false` means nobody has read it at its source: the person reads "ask us", never a date. */
export type Duty = {
	id: string;
	right: number;
	owner: Source;
	starts: readonly EventKind[];
	/** Only events said by these sources start it; null means any. */
	sources: readonly Source[] | null;
	/** Police duties run from the event, witness care's from the day they heard of it. */
	clock: 'event' | 'receipt';
	standard: Length | null;
	enhanced: Length | null;
	verified: boolean;
	kinds: readonly CaseKind[];
	roles: readonly Role[];
	/** Roles the Code itself does not cover; for them the row counts as unverified. */
	unverifiedFor: readonly Role[];
	/** Empty: telling the person of the event settles it. Otherwise these later events do, or ('heard') only the person's own answer. */
	settledBy: readonly (EventKind | 'heard')[];
	/** The events after which this news is waited for. */
	after: readonly EventKind[];
	/** Owed only to some (sentence length, kind of offence), which we are not told. */
	ifEligible: boolean;
	owedTo: 'person' | 'witness_care';
};

export const requestIds = [
	'review_police',
	'review_cps',
	'lenient_sentence',
	'statement',
	'complaint',
	'compensation',
	'asb_case_review'
] as const;
export type RequestId = (typeof requestIds)[number];
export const deciders = ['police', 'cps', 'attorney_general', 'cica', 'the_service', 'council_or_police'] as const;
export type Decider = (typeof deciders)[number];

/** One thing the person may ask for (domain/1 §1.4–1.6). `askWithin` is the day to aim at, `latest` the last day a late request is still taken as a matter of course. */
export type RequestRule = {
	id: RequestId;
	right: number | null;
	decides: Decider;
	askWithin: Length | null;
	latest: Length | null;
	acknowledgeWithin: Length | null;
	answerWithin: Length | null;
	verified: boolean;
	askToday: boolean;
};

export type Code = {
	version: string;
	title: string;
	inForceFrom: string;
	inForceTo: string | null;
	updated: string;
	checkedOn: string;
	rights: readonly { number: number; title: string }[];
	duties: readonly Duty[];
	requests: readonly RequestRule[];
};

/** The Code in force, as data. clock-code.test.ts proves that the file has this shape. */
export const victimsCode = data as Code;

/** What the clocks and rights need to know of one person in one case. `offence`: do the police treat it as a crime (P12)? Asked for road deaths and anti-social behaviour only. */
export type CodeCase = {
	kind: CaseKind;
	reported: boolean;
	role: Role;
	offence: 'yes' | 'no' | 'not_said';
	enhancedReasons: readonly EnhancedReason[];
	/** When it happened, as far as known: only for the two-year reminder about compensation. */
	happened?: Occurred | null;
};

export type CodeStanding = 'code' | 'witness' | 'not_reported' | 'not_a_crime' | 'no_offence';

/**
 * Whether the Code gives this person rights in this case (P12a, T42): a reported crime does; a road death unless the police said there was no offence; anti-social behaviour
 * only where it is a crime. A witness who is not also harmed has the Witness Charter instead, which is not law.
 */
export function standingOf(matter: CodeCase): CodeStanding {
	if (!matter.reported) return 'not_reported';
	if (matter.kind === 'antisocial' && matter.offence !== 'yes') return 'not_a_crime';
	if (matter.kind === 'road_death' && matter.offence === 'no') return 'no_offence';
	return matter.role === 'witness' ? 'witness' : 'code';
}

/** Every reason for news sooner; being a bereaved close relative is itself one (domain/1 §1.2 Enhanced Rights, P12a). */
export function enhancedReasonsOf(matter: Pick<CodeCase, 'role' | 'enhancedReasons'>): readonly EnhancedReason[] {
	const reasons = new Set(matter.enhancedReasons);
	if (matter.role === 'bereaved') reasons.add('bereaved');
	return [...reasons];
}

/** Whether the shorter deadlines hold: any reason at all (T4). */
export const isEnhanced = (matter: Pick<CodeCase, 'role' | 'enhancedReasons'>): boolean => enhancedReasonsOf(matter).length > 0;
