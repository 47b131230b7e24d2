import { sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';

/** One offer of help as it may be counted: codes and instants, and the agency. `area` is the code of a police force area. */
export type OfferRow = {
	agency: string;
	need: string | null;
	area: string | null;
	offeredAt: string;
	referredAt: string | null;
	state: string;
	reason: string | null;
	acceptedAt: string | null;
	contactedAt: string | null;
	start: Record<string, number> | null;
	/** Where it was asked more than once while the help went on, the last time. */
	review: Record<string, number> | null;
	close: Record<string, number> | null;
};
const most = 50_000;

/** Every offer that was put to somebody of this hub in this time, with what came of it; oldest first, at most 50,000. */
export async function offersBetween(db: Tx, from: Date, to: Date): Promise<OfferRow[]> {
	const first = (move: string) =>
		sql`(select min(m.at) from referral_move m where m.referral_id = r.id and m.hub_id = r.hub_id and m.move = ${move})`;
	const marks = (point: string) =>
		sql`(select jsonb_object_agg(m.outcome, m.score order by m.at, m.id) from measure m where m.referral_id = r.id and m.hub_id = r.hub_id and m.point = ${point})`;
	const rows = await db.q.execute(sql`
		select r.agency_id::text as agency, c.need, r.force_area as area, r.made_at as "offeredAt", r.sent_at as "referredAt", r.state, r.reason,
			${first('accept')} as "acceptedAt", ${first('start')} as "contactedAt", ${marks('start')} as start, ${marks('review')} as review, ${marks('close')} as close
		from referral r join consent c on c.id = r.consent_id and c.hub_id = r.hub_id
		where r.hub_id = ${db.hub}::uuid and r.made_at >= ${from.toISOString()}::timestamptz and r.made_at < ${to.toISOString()}::timestamptz order by r.made_at, r.id limit ${most}`);
	const iso = (at: unknown) => (at === null ? null : new Date(at as string).toISOString());
	return rowsOf<OfferRow>(rows).map((row) => ({
		...row,
		...{
			offeredAt: iso(row.offeredAt) ?? '',
			referredAt: iso(row.referredAt),
			acceptedAt: iso(row.acceptedAt),
			contactedAt: iso(row.contactedAt)
		}
	}));
}

/** How many people of this hub said in this time that they need help with each need, and for how many of those an agency said yes to it (T47); each person once for each need. */
export async function needsBetween(db: Tx, from: Date, to: Date): Promise<{ need: string; said: number; met: number }[]> {
	const rows = await db.q.execute(sql`
		select n.need, count(*)::int as said, count(*) filter (where exists (
			select from referral r join consent c on c.id = r.consent_id and c.hub_id = r.hub_id
			join referral_move m on m.referral_id = r.id and m.hub_id = r.hub_id and m.move = 'accept'
			where r.hub_id = ${db.hub}::uuid and r.person_id = n.person_id and c.need = n.need and r.made_at >= ${from.toISOString()}::timestamptz and r.made_at < ${to.toISOString()}::timestamptz
		))::int as met
		from (select distinct a.person_id, l.key as need from need_answer a, jsonb_each_text(a.levels) l
			where a.hub_id = ${db.hub}::uuid and l.value in ('little', 'lot', 'talk') and a.made_at >= ${from.toISOString()}::timestamptz and a.made_at < ${to.toISOString()}::timestamptz) n
		group by n.need`);
	return rowsOf<{ need: string; said: number; met: number }>(rows);
}

/** The agencies of this hub by id, as they call themselves. */
export async function agencyNames(db: Tx): Promise<Record<string, string>> {
	const rows = await db.q.execute(sql`select id::text, name from agency where hub_id = ${db.hub}::uuid`);
	return Object.fromEntries(rowsOf<{ id: string; name: string }>(rows).map(({ id, name }) => [id, name]));
}
