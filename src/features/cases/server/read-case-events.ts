import type { CaseRow, EventRow, heardOf, ParticipantRow, TellingRow } from '#server/db/queries/cases.ts';
import { addDays, londonDay } from '#shared/london.ts';
import { clocksOf } from '../domain/clocks.ts';
import type { Clock } from '../domain/clock-state.ts';
import type { CaseEvent } from '../domain/event.ts';
import { newsOf, type News } from '../domain/news.ts';
import { inOrder } from '../domain/order.ts';
import { sentencesOf, type Line } from '../domain/sentences.ts';
import { toCaseEvents } from './case-events.ts';
import type { CaseReader } from './case-readers.ts';
import { codeCaseOf, rhythmOf } from './code-case.ts';

/** Whether people were told of an event: all who take part, some, tried in vain, or nobody yet (P9). */
export type ToldState = 'told' | 'part' | 'tried' | 'not';
export type CaseLine = Pick<CaseEvent, 'id' | 'source' | 'sourceName' | 'occurred' | 'receivedAt' | 'publishedAt' | 'asOf' | 'charge'> & {
	title: Line;
	hearing: Line | null;
	news: News;
	/** The name exactly as the agency wrote it, where we do not know it (issue 2, point 7). */
	unknownName: string | null;
	isCorrected: boolean;
	/** `publishedAt` is the first moment it stood on anybody's page, by publishing, by a telling that put it there, or because they read hard news here. */
	told: ToldState;
	toldOn: string | null;
};
/** A clock with the word the console may say and the person may not: "missed" (P3). */
export type ConsoleClock = Clock & { isMissed: boolean };

function toldState(tries: readonly TellingRow[], people: readonly string[]): Pick<CaseLine, 'told' | 'toldOn'> {
	const done = tries.filter(({ outcome }) => outcome === 'told');
	const told = new Set(done.map(({ personId }) => personId));
	const last = done.at(-1)?.at.toISOString() ?? null;
	if (people.length > 0 && people.every((id) => told.has(id))) return { told: 'told', toldOn: last };
	if (told.size > 0) return { told: 'part', toldOn: last };
	return { told: tries.length > 0 ? 'tried' : 'not', toldOn: null };
}

const earliest = (instants: readonly (string | null)[]): string | null => instants.filter((at) => at !== null).sort()[0] ?? null;

/** All that agencies said of a case, newest first by the day it can have happened, as the worker reads it: raw, what was corrected marked as such, nothing folded away. */
export function caseLines(rows: readonly EventRow[], tellings: readonly TellingRow[], readers: readonly CaseReader[]): CaseLine[] {
	const people = readers.map(({ id }) => id);
	const pages = readers.flatMap(({ id, hardNews }) => toCaseEvents(rows, tellings, id, hardNews));
	const shownFrom = Map.groupBy(pages, ({ id }) => id);
	const corrected = new Set(rows.map(({ supersedes }) => supersedes));
	const newestFirst = inOrder(toCaseEvents(rows, [], '', 'call_first')).toReversed();
	return newestFirst.map((event) => ({
		id: event.id,
		source: event.source,
		sourceName: event.sourceName,
		occurred: event.occurred,
		receivedAt: event.receivedAt,
		publishedAt: earliest([event.publishedAt, ...(shownFrom.get(event.id) ?? []).map((one) => one.publishedAt)]),
		asOf: event.asOf,
		charge: event.charge,
		title: sentencesOf(event).title,
		hearing: sentencesOf(event).hearing,
		news: newsOf(event),
		unknownName: event.kind === 'not_told_clearly' ? (event.detail.outcomeName ?? null) : null,
		isCorrected: corrected.has(event.id),
		...toldState(
			tellings.filter(({ eventId }) => eventId === event.id),
			people
		)
	}));
}

/** Every running deadline of one person in one case, the same the person sees (DESIGN §7 Clocks), with "missed" beside those past their working day (P3). */
export function consoleClocks(
	row: CaseRow,
	part: ParticipantRow,
	events: readonly EventRow[],
	tellings: readonly TellingRow[],
	answers: Awaited<ReturnType<typeof heardOf>>,
	now: Date
): ConsoleClock[] {
	const heard = answers
		.filter(({ personId }) => personId === part.personId)
		.map(({ clockId, answer, at }) => ({ clockId, answer, at: at.toISOString() }));
	const clocks = clocksOf(codeCaseOf(row, part), toCaseEvents(events, tellings, part.personId, 'call_first'), heard, rhythmOf(row), now);
	const yesterday = addDays(londonDay(now), -1);
	const isOpen = ({ state }: Clock) => state !== 'told' && state !== 'does_not_apply';
	return clocks.map((clock) => ({
		...clock,
		isMissed: clock.state === 'late' || (isOpen(clock) && clock.workBy !== null && clock.workBy <= yesterday)
	}));
}
