import { existsSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { beginningOf, type ChainRow } from './canonical.ts';
import { beforeFirst, lineHash, readLine, type Anchor } from './anchor-line.ts';
import { readLines } from './anchor-file.ts';
import type { Wrong } from './diagnose.ts';

export type AnchorFault = { line: number; kind: 'unsigned' | 'cut' | 'backwards' };
export type AnchorFile = {
	lines: number;
	lastAt: string | null;
	fault: AnchorFault | null;
	chains: ReadonlySet<string>;
};

/** The file's own soundness: every line is signed, follows the line before, and no chain ever goes back. What stands after a fault is not read. */
export async function readAnchors(file: string, key: KeyObject, onAnchor: (anchor: Anchor) => void = () => {}): Promise<AnchorFile> {
	const chains = new Map<string, number>();
	let [lines, lastAt, prev] = [0, null as string | null, beforeFirst];
	const done = (fault: AnchorFault | null): AnchorFile => ({ lines, lastAt, fault, chains: new Set(chains.keys()) });
	if (!existsSync(file)) return done(null);
	for await (const text of readLines(file)) {
		const anchor = readLine(text, key);
		if (!anchor) return done({ line: lines + 1, kind: 'unsigned' });
		if (anchor.prev !== prev) return done({ line: lines + 1, kind: 'cut' });
		if (anchor.seq < (chains.get(anchor.chain) ?? 0)) return done({ line: lines + 1, kind: 'backwards' });
		lines += 1;
		[lastAt, prev] = [anchor.at, lineHash(text)];
		chains.set(anchor.chain, anchor.seq);
		onAnchor(anchor);
	}
	return done(null);
}

/** The anchors of one chain, each place once. Two different hashes for one place are kept as the fault they are. */
export async function anchorsOf(file: string, key: KeyObject, chain: string): Promise<Map<number, string>> {
	const held = new Map<number, string>();
	await readAnchors(file, key, (anchor) => {
		if (anchor.chain === chain) held.set(anchor.seq, held.has(anchor.seq) && held.get(anchor.seq) !== anchor.hash ? '' : anchor.hash);
	});
	return held;
}

/** Holds the rows of a chain, as they go by, against its anchors. A chain that was made anew from end to end shows only here. */
export class Against {
	private readonly anchors: Map<number, string>;
	private first: Wrong | null = null;

	constructor(chain: string, anchors: ReadonlyMap<number, string>) {
		this.anchors = new Map(anchors);
		const start = this.anchors.get(0);
		if (start !== undefined && start !== beginningOf(chain).toString('hex')) this.first = { kind: 'rewritten', seq: 0 };
		this.anchors.delete(0);
	}

	row({ seq, hash }: ChainRow): void {
		const held = this.anchors.get(seq);
		if (held === undefined) return;
		this.anchors.delete(seq);
		if (held !== Buffer.from(hash).toString('hex')) this.first ??= { kind: 'rewritten', seq };
	}

	/** What the anchors say that the chain does not, after its last row. */
	end(rows: number): Wrong | null {
		const [beyond] = this.anchors.keys();
		if (this.first || beyond === undefined) return this.first;
		return rows === 0 ? { kind: 'missing', seq: 1 } : { kind: 'truncated', seq: rows + 1 };
	}
}
