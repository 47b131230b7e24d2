import type { Need } from '#features/directory/domain/codes.ts';

/** A service as far as it decides whether it fits. */
export type Candidate = {
	slug: string;
	needs: readonly string[];
	langs: readonly string[];
	access: readonly string[];
	/** The groups it is for; empty: everybody. */
	forWhom: readonly string[];
	/** It serves the person's own area, not only the whole country. */
	isLocal: boolean;
	/** Accredited today. */
	isAccredited: boolean;
	quality: number;
};

/** Whom it should fit. `lang` is null where English is as good as any. */
export type Wish = { needs: readonly Need[]; lang: string | null; access: readonly string[] };

/** Why a service is shown, in the order of weight. */
export type Why = {
	needs: Need[];
	lang: string | null;
	access: string[];
	forWhom: readonly string[];
	isLocal: boolean;
	isAccredited: boolean;
};
export type Fit = { slug: string; why: Why };

const most = 12;

/**
 * Services that fit what somebody said would help (S4: solutions fit needs, not the reverse), the best first: one that is for everybody before one
 * that is for some (it is said for whom), then whether it speaks her language, how many of her needs it meets, whether it has what makes it easier, is accredited, near, and well kept. One that meets none of her needs is not among them. The order in which they came does not matter. At most twelve.
 */
export function fit(candidates: readonly Candidate[], { needs, lang, access }: Wish): Fit[] {
	return candidates
		.map((each) => {
			const why: Why = {
				needs: needs.filter((need) => each.needs.includes(need)),
				lang: lang && each.langs.includes(lang) ? lang : null,
				access: access.filter((code) => each.access.includes(code)),
				forWhom: each.forWhom,
				isLocal: each.isLocal,
				isAccredited: each.isAccredited
			};
			return {
				slug: each.slug,
				why,
				rank: [
					each.forWhom.length ? 0 : 1,
					why.lang ? 1 : 0,
					why.needs.length,
					why.access.length,
					each.isAccredited ? 1 : 0,
					each.isLocal ? 1 : 0,
					each.quality
				]
			};
		})
		.filter(({ why }) => why.needs.length > 0)
		.sort((one, other) => order(one.rank, other.rank) || (one.slug < other.slug ? -1 : 1))
		.slice(0, most)
		.map(({ slug, why }) => ({ slug, why }));
}

const order = (one: readonly number[], other: readonly number[]): number => {
	const at = one.findIndex((value, place) => value !== other[place]);
	return at < 0 ? 0 : (other[at] ?? 0) - (one[at] ?? 0);
};
