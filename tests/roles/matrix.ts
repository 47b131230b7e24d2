import type { Db } from '#server/db/as.ts';
import { bareEntries, entriesOf, makeTry, tried, type Entry } from './actors.ts';
import { ask, type Table } from './catalogue.ts';
import { insertOf, owners, type Fixture, type Owner, type Row } from './rows.ts';

export const verbs = ['select', 'insert', 'update', 'delete'] as const;
export type Verb = (typeof verbs)[number];
export type Whose = Owner | 'nobody set';
export const columnsOfMatrix: readonly Whose[] = [...owners, 'nobody set'];

/** What one role may do with the rows of one owner in one table. */
export type Cell = { table: string; role: string; whose: Whose; may: Record<Verb, boolean> };

/** Which columns a role has a right on. */
export type Rights = (role: string, table: string, verb: 'select' | 'insert' | 'update') => string[];

export async function rightsOf(db: Db): Promise<Rights> {
	const rows = await ask<{ role: string; table: string; name: string } & Record<'select' | 'insert' | 'update', boolean>>(
		db,
		`select r.rolname as role, c.relname as "table", a.attname as name, has_column_privilege(r.oid, c.oid, a.attnum, 'select') as "select",
			has_column_privilege(r.oid, c.oid, a.attnum, 'insert') and a.attgenerated = '' as "insert",
			has_column_privilege(r.oid, c.oid, a.attnum, 'update') and a.attgenerated = '' as "update"
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped cross join pg_roles r
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and r.rolname like 'waymark\\_%' order by a.attnum`
	);
	const byTable = Map.groupBy(rows, ({ role, table }) => `${role} ${table}`);
	return (role, table, verb) => (byTable.get(`${role} ${table}`) ?? []).filter((row) => row[verb]).map(({ name }) => name);
}

/** The statements of one cell; null where the role has not even the right. `isAll` is for nobody: whatever row there is. */
function statementsFor(table: Table, row: Row, role: string, rights: Rights, isAll: boolean): Record<Verb, string | null> {
	const keys = table.columns.filter(({ isKey }) => isKey).map(({ name }) => name);
	if (!keys.length) throw new Error(`${table.name} has no primary key: no test can point at one row of it`);
	const [reads, adds, changes] = (['select', 'insert', 'update'] as const).map((verb) => rights(role, table.name, verb));
	const where = isAll ? '' : ` where ${keys.map((name) => `"${name}" = ${row[name]}`).join(' and ')}`;
	// Whoever may not read the key finds the row by what it may read: the log counts keys by hub.
	const found = reads?.length && !keys.every((key) => reads.includes(key)) ? reads.filter((name) => row[name] !== 'null') : keys;
	const seen = isAll ? '' : ` where ${found.map((name) => `"${name}" = ${row[name]}`).join(' and ')}`;
	const [column] = changes ?? [];
	return {
		select: reads?.[0] ? `select "${reads[0]}" from "${table.name}"${seen}` : null,
		insert: adds?.length ? insertOf(table.name, row, adds) : null,
		update: column ? `update "${table.name}" set "${column}" = ${row[column]}${where}` : null,
		delete: `delete from "${table.name}"${where}`
	};
}

/** Refused by right or by row security, or by the trigger of a table that only grows. */
const refusals = ['0', '42501', 'P0001'];
/** Past every fence, and stopped by what the row itself is: it is there already, or something points at it. */
const pastTheFence = ['23505', '23503'];

function isReached(found: string, what: string): boolean {
	if (refusals.includes(found)) return false;
	if (/^[1-9]\d*$/.test(found) && found.length < 5) return true;
	if (pastTheFence.includes(found)) return true;
	throw new Error(`${what} ended in ${found}: neither refused nor let through`);
}

async function cellsOf(entry: Entry, whose: Whose, fixture: Fixture, rights: Rights): Promise<Cell[]> {
	const asked = fixture.tables.flatMap((table) => {
		const row = fixture.rows.get(table.name)?.[whose === 'nobody set' ? 'own' : whose];
		return row ? [{ table, statements: statementsFor(table, row, entry.role, rights, whose === 'nobody set') }] : [];
	});
	const list = asked.flatMap(({ statements }) => verbs.flatMap((verb) => statements[verb] ?? []));
	const found = await tried(entry, list);
	let at = 0;
	return asked.map(({ table, statements }) => {
		const answer = (verb: Verb): boolean =>
			statements[verb] !== null && isReached(found[at++] ?? '', `${entry.role} ${verb} ${table.name} (${whose})`);
		const may = Object.fromEntries(verbs.map((verb) => [verb, answer(verb)])) as Record<Verb, boolean>;
		return { table: table.name, role: entry.role, whose, may };
	});
}

/** Every table × role × whose × verb, each tried for real. */
export async function matrixOf(db: Db, fixture: Fixture): Promise<{ cells: Cell[]; rights: Rights }> {
	await makeTry(db);
	const rights = await rightsOf(db);
	const cells: Cell[] = [];
	for (const entry of await entriesOf(db, fixture))
		for (const owner of owners) cells.push(...(await cellsOf(entry, owner, fixture, rights)));
	for (const entry of await bareEntries(db)) cells.push(...(await cellsOf(entry, 'nobody set', fixture, rights)));
	return { cells, rights };
}
