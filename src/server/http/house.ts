import { existsSync } from 'node:fs';
import { CannotNow } from '#shared/faults.ts';
import { setClock } from '../clock.ts';
import { openKeyFile } from '../crypto/key-file.ts';
import type { HubId } from '#shared/ids.ts';
import { createDb, type Db } from '../db/as.ts';
import { openEngine } from '../db/client.ts';
import { migrate, pending } from '../db/migrate.ts';
import { metaOf } from '../db/queries/house.ts';
import { databaseNow, isReachable } from '../db/ready.ts';
import { checkRoles, readRolePasswords } from '../db/role-passwords.ts';
import type { Settings } from '../settings.ts';

/**
 * Opens key file and database for this process. The demo migrates by itself; `live` refuses an old schema.
 * @throws CannotNow with one plain line.
 */
export async function openHouse(s: Settings): Promise<Db> {
	const provider = openKeyFile(s.keyFile, { create: !s.isLive, forbiddenInside: s.dataDir });
	const rolePasswords = s.ROLES_FILE && existsSync(s.ROLES_FILE) ? readRolePasswords(s.ROLES_FILE) : undefined;
	if (s.isLive && !rolePasswords) throw new CannotNow('The file ROLES_FILE is missing. Run "npm run waymark -- migrate" first.');
	const engine = await openEngine(s.DATABASE_URL ? { url: s.DATABASE_URL, rolePasswords } : { dataDir: `${s.dataDir}/pglite` });
	try {
		return await makeReady(s, createDb(engine, provider));
	} catch (e) {
		await engine.close();
		throw e;
	}
}

async function makeReady(s: Settings, db: Db): Promise<Db> {
	const { engine } = db;
	if (s.DATABASE_URL) await isReachable(engine, s.DATABASE_URL);
	if (s.isLive) {
		const old = await pending(engine, s.migrationsDir);
		if (old.length) throw new CannotNow(`The database needs ${old.length} migrations first. Run "npm run waymark -- migrate".`);
		await checkRoles(engine);
	} else await migrate(engine, s.migrationsDir);
	setClock(await databaseNow(engine));
	if (s.isLive && (await isDemo(db))) throw new CannotNow('The database holds the invented people of the demonstration. Use an empty one.');
	return db;
}

const isDemo = (db: Db): Promise<boolean> =>
	db.as({ kind: 'job', hub: '' as HubId }, new Date(0), async (tx) =>
		Boolean((await metaOf(tx, 'demo.seeded_at')) ?? (await metaOf(tx, 'demo.seeding')))
	);
