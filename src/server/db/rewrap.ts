import type { HubId } from '#shared/ids.ts';
import { rewrapDataKey, unwrapDataKey } from '../crypto/data-key.ts';
import { KeyFault, Unreadable } from '../crypto/fault.ts';
import { addKek } from '../crypto/key-file-change.ts';
import type { KeyProvider } from '../crypto/key-provider.ts';
import { asJob } from './as-job.ts';
import type { Db, Tx } from './as.ts';
import { scopeName } from './keyring.ts';
import { markRewrap, noteRewrap } from './keys-noted.ts';
import { kekUse, keysAfter, keysWrappedOtherwise, rewrapKey, type KeyRow } from './queries/keys.ts';

/** Pages of rows begin after this id. */
export const firstId = '00000000-0000-0000-0000-000000000000';

/** Which master key wraps how many data keys, by hub, over all hubs of this database. */
export const kekUseOf = (db: Db, now: Date) => asJob(db, '' as HubId, now, kekUse);

/** The hubs of this database that have keys. */
export async function hubsWithKeys(db: Db, now: Date): Promise<HubId[]> {
	const hubs = (await kekUseOf(db, now)).map(({ hub }) => hub as HubId);
	return [...new Set(hubs)];
}

/** Runs one transaction for each page of rows, by id, until a page is empty. */
export async function byPages<Row extends { id: string }>(
	db: Db,
	{ hub, now }: { hub: HubId; now: Date },
	page: (tx: Tx, after: string) => Promise<readonly Row[]>
): Promise<void> {
	for (let after: string | undefined = firstId; after !== undefined;) {
		const from: string = after;
		const rows: readonly Row[] = await asJob(db, hub, now, (tx) => page(tx, from));
		after = rows.at(-1)?.id;
	}
}

/**
 * Begins a rotation of the master key: a fresh one in front of the key file, if the last rotation has ended. Otherwise that one is to go on: a key for each try
 * would fill the file, and a killed rotation could never be finished. What a killed one had done and not written into the log is written first.
 * @returns whether a key was made.
 */
export async function beginRotation(db: Db, at: { path: string; forbiddenInside: string }, now: Date): Promise<boolean> {
	for (const hub of await hubsWithKeys(db, now)) await noteRewrap(db, hub, now);
	const current = db.provider.currentKekId();
	const use = await kekUseOf(db, now);
	return use.every(({ kekId }) => kekId === current) && addKek(at, current);
}

const wrappedIn = ({ id, kind, subject, wrapped }: KeyRow) => ({ id, scope: scopeName(kind, subject), wrapped });

/** Whether a fault says that this one row does not open; any other ends the work. */
export const isClosed = (e: unknown): boolean => e instanceof Unreadable || (e instanceof KeyFault && e.code === 'start.key.unknown');

/**
 * Wraps every data key with today's master key (vault 4.1: rotation of the KEK): small transactions, so that it can be killed anywhere, run again, run twice at
 * once, and run while others write. Sealed texts stay as they are. The log says of each hub when all of its keys are done.
 * @returns how many were wrapped anew, and how many could not be opened: those stay as they are.
 */
export async function rewrapAll(db: Db, now: Date, said: (done: number) => void = () => {}): Promise<{ done: number; stuck: number }> {
	let [done, stuck] = [0, 0];
	const one = async (tx: Tx, row: KeyRow) => {
		try {
			if (await rewrapKey(tx, row, rewrapDataKey(tx.provider, wrappedIn(row)))) done++;
		} catch (e) {
			if (!isClosed(e)) throw e;
			stuck++;
		}
	};
	for (const hub of await hubsWithKeys(db, now)) await markRewrap(db, hub, now);
	// Once more after each round that changed something: a server that had begun before may have stored a key behind the place this one had reached.
	for (let before = -1; before < done;) {
		[before, stuck] = [done, 0];
		for (const hub of await hubsWithKeys(db, now))
			await byPages(db, { hub, now }, async (tx, after) => {
				const rows = await keysWrappedOtherwise(tx, tx.provider.currentKekId(), after);
				for (const row of rows) await one(tx, row);
				said(done);
				return rows;
			});
	}
	for (const hub of await hubsWithKeys(db, now)) await noteRewrap(db, hub, now);
	return { done, stuck };
}

/** How many data keys of this database do not open with `provider`: asked before an old master key goes, and by the status. */
export async function closedKeys(db: Db, provider: KeyProvider, now: Date): Promise<number> {
	let closed = 0;
	for (const hub of await hubsWithKeys(db, now))
		await byPages(db, { hub, now }, async (tx, after) => {
			const rows = await keysAfter(tx, after);
			for (const row of rows)
				try {
					unwrapDataKey(provider, wrappedIn(row));
				} catch (e) {
					if (!isClosed(e)) throw e;
					closed++;
				}
			return rows;
		});
	return closed;
}
