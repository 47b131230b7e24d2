import { londonDay, type Day } from '#shared/london.ts';
import { standingOf, victimsCode, type CodeCase, type Decider, type Length, type RequestId, type RequestRule } from './clock-code.ts';
import { lastDayOf, standingEvents } from './clock-start.ts';
import { cpsDecisions, policeDecisions, startedFrom, type Decision } from './rights-decisions.ts';
import { progressOf } from './rights.ts';
import type { CaseEvent } from './event.ts';
import { byText, earliestDay, latestDay } from './order.ts';

/**
 * One thing the person can ask for now (P11). Words: `rights.open.<id>.*`. `askBy` is the day to aim at (null: none, or unknown, see reasonKey); `latest` the last day that is still
 * taken as a matter of course; `answerBy` when an answer or acknowledgement is due if they ask today.
 */
export type OpenRight = {
	id: RequestId;
	right: number | null;
	decides: Decider;
	eventId: string | null;
	askBy: Day | null;
	latest: Day | null;
	answerBy: Day | null;
	/** True where waiting has a cost: the page says "Ask today". */
	askToday: boolean;
	reasonKey: string;
	verified: boolean;
};

/**
 * What the person can ask for now, in the order of the closest date (P11, P12b, P12d). Dates count from the day they were told; where that is not on record, from the first day the decision
 * can have been made, so that a date shown is never too late, and past it the person reads "ask us" instead of "gone". Nothing here says that asking will succeed.
 */
export function openRights(matter: CodeCase, events: readonly CaseEvent[], now: Date): OpenRight[] {
	const today = londonDay(now);
	const standing = standingOf(matter);
	const always = [complaint(today), ...(matter.kind === 'antisocial' && standing === 'not_a_crime' ? [asbReview()] : [])];
	if (standing !== 'code') return matter.kind === 'antisocial' && standing === 'not_reported' ? [...always, asbReview()] : always;
	const standingNow = standingEvents(events);
	const found = [
		...policeDecisions(standingNow).map((decision) => review('review_police', decision, today)),
		...cpsDecisions(standingNow).map((decision) => review('review_cps', decision, today)),
		...standingNow.flatMap((event) => lenientSentence(event, today)),
		...statement(standingNow),
		compensation(matter, today),
		...always
	];
	return found.sort((a, b) => byText(closest(a), closest(b)));
}

/** The same, each right once: the one with the closest date. */
export function rightsOnce(matter: CodeCase, events: readonly CaseEvent[], now: Date): OpenRight[] {
	const all = openRights(matter, events, now);
	return all.filter((right, at) => all.findIndex(({ id }) => id === right.id) === at);
}

const closest = (open: OpenRight): string =>
	`${open.askBy ?? '9999-12-31'} ${victimsCode.requests.findIndex((rule) => rule.id === open.id)} ${open.eventId ?? ''}`;

const ruleOf = (id: RequestId): RequestRule => victimsCode.requests.find((rule) => rule.id === id) as RequestRule;

function opened(id: RequestId, reason: string, more: Partial<OpenRight> = {}): OpenRight {
	const { right, decides, askToday, verified } = ruleOf(id);
	const nothing = { eventId: null, askBy: null, latest: null, answerBy: null };
	return { id, right, decides, askToday, verified, ...nothing, reasonKey: `rights.open.reason.${reason}`, ...more };
}

const within = (start: Day | null, length: Length | null): Day | null => (start && length ? lastDayOf(start, length) : null);

function review(id: 'review_police' | 'review_cps', decision: Decision, today: Day): OpenRight {
	const rule = ruleOf(id);
	const eventId = decision.event.id;
	const answerBy = within(today, rule.answerWithin);
	if (decision.doubt) return opened(id, decision.doubt, { eventId, answerBy });
	const { start, told } = startedFrom(decision.event);
	const [askBy, latest] = [within(start, rule.askWithin), within(start, rule.latest)];
	if (askBy && today <= askBy) return opened(id, told ? 'from_told' : 'from_decision', { eventId, askBy, latest, answerBy });
	if (latest && today <= latest) return opened(id, 'still_possible', { eventId, askBy: latest, latest, answerBy });
	return opened(id, start ? 'time_over' : 'day_unknown', { eventId, answerBy });
}

function lenientSentence(event: CaseEvent, today: Day): OpenRight[] {
	if (event.kind !== 'sentence') return [];
	const { askWithin } = ruleOf('lenient_sentence');
	const eventId = event.id;
	const [soonest, last] = [within(earliestDay(event.occurred), askWithin), within(latestDay(event.occurred), askWithin)];
	if (soonest === null || event.asOf === 'last_known') return [opened('lenient_sentence', 'day_unknown', { eventId })];
	if (today <= soonest) return [opened('lenient_sentence', 'from_sentence', { eventId, askBy: soonest, latest: soonest })];
	// The law gives no extension: past the last possible day nothing is offered that cannot be had.
	return last && today <= last ? [opened('lenient_sentence', 'day_unknown', { eventId })] : [];
}

const statement = (standing: readonly CaseEvent[]): OpenRight[] =>
	progressOf(standing).isOver ? [] : [opened('statement', 'before_sentence')];

function compensation(matter: CodeCase, today: Day): OpenRight {
	// Never counted from the report: the crime came first, so that date would be too late.
	const askBy = within(matter.happened ? earliestDay(matter.happened) : null, ruleOf('compensation').askWithin);
	if (askBy === null) return opened('compensation', 'crime_day_unknown');
	return today <= askBy ? opened('compensation', 'from_crime', { askBy, latest: askBy }) : opened('compensation', 'time_over');
}

const complaint = (today: Day): OpenRight => opened('complaint', 'any_time', { answerBy: within(today, ruleOf('complaint').answerWithin) });
const asbReview = (): OpenRight => opened('asb_case_review', 'any_time');
