import { asJob } from './as-job.ts';
import type { Db, Tx } from './as.ts';
import { oldKeys, sealedValues, valueCounts, type SealedValue } from './queries/keys.ts';
import { byPages, closedKeys, hubsWithKeys, isClosed, kekUseOf } from './rewrap.ts';
import { sealedColumns, type SealedColumn } from './sealed-columns.ts';
import { openAt } from './sealed-places.ts';

/** `keks`: keys wrapped by each master key. `closedKeys` do not open. `oldKeys` have a newer version. `checked` values were opened; `closed` of them could not be. */
export type KeysStatus = {
	keks: ReadonlyMap<string, number>;
	keys: number;
	closedKeys: number;
	oldKeys: number;
	values: number;
	oldValues: number;
	/** Their key is gone, because a case or person was shredded, or by a loss: rows cannot tell. */
	gone: number;
	checked: number;
	closed: number;
};

/** Reads how the keys of this database stand, over all hubs. It opens the first page of every column to see whether it opens; with `all` every value. It changes nothing. */
export async function keysStatus(db: Db, now: Date, all: boolean): Promise<KeysStatus> {
	const out = {
		keys: 0,
		closedKeys: await closedKeys(db, db.provider, now),
		oldKeys: 0,
		values: 0,
		oldValues: 0,
		gone: 0,
		checked: 0,
		closed: 0
	};
	const keks = new Map<string, number>();
	for (const { kekId, keys } of await kekUseOf(db, now)) {
		keks.set(kekId, (keks.get(kekId) ?? 0) + keys);
		out.keys += keys;
	}
	for (const hub of await hubsWithKeys(db, now)) {
		out.oldKeys += (await asJob(db, hub, now, oldKeys)).length;
		for (const column of Object.values(sealedColumns)) {
			const counts = await asJob(db, hub, now, (tx) => valueCounts(tx, column));
			out.values += counts.all;
			out.oldValues += counts.old;
			out.gone += counts.gone;
			const { checked, closed } = await opened(db, { hub, now }, column, all);
			out.checked += checked;
			out.closed += closed;
		}
	}
	return { keks, ...out };
}

async function opened(
	db: Db,
	at: Parameters<typeof byPages>[1],
	column: SealedColumn,
	all: boolean
): Promise<{ checked: number; closed: number }> {
	let [checked, closed] = [0, 0];
	await byPages<SealedValue>(db, at, async (tx, after) => {
		const values = await sealedValues(tx, column, after);
		for (const value of values) {
			checked++;
			if (!(await opens(tx, column, value))) closed++;
		}
		return all ? values : [];
	});
	return { checked, closed };
}

async function opens({ keys }: Tx, column: SealedColumn, value: SealedValue): Promise<boolean> {
	const place = column.place(value);
	try {
		return place !== null && (await openAt(keys, place, value.sealed)) !== null;
	} catch (e) {
		if (!isClosed(e)) throw e;
		return false;
	}
}
