import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { Away, CannotNow } from '#shared/faults.ts';
import { seedState } from '#demo/seed.ts';
import { KeyFault } from '#server/crypto/fault.ts';
import { openKeyFile } from '#server/crypto/key-file.ts';
import { createDb } from '#server/db/as.ts';
import { openEngine, type Engine } from '#server/db/client.ts';
import { conditionOf } from '#server/db/condition.ts';
import { isReachable } from '#server/db/ready.ts';
import type { Settings } from '#server/settings.ts';
import { dayText, say, WrongUse, type Io } from './io.ts';

type Finding = { isRight: boolean; what: string };
const right = (key: string, values = {}): Finding => ({ isRight: true, what: say(key, values) });
const wrong = (key: string, values = {}): Finding => ({ isRight: false, what: say(key, values) });
const oldest = [22, 18] as const;
const fresh = 14 * 86_400_000;

/** Says, one line each, what is right and what is wrong here. It changes nothing and makes nothing. @returns whether all is right. */
export async function runDoctor(io: Io, rest: string[]): Promise<boolean> {
	if (rest.length) throw new WrongUse(rest.join(' '));
	const s = io.settings();
	const found = [node(), right('cli.doctor.mode', { mode: s.WAYMARK_MODE }), folder(s), keyFile(s), ...(await database(s, io.now()))];
	for (const { isRight, what } of found) io.out(say(isRight ? 'cli.doctor.good' : 'cli.doctor.bad', { what }));
	return found.every(({ isRight }) => isRight);
}

function node(): Finding {
	const version = process.versions.node;
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const isNew = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
	return isNew ? right('cli.doctor.node', { version }) : wrong('cli.doctor.node_old', { version });
}

function folder({ dataDir: dir }: Settings): Finding {
	let nearest = dir;
	while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
	try {
		accessSync(nearest, constants.W_OK);
		return right('cli.doctor.folder', { dir });
	} catch {
		return wrong('cli.doctor.folder_closed', { dir });
	}
}

function keyFile({ keyFile: file, dataDir, isLive }: Settings): Finding {
	if (!existsSync(file) && !isLive) return right('cli.doctor.key_none', { file });
	try {
		openKeyFile(file, { create: false, forbiddenInside: dataDir }).health();
		return right('cli.doctor.key', { file });
	} catch (e) {
		if (e instanceof KeyFault) return { isRight: false, what: say(e.code) };
		throw e;
	}
}

async function database(s: Settings, now: Date): Promise<Finding[]> {
	const dataDir = `${s.dataDir}/pglite`;
	if (!s.DATABASE_URL && !existsSync(dataDir)) return [right('cli.doctor.database_none')];
	let engine: Engine | undefined;
	try {
		engine = await openEngine(s.DATABASE_URL ? { url: s.DATABASE_URL } : { dataDir });
		if (s.DATABASE_URL) await isReachable(engine, s.DATABASE_URL);
		return [right('cli.doctor.database', { name: nameOf(s) }), ...(await inside(engine, s, now))];
	} catch (e) {
		if (e instanceof CannotNow || e instanceof Away) return [{ isRight: false, what: e instanceof Away ? say('cli.away') : e.message }];
		throw e;
	} finally {
		await engine?.close();
	}
}

const nameOf = (s: Settings): string => (s.DATABASE_URL ? new URL(s.DATABASE_URL).host : `${s.dataDir}/pglite`);

async function inside(engine: Engine, s: Settings, now: Date): Promise<Finding[]> {
	const { migrations, roles } = await conditionOf(engine, s.migrationsDir);
	const found = [
		migrations.length ? wrong('cli.doctor.migrations_missing', { names: migrations.join(', ') }) : right('cli.doctor.migrations'),
		roles.length ? wrong('cli.doctor.roles_missing', { names: roles.join(', ') }) : right('cli.doctor.roles')
	];
	if (migrations.length || roles.length || !existsSync(s.keyFile)) return found;
	const provider = openKeyFile(s.keyFile, { create: false, forbiddenInside: s.dataDir });
	const seed = await seedState(createDb(engine, provider), now);
	if (s.isLive) return seed.kind === 'empty' ? found : [...found, wrong('cli.doctor.demo_in_live')];
	if (seed.kind !== 'seeded') return [...found, wrong('cli.doctor.seed_none')];
	const isOld = now.getTime() - seed.at.getTime() > fresh;
	return [...found, isOld ? wrong('cli.doctor.seed_old', { day: dayText(seed.at) }) : right('cli.doctor.seed', { day: dayText(seed.at) })];
}
