import type { CaseEvent, Telling } from './event.ts';
import { byText } from './order.ts';

/** One statement that still stands: copies merged into one, what it corrects taken away. `ids` are those of all its copies. */
export type Settled = { event: CaseEvent; ids: readonly string[]; corrects: boolean };

const contentOf = (event: CaseEvent) => `${event.source}|${event.contentHash}`;

/** A feed that repeats an old row must not bring back what was corrected since, but an agency may correct back to its first words: so what is corrected is part of the key. */
function keyOf(event: CaseEvent, byId: ReadonlyMap<string, CaseEvent>): string {
	if (event.supersedes === null) return contentOf(event);
	const target = byId.get(event.supersedes);
	return `${contentOf(event)}|${target ? contentOf(target) : event.supersedes}`;
}

const firstHeard = (one: CaseEvent, other: CaseEvent) =>
	Date.parse(one.receivedAt) - Date.parse(other.receivedAt) || byText(one.id, other.id);

const earliest = (instants: readonly (string | null)[]): string | null =>
	instants.reduce((best, at) => (at !== null && (best === null || Date.parse(at) < Date.parse(best)) ? at : best), null);

function allTellings(copies: readonly CaseEvent[]): Telling[] {
	const distinct = new Map(copies.flatMap(({ tellings }) => tellings).map((telling) => [JSON.stringify(telling), telling]));
	return [...distinct].sort(([one], [other]) => byText(one, other)).map(([, telling]) => telling);
}

function merged(copies: readonly CaseEvent[]): Settled | null {
	const [first] = [...copies].sort(firstHeard);
	if (first === undefined) return null;
	const event = { ...first, publishedAt: earliest(copies.map(({ publishedAt }) => publishedAt)), tellings: allTellings(copies) };
	return { event, ids: [...new Set(copies.map(({ id }) => id))].sort(byText), corrects: event.supersedes !== null };
}

/** An agency corrects its own words, and the hub its own typing. One agency cannot take away what another said: both stand (F5). */
const mayCorrect = (by: CaseEvent, target: CaseEvent) => by.source === target.source || by.source === 'hub';

/** All that one statement takes away, along the chain of corrections. A chain that comes back to itself takes away nothing: better twice than lost. */
function takenAwayBy(by: Settled, byId: ReadonlyMap<string, Settled>): Settled[] {
	const taken: Settled[] = [];
	let from = by;
	for (;;) {
		const target = from.event.supersedes === null ? undefined : byId.get(from.event.supersedes);
		if (target === by) return [];
		if (target === undefined || taken.includes(target) || !mayCorrect(from.event, target.event)) return taken;
		taken.push(target);
		from = target;
	}
}

/**
 * The statements that stand, out of rows that may come twice, late, in any order, or correct one another (DESIGN §7, R-07, R-08).
 * Copies (same source and content) are one, first heard when the first of them was, told when any of them was.
 * `isOut` says which are published: a correction that is not yet published takes nothing away.
 */
export function settle(events: readonly CaseEvent[], isOut: (event: CaseEvent) => boolean): Settled[] {
	const rowsById = new Map(events.map((event) => [event.id, event]));
	const copies = Map.groupBy(events, (event) => keyOf(event, rowsById));
	const all = [...copies.values()].map(merged).filter((settled) => settled !== null);
	const byId = new Map(all.flatMap((settled) => settled.ids.map((id) => [id, settled] as const)));
	const out = all.filter(({ event }) => isOut(event));
	const gone = new Set(out.flatMap((settled) => takenAwayBy(settled, byId)));
	return out.filter((settled) => !gone.has(settled));
}
