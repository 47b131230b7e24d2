import { CannotNow } from '#shared/faults.ts';
import type { HubId } from '#shared/ids.ts';
import { previewNight, runNight } from '#features/keeping/server/run-night.ts';
import { hubIdOf } from '#server/db/make-hub.ts';
import { openHouse } from '#server/http/house.ts';
import { say, WrongUse, type Io } from './io.ts';
import type { Flags } from './run.ts';

const days = 30;

/** Runs the day's round of forgetting now, if it has not run; with `--preview` it only says what would go in the next 30 days. Counts by rule, no name and no id. */
export async function runForget(io: Io, rest: string[], { preview }: Flags): Promise<boolean> {
	if (rest.length) throw new WrongUse(`forget ${rest.join(' ')}`);
	const s = io.settings();
	const db = await openHouse(s);
	try {
		const hub = await db.as({ kind: 'job', hub: '' as HubId }, io.now(), (tx) => hubIdOf(tx, s.HUB_SLUG));
		if (!hub) throw new CannotNow(say('cli.hub.missing'));
		const lines = preview ? linesOfPreview(await previewNight(db, hub, io.now(), days)) : linesOfRun(await runNight(db, hub, io.now()));
		for (const line of lines) io.out(line);
		return true;
	} finally {
		await db.close();
	}
}

function linesOfRun(counts: Record<string, number> | null): string[] {
	if (!counts) return [say('cli.forget.wait')];
	const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
	return [...Object.entries(counts).map(([record, n]) => say('cli.forget.count', { record, n })), say('cli.forget.done', { count: all })];
}

function linesOfPreview(endings: Awaited<ReturnType<typeof previewNight>>): string[] {
	const going = endings.filter(({ waits }) => waits === null);
	const held = endings.length - going.length;
	const byRule = [...Map.groupBy(going, ({ rule }) => rule)].map(([record, { length: n }]) => say('cli.forget.going', { record, n, days }));
	return [...(byRule.length ? byRule : [say('cli.forget.nothing', { days })]), ...(held ? [say('cli.forget.held', { n: held })] : [])];
}
