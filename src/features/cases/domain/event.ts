/** Everything an agency can say happened (domain/2-stages §2.4), with what practice.md adds (P10, P12). The order is the order of rank within a day or month. */
export const eventKinds = [
	'reported',
	'recorded',
	'officer_allocated',
	'not_investigated',
	'under_investigation',
	'suspect_interviewed',
	'suspect_arrested',
	'released_no_charge',
	'released_on_bail',
	'bail_changed',
	'bail_ended',
	'released_under_investigation',
	'file_with_cps',
	'charged',
	'not_charged',
	'out_of_court',
	'closed_no_suspect',
	'closed_other',
	'passed_to_other_body',
	'first_hearing',
	'sent_to_crown',
	'plea_hearing',
	'plea',
	'hearing_listed',
	'hearing_moved',
	'hearing_vacated',
	'trial_window',
	'witness_required',
	'special_measures_requested',
	'special_measures_decided',
	'awaiting_court',
	'trial_started',
	'trial_ended',
	'verdict',
	'sentence',
	'charges_dropped',
	'charges_changed',
	'appeal_lodged',
	'appeal_listed',
	'appeal_decided',
	'vcs_offered',
	'vcs_joined',
	'offender_open_conditions',
	'offender_release_considered',
	'offender_released',
	'offender_recalled',
	'escaped',
	'suspect_died',
	'inquest_opened',
	'inquest_listed',
	'inquest_concluded',
	'reopened',
	'nothing_new',
	'result_not_received',
	'status_not_received',
	'not_told_clearly'
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Who said it. Also the owners of clocks. */
export const sources = ['police', 'cps', 'court', 'witness_care', 'probation', 'coroner', 'report_fraud', 'hub', 'other'] as const;
export type Source = (typeof sources)[number];

/** When something happened, as exactly as the agency said and no more exactly. Days are 'YYYY-MM-DD' in Europe/London; a month is 'YYYY-MM'. */
export type Occurred =
	| { kind: 'day'; on: string }
	| { kind: 'range'; from: string; to: string }
	| { kind: 'week'; from: string }
	| { kind: 'month'; month: string }
	| { kind: 'unknown' };

/** A telling: by whom, how, with what outcome (P9). Only `told` counts as told. */
export type Telling = { at: string; by: Source; way: 'phone' | 'text' | 'email' | 'letter' | 'in_person' | 'page'; outcome: TryOutcome };
export const tryOutcomes = ['told', 'no_answer', 'someone_else', 'not_safe', 'another_time', 'not_now', 'wrong_number'] as const;
export type TryOutcome = (typeof tryOutcomes)[number];

/** Coded facts only; anything in words about a named person stays out. `outcome` is a police.uk outcome code; `hearing` a day, a week commencing, or one day within a range (a warned period), with a court's name. */
export type EventDetail = {
	outcome?: string;
	/** The name exactly as the agency wrote it, kept when we do not know it. */
	outcomeName?: string;
	result?: 'guilty' | 'not_guilty' | 'no_verdict' | 'no_evidence' | 'left_on_file' | 'allowed' | 'refused' | 'granted' | 'reduced';
	hearing?: { when: Occurred; time?: string; court?: string };
	bailConditions?: 'yes' | 'no' | 'not_told';
};

/** One event of one case. Append-only: a correction is a new event that `supersedes` the old one. Instants are ISO 8601 UTC. */
export type CaseEvent = {
	id: string;
	kind: EventKind;
	source: Source;
	/** The agency's own name, as shown ("Humberside Police"). */
	sourceName: string;
	/** Which charge this is about, by the agency's own opaque label; null = the whole case (F4). */
	charge: string | null;
	occurred: Occurred;
	/** 'last_known': the agency said this was the state when its file was made, not when it happened (street files). */
	asOf: 'happened' | 'last_known';
	receivedAt: string;
	publishedAt: string | null;
	supersedes: string | null;
	/** Hash of the content: the last tie-breaker of the order, never the arrival. */
	contentHash: string;
	detail: EventDetail;
	tellings: readonly Telling[];
};

export const caseKinds = ['crime', 'antisocial', 'road_death'] as const;
export type CaseKind = (typeof caseKinds)[number];
export const roles = ['victim', 'bereaved', 'parent', 'witness'] as const;
export type Role = (typeof roles)[number];

/** Why someone gets news sooner (Enhanced Rights). Enhanced = any reason at all (T4). */
export const enhancedReasons = [
	'bereaved',
	'domestic_abuse',
	'hate_crime',
	'terrorism',
	'sexual_offence',
	'trafficking',
	'attempted_murder',
	'kidnap',
	'arson_danger',
	'serious_wounding',
	'persistently_targeted',
	'under_18',
	'mental_health',
	'learning',
	'disability',
	'intimidated'
] as const;
export type EnhancedReason = (typeof enhancedReasons)[number];
