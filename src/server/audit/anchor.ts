import type { HubId } from '#shared/ids.ts';
import type { Db } from '../db/as.ts';
import { chainHeads, holdAnchors } from '../db/queries/audit.ts';
import { anchorKey, beforeFirst, lineHash, readLine, signedLine } from './anchor-line.ts';
import { appendLines, lastLine } from './anchor-file.ts';

/** An hour, less what a timer may come too early. */
const recent = 55 * 60_000;

/**
 * Writes where every chain stands into the file outside the database (vault 4.2). Of several servers one writes: a lock of the database lasts until the lines are on the disk, and `isHourly`
 * leaves it be where this file had lines within the hour. @returns how many lines were written; null when somebody else is writing, or has just written.
 */
export function writeAnchors(db: Db, file: string, now: Date, { isHourly = false } = {}): Promise<number | null> {
	return db.as({ kind: 'job', hub: '' as HubId }, now, async (tx) => {
		if (!(await holdAnchors(tx))) return null;
		const heads = await chainHeads(tx);
		const key = anchorKey(tx.provider);
		const last = lastLine(file);
		const lastAt = last === null ? null : readLine(last, key)?.at;
		if (isHourly && lastAt && now.getTime() - Date.parse(lastAt) < recent) return null;
		let prev = last === null ? beforeFirst : lineHash(last);
		const lines = heads.map(({ chain, seq, hash }) => {
			const line = signedLine({ at: now.toISOString(), chain, seq, hash: hash.toString('hex'), prev }, key);
			prev = lineHash(line);
			return line;
		});
		if (lines.length > 0) appendLines(file, lines);
		return lines.length;
	});
}
