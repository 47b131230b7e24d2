import { theOffice } from '#server/settings-hub.ts';
import { isOpenAt, nextOpenAt } from '#shared/office.ts';

/** When somebody at the hub reads what was sent now (P8, P20): at once in its own hours, else when they begin again; null where we do not know. */
export function readWhenRead(now: Date): { isNow: boolean; at: string | null } {
	const office = theOffice();
	return { isNow: isOpenAt(office, now), at: nextOpenAt(office, now)?.toISOString() ?? null };
}
