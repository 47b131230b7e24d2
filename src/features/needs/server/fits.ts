import { listServices, type ShownService } from '#server/db/queries/directory.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { londonDay } from '#shared/london.ts';
import { everywhere, needs, type Need } from '#features/directory/domain/codes.ts';
import { areaOfPlace } from '#features/directory/domain/places.ts';
import { fit, type Candidate, type Fit, type Wish } from '../domain/fit.ts';

/** How many of each list are looked at: far more than are shown. */
const looked = 40;
/** Its number in the directory's list of an area. */
const numberOf = (need: Need): number => needs.indexOf(need) + 1;

export type Fitting = Fit & { name: string; organisation: string };

const candidateOf = (row: ShownService, area: string | null): Candidate => ({
	...{
		slug: row.slug,
		needs: row.facets.needs,
		langs: row.facets.langs,
		access: row.facets.access,
		forWhom: row.facets.forWhom,
		quality: row.quality
	},
	isLocal: area !== null && row.facets.areas.includes(area),
	isAccredited: row.accreditedUntil !== null
});

/**
 * Services of the directory that fit what somebody said would help, in her area and the whole country (S4, issue 5 point 5), each with why. A service that says it is full is not offered.
 * Nothing hidden is among them: the directory's own list is asked, once for each need.
 */
export async function servicesThatFit({ db, now }: Ctx, wish: Wish, place: string | null): Promise<Fitting[]> {
	const area = areaOfPlace(place);
	const found = new Map<string, ShownService>();
	for (const need of wish.needs)
		for (const row of await listServices(db, area ? [area, everywhere] : [everywhere], numberOf(need), londonDay(now), 0, looked))
			if (row.facets.capacity?.state !== 'full') found.set(row.slug, row);
	return fit(
		[...found.values()].map((row) => candidateOf(row, area)),
		wish
	).map((each) => {
		const row = found.get(each.slug);
		return { ...each, name: row?.name ?? each.slug, organisation: row?.organisation ?? '' };
	});
}
