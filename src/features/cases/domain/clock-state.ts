import { londonDay, type Day } from '#shared/london.ts';
import type { ClockUnit, Duty } from './clock-code.ts';
import type { CaseEvent, Source, Telling } from './event.ts';
import { byText, earliestDay } from './order.ts';

export const clockStates = ['not_started', 'due', 'told', 'late', 'not_recorded', 'does_not_apply', 'ask_us'] as const;
export type ClockState = (typeof clockStates)[number];

/** One running deadline, the same for the person and for the hub (DESIGN §7 Clocks). */
export type Clock = {
	/** Stable over time and order: duty and event. */
	id: string;
	dutyId: string;
	/** Number of the Code right; null for a witness, whom the Code does not cover. */
	right: number | null;
	owner: Source;
	eventId: string | null;
	/** All events that say this same news (two agencies, or sent twice). */
	eventIds: readonly string[];
	start: Day | null;
	/** The day the person may be shown; null when the rule is unchecked or the start unknown. */
	dueBy: Day | null;
	/** The day the console works to, also for unchecked rules. Never shown to the person (P12). */
	workBy: Day | null;
	unit: ClockUnit;
	length: number;
	enhanced: boolean;
	state: ClockState;
	reasonKey: string;
	verified: boolean;
	/** The London day the person was told, and the last day somebody tried in vain (P9). */
	toldOn: Day | null;
	triedOn: Day | null;
};

/** The person's own answer to "Did they?" (P3). */
export type Heard = { clockId: string; answer: 'yes' | 'no'; at: string };

export type StateFacts = {
	owner: Source;
	dueBy: Day | null;
	noDateKey: string;
	dueKey: string;
	/** The tellings that can settle this duty. */
	tellings: readonly Telling[];
	settledOn: Day | 'some_day' | null;
	answer: Heard['answer'] | null;
	today: Day;
};

type Outcome = Pick<Clock, 'state' | 'reasonKey' | 'toldOn' | 'triedOn'>;

const dayOfTelling = (telling: Telling): Day => londonDay(new Date(telling.at));

/** Days on which the person was truly told, earliest first: a try is not a telling (P9). */
export const toldFirst = (tellings: readonly Telling[]): Telling[] =>
	tellings.filter((telling) => telling.outcome === 'told').sort((a, b) => byText(a.at, b.at));

/**
 * The state of a started clock. "Late" is said only where the telling would be on record here: told after the day by the owner or the hub, or owed by the hub itself.
 * Everything else past its day is "not recorded": we accuse no one on no evidence (P3). Tries stand beside it and count as nothing (P9).
 */
export function stateOf(facts: StateFacts, allTellings: readonly Telling[]): Outcome {
	const triedOn =
		allTellings
			.filter((telling) => telling.outcome !== 'told')
			.map(dayOfTelling)
			.sort()
			.at(-1) ?? null;
	return { triedOn, ...settled(facts) };
}

function settled(facts: StateFacts): Omit<Outcome, 'triedOn'> {
	const first = toldFirst(facts.tellings)[0];
	const say = (state: ClockState, reason: string, toldOn: Day | null = null) => ({ state, reasonKey: reason, toldOn });
	if (facts.answer === 'yes') return say('told', 'clocks.reason.heard_yes', first ? dayOfTelling(first) : null);
	if (facts.settledOn !== null) return say('told', 'clocks.reason.settled', facts.settledOn === 'some_day' ? null : facts.settledOn);
	if (first) return { ...toldInTime(facts, first), toldOn: dayOfTelling(first) };
	if (facts.dueBy === null) return say('ask_us', facts.noDateKey);
	if (facts.today <= facts.dueBy) return say('due', facts.dueKey);
	if (facts.owner === 'hub') return say('late', 'clocks.reason.hub_late');
	return say('not_recorded', facts.answer === 'no' ? 'clocks.reason.said_no' : 'clocks.reason.no_record');
}

function toldInTime(facts: StateFacts, first: Telling): Pick<Outcome, 'state' | 'reasonKey'> {
	if (facts.dueBy === null || dayOfTelling(first) <= facts.dueBy) return { state: 'told', reasonKey: 'clocks.reason.told' };
	// Somebody else's telling does not prove that the owner had not told them before.
	if (first.by !== facts.owner && first.by !== 'hub') return { state: 'told', reasonKey: 'clocks.reason.told_elsewhere' };
	return { state: 'late', reasonKey: 'clocks.reason.told_late' };
}

/** The day on which a later event did what this duty asks (a referral made, an officer in touch); 'some_day' when only that it happened is known. */
export function settledOn(duty: Duty, standing: readonly CaseEvent[], event: CaseEvent): Day | 'some_day' | null {
	const done = standing.filter((other) => other.id !== event.id && duty.settledBy.some((kind) => kind === other.kind));
	if (done.length === 0) return null;
	const days = done.map((other) => earliestDay(other.occurred)).filter((day) => day !== null);
	return days.sort()[0] ?? 'some_day';
}
