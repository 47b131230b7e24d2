import type { Day } from '#shared/london.ts';
import { fit, type Wish } from '#features/needs/domain/fit.ts';

/** What decides whether a partner's service can be asked to help. */
export type Partner = { isShown: boolean; capacity: string | null; accreditedUntil: Day | null };

/** Whether a service can be asked, or why not: closed, full, and not accredited are not offered (issue 5 point 7). */
export function offerOf({ isShown, capacity, accreditedUntil }: Partner): 'offered' | 'closed' | 'full' | 'unaccredited' {
	if (!isShown) return 'closed';
	if (capacity === 'full') return 'full';
	return accreditedUntil === null ? 'unaccredited' : 'offered';
}

/** A service that can be asked, as far as it decides how well it fits one person. `saidNo`: its agency could not help them before, and why. */
export type Fits = {
	serviceId: string;
	needs: readonly string[];
	langs: readonly string[];
	access: readonly string[];
	forWhom: readonly string[];
	isLocal: boolean;
	quality: number;
	saidNo: string | null;
};

/**
 * The order in which services are offered to a worker (S4): what fits the person best first, by the same rule by which she sees services herself; then what meets none of her needs, as it
 * came; at the very end those that said no for her before. Nothing is left out: the worker may know better.
 */
export function ranked<One extends Fits>(offers: readonly One[], wish: Wish): One[] {
	const placeOf = new Map(
		fit(
			offers.map(({ serviceId: slug, ...rest }) => ({ ...rest, slug, isAccredited: true })),
			wish
		).map(({ slug }, place) => [slug, place])
	);
	const place = ({ serviceId, saidNo }: One) => (saidNo === null ? 0 : offers.length * 2) + (placeOf.get(serviceId) ?? offers.length);
	return offers.toSorted((one, other) => place(one) - place(other));
}
