import type { HubId } from '#shared/ids.ts';
import type { Db } from '../db/as.ts';
import { chainHeads, chainPage } from '../db/queries/audit.ts';
import { anchorKey } from './anchor-line.ts';
import { Against, anchorsOf, readAnchors, type AnchorFile } from './anchors.ts';
import { verifyChain, type ChainReader, type Verdict } from './verify.ts';

export type Verified = { chains: Verdict[]; anchors: AnchorFile };

/** As many rows at a time as the database gives; one page is all that is in memory. */
const pageLength = 5000;

function readerOf(db: Db, chain: string, now: Date): ChainReader {
	const asJob = <T>(run: Parameters<typeof db.as<T>>[2]) => db.as({ kind: 'job', hub: '' as HubId }, now, run);
	return {
		page: (after) => asJob((tx) => chainPage(tx, chain, after, pageLength)),
		head: () => asJob(async (tx) => (await chainHeads(tx)).find((head) => head.chain === chain) ?? null)
	};
}

/** Verifies one chain, against its anchors too. */
export async function verifyOne(db: Db, chain: string, file: string, now: Date, onRow: () => void = () => {}): Promise<Verdict> {
	const against = new Against(chain, await anchorsOf(file, anchorKey(db.provider), chain));
	const verdict = await verifyChain(chain, readerOf(db, chain, now), (row) => {
		against.row(row);
		onRow();
	});
	return { ...verdict, wrong: verdict.wrong ?? against.end(verdict.rows) };
}

/**
 * Verifies every chain of this database, those that only an anchor remembers too, and the anchors themselves. Reads only, each page in a transaction of its own, so that a running
 * house is not held up. @param onRows is told how many rows are done, for whoever waits.
 */
export async function verifyAll(db: Db, file: string, now: Date, onRows: (rows: number) => void = () => {}): Promise<Verified> {
	const anchors = await readAnchors(file, anchorKey(db.provider));
	const heads = await db.as({ kind: 'job', hub: '' as HubId }, now, chainHeads);
	const names = [...new Set([...heads.map(({ chain }) => chain), ...anchors.chains])].sort();
	const chains: Verdict[] = [];
	let done = 0;
	const onRow = () => {
		done += 1;
		if (done % pageLength === 0) onRows(done);
	};
	for (const chain of names) chains.push(await verifyOne(db, chain, file, now, onRow));
	return { chains, anchors };
}
