import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';

const swept = async (db: Tx, statement: SQL): Promise<number> => rowsOf(await db.q.execute(statement)).length;
const before = (db: Tx, days: number) => sql`${new Date(db.now.getTime() - days * 86_400_000).toISOString()}::timestamptz`;

/** Deletes sessions that ended so many days ago, of every hub: the door knows no hub before somebody is known. @returns how many. */
export const deleteOldSessions = (db: Tx, days: number, limit: number): Promise<number> =>
	swept(
		db,
		sql`delete from session where id in (select s.id from session s where least(s.expires_at, s.absolute_expires_at) <= ${before(db, days)} limit ${limit}) returning id`
	);

/** Deletes questions to passkeys that nobody answered. @returns how many. */
export const deleteOldChallenges = (db: Tx, days: number, limit: number): Promise<number> =>
	swept(
		db,
		sql`delete from challenge where id in (select c.id from challenge c where c.expires_at <= ${before(db, days)} limit ${limit}) returning id`
	);

/** Deletes invitations that ended unused so many days ago, and used ones of staff. One that a person used says that she started: it goes with her record. @returns how many. */
export const deleteOldInvitations = (db: Tx, days: number, limit: number): Promise<number> =>
	swept(
		db,
		sql`delete from invitation where id in (select i.id from invitation i where coalesce(i.used_at, i.stopped_at, i.expires_at) <= ${before(db, days)}
			and (i.used_at is null or i.kind <> 'person') limit ${limit}) returning id`
	);

/** Deletes counts of failed sign-ins that nobody needs any more (Pr2). @returns how many. */
export const deleteOldThrottles = (db: Tx, days: number, limit: number): Promise<number> =>
	swept(
		db,
		sql`delete from throttle where key in (select t.key from throttle t where t.last_at <= ${before(db, days)} limit ${limit}) returning key`
	);
