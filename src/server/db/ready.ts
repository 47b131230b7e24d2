import { sql } from 'drizzle-orm';
import { CannotNow } from '#shared/faults.ts';
import type { Engine } from './client.ts';
import { rowsOf } from './migrate.ts';

/** @throws CannotNow when the database cannot be reached, naming host and port, never the password. */
export async function isReachable(engine: Engine, url: string): Promise<void> {
	const { hostname, port } = new URL(url);
	await engine
		.tx('owner', (tx) => tx.execute(sql`select 1`))
		.catch((e: unknown) => {
			throw new CannotNow(`The database at ${hostname}:${port || 5432} does not answer. Start it, or correct DATABASE_URL.`, { cause: e });
		});
}

/** The database's own time: the authority for every clock. */
export async function databaseNow(engine: Engine): Promise<Date> {
	const rows = await engine.tx('owner', async (tx) =>
		rowsOf<{ ms: string }>(await tx.execute(sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as ms`))
	);
	return new Date(Number(rows[0]?.ms ?? Date.now()));
}
