import { sql } from 'drizzle-orm';
import type { Db } from '#server/db/as.ts';
import { rowsOf } from '#server/db/migrate.ts';

export type Column = {
	name: string;
	type: string;
	isNeeded: boolean;
	isKey: boolean;
	/** No two rows may have the same value. */
	isUnique: boolean;
	/** The table a foreign key of this column alone leads to. */
	points: string | null;
	/** The first value that a CHECK or an enum lets through; null where any will do. */
	firstAllowed: string | null;
};
export type Table = { name: string; columns: Column[] };

/** What the database itself says, asked as its owner: a table that somebody adds is in every test of this folder without a line of its own. */
export const ask = <Row>(db: Db, text: string): Promise<Row[]> =>
	db.engine.tx('owner', async (q) => rowsOf<Row>(await q.execute(sql.raw(text))));

/** Kept by the migrator. Nobody of the house has a right on it; the test of the catalogue says so. */
export const ledger = 'waymark_migration';

/** Every table of the house with its columns, in the order of names. */
export async function tablesOf(db: Db): Promise<Table[]> {
	const rows = await ask<Column & { table: string; check: string | null; label: string | null }>(
		db,
		`select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull and not a.atthasdef as "isNeeded",
			exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any (k.conkey)) as "isKey",
			exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indpred is null and i.indnkeyatts = 1 and i.indkey[0] = a.attnum) as "isUnique",
			(select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
				where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] limit 1) as points,
			(select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as "check",
			(select e.enumlabel from pg_enum e where e.enumtypid = a.atttypid order by e.enumsortorder limit 1) as label
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> '${ledger}'
		order by c.relname, a.attnum`
	);
	const tables = new Map<string, Table>();
	for (const { table, check, label, ...column } of rows) {
		const known = tables.get(table) ?? { name: table, columns: [] };
		known.columns.push({ ...column, firstAllowed: label ?? /'([^']*)'::text/.exec(check ?? '')?.[1] ?? null });
		tables.set(table, known);
	}
	return [...tables.values()];
}

const owning = ['hub_id', 'person_id', 'case_id', 'account_id'];

/** Whether rows of this table belong to a hub, a person, a case or an account. */
export const isPersonal = ({ name, columns }: Table): boolean =>
	['hub', 'person', 'cases', 'account'].includes(name) || columns.some((column) => owning.includes(column.name));

/** Whether a row can be traced to one person: to herself, her case, her account or her key. */
export const isOfOnePerson = ({ name, columns }: Table): boolean =>
	['person', 'cases'].includes(name) || columns.some((column) => ['person_id', 'case_id', 'account_id', 'subject'].includes(column.name));

/** The support directory: public, and nobody's. Which hub may change a row stands in `kept_by`. */
export const isDirectory = ({ name, columns }: Table): boolean =>
	['service_listing', 'service_find', 'directory_word', 'hub_scope'].includes(name) || columns.some((column) => column.name === 'kept_by');

/** The roles of the house as this cluster has them. */
export const rolesOf = async (db: Db): Promise<string[]> =>
	(await ask<{ name: string }>(db, `select rolname as name from pg_roles where rolname like 'waymark\\_%' order by 1`)).map(
		({ name }) => name
	);
