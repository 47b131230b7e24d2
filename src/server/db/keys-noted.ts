import type { HubId } from '#shared/ids.ts';
import { asJob } from './as-job.ts';
import type { Db, Tx } from './as.ts';
import { holdAlone } from './queries/console.ts';
import { appendAudit, metaOf, setMeta } from './queries/house.ts';
import { kekUse } from './queries/keys.ts';

/**
 * What the log says of a rotation (`keys.rotated`): `master` and `data` when every key or value of a hub has its new one, `data_dropped` when old data keys were deleted,
 * `master_dropped` when old master keys left the key file. That one has no hub and stands on the instance's chain (DESIGN §7).
 */
type RotationStep = 'master' | 'data' | 'data_dropped' | 'master_dropped';
const requestId = 'command-line';
const noHub = '' as HubId;
const dropping = 'keys.dropping';
const masterMark = (hub: HubId) => `keys.master.${hub}`;
const dataMark = (hub: HubId) => `keys.data.${hub}`;

/** Writes one step into the chain of the hub that `tx` acts for, or the instance's; commits with what it tells of. `of`: a master key's id, or when the rotation began. */
export const noteStep = (tx: Tx, step: RotationStep, of: string): Promise<void> =>
	appendAudit(tx, { action: 'keys.rotated', reason: step, objectId: of }, requestId);

const isWrappedOtherwise = async (tx: Tx, kek: string): Promise<boolean> =>
	(await kekUse(tx)).some(({ hub, kekId }) => hub === tx.hub && kekId !== kek);

/** Marks a hub whose data keys are about to be wrapped with today's master key: whoever finds them all wrapped later says so, this run or, if it is killed, the next. */
export async function markRewrap(db: Db, hub: HubId, now: Date): Promise<void> {
	await asJob(db, hub, now, async (tx) => {
		await holdAlone(tx, masterMark(hub));
		const kek = tx.provider.currentKekId();
		if (await isWrappedOtherwise(tx, kek)) await setMeta(tx, masterMark(hub), kek);
	});
}

/** Writes that a hub's data keys are all wrapped with the marked master key, once: the mark goes in the same transaction. Nothing where one is still to do. */
export async function noteRewrap(db: Db, hub: HubId, now: Date): Promise<void> {
	await asJob(db, hub, now, async (tx) => {
		await holdAlone(tx, masterMark(hub));
		const kek = await metaOf(tx, masterMark(hub));
		if (!kek || (await isWrappedOtherwise(tx, kek))) return;
		await setMeta(tx, masterMark(hub), '');
		await noteStep(tx, 'master', kek);
	});
}

/** Writes that all values of a hub were sealed anew in the rotation that began `since`, once for each rotation, however often that one is run. */
export async function noteReseal(db: Db, hub: HubId, now: Date, since: Date): Promise<void> {
	await asJob(db, hub, now, async (tx) => {
		await holdAlone(tx, dataMark(hub));
		if ((await metaOf(tx, dataMark(hub))) === since.toISOString()) return;
		await setMeta(tx, dataMark(hub), since.toISOString());
		await noteStep(tx, 'data', since.toISOString());
	});
}

/** Marks the master keys that are about to leave the key file. A file has no transaction: what became of it is read from the file afterwards, see {@link noteDropped}. */
export const markDropping = (db: Db, now: Date, keks: readonly string[]): Promise<void> =>
	asJob(db, noHub, now, (tx) => setMeta(tx, dropping, keks.join(' ')));

/** Writes which marked master keys are no longer in the key file, once each; a mark for keys that stayed is taken back. `inFile`: the ids that stand there now. */
export async function noteDropped(db: Db, now: Date, inFile: readonly string[]): Promise<void> {
	await asJob(db, noHub, now, async (tx) => {
		await holdAlone(tx, dropping);
		const marked = (await metaOf(tx, dropping))?.split(' ').filter(Boolean) ?? [];
		if (!marked.length) return;
		await setMeta(tx, dropping, '');
		for (const kek of marked) if (!inFile.includes(kek)) await noteStep(tx, 'master_dropped', kek);
	});
}
