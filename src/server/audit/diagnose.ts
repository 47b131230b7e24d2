import { hashOf, isSame, type ChainRow } from './canonical.ts';
import type { ChainReader } from './verify.ts';

/** What can have been done to a chain. `rewritten`, `missing` and what an anchor finds `truncated` show only beside an anchor: such a chain is sound in itself. */
export const wrongKinds = ['edited', 'deleted', 'inserted', 'reordered', 'cloned', 'truncated', 'head', 'rewritten', 'missing'] as const;
export type Wrong = { kind: (typeof wrongKinds)[number]; seq: number };

type Before = { seq: number; hash: Uint8Array };
/** What one more walk over the whole chain tells of the first wrong row. */
type Seen = {
	/** Another row has this row's hash. */
	hasTwin: boolean;
	/** The row that belongs here stands somewhere else. */
	rightIsElsewhere: boolean;
	next: ChainRow | null;
	last: number;
};

/**
 * Names what was done, from the first row that does not fit and the last one that does. Only a chain that is wrong is walked a second time.
 * The words are a help to whoever looks further: that the chain is wrong is certain, how it came about is the likeliest.
 */
export async function whatIsWrong(row: ChainRow, before: Before, reader: ChainReader): Promise<Wrong> {
	const seen = await lookRound(row, before, reader);
	const expected = before.seq + 1;
	if (seen.hasTwin) return { kind: 'cloned', seq: row.seq };
	if (row.seq > expected) return { kind: seen.rightIsElsewhere ? 'reordered' : 'deleted', seq: expected };
	const isWhole = isSame(row.hash, hashOf(row));
	// Whole in itself but not after the row before it: that one was changed and hashed anew.
	if (isWhole) return { kind: 'edited', seq: Math.max(before.seq, 1) };
	const place = placeOf(row, Math.max(seen.last, row.seq) + 1);
	if (place !== null && place > row.seq) return { kind: seen.rightIsElsewhere ? 'reordered' : 'deleted', seq: row.seq };
	if (place !== null) return { kind: 'inserted', seq: row.seq - 1 };
	const isShifted = seen.next !== null && isSame(seen.next.hash, hashOf(seen.next, row.seq));
	return { kind: isShifted ? 'inserted' : 'edited', seq: row.seq };
}

async function lookRound(row: ChainRow, before: Before, reader: ChainReader): Promise<Seen> {
	const seen: Seen = { hasTwin: false, rightIsElsewhere: false, next: null, last: 0 };
	for (let page = await reader.page(0); page.length > 0; page = await reader.page(seen.last)) {
		for (const other of page) {
			seen.last = other.seq;
			if (other.seq === row.seq + 1) seen.next = other;
			if (other.seq === row.seq) continue;
			if (isSame(other.hash, row.hash)) seen.hasTwin = true;
			if (isSame(other.prevHash, before.hash)) seen.rightIsElsewhere = true;
		}
	}
	return seen;
}

/** The place in the chain for which this row's hash was made; null when there is none, because the row itself was changed. */
function placeOf(row: ChainRow, until: number): number | null {
	for (let seq = 1; seq <= until; seq++) if (isSame(row.hash, hashOf(row, seq))) return seq;
	return null;
}
