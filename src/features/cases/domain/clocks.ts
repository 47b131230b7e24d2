import { londonDay, type Day } from '#shared/london.ts';
import { isEnhanced, standingOf, victimsCode, type CodeCase, type Duty } from './clock-code.ts';
import { awaitedDuties } from './clock-next.ts';
import { lastDayOf, startDay } from './clock-start.ts';
import { settledOn, stateOf, type Clock, type Heard, type StateFacts } from './clock-state.ts';
import type { CaseEvent, Telling } from './event.ts';
import { byText } from './order.ts';
import { rhythmClock, type Rhythm } from './rhythm.ts';
import { settle, type Settled } from './track-settle.ts';

/**
 * Every deadline of the Code for one person in one case, and the agreed rhythm of contact, each with owner, state and reason (P3, P10, P12, T5, T42). Corrected events run no clock;
 * the same news twice runs one. `dueBy` is a London day and may be shown to the person; `workBy` also counts unchecked rows and is for the console only.
 * Any order of the same events gives the same answer. Never throws on dates outside the bank-holiday table: such a clock says "ask us".
 */
export function clocksOf(
	matter: CodeCase,
	events: readonly CaseEvent[],
	heard: readonly Heard[],
	rhythm: Rhythm | null,
	now: Date
): Clock[] {
	const settled = settle(events, () => true);
	const standing = settled.map(({ event }) => event);
	const duties = dutiesOf(matter);
	const started = duties.flatMap((duty) => newsFor(duty, settled).map((news) => runningClock(matter, duty, news, standing, heard, now)));
	const applies = ['code', 'witness'].includes(standingOf(matter));
	const awaited = applies ? awaitedDuties(duties, standing).map((duty) => awaitedClock(matter, duty)) : [];
	const agreed = rhythm ? [rhythmClock(rhythm, events, heard, now)] : [];
	return [...started, ...awaited, ...agreed].sort((a, b) => byText(sortText(a), sortText(b)));
}

const sortText = (clock: Clock): string => `${clock.workBy ?? '9999-12-31'} ${clock.id}`;

/** The rows of the Code that can run a clock for this person: owed to them in this role, with a deadline. */
const dutiesOf = (matter: CodeCase): Duty[] =>
	victimsCode.duties.filter(
		(duty) => duty.standard !== null && duty.owedTo === 'person' && duty.kinds.includes(matter.kind) && duty.roles.includes(matter.role)
	);

/** One piece of news: the event that speaks for it, all events that say the same, and everything recorded about telling it. */
type News = { event: CaseEvent; ids: string[]; tellings: Telling[] };

function newsFor(duty: Duty, settled: readonly Settled[]): News[] {
	const starting = settled.filter(
		({ event }) => duty.starts.includes(event.kind) && (duty.sources === null || duty.sources.includes(event.source))
	);
	return [...Map.groupBy(starting, ({ event }) => newsKey(event)).values()].map((same) => {
		const sorted = same.sort((a, b) => byText(firstHeard(a.event), firstHeard(b.event)));
		return {
			event: (sorted[0] as Settled).event,
			ids: sorted.flatMap(({ ids }) => ids),
			tellings: sorted.flatMap(({ event }) => event.tellings)
		};
	});
}

const firstHeard = (event: CaseEvent): string => `${event.receivedAt} ${event.contentHash} ${event.id}`;

// Two agencies with the same day and the same details are one piece of news. With only a month they may be two things that happened in it, so only true repeats are merged.
const newsKey = (event: CaseEvent): string =>
	event.occurred.kind === 'day'
		? canonical([event.kind, event.charge, event.asOf, event.occurred, event.detail])
		: `${event.source} ${event.contentHash}`;

const canonical = (value: unknown): string =>
	JSON.stringify(value, (_, part: unknown) =>
		part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part
	);

function runningClock(matter: CodeCase, duty: Duty, news: News, standing: readonly CaseEvent[], heard: readonly Heard[], now: Date): Clock {
	const length = isEnhanced(matter) ? duty.enhanced : duty.standard;
	const start = startDay(news.event, duty.clock);
	const rule = baseClock(matter, duty);
	const started = { ...rule, id: `${duty.id}.${news.event.id}`, eventId: news.event.id, eventIds: news.ids, start };
	const outside = outsideReason(matter, start);
	if (outside) return { ...started, state: 'does_not_apply', reasonKey: outside };
	const workBy = start && length ? lastDayOf(start, length) : null;
	const facts: StateFacts = {
		owner: duty.owner,
		dueBy: rule.verified && !duty.ifEligible ? workBy : null,
		noDateKey: noDateReason(matter, duty, start),
		dueKey: dueReason(duty, news.event),
		tellings: duty.settledBy.length === 0 ? news.tellings : [],
		settledOn: settledOn(duty, standing, news.event),
		answer: answerTo(heard, duty, news),
		today: londonDay(now)
	};
	return { ...started, workBy, dueBy: facts.dueBy, ...stateOf(facts, news.tellings) };
}

/** The person's last answer about this news, whichever of its events they were asked about. */
function answerTo(heard: readonly Heard[], duty: Duty, news: News): Heard['answer'] | null {
	const ids = new Set(news.ids.map((id) => `${duty.id}.${id}`));
	const answers = heard.filter((one) => ids.has(one.clockId)).sort((a, b) => byText(a.at, b.at));
	return answers.at(-1)?.answer ?? null;
}

function baseClock(matter: CodeCase, duty: Duty): Clock {
	const enhanced = isEnhanced(matter);
	const length = enhanced ? duty.enhanced : duty.standard;
	const verified = duty.verified && !duty.unverifiedFor.includes(matter.role);
	const right = matter.role === 'witness' ? null : duty.right;
	const rule = {
		dutyId: duty.id,
		right,
		owner: duty.owner,
		unit: length?.unit ?? 'working_days',
		length: length?.n ?? 0,
		enhanced,
		verified
	};
	return {
		...rule,
		id: `${duty.id}.next`,
		eventId: null,
		eventIds: [],
		start: null,
		dueBy: null,
		workBy: null,
		toldOn: null,
		triedOn: null,
		...waiting
	};
}

const waiting = { state: 'not_started', reasonKey: 'clocks.reason.waiting' } as const;

const awaitedClock = (matter: CodeCase, duty: Duty): Clock => baseClock(matter, duty);

function outsideReason(matter: CodeCase, start: Day | null): string | null {
	const standing = standingOf(matter);
	if (standing !== 'code' && standing !== 'witness') return `clocks.reason.${standing}`;
	return start !== null && start < victimsCode.inForceFrom ? 'clocks.reason.before_code' : null;
}

function noDateReason(matter: CodeCase, duty: Duty, start: Day | null): string {
	if (duty.unverifiedFor.includes(matter.role)) return 'clocks.reason.witness';
	if (!duty.verified) return 'clocks.reason.unverified';
	if (duty.ifEligible) return 'clocks.reason.if_eligible';
	return start === null ? 'clocks.reason.day_unknown' : 'clocks.reason.no_calendar';
}

function dueReason(duty: Duty, event: CaseEvent): string {
	if (duty.clock === 'receipt') return 'clocks.reason.from_receipt';
	return event.occurred.kind === 'day' ? 'clocks.reason.from_event' : 'clocks.reason.from_latest_day';
}
