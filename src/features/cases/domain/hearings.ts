import type { CaseEvent, Occurred } from './event.ts';
import { byText, earliestDay, latestDay } from './order.ts';
import type { Stage } from './stages.ts';

/**
 * One hearing as it stands: the event that set it last, the event by which it first came to be known (its own name through every move), how often it was moved, and whether it was
 * vacated without another day in its place.
 */
export type Hearing = { event: CaseEvent; root: string; moves: number; isOff: boolean };

const overStages: ReadonlySet<Stage> = new Set(['dropped', 'not_charged', 'out_of_court', 'suspect_died', 'closed', 'not_investigated']);

/** When a hearing is; unknown where nobody said. */
export const whenOf = ({ detail }: CaseEvent): Occurred => detail.hearing?.when ?? { kind: 'unknown' };

/** Two agencies often pass on one and the same court date. */
const isSame = (one: CaseEvent, other: CaseEvent) =>
	one.charge === other.charge && JSON.stringify(whenOf(one)) === JSON.stringify(whenOf(other));

/** The hearing that a move or a vacated date is about: the very one that is named, else the one last set for the same charge, whoever set it. */
function meant(standing: readonly Hearing[], event: CaseEvent): Hearing | undefined {
	const named = event.kind === 'hearing_vacated' && event.detail.hearing !== undefined;
	return standing.findLast(({ event: other, isOff }) => !isOff && (named ? isSame(other, event) : other.charge === event.charge));
}

/**
 * Every hearing of a case as it stands, in the order in which they were set. A moved one takes the place of the one before; a vacated one stays, marked. `ordered` must be in order.
 */
export function hearingsOf(ordered: readonly CaseEvent[]): Hearing[] {
	let standing: Hearing[] = [];
	for (const event of ordered) {
		if (event.kind === 'hearing_vacated') {
			const gone = meant(standing, event);
			standing = standing.map((one) => (gone && isSame(one.event, gone.event) ? { ...one, isOff: true, moves: one.moves + 1 } : one));
		} else if (event.detail.hearing !== undefined) {
			const before = event.kind === 'hearing_moved' ? meant(standing, event) : undefined;
			const kept = standing.filter((one) => before === undefined || one.isOff || !isSame(one.event, before.event));
			standing = [...kept, { event, root: before?.root ?? event.id, moves: before ? before.moves + 1 : 0, isOff: false }];
		}
	}
	return standing;
}

/** Those of them that are still to come at `today` (a London day), soonest first. After a case has stopped only those of an inquest or an appeal. */
export const stillToCome = (hearings: readonly Hearing[], stage: Stage, today: string): Hearing[] =>
	hearings
		.filter(({ event: { kind } }) => !overStages.has(stage) || kind === 'inquest_listed' || kind === 'appeal_listed')
		.filter(({ event }) => (latestDay(whenOf(event)) ?? '') >= today)
		.sort((one, other) => byText(earliestDay(whenOf(one.event)) ?? '', earliestDay(whenOf(other.event)) ?? ''));
