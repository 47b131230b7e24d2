import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';

export const at = new Date('2026-06-02T10:00:00Z');
const minutes = (n: number) => new Date(at.getTime() + n * 60_000);

/** Two hubs with cases, people in them, and who is shut out of what, as small numbers: what fast-check makes. */
const few = (most: number) => fc.nat({ max: most - 1 });
export const [casesMade, peopleMade, workersMade] = [5, 4, 3];
export const worlds = fc.record({
	hubOfCase: fc.array(few(2), { minLength: casesMade, maxLength: casesMade }),
	parts: fc.uniqueArray(fc.tuple(few(casesMade), few(peopleMade)), { maxLength: 9, selector: String }),
	restricted: fc.uniqueArray(fc.record({ of: few(casesMade), ended: fc.boolean() }), { maxLength: 4, selector: ({ of }) => of }),
	access: fc.array(
		fc.record({
			of: few(casesMade),
			worker: few(workersMade),
			ended: fc.boolean(),
			isGlass: fc.boolean(),
			until: fc.option(fc.constantFrom(-1, 0, 1, 60))
		}),
		{ maxLength: 7 }
	),
	known: fc.array(fc.record({ of: few(casesMade), worker: few(workersMade), lifted: fc.boolean() }), { maxLength: 4 }),
	looks: fc.constantFrom(0, 30, 61)
});
export type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

/** One row of any table, with what decides who may see it. */
export type Row = { id: string; hub: number; of?: number; person?: number; kind?: string; worker?: number; isGlass?: boolean };
export type Made = { hubs: string[]; workers: string[]; rows: Record<string, Row[]> };

/** A person of these worlds lives in one hub: that of the first case she is in. */
const hubOfPerson = ({ parts, hubOfCase }: World, person: number) => hubOfCase[parts.find(([, one]) => one === person)?.[0] ?? 0] ?? 0;

/** What stands in each table: one row for each case, each person, each part somebody takes. */
function rowsIn(world: World): Record<string, Row[]> {
	const row = (more: Omit<Row, 'id'>): Row => ({ id: newId(at), ...more });
	const ofCase = () => world.hubOfCase.map((hub, of) => row({ hub, of }));
	const persons = Array.from({ length: peopleMade }, (_, person) => ({ person, hub: hubOfPerson(world, person) }));
	// Somebody takes part in cases of her own hub only.
	const parts = world.parts.filter(([of, person]) => world.hubOfCase[of] === hubOfPerson(world, person));
	const ofPart = () => parts.map(([of, person]) => row({ hub: world.hubOfCase[of] ?? 0, of, person }));
	const ofPerson = () => persons.map((one) => row(one));
	const hubOf = (of: number) => world.hubOfCase[of] ?? 0;
	return {
		cases: ofCase(),
		...Object.fromEntries(['named_contact', 'reference', 'event', 'breach'].map((table) => [table, ofCase()])),
		...Object.fromEntries(['participant', 'telling', 'heard', 'not_mine'].map((table) => [table, ofPart()])),
		...Object.fromEntries(['person', 'contact_way', 'preference', 'risk_mark', 'audit_withheld', 'invitation'].map((t) => [t, ofPerson()])),
		task: [...ofCase(), ...ofPerson(), ...ofPart(), ...[0, 1].flatMap((hub) => [row({ hub }), row({ hub, kind: 'glass_broken' })])],
		legal_hold: [...ofCase(), ...ofPerson()],
		feed_event: [...ofCase(), row({ hub: 0 }), row({ hub: 1 })],
		data_key: [...ofCase(), ...ofPerson(), row({ hub: 0 }), row({ hub: 1 })],
		case_restriction: world.restricted.map(({ of, ended }) => row({ hub: hubOf(of), of, kind: ended ? 'ended' : 'standing' })),
		case_access: world.access.map(({ of, worker, isGlass }) => row({ hub: hubOf(of), of, worker, isGlass })),
		acquaintance: world.known.map(({ of, worker }) => row({ hub: hubOf(of), of, worker }))
	};
}

const byType: Record<string, string> = {
	uuid: '01930000-0000-7000-8000-00000000ffff',
	text: 'x',
	bytea: '00',
	boolean: 'false',
	'timestamp with time zone': at.toISOString(),
	date: '2026-06-02',
	integer: '0',
	bigint: '0',
	ARRAY: '{}',
	jsonb: '{}'
};

/** Stores the world past row security, with something in every column that must hold something. */
export async function make(db: Db, world: World): Promise<Made> {
	const hubs = [newId(at), newId(at)];
	const workers = Array.from({ length: workersMade }, () => newId(at));
	const rows = rowsIn(world);
	const caseIds = (rows.cases ?? []).map(({ id }) => id);
	const personIds = (rows.person ?? []).map(({ id }) => id);
	const special: Record<string, (row: Row, place: number) => Record<string, string | null>> = {
		data_key: (row) => ({ subject: caseIds[row.of ?? -1] ?? personIds[row.person ?? -1] ?? hubs[row.hub] ?? null, kind: row.id }),
		invitation: (row) => ({ subject: personIds[row.person ?? -1] ?? null, code_hash: row.id.replaceAll('-', '') }),
		case_restriction: (row) => ({ ended_at: row.kind === 'ended' ? at.toISOString() : null }),
		case_access: (_row, place) => {
			const { ended = false, until = null } = world.access[place] ?? {};
			return { ended_at: ended ? at.toISOString() : null, until: until === null ? null : minutes(until).toISOString() };
		},
		acquaintance: (_row, place) => ({ lifted_at: world.known[place]?.lifted ? at.toISOString() : null })
	};
	await db.engine.tx('owner', async (q) => {
		await q.execute(sql`select set_config('session_replication_role', 'replica', true)`);
		for (const [table, list] of Object.entries(rows)) {
			const columns = rowsOf<{ name: string; type: string; must: boolean }>(
				await q.execute(
					sql`select column_name as name, data_type as type, is_nullable = 'NO' and column_default is null as must from information_schema.columns where table_schema = 'public' and table_name = ${table}`
				)
			);
			const has = (name: string) => columns.some((column) => column.name === name);
			for (const [place, row] of list.entries()) {
				const given: Record<string, string | null> = {
					id: row.id,
					hub_id: hubs[row.hub] ?? null,
					...(has('case_id') && { case_id: caseIds[row.of ?? -1] ?? null }),
					...(has('person_id') && { person_id: personIds[row.person ?? -1] ?? null }),
					...(has('worker_id') && { worker_id: workers[row.worker ?? 0] ?? null }),
					...(has('is_glass') && { is_glass: String(row.isGlass ?? false) }),
					...(table === 'task' && { kind: row.kind ?? 'danger' }),
					...special[table]?.(row, place)
				};
				for (const { name, type, must } of columns)
					if (must && given[name] == null)
						given[name] = ['content_hash', 'once_key', 'row_key'].includes(name) ? unique(type) : (byType[type] ?? 'x');
				const names = Object.keys(given);
				const typed = names.map((name) => {
					const type = columns.find((column) => column.name === name)?.type ?? 'text';
					if (type === 'bytea') return sql`decode(${given[name]}, 'hex')`;
					return sql`${given[name]}::${sql.raw(type === 'ARRAY' ? 'text[]' : type)}`;
				});
				const into = sql.join(
					names.map((name) => sql.identifier(name)),
					sql`, `
				);
				await q.execute(sql`insert into ${sql.identifier(table)} (${into}) values (${sql.join(typed, sql`, `)})`);
			}
		}
	});
	return { hubs, workers, rows };
}

const unique = (type: string) => (type === 'bytea' ? newId(at).replaceAll('-', '') : newId(at));
