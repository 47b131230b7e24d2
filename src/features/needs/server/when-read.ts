import { settings } from '#server/settings.ts';
import { isOpen, nextOpening } from '#features/contact/domain/hours.ts';

/** When somebody at the hub reads what was sent now (P8, P20): at once in its own hours (settings), else when they begin again; null where we do not know. */
export function readWhenRead(now: Date): { isNow: boolean; at: string | null } {
	const { HUB_OPENS: from, HUB_CLOSES: to } = settings();
	const office = [{ windows: [{ days: [1, 2, 3, 4, 5], from, to }], office: true }];
	return { isNow: isOpen(office, now), at: nextOpening(office, now)?.toISOString() ?? null };
}
