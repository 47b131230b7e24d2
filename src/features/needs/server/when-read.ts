import { defaultOffice, isOpen, nextOpening } from '#features/contact/domain/hours.ts';

const office = [{ windows: defaultOffice, office: true }];

/** When somebody at the hub reads what was sent now (P8, P20): at once in its hours, else when they begin again; null where we do not know. */
export const readWhenRead = (now: Date): { isNow: boolean; at: string | null } => ({
	isNow: isOpen(office, now),
	at: nextOpening(office, now)?.toISOString() ?? null
});
