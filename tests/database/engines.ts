import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openEngine } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { tempPostgres } from '../../scripts/temp-postgres.mjs';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	export interface ProvidedContext {
		snapshot: string;
		postgres: string | null;
	}
}

/** Migrates once per engine: a template database on the one throw-away cluster, and a snapshot for PGlite. Each file gets a copy of its own. */
export default async function engines(project: TestProject) {
	const dir = mkdtempSync(join(tmpdir(), 'waymark-test-'));
	const file = join(dir, 'snapshot');
	const engine = await openEngine({ dataDir: join(dir, 'source') });
	await migrate(engine, 'drizzle');
	await engine.close();
	const again = await PGlite.create({ dataDir: join(dir, 'source') });
	writeFileSync(file, Buffer.from(await (await again.dumpDataDir('none')).arrayBuffer()));
	await again.close();
	project.provide('snapshot', file);

	const cluster = process.env.TEST_DATABASE_URL ? { url: process.env.TEST_DATABASE_URL, stop: () => {} } : await tempPostgres();
	if (cluster) await makeTemplate(cluster.url);
	project.provide('postgres', cluster?.url ?? null);
	return () => {
		cluster?.stop();
		rmSync(dir, { recursive: true, force: true });
	};
}

async function makeTemplate(url: string) {
	const admin = await openEngine({ url });
	await admin.exec('drop database if exists waymark_template');
	await admin.exec('create database waymark_template');
	await admin.close();
	const at = new URL(url);
	at.pathname = '/waymark_template';
	const template = await openEngine({ url: at.href });
	await migrate(template, 'drizzle');
	await template.close();
}
