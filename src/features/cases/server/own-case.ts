import { eventsOf, tellingsOf } from '#server/db/queries/cases.ts';
import { ownAnswers, ownCases, ownHidden, type HiddenRow, type OwnCaseRow } from '#server/db/queries/own.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import type { Clock, Heard } from '../domain/clock-state.ts';
import { clocksOf } from '../domain/clocks.ts';
import type { CaseEvent } from '../domain/event.ts';
import { track } from '../domain/track.ts';
import type { CaseView } from '../domain/track-view.ts';
import { idSchema } from '../schema.ts';
import { toCaseEvents } from './case-events.ts';
import { hardNewsChoice, heardIn, knownTo, readerOf, withoutHidden } from './own-rules.ts';
import { codeCaseOf, rhythmOf } from './code-case.ts';

export type PersonCtx = Ctx<PersonActor>;

/** One case as its person may see it: what she hid is in none of it. `known` are the events she may know of. */
export type OwnCase = {
	row: OwnCaseRow;
	hidden: readonly HiddenRow[];
	events: readonly CaseEvent[];
	answers: readonly Heard[];
	known: readonly CaseEvent[];
	view: CaseView;
	clocks: readonly Clock[];
};

/**
 * The row of one case of this person. Every use case starts here.
 * @throws NotYours for another's case, one that she said is not about her, and for what is no id.
 */
export async function ownCase({ db, actor }: PersonCtx, caseId: string): Promise<OwnCaseRow> {
	if (!idSchema.safeParse(caseId).success) throw new NotYours();
	const [row] = await ownCases(db, actor.id, caseId);
	if (!row) throw new NotYours();
	return row;
}

/** Loads what the page of one case is folded from: four queries, whatever the number of events. @throws NotYours. */
export async function openCase(ctx: PersonCtx, caseId: string): Promise<OwnCase> {
	const row = await ownCase(ctx, caseId);
	const [opened] = await foldCases(ctx, [row]);
	if (!opened) throw new NotYours();
	return opened;
}

/** The same for several cases at once, with the same four queries for all of them. */
export async function foldCases({ db, actor, now }: PersonCtx, rows: readonly OwnCaseRow[]): Promise<OwnCase[]> {
	const ids = rows.map(({ id }) => id);
	const [events, tellings, hidden, answers] = await Promise.all([
		eventsOf(db, ids),
		tellingsOf(db, ids),
		ownHidden(db, actor.id, ids),
		ownAnswers(db, actor.id, ids)
	]);
	const of = <T extends { caseId: string | null }>(all: readonly T[], id: string) => all.filter(({ caseId }) => caseId === id);
	return rows.map((row) => {
		const left = of(hidden, row.id);
		const own = toCaseEvents(withoutHidden(of(events, row.id), left), of(tellings, row.id), actor.id, hardNewsChoice(row));
		return folded({ row, hidden: left, events: own, answers: heardIn(of(answers, row.id)) }, now);
	});
}

/**
 * The case with the hard news open that its reader may open at will (P4); the same where there is none. What she may do with a piece of news is decided on this one, so that
 * a button on the opened page works. News that a worker speaks of first stays shut.
 */
export function openedCase(own: OwnCase, now: Date): OwnCase {
	const closed = own.view.timeline.filter(({ hidden }) => hidden === 'closed_line').map(({ id }) => id);
	return closed.length > 0 ? folded(own, now, new Set(closed)) : own;
}

type Loaded = Pick<OwnCase, 'row' | 'hidden' | 'events' | 'answers'>;

function folded({ row, hidden, events, answers }: Loaded, now: Date, opened?: ReadonlySet<string>): OwnCase {
	const reader = readerOf(row, now, opened);
	const known = knownTo(events, reader, now);
	const view = notReported(row, track(events, now, reader));
	const clocks = clocksOf(codeCaseOf(row, row), known, answers, rhythmOf(row), now);
	return { row, hidden, events, answers, known, view, clocks };
}

/** With no police report there is no agency to hear from: the page says so instead of "we do not know" (P11, T37). */
export function notReported(row: Pick<OwnCaseRow, 'isReported'>, view: CaseView): CaseView {
	if (row.isReported || view.stage !== 'told_nothing') return view;
	return { ...view, headline: { key: 'updates.now.not_reported', values: {} }, next: { key: 'updates.next.not_reported', values: {} } };
}
