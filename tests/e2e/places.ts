import type { APIRequest, APIRequestContext } from '@playwright/test';
import { langs } from '#shared/lang.ts';

const languages = new RegExp(`^/(?:${langs.join('|')})(?:/|$)`);

/** A page as the server sent it. */
export type Sent = { path: string; status: number; html: string };

const accept = { accept: 'text/html' };

/** Somebody who asks as a browser does, without one: for what the server sends, which no script changes. */
export class Visitor {
	readonly request: APIRequestContext;
	private readonly base: string;

	private constructor(request: APIRequestContext, base: string) {
		this.request = request;
		this.base = base;
	}

	static async comes(playwright: { request: APIRequest }, baseURL: string | undefined): Promise<Visitor> {
		if (!baseURL) throw new RangeError('no house to visit');
		return new Visitor(await playwright.request.newContext({ baseURL }), baseURL);
	}

	/** Opens an address, without going where it leads. */
	async opens(path: string): Promise<Sent> {
		const answer = await this.request.get(path, { headers: accept, maxRedirects: 0 });
		return { path, status: answer.status(), html: await answer.text() };
	}

	/** Sends a form, without going where it leads. */
	async sends(path: string, form: Record<string, string>): Promise<Sent> {
		const answer = await this.request.post(path, { form, headers: { ...accept, origin: this.base }, maxRedirects: 0 });
		return { path, status: answer.status(), html: await answer.text() };
	}

	/** Signs in as one of the invented people. */
	async enters(who: string): Promise<void> {
		await this.sends('/demo', { who });
	}

	/**
	 * Every kind of page that links lead to from here, one of each, as far as they stay within. Pages that another part adds later are found by their links:
	 * no list has to be kept.
	 */
	async walks(start: string, within: RegExp): Promise<Sent[]> {
		const waiting = [start];
		const known = new Set([shapeOf(start)]);
		const found: Sent[] = [];
		for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
			const sent = await this.opens(path);
			if (sent.status !== 200) continue;
			found.push(sent);
			const next = linksIn(sent.html).map((href) => href.replace(/#.*$/, ''));
			for (const each of next.filter((href) => within.test(href) && !known.has(shapeOf(href)))) {
				if (known.has(shapeOf(each))) continue;
				known.add(shapeOf(each));
				waiting.push(each);
			}
		}
		return found;
	}

	async leaves(): Promise<void> {
		await this.request.dispose();
	}
}

/** What kind of page an address is: languages, ids, numbers, the names of services and those of guides are all the same. */
export const shapeOf = (path: string): string =>
	path
		.replace(/[?#].*$/, '')
		.replace(languages, '/')
		.replace(/(\/guides)\/(?!(?:keep|kept|words|sign-language)$)[\w-]+/, '$1/*')
		.replace(/(\/support)\/(?!(?:list|keep|kept)$)[\w-]+$/, '$1/*')
		.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
		.replaceAll(/\/\d+(?=\/|$)/g, '/*');

/** Every address a page links to. */
export const linksIn = (html: string): string[] =>
	[...html.matchAll(/<a\b[^>]*?\shref="([^"]+)"/g)].map(([, href]) => (href ?? '').replaceAll('&amp;', '&'));
