import { sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';

export type AccreditedRow = { criteria: string[]; assessor: string; until: string };

/** By whom, on what and until when a service is accredited on a day (T40); the longest first. At most five. */
export async function accreditationOf(db: Tx, serviceId: string, today: string): Promise<AccreditedRow[]> {
	const rows = await db.q.execute(sql`
		select criteria, assessor, until_on::text as until from accreditation
		where service_id = ${serviceId}::uuid and ended_at is null and from_on <= ${today}::date and until_on >= ${today}::date order by until_on desc, id limit 5`);
	return rowsOf<AccreditedRow>(rows);
}
