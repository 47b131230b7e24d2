import { sql } from 'drizzle-orm';
import { dbRoles, type Engine } from './client.ts';
import { pending, rowsOf } from './migrate.ts';

/** What a database is missing: migrations of the folder, and roles of the house. */
export async function conditionOf(engine: Engine, migrationsDir: string): Promise<{ migrations: string[]; roles: string[] }> {
	const there = await engine.tx('owner', async (tx) =>
		rowsOf<{ name: string }>(await tx.execute(sql`select rolname as name from pg_roles where rolname like 'waymark\\_%'`))
	);
	const wanted = [...dbRoles, 'owner', 'audit'].map((role) => `waymark_${role}`);
	return {
		migrations: await pending(engine, migrationsDir),
		roles: wanted.filter((role) => !there.some(({ name }) => name === role))
	};
}
