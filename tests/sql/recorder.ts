import { drizzle } from 'drizzle-orm/pglite';
import type { Tx } from '#server/db/as.ts';
import type { Keyring } from '#server/db/keyring.ts';
import * as schema from '#server/db/schema/index.ts';
import type { HubId, WorkerId } from '#shared/ids.ts';

export const id = '01930000-0000-7000-8000-000000000001';
export const now = new Date('2026-06-02T10:00:00Z');
export const bytes = Buffer.from('waymark');

/** One call of a query; or several by what makes them different, where a query has more than one text. */
export type Call = (tx: Tx) => Promise<unknown>;
type CallsOf<Module> = { [Name in keyof Module]: Call | Record<string, Call> };

/** A call for every export of a query file: a new query without one does not compile, and fails the test. */
export const callsOf = <Module>(calls: CallsOf<Module>): Record<string, Call | Record<string, Call>> => calls;

const keys: Keyring = {
	make: async () => {},
	fetch: async () => {},
	seal: async () => bytes,
	open: async () => 'opened',
	index: () => bytes,
	forget: () => {}
};

export type Statement = { sql: string; params: readonly unknown[] };

/** The text of every statement. */
export const statementsOf = async (call: Call): Promise<string[]> => (await sentBy(call)).map(({ sql }) => sql);

/** A database that finds nothing, changes nothing, and keeps every statement: a query that stops at an empty answer shows all of its statements. */
export async function sentBy(call: Call): Promise<Statement[]> {
	const seen: Statement[] = [];
	const client = { query: async () => ({ rows: [], fields: [] }) };
	const logger = { logQuery: (sql: string, params: unknown[]) => void seen.push({ sql, params }) };
	const q = drizzle({ client, schema, logger, casing: 'snake_case' } as never) as unknown as Tx['q'];
	const hub = id as HubId;
	await call({ q, keys, hub, now, actor: { kind: 'worker', account: id as never, id: id as WorkerId, hub, roles: ['care'] }, provider: {} as never });
	return seen;
}
