import type { Duty } from './clock-code.ts';
import type { CaseEvent, EventKind } from './event.ts';
import { inOrder } from './order.ts';

// These say nothing about where the case stands, so they neither start nor end a wait.
const besideTheWay: readonly EventKind[] = [
	'nothing_new',
	'result_not_received',
	'status_not_received',
	'not_told_clearly',
	'witness_required',
	'special_measures_requested',
	'special_measures_decided',
	'vcs_offered',
	'vcs_joined',
	'inquest_opened',
	'inquest_listed',
	'inquest_concluded'
];

/**
 * The duties whose news is waited for now: "When they decide, you should be told within 1 working day" (journey 2). For each charge on its own (F4) it looks at the latest thing
 * that moved the case. Any order of the same events gives the same answer.
 */
export function awaitedDuties(duties: readonly Duty[], standing: readonly CaseEvent[]): Duty[] {
	const latest = latestPerCharge(standing.filter((event) => !besideTheWay.includes(event.kind)));
	return duties.filter((duty) => latest.some((event) => duty.after.includes(event.kind)));
}

/** The last of these events for each charge they name (what is about the whole case counts for every charge); one for the whole case when none is named (F4). */
export function latestPerCharge(events: readonly CaseEvent[]): CaseEvent[] {
	const sorted = inOrder(events);
	const named = new Set(sorted.map((event) => event.charge).filter((charge) => charge !== null));
	const charges = named.size === 0 ? [null] : [...named];
	return charges
		.map((charge) => sorted.filter((event) => event.charge === null || event.charge === charge).at(-1))
		.filter((event) => event !== undefined);
}
