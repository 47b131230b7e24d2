import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#server/db/as.ts';
import { rowsOf } from '#server/db/migrate.ts';
import type { Actor } from '#server/policy/actor.ts';
import { ask, rolesOf } from './catalogue.ts';
import type { Fixture } from './rows.ts';

export const now = new Date('2026-06-02T10:00:00Z');

/** An actor of every kind there is, in the own hub: a kind without one here does not compile. */
export function actorsOf({ id }: Pick<Fixture, 'id'>): Record<Exclude<Actor['kind'], 'nobody'>, Actor> {
	const is = { account: id('account', 'own'), id: id('worker', 'own'), hub: id('hub', 'own') };
	const all = {
		door: { kind: 'door', hub: is.hub },
		person: { kind: 'person', ...is, id: id('person', 'own') },
		worker: { kind: 'worker', ...is, roles: ['care'] },
		agency: { kind: 'agency', ...is, agency: id('agency', 'own') },
		job: { kind: 'job', hub: is.hub }
	};
	return all as unknown as ReturnType<typeof actorsOf>;
}

/** One way of coming in, as a role: `run` opens a transaction that ends in nothing. */
export type Entry = { role: string; run: <T>(fn: (q: Tx['q']) => Promise<T>) => Promise<T> };

/** Every role with the row security of its actor, taken on as the product does it; a role that no actor has, by hand and with a person's id. */
export async function entriesOf(db: Db, fixture: Fixture): Promise<Entry[]> {
	const entries: Entry[] = [];
	for (const actor of Object.values(actorsOf(fixture))) {
		const run: Entry['run'] = (fn) => db.as(actor, now, ({ q }) => fn(q));
		const role = await run(async (q) => rowsOf<{ role: string }>(await q.execute(sql`select current_user::text as role`))[0]?.role ?? '');
		entries.push({ role, run });
	}
	const { id } = fixture;
	for (const role of await rolesOf(db)) {
		if (entries.some((entry) => entry.role === role)) continue;
		const run: Entry['run'] = (fn) => takenOn(db, role, fn, { hub: id('hub', 'own'), actor: id('person', 'own') });
		entries.push({ role, run });
	}
	return entries.toSorted((one, other) => one.role.localeCompare(other.role));
}

/** Every role with nobody set: what a forgotten setting would show. */
export const bareEntries = async (db: Db): Promise<Entry[]> =>
	(await rolesOf(db)).map((role) => ({ role, run: (fn) => takenOn(db, role, fn) }));

function takenOn<T>(db: Db, role: string, fn: (q: Tx['q']) => Promise<T>, as?: { hub: string; actor: string }): Promise<T> {
	return db.engine.tx('owner', async (q) => {
		if (as) await q.execute(sql`select set_config('app.hub', ${as.hub}, true), set_config('app.actor', ${as.actor}, true)`);
		await q.execute(sql`select set_config('role', ${role}, true)`);
		return fn(q);
	});
}

const listOf = (statements: readonly string[]) =>
	sql`array[${sql.join(
		statements.map((each) => sql`${each}`),
		sql`, `
	)}]::text[]`;

async function called<Found>(entry: Entry, name: 'fence_try' | 'fence_ask', statements: readonly string[]): Promise<Found[]> {
	if (!statements.length) return [];
	const [row] = await entry.run(async (q) =>
		rowsOf<{ found: string }>(await q.execute(sql`select ${sql.raw(name)}(${listOf(statements)})::text as found`))
	);
	return JSON.parse(row?.found ?? '[]') as Found[];
}

/** Tries statements one by one and undoes each: how many rows it reached, or the code of the refusal. */
export const tried = (entry: Entry, statements: readonly string[]): Promise<string[]> => called(entry, 'fence_try', statements);

/** Asks questions one by one: their rows as text, in order, or null where there is no right to ask at all. */
export async function answered(entry: Entry, questions: readonly string[]): Promise<(string[] | null)[]> {
	const found = await called<string | null>(entry, 'fence_ask', questions);
	return found.map((text) => text?.split('\n').filter(Boolean).toSorted() ?? null);
}

/** The functions behind {@link tried} and {@link answered}. They have the rights of whoever calls them, and leave nothing behind. */
export async function makeTry(db: Db): Promise<void> {
	await ask(
		db,
		`create or replace function fence_try(statements text[]) returns jsonb language plpgsql as $$
		declare one text; reached bigint; found jsonb := '[]';
		begin
			foreach one in array statements loop
				begin
					execute one;
					get diagnostics reached = row_count;
					raise exception using errcode = 'WM001', message = reached::text;
				exception when others then
					found := found || to_jsonb(case sqlstate when 'WM001' then sqlerrm else sqlstate end);
				end;
			end loop;
			return found;
		end $$`
	);
	// A row as JSON keeps columns of the same name; a sealed value stands in it as the text that the fixture put there.
	await ask(
		db,
		`create or replace function fence_ask(statements text[]) returns jsonb language plpgsql as $$
		declare one text; answer text; found text[] := '{}';
		begin
			foreach one in array statements loop
				begin
					execute 'select coalesce(string_agg(to_json(x)::text, chr(10)), chr(10)) from (' || one || ') x' into answer;
					found := array_append(found, answer);
				exception
					when insufficient_privilege then found := array_append(found, null);
					when others then raise exception 'cannot be run: % (%)', one, sqlerrm;
				end;
			end loop;
			return to_jsonb(found);
		end $$`
	);
	await ask(db, 'grant execute on function fence_try(text[]), fence_ask(text[]) to public');
}
