import type { ChainHead } from '../db/queries/audit.ts';
import { beginningOf, hashOf, isSame, type ChainRow } from './canonical.ts';
import { whatIsWrong, type Wrong } from './diagnose.ts';

/** Reads one chain: a page of rows after a place, in order, and where its head stands now. */
export type ChainReader = {
	page(after: number): Promise<ChainRow[]>;
	head(): Promise<ChainHead | null>;
};

export type Verdict = { chain: string; rows: number; wrong: Wrong | null };
/** Called with every row that is right, in order: how anchors are held against the chain without reading it again. */
export type OnRow = (row: ChainRow) => void;

/**
 * Walks one chain from its first row to its head, whatever its length with one page in memory: every hash is made anew, every place is counted, and the head must be the last row.
 * Rows that are appended meanwhile are walked too. @returns the first row that is wrong and what kind of wrong it is (vault 4.2).
 */
export async function verifyChain(chain: string, reader: ChainReader, onRow: OnRow = () => {}): Promise<Verdict> {
	let last = { seq: 0, hash: beginningOf(chain) as Uint8Array };
	for (;;) {
		const page = await reader.page(last.seq);
		for (const row of page) {
			if (row.seq !== last.seq + 1 || !isSame(row.prevHash, last.hash) || !isSame(row.hash, hashOf(row)))
				return { chain, rows: last.seq, wrong: await whatIsWrong(row, last, reader) };
			onRow(row);
			last = row;
		}
		if (page.length > 0) continue;
		// The head is asked after the rows: every row that it counts was there to be read.
		const head = await reader.head();
		if ((head?.seq ?? 0) > last.seq && (await reader.page(last.seq)).length > 0) continue;
		return { chain, rows: last.seq, wrong: wrongEnd(last, head) };
	}
}

function wrongEnd(last: { seq: number; hash: Uint8Array }, head: ChainHead | null): Wrong | null {
	if (head && head.seq === last.seq) return isSame(head.hash, last.hash) ? null : { kind: 'head', seq: last.seq };
	if (head && head.seq > last.seq) return { kind: 'truncated', seq: last.seq + 1 };
	return last.seq === 0 ? null : { kind: 'head', seq: (head?.seq ?? 0) + 1 };
}
