import { sql, type SQL } from 'drizzle-orm';
import { isSlug } from '#shared/slug.ts';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import type { RunCounts, RunFault } from '../schema/directory-detail.ts';

export type SourceRow = {
	id: string;
	slug: string;
	name: string;
	url: string | null;
	licence: string;
	acceptedAt: string | null;
	stoppedAt: string | null;
};
/**
 * `asked` and `accepted` wait for the job: to look, and to apply what was looked at. `looking` and `applying` are being done; the other three are how it ended.
 */
export type RunState = 'asked' | 'accepted' | 'looking' | 'applying' | 'preview' | 'applied' | 'failed';
export type RunRow = { id: string; at: string; state: RunState; counts: RunCounts; faults: number };

const asRows = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::jsonb`;
const when = (db: Tx) => sql`${db.now.toISOString()}::timestamptz`;
const ours = (db: Tx, table: SQL) => sql`${table}.kept_by = ${db.hub}::uuid`;
const instant = (value: string | null): string | null => (value === null ? null : new Date(value).toISOString());
const source = sql`s.id::text, s.slug, s.name, s.url, s.licence, s.accepted_at as "acceptedAt", s.stopped_at as "stoppedAt"`;
const read = <Row extends { acceptedAt: string | null; stoppedAt: string | null }>(row: Row): Row => ({
	...row,
	acceptedAt: instant(row.acceptedAt),
	stoppedAt: instant(row.stoppedAt)
});

/** Adds a source of this hub. @returns false where its short name is taken */
export async function addSource(db: Tx, { id, slug, name, url, licence }: Omit<SourceRow, 'acceptedAt' | 'stoppedAt'>): Promise<boolean> {
	const added = await db.q.execute(sql`
		insert into directory_source (id, kept_by, slug, name, url, licence, made_at)
		values (${id}::uuid, ${db.hub}::uuid, ${slug}, ${name}, ${url}, ${licence}, ${when(db)}) on conflict do nothing returning id::text`);
	return rowsOf(added).length > 0;
}

export type SourceListed = SourceRow & {
	lastAt: string | null;
	lastState: RunState | null;
	counts: RunCounts | null;
	faults: number;
	unmapped: number;
};
/** The sources of this hub with what became of each last, by name. At most 200. */
export async function sourcesOf(db: Tx): Promise<SourceListed[]> {
	const rows = await db.q.execute(sql`
		select ${source}, r.at as "lastAt", r.state as "lastState", r.counts, coalesce(jsonb_array_length(r.faults), 0)::int as faults,
			(select count(*)::int from directory_term t where t.source_id = s.id and t.meaning is null) as unmapped
		from directory_source s left join lateral (select at, state, counts, faults from directory_run where source_id = s.id order by at desc, id desc limit 1) r on true
		where ${ours(db, sql`s`)} order by s.name, s.id limit 200`);
	return rowsOf<SourceListed>(rows).map((row) => ({ ...read(row), lastAt: instant(row.lastAt) }));
}

/** One source of this hub by its short name; null where there is none. */
export async function sourceBySlug(db: Tx, slug: string): Promise<SourceRow | null> {
	if (!isSlug(slug)) return null;
	const rows = await db.q.execute(sql`select ${source} from directory_source s where ${ours(db, sql`s`)} and s.slug = ${slug}`);
	return rowsOf<SourceRow>(rows).map(read)[0] ?? null;
}

/** One source of this hub by its id; null where there is none. */
export async function sourceById(db: Tx, id: string): Promise<SourceRow | null> {
	const rows = await db.q.execute(sql`select ${source} from directory_source s where ${ours(db, sql`s`)} and s.id = ${id}::uuid`);
	return rowsOf<SourceRow>(rows).map(read)[0] ?? null;
}

/** From now on what this source brings may be applied; a source that was stopped goes on. */
export async function acceptSource(db: Tx, id: string): Promise<void> {
	await db.q.execute(
		sql`update directory_source s set accepted_at = coalesce(s.accepted_at, ${when(db)}), stopped_at = null where ${ours(db, sql`s`)} and s.id = ${id}::uuid`
	);
}

/** Nothing is fetched or applied of this source any more, until somebody accepts it again. What it brought stays. */
export async function stopSource(db: Tx, id: string): Promise<void> {
	await db.q.execute(
		sql`update directory_source s set stopped_at = ${when(db)} where ${ours(db, sql`s`)} and s.id = ${id}::uuid and s.stopped_at is null`
	);
}

/** Writes what became of a reading, or that one is asked for. */
export async function addRun(
	db: Tx,
	{ id, sourceId, state, counts, faults }: { id: string; sourceId: string; state: RunState; counts: RunCounts; faults: readonly RunFault[] }
): Promise<void> {
	await db.q.execute(sql`
		insert into directory_run (id, kept_by, source_id, at, state, counts, faults)
		values (${id}::uuid, ${db.hub}::uuid, ${sourceId}::uuid, ${when(db)}, ${state}, ${JSON.stringify(counts)}::jsonb, ${asRows(faults)})`);
}

/** Takes the oldest reading of this hub that was asked for, or that was begun before `stale` and never ended; no other server gets it too. Null where none waits. */
export async function takeRun(
	db: Tx,
	stale: Date
): Promise<{ id: string; sourceId: string; state: 'looking' | 'applying'; counts: RunCounts } | null> {
	const rows = await db.q.execute(sql`
		update directory_run r set at = ${when(db)}, state = case r.state when 'asked' then 'looking' when 'accepted' then 'applying' else r.state end
		where ${ours(db, sql`r`)} and r.id = (select w.id from directory_run w where ${ours(db, sql`w`)}
			and (w.state in ('asked', 'accepted') or (w.state in ('looking', 'applying') and w.at < ${stale.toISOString()}::timestamptz))
			order by w.at, w.id for update skip locked limit 1)
		returning r.id::text, r.source_id::text as "sourceId", r.state, r.counts`);
	return rowsOf<NonNullable<Awaited<ReturnType<typeof takeRun>>>>(rows)[0] ?? null;
}

/**
 * Begins the night's reading of one source of this hub that is fetched, accepted, not stopped, and not read since `since`; no other server begins it too.
 * Null where none is due.
 */
export async function beginDue(db: Tx, runId: string, since: Date): Promise<{ sourceId: string } | null> {
	const rows = await db.q.execute(sql`
		insert into directory_run (id, kept_by, source_id, at, state, counts, faults)
		select ${runId}::uuid, s.kept_by, s.id, ${when(db)}, 'applying', '{"read":0,"added":0,"changed":0,"same":0,"gone":0,"left":0}'::jsonb, '[]'::jsonb
		from directory_source s where ${ours(db, sql`s`)} and s.url is not null and s.accepted_at is not null and s.stopped_at is null
			and not exists (select from directory_run r where r.source_id = s.id
				and (r.state in ('accepted', 'applying') or (r.state in ('applied', 'failed') and r.at >= ${since.toISOString()}::timestamptz)))
		order by s.slug for update skip locked limit 1
		returning source_id::text as "sourceId"`);
	return rowsOf<{ sourceId: string }>(rows)[0] ?? null;
}

/** Says how a reading of this hub ended. */
export async function endRun(
	db: Tx,
	id: string,
	{ state, counts, faults }: Pick<RunRow, 'state' | 'counts'> & { faults: readonly RunFault[] }
): Promise<void> {
	await db.q.execute(sql`
		update directory_run r set at = ${when(db)}, state = ${state}, counts = ${JSON.stringify(counts)}::jsonb, faults = ${asRows(faults)}
		where ${ours(db, sql`r`)} and r.id = ${id}::uuid`);
}

/** The last 20 readings of a source of this hub, the newest first. */
export async function runsOf(db: Tx, sourceId: string): Promise<RunRow[]> {
	const rows = await db.q.execute(sql`
		select r.id::text, r.at, r.state, r.counts, jsonb_array_length(r.faults)::int as faults from directory_run r
		where ${ours(db, sql`r`)} and r.source_id = ${sourceId}::uuid order by r.at desc, r.id desc limit 20`);
	return rowsOf<RunRow>(rows).map((row) => ({ ...row, at: instant(row.at) ?? '' }));
}

/** What was not taken in one reading, as it was kept: 500 at most. */
export async function faultsOf(db: Tx, runId: string): Promise<RunFault[]> {
	const rows = await db.q.execute(sql`select r.faults from directory_run r where ${ours(db, sql`r`)} and r.id = ${runId}::uuid`);
	return rowsOf<{ faults: RunFault[] }>(rows)[0]?.faults ?? [];
}

/** Deletes ended readings of a source from before a day. */
export async function forgetRuns(db: Tx, sourceId: string, before: Date): Promise<void> {
	await db.q.execute(
		sql`delete from directory_run r where ${ours(db, sql`r`)} and r.source_id = ${sourceId}::uuid and r.at < ${before.toISOString()}::timestamptz`
	);
}

export type TermRow = {
	id: string;
	vocabulary: string;
	term: string;
	name: string;
	uses: number;
	meaning: string[] | null;
	settledAt: string | null;
};
/** The words of a source's taxonomies, those without a meaning first, then by how many services use them. At most 2,000. */
export async function termsOf(db: Tx, sourceId: string): Promise<TermRow[]> {
	const rows = await db.q.execute(sql`
		select t.id::text, t.vocabulary, t.term, t.name, t.uses, to_jsonb(t.meaning) as meaning, t.settled_at as "settledAt" from directory_term t
		where ${ours(db, sql`t`)} and t.source_id = ${sourceId}::uuid order by t.meaning is not null, t.uses desc, t.name, t.id limit 2000`);
	return rowsOf<TermRow>(rows).map((row) => ({ ...row, settledAt: instant(row.settledAt) }));
}

export type NewTerm = Pick<TermRow, 'id' | 'vocabulary' | 'term' | 'name' | 'uses' | 'meaning'>;
/** Keeps the words a source uses now. What somebody said a word means stays; a meaning that is ours to guess follows the guess. */
export async function keepTerms(db: Tx, sourceId: string, terms: readonly NewTerm[]): Promise<void> {
	await db.q.execute(sql`
		insert into directory_term (id, kept_by, source_id, vocabulary, term, name, uses, meaning)
		select r.id, ${db.hub}::uuid, ${sourceId}::uuid, r.vocabulary, r.term, r.name, r.uses,
			case when r.meaning is null or jsonb_typeof(r.meaning) = 'null' then null else array(select jsonb_array_elements_text(r.meaning)) end
		from jsonb_to_recordset(${asRows(terms)}) as r(id uuid, vocabulary text, term text, name text, uses int, meaning jsonb)
		on conflict (source_id, vocabulary, term) do update set name = excluded.name, uses = excluded.uses,
			meaning = case when directory_term.settled_at is null then excluded.meaning else directory_term.meaning end
		where directory_term.kept_by = ${db.hub}::uuid`);
}

/** What a word of a source means here: codes; none for nothing; null takes it back. @returns false where there is no such word */
export async function mapTerm(db: Tx, sourceId: string, id: string, meaning: readonly string[] | null, by: string): Promise<boolean> {
	const settled = meaning !== null;
	const rows = await db.q.execute(sql`
		update directory_term t set meaning = ${settled ? sql`array(select jsonb_array_elements_text(${asRows(meaning)}))` : sql`null`},
			settled_at = ${settled ? when(db) : sql`null`}, settled_by = ${settled ? sql`${by}::uuid` : sql`null`}
		where ${ours(db, sql`t`)} and t.source_id = ${sourceId}::uuid and t.id = ${id}::uuid returning t.id::text`);
	return rowsOf(rows).length > 0;
}
