import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { canonicalRow, kindOfFile, readRow } from '../domain/police-row.ts';
import type { FeedRow, FileKind, RowFault } from '../domain/police-row.ts';
import { NotThisKind } from './not-this-kind.ts';
import { splitLines } from './split-lines.ts';
import type { Line } from './split-lines.ts';

/** One line of the file, counted from 1 with the header. `raw` is the line as it came; of a broken one at most its first 500 bytes. */
export type ReadLine =
	| { line: number; raw: string; row: FeedRow; key: string; fault?: undefined }
	| { line: number; raw: string; fault: RowFault; row?: undefined; key?: undefined };

export type ReadOptions = {
	/** YYYY-MM of today in London; a later month is a fault. */
	thisMonth?: string;
};

// Real lines stay under 300 bytes.
const LONGEST_LINE = 16_384;
const SHOWN = 500;
const BOM = Buffer.of(0xef, 0xbb, 0xbf);

/**
 * Reads a data.police.uk file as it streams in: each row, or what is wrong with it, under its line number; a broken row never stops the rest.
 * Throws `NotThisKind` before the first row when the file is not one of the two, and whatever the stream itself throws (issue 2, point 11; ).
 */
export async function* readPoliceUk(stream: AsyncIterable<Uint8Array>, options: ReadOptions = {}): AsyncGenerator<ReadLine> {
	let kind: FileKind | null = null;
	for await (const line of splitLines(stream, LONGEST_LINE)) {
		if (kind === null) kind = kindOf(line);
		else if (line.bytes.length > 0) yield readLine(kind, line, options.thisMonth ?? null);
	}
	if (kind === null) throw new NotThisKind('feeds.file.empty');
}

/** The key of a row: SHA-256 over the kind of file and its cells, as hex. The same row in two files, or twice in one, has one key. */
export const rowKey = (kind: FileKind, cells: readonly string[]): string =>
	createHash('sha256').update(canonicalRow(kind, cells)).digest('hex');

function kindOf({ bytes, cut }: Line): FileKind {
	// Zero bytes, or the mark at the start: UTF-16, as spreadsheets like to save it.
	if (bytes.includes(0) || bytes[0] === 0xff || bytes[0] === 0xfe) throw new NotThisKind('feeds.file.encoding');
	const named = bytes.subarray(0, 3).equals(BOM) ? bytes.subarray(3) : bytes;
	const cells = cut === 'whole' && isUtf8(named) ? cellsOf(named.toString('utf8')) : null;
	const kind = cells && kindOfFile(cells);
	if (!kind) throw new NotThisKind('feeds.file.header');
	return kind;
}

function readLine(kind: FileKind, { number, bytes, cut }: Line, thisMonth: string | null): ReadLine {
	const broken = (fault: RowFault): ReadLine => ({ line: number, raw: bytes.subarray(0, SHOWN).toString('latin1'), fault });
	if (cut === 'too_long') return broken('feeds.row.too_long');
	// "Suspect charged as part of another case", cut, is "Suspect charged": a line without its end may have become another outcome.
	if (cut === 'no_end') return broken('feeds.row.cut_short');
	if (bytes.includes(0)) return broken('feeds.row.nul');
	if (!isUtf8(bytes)) return broken('feeds.row.encoding');
	const raw = bytes.toString('utf8');
	const cells = cellsOf(raw);
	if (!cells) return broken('feeds.row.quote');
	const read = readRow(kind, cells, thisMonth);
	return 'ok' in read ? { line: number, raw, row: read.ok, key: rowKey(kind, cells) } : broken(read.fault);
}

/** The cells of one line; null where its quotes do not close. The files we know hold no quote at all, so the quick way is the usual one. */
function cellsOf(line: string): string[] | null {
	if (!line.includes('"')) return line.split(',');
	try {
		const [cells, ...more] = parse(line);
		return cells && more.length === 0 ? cells : null;
	} catch {
		return null;
	}
}
