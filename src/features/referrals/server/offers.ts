import { partnerServices, type OfferRow } from '#server/db/queries/offers.ts';
import { sharedOfPerson } from '#server/db/queries/referrals.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { everywhere, type Need } from '#features/directory/domain/codes.ts';
import { londonDay } from '#shared/london.ts';
import { offerOf, ranked, type Fits } from '../domain/offer.ts';

export type Offer = OfferRow & Fits & { offer: ReturnType<typeof offerOf> };
/** What a partner would be asked for: what the person said would help, and where and in which language. `area` is a code of the directory; null: not known. */
export type Wanted = { needs: readonly Need[]; lang: string | null; area: string | null };

const reasonOf = (state: string, reason: string | null): string | null =>
	state === 'declined' || state === 'returned' ? (reason ?? 'other_help') : null;

/**
 * The partners' services in the order in which a worker should look at them, and why those at the end cannot be asked. After a no this is also the list of who is next (issue 5 point 7).
 * Two queries.
 */
export async function offersFor({ db, now }: Ctx, personId: string, { needs, lang, area }: Wanted): Promise<Offer[]> {
	const earlier = await sharedOfPerson(db, personId);
	const rows = (await partnerServices(db, londonDay(now))).map((row) => {
		const past = earlier.find(({ agencyId }) => agencyId === row.agencyId);
		const isLocal = area !== null && row.areas.includes(area);
		return { ...row, offer: offerOf(row), isLocal, saidNo: past ? reasonOf(past.state, past.reason) : null };
	});
	const isFar = ({ areas }: OfferRow) => area !== null && areas.length > 0 && !areas.includes(area) && !areas.includes(everywhere);
	const near = ranked(
		rows.filter((row) => row.offer === 'offered' && !isFar(row)),
		{ needs, lang, access: [] }
	);
	const far = rows.filter((row) => row.offer === 'offered' && isFar(row));
	return [...near, ...far, ...rows.filter(({ offer }) => offer !== 'offered')];
}
