import { CannotNow } from '#shared/faults.ts';
import { dropOldKeks, keksIn, keyFileSince } from '#server/crypto/key-file-change.ts';
import { openKeyFileFirst } from '#server/crypto/key-file.ts';
import type { Db } from '#server/db/as.ts';
import { markDropping, noteDropped } from '#server/db/keys-noted.ts';
import { keysStatus } from '#server/db/keys-status.ts';
import { dataRotationSince, letGoAfter, rotateDataKeys } from '#server/db/reseal.ts';
import { beginRotation, closedKeys, kekUseOf, rewrapAll } from '#server/db/rewrap.ts';
import { openHouse } from '#server/http/house.ts';
import type { Settings } from '#server/settings.ts';
import { say, WrongUse, type Io } from './io.ts';
import type { Flags } from './run.ts';

/** A server that read the key file before it changed may still be storing a key wrapped with the old one. Milliseconds; longer than any transaction. */
const settled = 60_000;

type Task = (io: Io, db: Db, s: Settings, flags: Flags) => Promise<boolean>;

/** Each use of the command: the verb with the flags that choose it, and those it also takes. */
const uses: { verb: string; by: (keyof Flags)[]; takes: (keyof Flags)[]; run: Task }[] = [
	{ verb: 'status', by: [], takes: ['all'], run: status },
	{ verb: 'rotate', by: [], takes: ['prepare'], run: rotate },
	{ verb: 'rotate', by: ['data'], takes: [], run: rotateData },
	{ verb: 'rotate', by: ['drop-old'], takes: ['yes'], run: dropOld }
];

/** Rotates the master key or the data keys, ends old master keys, or says how the keys stand (vault 4.1). Safe to kill and to run again. */
export async function runKeys(io: Io, [verb = '', ...rest]: string[], flags: Flags): Promise<boolean> {
	const given = Object.keys(flags) as (keyof Flags)[];
	const use = uses.find(
		({ verb: name, by, takes }) =>
			name === verb && by.every((flag) => given.includes(flag)) && given.every((flag) => [...by, ...takes].includes(flag))
	);
	if (!use || rest.length) throw new WrongUse(['keys', verb, ...rest, ...given.map((flag) => `--${flag}`)].join(' ').trim());
	const s = io.settings();
	const db = await openHouse(s);
	try {
		// A run that was killed after it changed the file said nothing yet.
		if (verb === 'rotate') await noteDropped(db, io.now(), keksIn(fileOf(s)));
		return await use.run(io, db, s, flags);
	} finally {
		await db.close();
	}
}

const fileOf = (s: Settings) => ({ path: s.keyFile, forbiddenInside: s.dataDir });
const progress = (io: Io) => (done: number) => io.progress?.(say('cli.keys.progress', { n: done }));

/** A new master key, unless the last rotation has not ended: then that one goes on. */
async function rotate(io: Io, db: Db, s: Settings, { prepare }: Flags): Promise<boolean> {
	const isMade = await beginRotation(db, fileOf(s), io.now());
	io.out(say(isMade ? 'cli.keys.made' : 'cli.keys.goes_on', { file: s.keyFile, kek: db.provider.currentKekId() }));
	if (prepare) {
		io.out(say('cli.keys.prepared'));
		return true;
	}
	const { done, stuck } = await rewrapAll(db, io.now(), progress(io));
	io.progress?.('');
	io.out(say('cli.keys.rewrapped', { count: done }));
	if (stuck) io.err(say('cli.keys.stuck', { count: stuck }));
	else io.out(say('cli.keys.copy', { file: s.keyFile }));
	return stuck === 0;
}

async function rotateData(io: Io, db: Db): Promise<boolean> {
	const before = await dataRotationSince(db, io.now());
	if (before) io.out(say('cli.keys.data_goes_on', { at: before.toISOString() }));
	const { made, resealed, unreadable, letGo, waiting, kept } = await rotateDataKeys(db, io.now(), progress(io));
	io.progress?.('');
	io.out(say('cli.keys.data_made', { count: made }));
	io.out(say('cli.keys.resealed', { count: resealed }));
	if (letGo) io.out(say('cli.keys.let_go', { count: letGo }));
	if (kept) io.out(say('cli.keys.kept', { count: kept }));
	if (waiting) io.out(say('cli.keys.waiting', { count: waiting, minutes: letGoAfter / 60_000 }));
	if (unreadable) io.err(say('cli.keys.unreadable', { count: unreadable }));
	return unreadable === 0;
}

/** Old master keys go only when what stays has been seen to open every data key of this database. @throws CannotNow */
async function dropOld(io: Io, db: Db, s: Settings, { yes }: Flags): Promise<boolean> {
	const [current = '', ...old] = keksIn(fileOf(s));
	if (!old.length) {
		io.out(say('cli.keys.no_old'));
		return true;
	}
	const use = await kekUseOf(db, io.now());
	const needed = use.filter(({ kekId }) => kekId !== current).reduce((sum, { keys }) => sum + keys, 0);
	if (needed) throw new CannotNow(say('cli.keys.old_needed', { count: needed }));
	// The file's time and this are both the machine's: the database's clock has no part in it.
	if (Date.now() - keyFileSince(s.keyFile).getTime() < settled) throw new CannotNow(say('cli.keys.too_fresh'));
	const closed = await closedKeys(db, openKeyFileFirst(s.keyFile, s.dataDir), io.now());
	if (closed) throw new CannotNow(say('cli.keys.would_close', { count: closed }));
	if (!yes) throw new CannotNow(say('cli.keys.ask', { file: s.keyFile }));
	await markDropping(db, io.now(), old);
	if (!dropOldKeks(fileOf(s), current)) throw new CannotNow(say('cli.keys.changed'));
	await noteDropped(db, io.now(), keksIn(fileOf(s)));
	io.out(say('cli.keys.dropped', { count: old.length }));
	return true;
}

async function status(io: Io, db: Db, s: Settings, { all = false }: Flags): Promise<boolean> {
	const inFile = keksIn(fileOf(s));
	const { keks, ...found } = await keysStatus(db, io.now(), all);
	io.out(say('cli.keys.status.file', { count: inFile.length, file: s.keyFile }));
	for (const [at, kek] of inFile.entries())
		io.out(say(at ? 'cli.keys.status.old_kek' : 'cli.keys.status.kek', { kek, n: keks.get(kek) ?? 0 }));
	const foreign = [...keks].filter(([kek]) => !inFile.includes(kek));
	for (const [kek, n] of foreign) io.out(say('cli.keys.status.no_kek', { kek, n }));
	io.out(say('cli.keys.status.keys', { n: found.keys, closed: found.closedKeys }));
	io.out(say('cli.keys.status.old_keys', { n: found.oldKeys }));
	io.out(say('cli.keys.status.values', { n: found.values, old: found.oldValues }));
	io.out(say('cli.keys.status.gone', { n: found.gone }));
	io.out(say(all ? 'cli.keys.status.all' : 'cli.keys.status.sample', { n: found.checked, closed: found.closed }));
	const since = await dataRotationSince(db, io.now());
	if (since) io.out(say('cli.keys.data_goes_on', { at: since.toISOString() }));
	return foreign.length === 0 && found.closedKeys === 0 && found.closed === 0;
}
