import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { memoryKeys } from '#server/crypto/key-file.ts';
import { createDb, type Db } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { forgetKeys } from '#server/db/keyring.ts';
import type { Actor } from '#server/policy/actor.ts';
import type { HubId } from '#shared/ids.ts';

export const testHub = '01930000-0000-7000-8000-000000000001' as HubId;
export const otherHub = '01930000-0000-7000-8000-000000000002' as HubId;
export const job: Actor = { kind: 'job', hub: testHub };

async function fresh(kind: Engine): Promise<Db> {
	forgetKeys();
	if (kind === 'pglite') return createDb(await openEngine({ snapshot: new Blob([readFileSync(inject('snapshot'))]) }), memoryKeys());
	const url = inject('postgres') ?? '';
	const name = `t_${process.pid}_${Date.now().toString(36)}_${Math.floor(performance.now() * 1000).toString(36)}`;
	const admin = await openEngine({ url });
	await admin.exec(`create database ${name} template waymark_template`);
	await admin.close();
	const at = new URL(url);
	at.pathname = `/${name}`;
	return createDb(await openEngine({ url: at.href }), memoryKeys());
}

type Engine = 'pglite' | 'postgres';
type Family = (db: () => Db) => void;

/** Runs a family of tests on PGlite and on a real PostgreSQL, each with a database of its own copied from the migrated template. */
export const onBothEngines = (title: string, family: Family): void => onEngines(['pglite', 'postgres'], title, family);

/**
 * The same for what the two do alike: in the short form it is run on a real PostgreSQL alone, and on PGlite only where there is none. The fences of the database, its faults, its search,
 * the doors of the command line and every journey are run on PGlite in any case; the long form runs all on both.
 */
export const onOneEngine = (title: string, family: Family): void =>
	onEngines(process.env.WAYMARK_LONG ? ['pglite', 'postgres'] : [inject('postgres') === null ? 'pglite' : 'postgres'], title, family);

function onEngines(kinds: readonly Engine[], title: string, family: Family): void {
	for (const kind of kinds) {
		const isThere = kind === 'pglite' || inject('postgres') !== null;
		describe.skipIf(!isThere)(`${title} [${kind}]`, () => {
			let db: Db | undefined;
			beforeAll(async () => {
				db = await fresh(kind);
			});
			afterAll(async () => {
				await db?.close();
			});
			family(() => {
				if (!db) throw new Error('the database is not open yet');
				return db;
			});
		});
	}
}
