import type { EventRow } from '#server/db/queries/cases.ts';
import type { AnswerRow, HiddenRow, OwnCaseRow } from '#server/db/queries/own.ts';
import type { Heard } from '../domain/clock-state.ts';
import type { CaseEvent } from '../domain/event.ts';
import { mayShow, type HardNewsChoice } from '../domain/news.ts';
import { forRole } from '../domain/track-role.ts';
import type { Reader } from '../domain/track-view.ts';

const newForDays = 14;

/**
 * How hard news reaches this person (P4): by voice first unless they chose to read it here. Whoever chose no contact at all, only this page, reads it here too:
 * nobody may ring them, and no contact must not block what they came for (S-23).
 */
export const hardNewsChoice = (row: OwnCaseRow): HardNewsChoice =>
	row.mayContact === 'no_look_here' ? 'read_here' : (row.hardNews ?? 'call_first');

/**
 * The reader of this case. "New for you" is what was published in the last 14 days: her looks leave no row (S-31, DESIGN §7), because a coerced reader must not be
 * exposed by "seen".
 */
export const readerOf = (row: OwnCaseRow, now: Date, opened?: ReadonlySet<string>): Reader => ({
	role: row.role,
	hardNews: hardNewsChoice(row),
	seenUntil: new Date(now.getTime() - newForDays * 86_400_000),
	...(opened && { opened })
});

export const heardIn = (rows: readonly AnswerRow[]): Heard[] =>
	rows.map(({ clockId, answer, at }) => ({ clockId, answer, at: at.toISOString() }));

/**
 * Leaves out what this person said is not about her (P13): those events, all events under those references, and what a hidden event had corrected, because it would
 * otherwise come back in its place.
 */
export function withoutHidden(rows: readonly EventRow[], hidden: readonly HiddenRow[]): EventRow[] {
	const references = new Set(hidden.map(({ referenceId }) => referenceId));
	const events = new Set(hidden.map(({ eventId }) => eventId));
	const gone = new Set(
		rows.filter((row) => events.has(row.id) || (row.referenceId && references.has(row.referenceId))).map(({ id }) => id)
	);
	const byId = new Map(rows.map((row) => [row.id, row]));
	for (const id of gone) {
		const before = byId.get(id)?.supersedes;
		if (before) gone.add(before);
	}
	return rows.filter(({ id }) => !gone.has(id));
}

/** The events that this reader may know of now. Clocks, rights and dates are worked out from these alone, or they would give closed news away (P4). */
export function knownTo(events: readonly CaseEvent[], reader: Reader, now: Date): CaseEvent[] {
	const open = events.filter((event) => mayShow(event, reader.hardNews, now) === 'shown' || (reader.opened?.has(event.id) ?? false));
	return open.map((event) => forRole(event, reader.role)).filter((event) => event !== null);
}
