import type { CaseEvent, EventKind, Role } from './event.ts';

/**
 * What concerns a witness: when and whether to come to court, what was decided about how they give evidence, and how it ended.
 * Nothing of the investigation, of the person charged, of bail or release: somebody who is in danger has the role of a person harmed, not of a witness.
 * A plea is left out too: if it means that they need not come, a hearing is moved or a result is given. An appeal that needs them comes as `witness_required`.
 */
const forWitness: ReadonlySet<EventKind> = new Set([
	'first_hearing',
	'sent_to_crown',
	'plea_hearing',
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
	'nothing_new',
	'result_not_received'
]);

/** What of an event a reader of this role may see: all of it, a part, or nothing (null). A witness never learns of bail (DESIGN §1, issue 2 point 9). */
export function forRole(event: CaseEvent, role: Role): CaseEvent | null {
	if (role !== 'witness') return event;
	if (!forWitness.has(event.kind)) return null;
	return { ...event, detail: { ...event.detail, bailConditions: undefined } };
}
