import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { ChainRow } from '../../audit/canonical.ts';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { notMine, task } from '../schema/cases.ts';
import { preference } from '../schema/people.ts';
import { auditWithheld } from '../schema/vault.ts';

export type ChainHead = { chain: string; seq: number; hash: Buffer };

/** Where every chain of this database stands, at most 1,000. For the jobs and the verifier only. */
export async function chainHeads(db: Tx): Promise<ChainHead[]> {
	const rows = rowsOf<{ chain: string; seq: string | number; hash: Uint8Array }>(
		await db.q.execute(sql`select chain, seq, hash from audit_heads()`)
	);
	return rows.map(({ chain, seq, hash }) => ({ chain, seq: Number(seq), hash: Buffer.from(hash) }));
}

type RawRow = Omit<ChainRow, 'seq'> & { seq: string | number };

/** The rows of one chain after a place, in order, at most 5,000. For the verifier only. */
export async function chainPage(db: Tx, chain: string, after: number, limit: number): Promise<ChainRow[]> {
	const rows = rowsOf<RawRow>(
		await db.q
			.execute(sql`select chain, seq, trim_scale(extract(epoch from at) * 1000)::text as ms, actor_kind as "actorKind", actor_id::text as "actorId",
			actor_role as "actorRole", action, case_id::text as "caseId", person_id::text as "personId", object_id as "objectId", reason,
			request_id as "requestId", detail_sealed as detail, prev_hash as "prevHash", hash
			from audit_page(${chain}, ${after}::bigint, ${limit}) order by seq`)
	);
	return rows.map((row) => Object.assign(row, { seq: Number(row.seq) }) as ChainRow);
}

/** Lets one server at a time write anchors, until the commit. @returns whether it is this one. */
export async function holdAnchors(db: Tx): Promise<boolean> {
	const rows = rowsOf<{ held: boolean }>(
		await db.q.execute(sql`select pg_try_advisory_xact_lock(hashtextextended('waymark audit anchors', 0)) as held`)
	);
	return rows[0]?.held === true;
}

/** One row of the log as the person it is about may read it: no id of a worker is in it. `isMine`: she did it herself, signed in. */
export type LookRow = {
	chain: string;
	seq: number;
	at: Date;
	actorKind: string;
	isMine: boolean;
	actorRole: string | null;
	action: string;
	caseId: string | null;
	reason: string | null;
};
type Raw<Row extends { seq: number; at: Date }> = Omit<Row, 'seq' | 'at'> & { seq: string | number; at: string | Date };
const dated = <Row extends { seq: number; at: Date }>(rows: Raw<Row>[]): Row[] =>
	rows.map((row) => ({ ...row, seq: Number(row.seq), at: new Date(row.at) }) as unknown as Row);

/** What of the log this person may read, newest first, before an instant; at most 200. What is quiet or withheld is not there. */
export async function looksAtMe(db: Tx, before: Date, limit: number): Promise<LookRow[]> {
	return dated<LookRow>(
		rowsOf(
			await db.q.execute(sql`select chain, seq, at, actor_kind as "actorKind", is_mine as "isMine", actor_role as "actorRole", action,
				case_id::text as "caseId", reason from audit_about_me(${before.toISOString()}::timestamptz, ${limit}) order by at desc, chain, seq desc`)
		)
	);
}

/** One row of the log about a person, for the supervisor who answers her. */
export type FullLookRow = Omit<LookRow, 'isMine'> & { actorId: string | null; objectId: string | null };

/** The whole log about one person of the hub, newest first, before an instant; at most 200. Nothing for whoever is no supervisor, or shut out of her case. */
export async function looksAt(db: Tx, personId: string, before: Date, limit: number): Promise<FullLookRow[]> {
	return dated<FullLookRow>(
		rowsOf(
			await db.q
				.execute(sql`select chain, seq, at, actor_kind as "actorKind", actor_id::text as "actorId", actor_role as "actorRole", action,
				case_id::text as "caseId", object_id as "objectId", reason
				from audit_about(${personId}::uuid, ${before.toISOString()}::timestamptz, ${limit}) order by at desc, chain, seq desc`)
		)
	);
}

export type WithheldRow = typeof auditWithheld.$inferSelect;

/** Which entries are kept from this person of the hub now, at most 500. */
export function withheldFrom(db: Tx, personId: string): Promise<WithheldRow[]> {
	return db.q
		.select()
		.from(auditWithheld)
		.where(and(eq(auditWithheld.hubId, db.hub), eq(auditWithheld.personId, personId), isNull(auditWithheld.endedAt)))
		.limit(500);
}

/** Keeps one entry from the person it is about. */
export const addWithheld = async (db: Tx, row: typeof auditWithheld.$inferInsert): Promise<void> =>
	void (await db.q.insert(auditWithheld).values(row));

/** Ends the withholding of one entry of this person. @returns whether it was withheld. */
export async function endWithheld(db: Tx, personId: string, { chain, seq }: { chain: string; seq: number }, by: string): Promise<boolean> {
	const ended = await db.q
		.update(auditWithheld)
		.set({ endedAt: db.now, endedBy: by })
		.where(
			and(
				eq(auditWithheld.hubId, db.hub),
				eq(auditWithheld.personId, personId),
				eq(auditWithheld.chain, chain),
				eq(auditWithheld.seq, seq),
				isNull(auditWithheld.endedAt)
			)
		)
		.returning({ id: auditWithheld.id });
	return ended.length > 0;
}

export type OwnSignInRow = { madeAt: Date | null; devices: number; passkeys: number; invitedAt: Date | null; usedAt: Date | null };

/** How this person signs in, as counts and days; and her newest invitation. */
export async function ownSignIn(db: Tx): Promise<OwnSignInRow> {
	const [row] = rowsOf<Record<keyof OwnSignInRow, string | number | Date | null>>(
		await db.q.execute(
			sql`select made_at as "madeAt", devices, passkeys, invited_at as "invitedAt", used_at as "usedAt" from app_own_sign_in()`
		)
	);
	const day = (value: string | number | Date | null | undefined) => (value === null || value === undefined ? null : new Date(value));
	return {
		madeAt: day(row?.madeAt),
		devices: Number(row?.devices ?? 0),
		passkeys: Number(row?.passkeys ?? 0),
		invitedAt: day(row?.invitedAt),
		usedAt: day(row?.usedAt)
	};
}

export type AboutRow = {
	kind: 'look_asked' | 'notes_asked' | 'data_wrong' | 'erase_asked';
	about: string | null;
	dueOn: string;
	madeAt: Date;
	doneAt: Date | null;
};
const aboutKinds: AboutRow['kind'][] = ['look_asked', 'notes_asked', 'data_wrong', 'erase_asked'];

/** What this person asked about her own record, newest first, at most 200. */
export async function ownAbout(db: Tx, personId: string): Promise<AboutRow[]> {
	const rows = await db.q
		.select({ kind: task.kind, about: task.about, dueOn: task.dueOn, madeAt: task.madeAt, doneAt: task.doneAt })
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.personId, personId), inArray(task.kind, aboutKinds)))
		.orderBy(desc(task.madeAt), desc(task.id))
		.limit(200);
	return rows as AboutRow[];
}

/** Settles the open task that reminds of one withheld entry of this person of the hub. */
export async function endReview(db: Tx, personId: string, about: string, by: string): Promise<void> {
	await db.q
		.update(task)
		.set({ doneAt: db.now, doneBy: by })
		.where(
			and(eq(task.hubId, db.hub), eq(task.personId, personId), eq(task.kind, 'withheld_review'), eq(task.about, about), isNull(task.doneAt))
		);
}

/** What this person asked of the hub, with when it was answered, newest first, at most 200: only kinds that she can ask for. */
export async function ownQuestions(db: Tx, personId: string): Promise<{ kind: string; madeAt: Date; doneAt: Date | null }[]> {
	return db.q
		.select({ kind: task.kind, madeAt: task.madeAt, doneAt: task.doneAt })
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.personId, personId), inArray(task.kind, [...aboutKinds, ...askedKinds])))
		.orderBy(desc(task.madeAt), desc(task.id))
		.limit(200);
}
const askedKinds = [
	'update_asked',
	'not_told',
	'call_me',
	'help_with_right',
	'not_about_me',
	'asked_about',
	'pass_on_contact',
	'choose_for_me'
] as const;

const reachColumns = {
	mayContact: preference.mayContact,
	hours: preference.hours,
	voicemail: preference.voicemail,
	sayWho: preference.sayWho,
	hardNews: preference.hardNews,
	confirmedAt: preference.confirmedAt
};
export type OwnReachRow = Pick<typeof preference.$inferSelect, keyof typeof reachColumns>;

/** What this person last said about being reached, without the words of her safety plan, which not even she may read here (P6). */
export async function ownReach(db: Tx, personId: string): Promise<OwnReachRow | undefined> {
	const rows = await db.q
		.select(reachColumns)
		.from(preference)
		.where(and(eq(preference.hubId, db.hub), eq(preference.personId, personId)))
		.orderBy(desc(preference.version))
		.limit(1);
	return rows[0];
}

export type OwnHideRow = { eventId: string | null; referenceId: string | null; at: Date; settledAs: 'unlinked' | 'theirs' | null };

/** What this person said is not about her, newest first, at most 200 (P13). */
export function ownHides(db: Tx, personId: string): Promise<OwnHideRow[]> {
	return db.q
		.select({ eventId: notMine.eventId, referenceId: notMine.referenceId, at: notMine.at, settledAs: notMine.settledAs })
		.from(notMine)
		.where(and(eq(notMine.hubId, db.hub), eq(notMine.personId, personId)))
		.orderBy(desc(notMine.at), desc(notMine.id))
		.limit(200);
}
