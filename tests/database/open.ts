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

async function fresh(kind: 'pglite' | 'postgres'): Promise<Db> {
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

/** Runs a family of tests on PGlite and on a real PostgreSQL, each with a database of its own copied from the migrated template. */
export function onBothEngines(title: string, family: (db: () => Db) => void): void {
	for (const kind of ['pglite', 'postgres'] as const) {
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
