import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { Away, CannotNow } from '#shared/faults.ts';
import { dbRoles, type DbRole, type Engine } from './client.ts';
import { rowsOf } from './migrate.ts';

/** The login passwords of the database roles. @throws CannotNow when others may read the file, or a password is missing. */
export function readRolePasswords(file: string): Record<DbRole, string> {
	if (statSync(file).mode & 0o077) throw new CannotNow(`The file ${file} can be read by others. Give it the mode 0400.`);
	const passwords = parsed(file);
	for (const role of dbRoles)
		if (!/^[0-9a-f]{32,}$/.test(passwords[role] ?? '')) throw new CannotNow(`The file ${file} has no usable password for ${role}.`);
	return passwords as Record<DbRole, string>;
}

function parsed(file: string): Partial<Record<DbRole, string>> {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<DbRole, string>>;
	} catch (e) {
		throw new CannotNow(`The file ${file} cannot be read as passwords of the database roles.`, { cause: e });
	}
}

/** Lets each role log in by itself, so that no pool can take on another role (DESIGN §7). Makes the file when it is missing. */
export async function giveRolesLogins(engine: Engine, file: string): Promise<void> {
	makePasswords(file);
	const passwords = readRolePasswords(file);
	for (const role of dbRoles) await engine.exec(`alter role waymark_${role} login password '${passwords[role]}'`);
}

/** Makes the file where it is missing, and adds a role that came with an upgrade; the passwords that stand there stay. */
function makePasswords(file: string): void {
	const there = existsSync(file) ? parsed(file) : {};
	if (dbRoles.every((role) => there[role] !== undefined)) return;
	const made = Object.fromEntries(dbRoles.map((role) => [role, there[role] ?? randomBytes(24).toString('hex')]));
	// A file of its own that takes the place of the old one at once: a half-written one would lock every role out.
	writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o400, flag: 'wx' });
	renameSync(`${file}.new`, file);
}

/**
 * Whether every pool is what it says: logged in as its own role, one that row security holds, and that cannot become another (DESIGN §7 "Roles"). For `live`.
 * @throws CannotNow naming the role. @throws Away when the database does not answer.
 */
export async function checkRoles(engine: Engine): Promise<void> {
	for (const role of dbRoles) {
		const name = `waymark_${role}`;
		const is = await whoIs(engine, role);
		if (is.login !== name) throw new CannotNow(`The database pool of ${name} is logged in as ${is.login}. Correct ROLES_FILE.`);
		if (is.strong) throw new CannotNow(`The database role ${name} is superuser, or reads past row security. Take that from it.`);
		if (is.others) throw new CannotNow(`The database role ${name} may become ${is.others}. Revoke that.`);
	}
}

type Login = { login: string; strong: boolean; others: string | null };

async function whoIs(engine: Engine, role: DbRole): Promise<Login> {
	try {
		return await engine.tx(role, async (tx) => {
			const rows = rowsOf<Login>(
				await tx.execute(sql`select rolname::text as login, rolsuper or rolbypassrls as strong,
					(select string_agg(o.rolname, ', ' order by o.rolname) from pg_roles o
						where o.rolname like 'waymark\\_%' and o.oid <> me.oid and pg_has_role(me.oid, o.oid, 'member')) as others
					from pg_roles me where rolname = session_user`)
			);
			return rows[0] as Login;
		});
	} catch (e) {
		if (e instanceof Away) throw e;
		throw new CannotNow(`The database role waymark_${role} cannot log in. Run "npm run waymark -- migrate".`, { cause: e });
	}
}
