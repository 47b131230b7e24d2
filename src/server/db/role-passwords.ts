import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { CannotNow } from '#shared/faults.ts';
import { dbRoles, type DbRole, type Engine } from './client.ts';

/** The login passwords of the database roles. @throws CannotNow when others may read the file. */
export function readRolePasswords(file: string): Record<DbRole, string> {
	if (statSync(file).mode & 0o077) throw new CannotNow(`The file ${file} can be read by others. Give it the mode 0400.`);
	return JSON.parse(readFileSync(file, 'utf8')) as Record<DbRole, string>;
}

/** Lets each role log in by itself, so that no pool can take on another role (DESIGN §7). Makes the file when it is missing. */
export async function giveRolesLogins(engine: Engine, file: string): Promise<void> {
	if (!existsSync(file)) {
		const made = Object.fromEntries(dbRoles.map((role) => [role, randomBytes(24).toString('hex')]));
		writeFileSync(file, JSON.stringify(made), { mode: 0o400, flag: 'wx' });
	}
	const passwords = readRolePasswords(file);
	for (const role of dbRoles) {
		if (!/^[0-9a-f]{32,}$/.test(passwords[role] ?? '')) throw new CannotNow(`The file ${file} has no usable password for ${role}.`);
		await engine.exec(`alter role waymark_${role} login password '${passwords[role]}'`);
	}
}
