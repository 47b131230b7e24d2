import type { CaseEvent, EventKind, Occurred } from './event.ts';
import { byText, earliestDay, inOrder, latestDay } from './order.ts';
import { resultOf } from './outcomes.ts';

/** Steps that happen once to a case or a charge: two different days are a contradiction. Other steps (arrests, talks, bail) may happen twice. */
const once: ReadonlySet<EventKind> = new Set([
	'not_investigated',
	'charged',
	'not_charged',
	'out_of_court',
	'first_hearing',
	'sent_to_crown',
	'trial_started',
	'trial_ended',
	'verdict',
	'sentence',
	'suspect_died',
	'inquest_opened',
	'inquest_concluded'
]);
const hearingKinds: ReadonlySet<EventKind> = new Set([
	'first_hearing',
	'plea_hearing',
	'hearing_listed',
	'hearing_moved',
	'trial_window',
	'appeal_listed',
	'inquest_listed'
]);
const decisions: ReadonlySet<EventKind> = new Set([
	...once,
	'plea',
	'appeal_decided',
	'special_measures_decided',
	'closed_other',
	'charges_dropped',
	'charges_changed'
]);

export type About = 'day' | 'outcome' | 'hearing';
export type Conflict = { kind: EventKind; charge: string | null; about: readonly About[]; events: readonly CaseEvent[] };

/** Whether two datings can both be true: a month agrees with every day in it; "not said" agrees with all. */
function canBothBe(one: Occurred, other: Occurred): boolean {
	const [from, to, otherFrom, otherTo] = [earliestDay(one), latestDay(one), earliestDay(other), latestDay(other)];
	return from === null || to === null || otherFrom === null || otherTo === null || (from <= otherTo && otherFrom <= to);
}

const differ = <T>(one: T | null | undefined, other: T | null | undefined) =>
	(one ?? null) !== null && (other ?? null) !== null && one !== other;

/** In what two statements of the same step contradict each other. A row of "last known" says no day of its own. */
function contradictions(one: CaseEvent, other: CaseEvent): About[] {
	const dated = one.asOf === 'happened' && other.asOf === 'happened' && once.has(one.kind);
	const [here, there] = [one.detail.hearing, other.detail.hearing];
	const day = dated && !canBothBe(one.occurred, other.occurred);
	const outcome = decisions.has(one.kind) && (differ(one.detail.outcome, other.detail.outcome) || differ(resultOf(one), resultOf(other)));
	const listed = here && there && (!canBothBe(here.when, there.when) || differ(here.time, there.time) || differ(here.court, there.court));
	return [day && ('day' as const), outcome && ('outcome' as const), listed && ('hearing' as const)].filter(
		(about) => about === 'day' || about === 'outcome' || about === 'hearing'
	);
}

/** Hearings that lie behind us are no longer in dispute: only what may send someone to court on the wrong day is. */
const matters = (event: CaseEvent, today: string) =>
	!hearingKinds.has(event.kind) || once.has(event.kind) || (latestDay(event.detail.hearing?.when ?? { kind: 'unknown' }) ?? '') >= today;

/** Two agencies contradict each other when nothing that one says of a step fits anything that the other says of it. */
function conflictOf(group: readonly CaseEvent[]): Conflict | null {
	const [first] = group;
	if (first === undefined) return null;
	const bySource = [...Map.groupBy(group, ({ source }) => source).values()];
	const about = new Set<About>();
	const caught = new Set<CaseEvent>();
	for (const [place, mine] of bySource.entries()) {
		for (const theirs of bySource.slice(place + 1)) {
			const pairs = mine.flatMap((one) => theirs.map((other) => contradictions(one, other)));
			if (pairs.some((pair) => pair.length === 0)) continue;
			pairs.flat().forEach((word) => about.add(word));
			[...mine, ...theirs].forEach((event) => caught.add(event));
		}
	}
	if (caught.size === 0) return null;
	return { kind: first.kind, charge: first.charge, about: [...about].sort(byText), events: inOrder([...caught]) };
}

/**
 * Where agencies say different things of the same step and charge: another day, another outcome, another hearing (F5, R-09).
 * None is chosen. `today` is a London day; corrections and copies must be settled before.
 */
export function conflictsIn(events: readonly CaseEvent[], today: string): Conflict[] {
	const judged = inOrder(events).filter((event) => (decisions.has(event.kind) || hearingKinds.has(event.kind)) && matters(event, today));
	const groups = Map.groupBy(judged, ({ kind, charge }) => JSON.stringify([kind, charge]));
	return [...groups.values()].map(conflictOf).filter((conflict) => conflict !== null);
}
