import { rmSync } from 'node:fs';
import type { Engine } from './client.ts';
import { forgetKeys } from './keyring.ts';
import { lockDataDir } from './lock.ts';

/** Throws the embedded database away. @throws CannotNow when another process has it open. */
export function removeDataDir(dataDir: string): void {
	const unlock = lockDataDir(dataDir);
	rmSync(dataDir, { recursive: true, force: true });
	forgetKeys();
	unlock();
}

/** Empties a database of its schema: events and the log refuse to be deleted row by row. Only for a database that holds the demonstration. */
export async function dropSchema(engine: Engine): Promise<void> {
	await engine.exec('drop schema public cascade');
	// Where pg_trgm lives, which the first migration of the directory makes.
	await engine.exec('drop schema if exists trgm cascade');
	await engine.exec('create schema public');
	forgetKeys();
}
