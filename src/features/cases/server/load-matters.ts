import type { Tx } from '#server/db/as.ts';
import { eventsOf, notMineOf, tellingsOf, type EventRow, type TellingRow } from '#server/db/queries/cases.ts';
import { answersOf } from '#server/db/queries/due.ts';
import { triesOf, type TryRow } from '#server/db/queries/tellings.ts';
import {
	countedEventsOf,
	countedHidesOf,
	countedMattersOf,
	mattersOf,
	type CountedMatter,
	type Matter
} from '#server/db/queries/reports.ts';
import { clocksOf } from '../domain/clocks.ts';
import type { Clock } from '../domain/clock-state.ts';
import type { CaseEvent } from '../domain/event.ts';
import { forRole } from '../domain/track-role.ts';
import { toCaseEvents, type CountedRow } from './case-events.ts';
import { codeCaseOf, rhythmOf } from './code-case.ts';

/** One person in one case, as the console works with it: what concerns her role, every try to tell her, and what she said is not hers. */
export type LoadedMatter<Row = EventRow, Try = TryRow, Of = Matter> = Of & {
	rows: readonly Row[];
	events: readonly CaseEvent[];
	tries: readonly Try[];
	answers: readonly { clockId: string; answer: 'yes' | 'no'; at: string }[];
	hidden: (eventId: string) => boolean;
};

/** Few queries for many cases, and never so many cases in one that the bound on rows cuts a case in half. */
const casesAtOnce = 100;

/** Where rows come from: whole, or as they are counted. */
type From<Row, Try, Of> = {
	matters: (db: Tx, caseIds: readonly string[]) => Promise<Of[]>;
	events: (db: Tx, caseIds: readonly string[]) => Promise<Row[]>;
	tries: (db: Tx, caseIds: readonly string[]) => Promise<Try[]>;
	hides: (db: Tx, caseIds: readonly string[]) => Promise<NotMine[]>;
};

/** Loads these cases of the hub for each person in them. Cases of another hub are not in the answer. */
export const loadMatters = (db: Tx, caseIds: readonly string[]): Promise<LoadedMatter[]> =>
	loadFrom(db, caseIds, { matters: mattersOf, events: eventsOf, tries: triesOf, hides: notMineOf });

/** The same for a report, which sees no words, no place and no reason: its database role may read none of them. */
export const loadCounted = (db: Tx, caseIds: readonly string[]): Promise<LoadedMatter<CountedRow, TellingRow, CountedMatter>[]> =>
	loadFrom(db, caseIds, { matters: countedMattersOf, events: countedEventsOf, tries: tellingsOf, hides: countedHidesOf });

async function loadFrom<Row extends CountedRow, Try extends TellingRow, Of extends CountedMatter>(
	db: Tx,
	caseIds: readonly string[],
	from: From<Row, Try, Of>
) {
	const loaded: LoadedMatter<Row, Try, Of>[] = [];
	for (let at = 0; at < caseIds.length; at += casesAtOnce) loaded.push(...(await loadSome(db, caseIds.slice(at, at + casesAtOnce), from)));
	return loaded;
}

async function loadSome<Row extends CountedRow, Try extends TellingRow, Of extends CountedMatter>(
	db: Tx,
	caseIds: readonly string[],
	from: From<Row, Try, Of>
): Promise<LoadedMatter<Row, Try, Of>[]> {
	const byCase = ({ caseId }: { caseId: string }) => caseId;
	const events = Map.groupBy(await from.events(db, caseIds), byCase);
	const tries = Map.groupBy(await from.tries(db, caseIds), byCase);
	const answers = Map.groupBy(await answersOf(db, caseIds), byCase);
	const notMine = Map.groupBy(await from.hides(db, caseIds), byCase);
	return (await from.matters(db, caseIds)).map((matter) => {
		const { personId, caseId, role } = matter.participant;
		const mine = <T extends { personId: string }>(list: readonly T[] | undefined) =>
			(list ?? []).filter((one) => one.personId === personId);
		const rows = events.get(caseId) ?? [];
		const own = mine(tries.get(caseId));
		const hers = toCaseEvents(rows, own, personId, 'call_first').flatMap((event) => forRole(event, role) ?? []);
		const said = mine(answers.get(caseId)).map(({ clockId, answer, at }) => ({ clockId, answer, at: at.toISOString() }));
		return { ...matter, rows, events: hers, tries: own, answers: said, hidden: hiddenBy(mine(notMine.get(caseId)), rows) };
	});
}

type NotMine = { caseId: string; personId: string; eventId: string | null; referenceId: string | null; settledAs: string | null };

/** "This is not about me" takes the event, everything under that reference, or the whole case off until it is settled as hers (P13). */
function hiddenBy(said: readonly NotMine[], rows: readonly CountedRow[]): (eventId: string) => boolean {
	const standing = said.filter(({ settledAs }) => settledAs !== 'theirs');
	const whole = standing.some(({ eventId, referenceId }) => !eventId && !referenceId);
	const references = new Set(standing.map(({ referenceId }) => referenceId).filter((id) => id !== null));
	const gone = new Set(standing.map(({ eventId }) => eventId));
	for (const { id, referenceId } of rows) if (referenceId && references.has(referenceId)) gone.add(id);
	return (eventId) => whole || gone.has(eventId);
}

/** All clocks of one person in one case, the same that she sees (DESIGN §7). */
export const clocksFor = (matter: CountedMatter & Pick<LoadedMatter, 'events' | 'answers'>, now: Date): Clock[] =>
	clocksOf(codeCaseOf(matter.case, matter.participant), matter.events, matter.answers, rhythmOf(matter.case), now);
