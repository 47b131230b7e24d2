import { sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';

export type OfferRow = {
	serviceId: string;
	name: string;
	agencyId: string;
	agency: string;
	needs: string[];
	langs: string[];
	access: string[];
	forWhom: string[];
	areas: string[];
	quality: number;
	isShown: boolean;
	capacity: string | null;
	accreditedUntil: string | null;
};
/** The services of this hub's partners, with what decides whether they can be asked; by name, at most 200. `today` is the day in London. */
export async function partnerServices(db: Tx, today: string): Promise<OfferRow[]> {
	const rows = await db.q.execute(sql`
		select s.id::text as "serviceId", s.name, s.agency_id::text as "agencyId", a.name as agency, coalesce(s.facets->'needs', '[]'::jsonb) as needs,
			coalesce(s.facets->'langs', '[]'::jsonb) as langs, coalesce(s.facets->'access', '[]'::jsonb) as access, coalesce(s.facets->'forWhom', '[]'::jsonb) as "forWhom",
			coalesce(s.facets->'areas', '[]'::jsonb) as areas, s.quality, s.is_shown as "isShown",
			s.facets->'capacity'->>'state' as capacity, (select max(x.until_on)::text from accreditation x where x.service_id = s.id and x.kept_by = ${db.hub}::uuid
				and x.ended_at is null and x.from_on <= ${today}::date and x.until_on >= ${today}::date) as "accreditedUntil"
		from service s join agency a on a.id = s.agency_id and a.hub_id = ${db.hub}::uuid
		where s.kept_by = ${db.hub}::uuid and s.gone_at is null order by s.name, s.id limit 200`);
	return rowsOf<OfferRow>(rows);
}
