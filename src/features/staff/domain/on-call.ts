import type { Day } from '#shared/london.ts';
import { isHere, type Roster } from './cover.ts';

export type Shift = { id: string; workerId: string; fromAt: Date; toAt: Date };

/** Whether two lines of the rota are about the same time; the end of the one may be the beginning of the other. */
export const overlaps = (a: Pick<Shift, 'fromAt' | 'toAt'>, b: Pick<Shift, 'fromAt' | 'toAt'>): boolean =>
	a.fromAt < b.toAt && b.fromAt < a.toAt;

/**
 * Who is on call at this instant (P4): of those whose time it is the one who began last; never who is away on this day (`today`) or works here no more. Null: nobody, so danger news is
 * everybody's, as it is in office hours.
 */
export function onCallAt(shifts: readonly Shift[], roster: Roster, now: Date, today: Day): Shift | null {
	const key = ({ fromAt, id }: Shift) => `${fromAt.toISOString()} ${id}`;
	return (
		shifts
			.filter(({ fromAt, toAt, workerId }) => fromAt <= now && now < toAt && isHere(roster, workerId, today))
			.sort((a, b) => (key(a) < key(b) ? 1 : -1))[0] ?? null
	);
}
