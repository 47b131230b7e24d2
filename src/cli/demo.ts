import { rmSync } from 'node:fs';
import { CannotNow, Refused } from '#shared/faults.ts';
import { jobActor } from '#demo/act.ts';
import { seedDemo, seedState, type SeedState } from '#demo/seed.ts';
import type { Db } from '#server/db/as.ts';
import { hubIdOf } from '#server/db/make-hub.ts';
import { dropSchema, removeDataDir } from '#server/db/start-over.ts';
import { openHouse } from '#server/http/house.ts';
import type { Settings } from '#server/settings.ts';
import { dayText, say, WrongUse, type Io } from './io.ts';
import type { Flags } from './run.ts';

/** After this the relative dates of the demo no longer feel like now (DESIGN §7 "One clock"). */
const fresh = 14 * 86_400_000;

/** Makes the demonstration where there is none; `--again` throws it away first. Never in `live`. @throws Refused, CannotNow */
export async function runDemo(io: Io, rest: string[], flags: Flags): Promise<boolean> {
	if (rest.length || (flags.again && flags['if-empty'])) throw new WrongUse(rest.join(' ') || '--again --if-empty');
	const s = io.settings();
	if (s.isLive) throw new Refused('cli.demo.live');
	const dataDir = `${s.dataDir}/pglite`;
	if (flags.again && !s.DATABASE_URL) removeDataDir(dataDir);
	// The anchors of the chains that are thrown away would accuse the new ones.
	if (flags.again && !s.DATABASE_URL) rmSync(s.anchorFile, { force: true });
	const db = await openHouse(s);
	try {
		if (flags.again && s.DATABASE_URL) await throwAway(db, s, flags);
		const state = await stateOf(db, io, s);
		if (state.kind !== 'cut_short' || s.DATABASE_URL) return await fill(db, io, s, flags, state);
	} finally {
		await db.close();
	}
	// A first start that was stopped half-way must not stand in the way of the second.
	removeDataDir(dataDir);
	return runDemo(io, rest, flags);
}

async function stateOf(db: Db, io: Io, s: Settings): Promise<SeedState> {
	const state = await seedState(db, io.now());
	const hub = state.kind === 'empty' && (await db.as(jobActor, io.now(), (tx) => hubIdOf(tx, s.HUB_SLUG)));
	if (hub) throw new CannotNow(say('cli.demo.strange', { host: hostOf(s) }));
	return state;
}

const hostOf = (s: Settings): string => (s.DATABASE_URL ? new URL(s.DATABASE_URL).host : s.dataDir);

async function fill(db: Db, io: Io, s: Settings, flags: Flags, state: SeedState): Promise<boolean> {
	const now = io.now();
	if (state.kind === 'cut_short') throw new CannotNow(say('cli.demo.cut_short'));
	if (state.kind === 'seeded') {
		if (!flags['if-empty']) throw new Refused('cli.demo.not_empty');
		const day = dayText(state.at);
		if (now.getTime() - state.at.getTime() > fresh) io.out(say('cli.demo.old', { day }));
		else if (!flags.quiet) io.out(say('cli.demo.there', { day }));
		return true;
	}
	if (!flags.quiet) io.progress?.(say('cli.demo.making'));
	await seedDemo(db, now, { slug: s.HUB_SLUG, name: s.HUB_NAME });
	if (!flags.quiet) io.progress?.('');
	if (!flags.quiet) io.out(say('cli.demo.made'));
	return true;
}

/** Empties a PostgreSQL database, and only one in which this demonstration lives. */
async function throwAway(db: Db, s: Settings, flags: Flags): Promise<void> {
	const host = hostOf(s);
	const hub = await db.as(jobActor, new Date(), (tx) => hubIdOf(tx, s.HUB_SLUG));
	const state = await seedState(db, new Date());
	if (state.kind === 'empty' && hub) throw new CannotNow(say('cli.demo.strange', { host }));
	if (state.kind === 'empty') return;
	if (!flags.yes) throw new CannotNow(say('cli.demo.ask', { host }));
	await dropSchema(db.engine);
	rmSync(s.anchorFile, { force: true });
	await (await openHouse(s)).close();
}
