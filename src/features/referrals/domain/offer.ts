import type { Day } from '#shared/london.ts';

/** What decides whether a partner's service can be asked to help. */
export type Partner = { isShown: boolean; capacity: string | null; accreditedUntil: Day | null };

/** Whether a service can be asked, or why not: closed, full, and not accredited are not offered (issue 5 point 7). */
export function offerOf({ isShown, capacity, accreditedUntil }: Partner): 'offered' | 'closed' | 'full' | 'unaccredited' {
	if (!isShown) return 'closed';
	if (capacity === 'full') return 'full';
	return accreditedUntil === null ? 'unaccredited' : 'offered';
}
