import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from '#server/db/as.ts';
import { tablesOf, type Column, type Table } from './catalogue.ts';

/** Whose a row is: hers, another person's who takes part in her case, another person's of the same hub, or somebody's of another hub. */
export const owners = ['own', 'same case', 'other person', 'other hub'] as const;
export type Owner = (typeof owners)[number];

/** One row as literals of SQL, ready to stand in a statement. */
export type Row = Record<string, string>;
export type Rows = Map<string, Partial<Record<Owner, Row>>>;
export type Fixture = { tables: Table[]; rows: Rows; id: (table: string, owner: Owner) => string };

/** The few values that mean something to a policy. Everything else is made from the catalogue. */
const meant: Record<string, string> = {
	'task.kind': 'update_asked',
	'notice.kind': 'court_critical',
	'case_lock.what': 'telling',
	'due_filter.code': 'mine.late',
	'on_call.to_at': '2026-06-02T10:00:00Z',
	'data_key.kind': 'person',
	'account.kind': 'person',
	'invitation.kind': 'person',
	// What joins a thread by its office alone.
	'agency.source': 'witness_care',
	'thread_member.basis': 'official',
	'help_grant.kind': 'friend',
	'help_grant.parts': '{updates,messages}',
	'help_grant.state': 'live',
	'help_grant.until': '2026-07-01T10:00:00Z',
	'court_step.step': 'asked',
	'court_step.speaker': 'person',
	'court_step.at_time': '10:00',
	'restorative_step.step': 'said',
	'restorative_step.speaker': 'person',
	'service.is_shown': 'true',
	'service_location.is_shown': 'true',
	// Over again, so that the worker is not shut out of every other row: what a shut case is for each role is in shut-cases.test.ts.
	'case_restriction.ended_at': '2026-06-01T11:00:00Z',
	'acquaintance.lifted_at': '2026-06-01T11:00:00Z'
};

/** Empty in a row that is new: whoever writes it may not say that it was settled. */
const emptyAtFirst = [
	'not_mine.settled_as',
	'message.agency_id',
	'thread_member.since',
	'thread_member.said',
	'thread_member.ended_by',
	'thread_member.end_why',
	'help_grant.wishes',
	'help_grant.ended_by',
	'second_yes.said',
	'case_lock.taken_from',
	'court_step.on_day',
	'court_step.court'
];

/** A thread is one person's, and an agency stands once in each: whoever shares her case has a thread of their own there. */
const ownEach = ['thread_member.thread_id', 'message.thread_id'];

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** Stands in every text, so that a value tells whose it is wherever it turns up. */
export const markOf = (owner: Owner): string => `~${owner}~`;

/** Who shares a case with her has all that is the case's in common with her, and nothing else. */
const isShared = (table: string): boolean => !['person', 'account'].includes(table);

/** The same id for the same table and owner in every run. A hub is shared by the persons in it. */
function idOf(table: string, owner: Owner): string {
	const whose = table === 'hub' && owner !== 'other hub' ? 'own' : owner;
	const hash = createHash('sha256').update(`${table} ${whose}`).digest('hex');
	return `01930000-${hash.slice(0, 4)}-7${hash.slice(4, 7)}-8${hash.slice(7, 10)}-${hash.slice(10, 22)}`;
}

/** How a sealed value begins: a version, and the key that sealed it. Who shares her case has the same key here, because a hub's rows have one each. */
const sealedBy = (owner: Owner): string => `01${idOf('data_key', owner === 'same case' ? 'own' : owner).replaceAll('-', '')}`;

/** Which table a column leads to: by its foreign key, or by its name. */
function target({ name, points, type }: Column, tables: readonly Table[]): string | null {
	if (points) return points;
	if (type !== 'uuid') return null;
	if (name === 'subject') return 'person';
	if (name === 'kept_by') return 'hub';
	const named = name.replace(/_id$/, '').replace(/^case$/, 'cases');
	return tables.some((table) => table.name === named) ? named : null;
}

function literal(table: Table, column: Column, owner: Owner, tables: readonly Table[]): string {
	const { name, type, isNeeded, isUnique, firstAllowed } = column;
	const at = `${table.name}.${name}`;
	if (emptyAtFirst.includes(at)) return 'null';
	const text = meant[at] ?? firstAllowed ?? `${markOf(owner)}${at}`;
	const leadsTo = target(column, tables);
	if (type === 'uuid') {
		if (leadsTo)
			return quoted(idOf(leadsTo, owner === 'same case' && isShared(leadsTo) && !isUnique && !ownEach.includes(at) ? 'own' : owner));
		if (name === 'id') return quoted(idOf(table.name, owner));
		return isNeeded ? quoted(idOf(at, owner)) : 'null';
	}
	if (type === 'text') return quoted(leadsTo ? `${markOf(owner)}${leadsTo}.id` : text);
	if (type === 'bytea') return `'\\x${/_sealed$/.test(name) ? sealedBy(owner) : ''}${Buffer.from(text).toString('hex')}'::bytea`;
	if (type === 'jsonb') return `'${JSON.stringify({ mark: `${markOf(owner)}${at}` })}'::jsonb`;
	if ((type === 'timestamp with time zone' || type.endsWith('[]')) && meant[at]) return quoted(meant[at]);
	// Of one thread no two messages stand at the same place, and of one hub no two versions.
	if (at === 'message.seq' || at === 'hub_setting.version') return String(owners.indexOf(owner) + 1);
	// Also where it may be empty: a query that asks for such a row has to find one.
	if (/^(integer|bigint|smallint|numeric)$/.test(type)) return '1';
	if (!isNeeded && !column.isKey) return 'null';
	if (firstAllowed) return quoted(firstAllowed);
	if (type === 'boolean') return meant[at] ?? 'false';
	if (type === 'tsvector') return `'${at}'::tsvector`;
	// Each owner has a day of their own: there is one round of the night for a hub and day.
	if (type === 'date') return `'2026-06-0${owners.indexOf(owner) + 1}'`;
	if (type === 'timestamp with time zone') return `'2026-06-01T10:00:00Z'`;
	if (type.endsWith('[]')) return `'{}'`;
	throw new Error(`${at} is of type ${type}: say in tests/roles/rows.ts how a value of it is made`);
}

/** The house's own facts have one row of a hub, not one of a person; and only what names a person can be another's in the same case. */
function ownersIn({ name, columns }: Table): readonly Owner[] {
	if (name === 'hub') return ['own', 'other hub'];
	const isPersons = name === 'person' || columns.some((column) => column.name === 'person_id');
	return isPersons ? owners : owners.filter((owner) => owner !== 'same case');
}

/** A row for each owner in every table, each pointing at the rows of the same owner. */
export async function fixtureOf(db: Db): Promise<Fixture> {
	const tables = await tablesOf(db);
	const rows: Rows = new Map();
	for (const table of tables) {
		const made = ownersIn(table).map((owner) => [
			owner,
			Object.fromEntries(table.columns.map((column) => [column.name, literal(table, column, owner, tables)]))
		]);
		rows.set(table.name, Object.fromEntries(made));
	}
	return { tables, rows, id: idOf };
}

export const insertOf = (table: string, row: Row, columns = Object.keys(row)): string =>
	`insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map((name) => row[name]).join(', ')})`;

/** Each key has a newer version: what a rotation of keys looks for is what the older one sealed. */
const newerKeys = (byOwner: Partial<Record<Owner, Row>>): Row[] =>
	owners.flatMap((owner) => (byOwner[owner] ? [{ ...byOwner[owner], id: quoted(idOf('data_key newer', owner)), version: '2' }] : []));

/** Puts the rows in, past every fence, as nobody of the house can. */
export async function putIn(db: Db, { rows }: Fixture): Promise<void> {
	await db.engine.tx('owner', async (q) => {
		await q.execute(sql.raw('set local session_replication_role = replica'));
		for (const [table, byOwner] of rows)
			for (const row of [...Object.values(byOwner), ...(table === 'data_key' ? newerKeys(byOwner) : [])])
				await q.execute(sql.raw(insertOf(table, row))).catch((cause: unknown) => {
					throw new Error(`tests/roles/rows.ts makes no row for ${table}: name the value it needs in "meant"`, { cause });
				});
	});
}
