import { lookup as askDns, type LookupAddress } from 'node:dns';
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createGunzip } from 'node:zlib';
import { FeedFault } from './feed-fault.ts';
import { feedAddress, hostOf, isPublicAddress } from './fetch-feed-address.ts';

export type Bounds = {
	/** Bytes of everything that is fetched, unpacked. */
	total: number;
	page: number;
	/** Milliseconds without a byte, and for everything. */
	quiet: number;
	whole: number;
	redirects: number;
};
export const usualBounds: Bounds = { total: 50_000_000, page: 5_000_000, quiet: 10_000, whole: 300_000, redirects: 3 };

/** For tests only: lets a reading reach the loopback, where their server is. */
export type FetchOptions = Partial<Bounds> & { mayReach?: (address: string) => boolean };

const failed = (e: unknown): never => {
	throw e instanceof FeedFault ? e : new FeedFault('network', { cause: e });
};

/**
 * One reading of one feed on the web. Every address is looked up once and refused where any answer is not of the open internet; the connection goes to what
 * was checked, and each redirect is checked again. Sizes count unpacked bytes, so that a small file cannot become a large one. Nothing of us is sent: no cookie, no key.
 */
export class FeedWeb {
	readonly #bounds: Bounds;
	readonly #mayReach: (address: string) => boolean;
	readonly #agents: { 'http:': HttpAgent; 'https:': HttpsAgent };
	readonly #deadline: AbortSignal;
	#fetched = 0;

	constructor({ mayReach = isPublicAddress, ...bounds }: FetchOptions = {}) {
		this.#bounds = { ...usualBounds, ...bounds };
		this.#mayReach = mayReach;
		this.#deadline = AbortSignal.timeout(this.#bounds.whole);
		const options = { keepAlive: true, maxSockets: 4, lookup: this.#lookup };
		this.#agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
	}

	/** What stands at an address, as it comes in. @throws FeedFault */
	async *stream(address: string, most = this.#bounds.total): AsyncGenerator<Uint8Array> {
		const answer = await this.#ask(feedAddress(address), 0).catch(failed);
		let size = 0;
		try {
			for await (const chunk of unpacked(answer) as AsyncIterable<Buffer>) {
				size += chunk.length;
				this.#fetched += chunk.length;
				if (size > most || this.#fetched > this.#bounds.total) throw new FeedFault('size');
				yield chunk;
			}
		} catch (e) {
			if (this.#deadline.aborted) throw new FeedFault('time', { cause: e });
			failed(e);
		} finally {
			answer.destroy();
		}
	}

	/** What stands at an address, whole: one page of a feed, 5 MB at most. @throws FeedFault */
	async page(address: string): Promise<string> {
		const chunks: Uint8Array[] = [];
		for await (const chunk of this.stream(address, this.#bounds.page)) chunks.push(chunk);
		return Buffer.concat(chunks).toString('utf8');
	}

	close(): void {
		for (const agent of Object.values(this.#agents)) agent.destroy();
	}

	readonly #lookup: LookupFunction = (host, { all }, done) => {
		askDns(host, { all: true }, (fault, found: LookupAddress[]) => {
			if (fault) return done(fault, '', 4);
			const [first] = found;
			// One bad answer among good ones is an attack, and no mistake.
			if (!first || !found.every(({ address }) => this.#mayReach(address))) return done(new FeedFault('private'), '', 4);
			return all ? done(null, found) : done(null, first.address, first.family);
		});
	};

	async #ask(url: URL, hops: number): Promise<IncomingMessage> {
		// Node looks up no name that is an address already.
		if (isIP(hostOf(url)) && !this.#mayReach(hostOf(url))) throw new FeedFault('private');
		const answer = await this.#send(url);
		const status = answer.statusCode ?? 0;
		if (status === 200) return answer;
		answer.destroy();
		const to = answer.headers.location;
		if (![301, 302, 303, 307, 308].includes(status) || !to) throw new FeedFault('status');
		if (hops >= this.#bounds.redirects) throw new FeedFault('redirects');
		return this.#ask(feedAddress(to, url), hops + 1);
	}

	#send(url: URL): Promise<IncomingMessage> {
		const isTls = url.protocol === 'https:';
		const headers = { accept: 'application/json, */*;q=0.1', 'accept-encoding': 'gzip', 'user-agent': 'Waymark directory' };
		return new Promise((answered, refused) => {
			const agent = this.#agents[isTls ? 'https:' : 'http:'];
			const sent = (isTls ? requestHttps : requestHttp)(
				url,
				{ agent, headers, signal: this.#deadline, timeout: this.#bounds.quiet, maxHeaderSize: 16_384 },
				answered
			);
			sent.on('timeout', () => sent.destroy(new FeedFault('time')));
			sent.on('error', (e) => refused(this.#deadline.aborted ? new FeedFault('time') : e));
			sent.end();
		});
	}
}

/** The bytes of an answer without the one packing we asked for. What it calls its content is not believed either way. */
function unpacked(answer: IncomingMessage): AsyncIterable<Uint8Array> {
	const packing = (answer.headers['content-encoding'] ?? 'identity').toLowerCase();
	if (packing === 'identity') return answer;
	if (packing !== 'gzip' && packing !== 'x-gzip') throw new FeedFault('encoding');
	const gunzip = createGunzip();
	answer.on('error', (e) => gunzip.destroy(e));
	return answer.pipe(gunzip);
}
