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

/** Tries statements one by one and undoes each: how many rows it reached, or the code of the refusal. */
export async function tried(entry: Entry, statements: readonly string[]): Promise<string[]> {
	if (!statements.length) return [];
	const list = sql.join(
		statements.map((each) => sql`${each}`),
		sql`, `
	);
	const [row] = await entry.run(async (q) =>
		rowsOf<{ found: string }>(await q.execute(sql`select fence_try(array[${list}]::text[])::text as found`))
	);
	return JSON.parse(row?.found ?? '[]') as string[];
}

/** The function behind {@link tried}. It has the rights of whoever calls it, and leaves nothing behind. */
export const makeTry = (db: Db): Promise<unknown> =>
	ask(
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
	).then(() => ask(db, 'grant execute on function fence_try(text[]) to public'));
