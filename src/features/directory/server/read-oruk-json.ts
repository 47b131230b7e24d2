import { FeedFault } from './feed-fault.ts';
import { refuseOthers, servicesIn, Unread, type Reading } from './read-oruk.ts';

/** A service is never larger; nor is a whole file. */
const largestService = 5_000_000;
const largestFile = 50_000_000;

const [QUOTE, BACKSLASH, COMMA, COLON_LESS, OPEN, CLOSE, LIST, LIST_END] = [0x22, 0x5c, 0x2c, 0x3c, 0x7b, 0x7d, 0x5b, 0x5d] as const;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** One value of a file, as text; null where it was too large to be one. */
type Piece = string | null;

/**
 * Cuts JSON into the values of its outermost list, or into those that follow each other (one a line, or one alone), holding no more than one of them. Only
 * brackets and quotes are looked at: a value that is broken inside spoils none but itself.
 */
class Cutter {
	/** How deep the values lie: 1 inside an outermost list. */
	#base = 0;
	#depth = 0;
	#isQuoted = false;
	#isEscaped = false;
	#hasBegun = false;
	#isOver = false;
	#parts: Buffer[] = [];
	#size = 0;
	#isInside = false;

	get isCut(): boolean {
		return this.#isInside || (this.#base === 1) !== this.#isOver;
	}

	*take(chunk: Buffer): Generator<Piece> {
		let from = 0;
		for (let at = 0; at < chunk.length && !this.#isOver; at++) {
			const byte = chunk[at] ?? 0;
			if (this.#isQuoted) {
				if (this.#isEscaped) this.#isEscaped = false;
				else if (byte === BACKSLASH) this.#isEscaped = true;
				else if (byte === QUOTE) this.#isQuoted = false;
				continue;
			}
			const wasInside = this.#isInside;
			const ends = this.#step(byte);
			if (!wasInside && this.#isInside) from = at;
			if (ends === 'before' || ends === 'after') {
				const end = ends === 'after' ? at + 1 : at;
				yield this.#piece(chunk.subarray(from, end));
				from = end;
			}
		}
		if (this.#isInside) this.#keep(chunk.subarray(from));
	}

	/** One byte outside any quotes. @returns where a value ends, if it does */
	#step(byte: number): 'before' | 'after' | null {
		// A mark of UTF-8 at its start says nothing.
		if (!this.#hasBegun && (byte === 0xef || byte === 0xbb || byte === 0xbf)) return null;
		if (!this.#hasBegun && !isSpace(byte)) {
			this.#hasBegun = true;
			if (byte === COLON_LESS) throw new FeedFault('html');
			if (byte === LIST) {
				this.#base = this.#depth = 1;
				return null;
			}
		}
		const isAtBase = this.#depth === this.#base;
		if (byte === QUOTE) this.#isQuoted = true;
		if (byte === OPEN || byte === LIST) this.#depth++;
		else if (byte === CLOSE || byte === LIST_END) {
			this.#depth--;
			if (this.#depth < this.#base) return this.#over();
			return this.#depth === this.#base && this.#isInside ? 'after' : null;
		}
		if (!isAtBase) return null;
		if (byte === COMMA || (isSpace(byte) && this.#base === 0)) return this.#isInside ? 'before' : null;
		if (!isSpace(byte)) this.#isInside = true;
		return null;
	}
	#over(): 'before' | null {
		this.#isOver = true;
		return this.#isInside ? 'before' : null;
	}
	#keep(part: Buffer): void {
		this.#size += part.length;
		const most = this.#base === 1 ? largestService : largestFile;
		if (this.#size > most) this.#parts = [];
		else this.#parts.push(Buffer.from(part));
	}
	#piece(last: Buffer): Piece {
		this.#keep(last);
		const isWhole = this.#size <= (this.#base === 1 ? largestService : largestFile);
		const text = isWhole ? Buffer.concat(this.#parts).toString('utf8') : null;
		this.#parts = [];
		this.#size = 0;
		this.#isInside = false;
		return text;
	}
	/** What was left when the file ended. */
	rest(): Piece {
		return this.#isInside && this.#depth === this.#base && !this.#isQuoted ? this.#piece(Buffer.alloc(0)) : null;
	}
}

function parsed(text: string): { value: unknown } | null {
	try {
		return { value: JSON.parse(text) };
	} catch {
		return null;
	}
}

/**
 * The services of a JSON file, in any form we know: a list, one service, pages, a package, or one value a line. A broken service is told and the rest goes on.
 * @throws FeedFault where it is no such file
 */
export async function* readJson(stream: AsyncIterable<Uint8Array>): Reading {
	const cutter = new Cutter();
	let isFirst = true;
	let place = 0;
	const read = function* (piece: Piece): Generator<unknown> {
		const at = `/${place++}`;
		const done = piece === null ? null : parsed(piece);
		if (!done) return yield new Unread({ at, why: piece === null ? 'large' : 'json' }, true);
		for (const service of servicesIn(done.value)) {
			if (isFirst) refuseOthers(service);
			isFirst = false;
			yield service;
		}
	};
	let seen = 0;
	for await (const bytes of stream) {
		const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		if (seen === 0 && ((chunk[0] === 0xff && chunk[1] === 0xfe) || chunk.subarray(0, 4).includes(0))) throw new FeedFault('encoding');
		seen += chunk.length;
		if (seen > largestFile) throw new FeedFault('size');
		for (const piece of cutter.take(chunk)) yield* read(piece);
	}
	if (seen === 0) throw new FeedFault('empty');
	if (cutter.isCut) {
		const last = cutter.rest();
		if (last !== null) yield* read(last);
		else if (isFirst) throw new FeedFault('json');
		if (cutter.isCut || last === null) yield new Unread({ why: 'incomplete' }, true);
	}
}
