import type { CaseEvent, EventDetail, EventKind } from './event.ts';

/** The 28 outcomes of data.police.uk: code, exact current name, and the kind of event it is here (domain/2-stages §2.1). In the order of rank within one month. */
const table = [
	['status-update-unavailable', 'Status update unavailable', 'status_not_received'],
	['under-investigation', 'Under investigation', 'under_investigation'],
	['charged', 'Suspect charged', 'charged'],
	['sentenced-in-another-case', 'Suspect charged as part of another case', 'charged'],
	['unable-to-prosecute', 'Unable to prosecute suspect', 'not_charged'],
	['formal-action-not-in-public-interest', 'Formal action is not in the public interest', 'not_charged'],
	['local-resolution', 'Local resolution', 'out_of_court'],
	['cautioned', 'Offender given a caution', 'out_of_court'],
	['drugs-possession-warning', 'Offender given a drugs possession warning', 'out_of_court'],
	['penalty-notice-issued', 'Offender given a penalty notice', 'out_of_court'],
	['no-further-action', 'Investigation complete; no suspect identified', 'closed_no_suspect'],
	['further-investigation-not-in-public-interest', 'Further investigation is not in the public interest', 'closed_other'],
	['further-action-not-in-public-interest', 'Further action is not in the public interest', 'closed_other'],
	['action-taken-by-another-organisation', 'Action to be taken by another organisation', 'passed_to_other_body'],
	['sent-to-crown-court', 'Defendant sent to Crown Court', 'sent_to_crown'],
	['awaiting-court-result', 'Awaiting court outcome', 'awaiting_court'],
	['court-result-unavailable', 'Court result unavailable', 'result_not_received'],
	['unable-to-proceed', 'Court case unable to proceed', 'charges_dropped'],
	['not-guilty', 'Defendant found not guilty', 'verdict'],
	['absolute-discharge', 'Offender given absolute discharge', 'sentence'],
	['conditional-discharge', 'Offender given conditional discharge', 'sentence'],
	['deprived-of-property', 'Offender deprived of property', 'sentence'],
	['compensation', 'Offender ordered to pay compensation', 'sentence'],
	['fined', 'Offender fined', 'sentence'],
	['other-court-disposal', 'Offender otherwise dealt with', 'sentence'],
	['community-penalty', 'Offender given community sentence', 'sentence'],
	['suspended-sentence', 'Offender given suspended prison sentence', 'sentence'],
	['imprisoned', 'Offender sent to prison', 'sentence']
] as const satisfies readonly (readonly [string, string, EventKind])[];

export type OutcomeCode = (typeof table)[number][0];
export type KnownOutcome = { code: OutcomeCode; kind: EventKind };

/** Names met in real files of 2013 and in the CSVs. One of them says more than its code does today: "sentenced" in another case is a sentence, not a charge. */
const aliases: readonly (readonly [string, OutcomeCode, EventKind])[] = [
	['No further action at this time', 'no-further-action', 'closed_no_suspect'],
	['Suspect found not guilty', 'not-guilty', 'verdict'],
	['Offender imprisoned', 'imprisoned', 'sentence'],
	['Offender given community penalty', 'community-penalty', 'sentence'],
	['Offender required to pay compensation', 'compensation', 'sentence'],
	['Offender sentenced as part of another case', 'sentenced-in-another-case', 'sentence'],
	['Suspect sent to Crown Court', 'sent-to-crown-court', 'sent_to_crown'],
	['Offender given penalty notice', 'penalty-notice-issued', 'out_of_court'],
	['Awaiting court result', 'awaiting-court-result', 'awaiting_court']
];

const folded = (name: string) => name.trim().replace(/\s+/g, ' ').toLowerCase();
const byName = new Map<string, KnownOutcome>([
	...table.map(([code, name, kind]) => [folded(name), { code, kind }] as const),
	...aliases.map(([name, code, kind]) => [folded(name), { code, kind }] as const)
]);
const byCode = new Map<string, EventKind>(table.map(([code, , kind]) => [code, kind]));

/** Every outcome code, in the order of rank within one month (domain/2-stages §2.1). */
export const outcomeCodes: readonly OutcomeCode[] = table.map(([code]) => code);

/**
 * Which outcome a police.uk name means, by its current name or one of the old ones; spaces and capitals do not matter (domain/2-stages §2.1).
 * Null = we do not know it: the caller keeps the name as `not_told_clearly`. An empty name is an anti-social behaviour incident: no outcome at all.
 */
export const outcomeOf = (name: string): KnownOutcome | null => byName.get(folded(name)) ?? null;

/** What kind of event a code stands for, or null for a code that is none of the 28. */
export const kindOfCode = (code: string | undefined): EventKind | null => (code === undefined ? null : (byCode.get(code) ?? null));

/** The result an event carries, whether written as a result or as an outcome code ("Defendant found not guilty"). */
export const resultOf = ({ detail }: Pick<CaseEvent, 'detail'>): NonNullable<EventDetail['result']> | null =>
	detail.result ?? (detail.outcome === 'not-guilty' ? 'not_guilty' : null);
