import { existsSync } from 'node:fs';
import { openKeyFile } from '#server/crypto/key-file.ts';
import { openEngine } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { isReachable } from '#server/db/ready.ts';
import { giveRolesLogins } from '#server/db/role-passwords.ts';
import { say, WrongUse, type Io } from './io.ts';

const first = '0000_house';

/** Brings the database up to date, makes the key file of a new live hub, and gives each role its own login where ROLES_FILE says so (DESIGN §7 "Roles"). */
export async function runMigrate(io: Io, rest: string[]): Promise<boolean> {
	if (rest.length) throw new WrongUse(rest.join(' '));
	const s = io.settings();
	const engine = await openEngine(s.DATABASE_URL ? { url: s.DATABASE_URL } : { dataDir: `${s.dataDir}/pglite` });
	try {
		if (s.DATABASE_URL) await isReachable(engine, s.DATABASE_URL);
		const applied = await migrate(engine, s.migrationsDir);
		// Only the first migration makes a key: a new one beside data that exists would open nothing of it.
		if (s.isLive && applied.includes(first) && !existsSync(s.keyFile)) {
			openKeyFile(s.keyFile, { create: true, forbiddenInside: s.dataDir });
			io.out(say('cli.migrate.key', { file: s.keyFile }));
		}
		const names = applied.join(', ');
		io.out(applied.length ? say('cli.migrate.done', { count: applied.length, names }) : say('cli.migrate.none'));
		if (!s.DATABASE_URL || !s.ROLES_FILE) return true;
		await giveRolesLogins(engine, s.ROLES_FILE);
		io.out(say('cli.migrate.roles', { file: s.ROLES_FILE }));
		return true;
	} finally {
		await engine.close();
	}
}
