import type { HubId } from '#shared/ids.ts';
import { keyIdOf } from '../crypto/seal.ts';
import { asJob } from './as-job.ts';
import type { Db, Tx } from './as.ts';
import { forgetKeys } from './keyring.ts';
import { noteReseal, noteStep } from './keys-noted.ts';
import { holdAlone } from './queries/console.ts';
import { metaOf, setMeta } from './queries/house.ts';
import {
	addKeyVersions,
	dropOldKeys,
	keysInLog,
	oldKeys,
	oldKeysUsed,
	resealValue,
	scopesBefore,
	valuesOnOldKeys
} from './queries/keys.ts';
import { byPages, hubsWithKeys } from './rewrap.ts';
import { fetchKeysOf, sealedColumns, type SealedColumn } from './sealed-columns.ts';
import { openAt, sealAt, type SealedPlace } from './sealed-places.ts';

/**
 * How long an old version stays after the newest was made, in milliseconds: longer than another server remembers keys (a minute), than any transaction, and than
 * what a worker's browser holds sealed with the hub's key (15 minutes).
 */
export const letGoAfter = 20 * 60_000;

/** What became of it. `waiting` old versions may go after `letGoAfter`; `kept` are still needed by what is never sealed anew or cannot be opened. */
export type DataRotation = { made: number; resealed: number; unreadable: number; letGo: number; waiting: number; kept: number };

const mark = 'keys.data_since';
const noHub = '' as HubId;
const columns = Object.values(sealedColumns);

/**
 * Gives every scope a new data key and seals every value anew with it (vault 4.1: rotation of the DEK). Begun once, it is the same rotation until it has ended,
 * however often it is killed and run again, or run twice at once; both versions open meanwhile, and a value saved meanwhile stays. Old versions are deleted
 * {@link letGoAfter} later, when nothing needs them: the last run does that. The log of each hub says both.
 */
export async function rotateDataKeys(db: Db, now: Date, said: (done: number) => void = () => {}): Promise<DataRotation> {
	const out = { made: 0, resealed: 0, unreadable: 0, letGo: 0, waiting: 0, kept: 0 };
	const since = await begunAt(db, now);
	// A clock that went back must not make versions that look older than their own rotation, again and again.
	const from = now < since ? since : now;
	forgetKeys();
	for (const hub of await hubsWithKeys(db, now)) {
		out.made += await makeVersions(db, hub, since, from);
		for (let before = -1; before < out.resealed;) {
			[before, out.unreadable] = [out.resealed, 0];
			for (const column of columns) await resealColumn(db, { hub, now, column }, out, said);
		}
		await noteReseal(db, hub, now, since);
		await letGo(db, { hub, now, since }, out);
	}
	if (out.waiting === 0) await asJob(db, noHub, now, (tx) => setMeta(tx, mark, ''));
	return out;
}

/** Whether a rotation of data keys has begun and not ended, and since when. */
export async function dataRotationSince(db: Db, now: Date): Promise<Date | null> {
	const text = await asJob(db, noHub, now, (tx) => metaOf(tx, mark));
	return text ? new Date(text) : null;
}

async function begunAt(db: Db, now: Date): Promise<Date> {
	return asJob(db, noHub, now, async (tx) => {
		await holdAlone(tx, mark);
		const text = await metaOf(tx, mark);
		if (text) return new Date(text);
		await setMeta(tx, mark, now.toISOString());
		return now;
	});
}

async function makeVersions(db: Db, hub: HubId, since: Date, now: Date): Promise<number> {
	for (let made = 0; ;) {
		const scopes = await asJob(db, hub, now, async (tx) => {
			const found = await scopesBefore(tx, since);
			await addKeyVersions(tx, found);
			return found;
		});
		if (!scopes.length) return made;
		made += scopes.length;
	}
}

type Where = { hub: HubId; now: Date; column: SealedColumn };

async function resealColumn(db: Db, { column, ...at }: Where, out: DataRotation, said: (done: number) => void): Promise<void> {
	await byPages(db, at, async (tx, after) => {
		const values = await valuesOnOldKeys(tx, column, after);
		await fetchKeysOf(tx.keys, column, values);
		for (const value of values) {
			const place = column.place(value);
			const next = place && (await sealedAnew(tx, place, value.sealed));
			if (!next) out.unreadable++;
			else if (await resealValue(tx, column, value, next)) out.resealed++;
		}
		said(out.resealed);
		return values;
	});
}

/** @returns null where the value does not open, or the newest key is still the one it has: it stays as it is. */
async function sealedAnew({ keys }: Tx, place: SealedPlace, sealed: Buffer): Promise<Buffer | null> {
	const text = await openAt(keys, place, sealed);
	if (text === null) return null;
	const next = await sealAt(keys, place, text);
	return keyIdOf(next) === keyIdOf(sealed) ? null : next;
}

async function letGo(db: Db, { hub, now, since }: { hub: HubId; now: Date; since: Date }, out: DataRotation): Promise<void> {
	const old = await asJob(db, hub, now, oldKeys);
	const ripe = old.filter(({ newestAt }) => now.getTime() - newestAt.getTime() >= letGoAfter);
	out.waiting += old.length - ripe.length;
	if (!ripe.length) return;
	// Nothing seals with a ripe key any more: what needs it can only become less, so these need not be asked at one moment.
	const used = new Set(await asJob(db, hub, now, keysInLog));
	for (const column of columns) for (const id of await asJob(db, hub, now, (tx) => oldKeysUsed(tx, column))) used.add(id);
	const free = ripe.filter(({ id }) => !used.has(id.replaceAll('-', '')));
	// Of two runs at once one deletes them, and that one says so.
	out.letGo += await asJob(db, hub, now, async (tx) => {
		const gone = await dropOldKeys(
			tx,
			free.map(({ id }) => id)
		);
		if (gone) await noteStep(tx, 'data_dropped', since.toISOString());
		return gone;
	});
	out.kept += ripe.length - free.length;
}
