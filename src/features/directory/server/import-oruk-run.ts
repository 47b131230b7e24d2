import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addRun, endRun, forgetRuns, runsOf, type RunState } from '#server/db/queries/directory-sources.ts';
import type { HubId } from '#shared/ids.ts';
import { FeedFault } from './feed-fault.ts';
import { noCounts } from './import-oruk-report.ts';
import { importServices, type Imported, type ImportOptions, type Source } from './import-oruk.ts';
import type { Reading } from './read-oruk.ts';

const keptDays = 90;

export type Ran = Imported & { id: string; state: 'preview' | 'applied' | 'failed' };

/**
 * One reading of a source, with a row that says what became of it: into that of `runId`, or a new one. A feed that cannot be read is no fault of ours: it
 * ends as `failed`, with the reason.
 */
export async function runSource(
	db: Db,
	hub: HubId,
	source: Source,
	services: Reading,
	now: Date,
	{ runId, ...options }: ImportOptions & { runId?: string }
): Promise<Ran> {
	const ended = await importServices(db, hub, source, services, now, options).then(
		(done): Omit<Ran, 'id'> => ({ ...done, state: options.apply ? 'applied' : 'preview' }),
		(e: unknown): Omit<Ran, 'id'> => {
			if (!(e instanceof FeedFault)) throw e;
			return { counts: noCounts(), faults: [{ id: '', at: '', key: e.key }], state: 'failed' };
		}
	);
	const id = runId ?? newId(now);
	await db.as({ kind: 'job', hub }, now, async (tx) => {
		await (runId ? endRun(tx, id, ended) : addRun(tx, { id, sourceId: source.id, ...ended }));
		await forgetRuns(tx, source.id, new Date(now.getTime() - keptDays * 86_400_000));
	});
	return { ...ended, id };
}

/** What a person saw before saying yes: how many entries would go. Null where the last ended reading was no preview. */
export async function lastSeen(db: Db, hub: HubId, sourceId: string, now: Date): Promise<number | null> {
	const runs = await db.as({ kind: 'job', hub }, now, (tx) => runsOf(tx, sourceId));
	const ended: RunState[] = ['preview', 'applied', 'failed'];
	const last = runs.find(({ state }) => ended.includes(state));
	return last?.state === 'preview' ? last.counts.gone : null;
}
