import type { CaseId } from '#shared/ids.ts';
import type { CaseKind, EnhancedReason, EventDetail, EventKind, Role, Source, TryOutcome } from '#features/cases/domain/event.ts';
import type { TaskKind } from '#server/db/queries/tasks.ts';
import { courtCases } from './cases-court.ts';
import { policeCases } from './cases-police.ts';
import type { Offset } from './days.ts';

/** When a hearing is, as an offset: one day with a time, or the week that begins on its Monday. */
export type DemoHearing = { on: Offset; time: string; court: string } | { weekOf: Offset; court: string };

/** What an agency other than the feed said, as a worker recorded it. `on` defaults to the day it was received. */
export type DemoEvent = {
	received: Offset;
	kind: EventKind;
	agency: string;
	on?: Offset;
	charge?: string;
	detail?: Omit<EventDetail, 'hearing'>;
	hearing?: DemoHearing;
};
/** A try to tell. `about` is the newest event of that kind in the case at that time; none: about nothing in particular. */
export type DemoTelling = {
	at: Offset;
	time?: string;
	about?: EventKind;
	by: Source;
	way: 'phone' | 'text' | 'email' | 'letter' | 'in_person' | 'page';
	outcome: TryOutcome;
	worker: string;
	note?: string;
};
export type DemoTask = { made: Offset; kind: TaskKind; due: Offset; about?: EventKind; urgent?: true; detail?: string; assigned?: string };
export type DemoCase = {
	key: string;
	id: CaseId;
	person: string;
	role: Role;
	enhanced: EnhancedReason[];
	kind: CaseKind;
	reported: boolean;
	offence: boolean;
	crimeType: string;
	area: string;
	added: Offset;
	rhythmDays?: number;
	contact: { worker: string; role: 'care' | 'witness_care'; since: Offset; before?: { worker: string; since: Offset } };
	/** `ref` is an agency's own number, or which of the demo's feed rows are this case's. */
	references: { agency: string; ref: string | { feed: string } }[];
	events: DemoEvent[];
	tellings: DemoTelling[];
	tasks: DemoTask[];
};

/** The eleven matters of the ten people: nine with one, one person with two. */
export const cases: readonly DemoCase[] = [...policeCases, ...courtCases];

/** The case with this key. @throws RangeError */
export function demoCase(key: string): DemoCase {
	const one = cases.find((item) => item.key === key);
	if (!one) throw new RangeError(`no case is called ${key}`);
	return one;
}
