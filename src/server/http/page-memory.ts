// Public pages are the same bytes for all: rendered once, compressed once, answered from memory (performance.md target 8).
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, brotliDecompressSync, constants, gzipSync } from 'node:zlib';
import { areaOf } from './area.ts';
import { keptPage } from './kept-page.ts';
import { readLanguage } from './language.ts';

// What a browser asks for. The few that take neither get the page made anew from them: a third copy would cost more than all others.
type Page = { br: Buffer; gzip: Buffer; etag: string };
const limit = 3000;
const dayNow = (): number => Math.floor(Date.now() / 86_400_000);

/** Public pages of this process by address. The build, what the hub says about itself and the day decide their bytes (a guide says when it is due to be checked): they are kept until one of them changes. */
export class PageMemory {
	#pages = new Map<string, Page>();
	#round = 0;
	#day = dayNow();

	/** Forgets every page, also those that are being made just now: the hub says something else. */
	forget(): void {
		this.#pages.clear();
		this.#day = dayNow();
		this.#round += 1;
	}

	/** Answers from memory. @returns whether it did. */
	answer(req: IncomingMessage, res: ServerResponse): boolean {
		if (this.#day !== dayNow()) this.forget();
		const page = (req.method === 'GET' || req.method === 'HEAD') && this.#pages.get(req.url ?? '');
		if (!page) return false;
		const accepted = String(req.headers['accept-encoding'] ?? '');
		const coding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'plain';
		res.setHeader('vary', 'accept-encoding');
		res.setHeader('etag', page.etag);
		res.setHeader('cache-control', keptPage);
		res.setHeader('content-type', 'text/html; charset=utf-8');
		if (req.headers['if-none-match'] === page.etag) {
			res.writeHead(304).end();
			return true;
		}
		if (coding !== 'plain') res.setHeader('content-encoding', coding);
		const bytes = coding === 'plain' ? brotliDecompressSync(page.br) : page[coding];
		res.setHeader('content-length', bytes.length);
		res.writeHead(200).end(req.method === 'HEAD' ? undefined : bytes);
		return true;
	}

	/** Watches a public page on its way out and keeps it. */
	keep(req: IncomingMessage, res: ServerResponse): void {
		const url = req.url ?? '';
		if (req.method !== 'GET' || /[?.%]/.test(url) || this.#pages.size >= limit || areaOf(readLanguage(url).path) !== 'public') return;
		const parts: Buffer[] = [];
		const round = this.#round;
		const write = res.write.bind(res) as (...args: unknown[]) => boolean;
		const end = res.end.bind(res) as (...args: unknown[]) => ServerResponse;
		const take = (chunk: unknown) => {
			if (typeof chunk === 'string') parts.push(Buffer.from(chunk));
			else if (chunk instanceof Uint8Array) parts.push(Buffer.from(chunk));
		};
		res.write = ((chunk: unknown, ...rest: unknown[]) => {
			take(chunk);
			return write(chunk, ...rest);
		}) as typeof res.write;
		res.end = ((chunk: unknown, ...rest: unknown[]) => {
			take(chunk);
			const type = String(res.getHeader('content-type') ?? '');
			const mayKeep = res.getHeader('cache-control') === keptPage && !res.getHeader('set-cookie') && round === this.#round;
			if (res.statusCode === 200 && type.startsWith('text/html') && mayKeep) this.#store(url, Buffer.concat(parts));
			return end(chunk, ...rest);
		}) as typeof res.end;
	}

	#store(url: string, plain: Buffer) {
		const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
		const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
		this.#pages.set(url, { br, gzip: gzipSync(plain), etag });
	}
}
