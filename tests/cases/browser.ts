import { isHttpError, isRedirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import type { Db } from '#server/db/as.ts';
import { readLanguage } from '#server/http/language.ts';
import { start } from './door.ts';

type Area = 'person' | 'console' | 'agency';
type Answer = { status: number; to?: string; data?: unknown; headers: Record<string, string> };
type Load = (event: RequestEvent & never) => unknown;

const house = globalThis as { waymarkDb?: Promise<Db> | undefined };
/** The doors below open this database; call with nothing when the test is over. */
export const openAt = (db?: Db): void => void (house.waymarkDb = db && Promise.resolve(db));

/** A browser with its cookies, asking a route's own doors: what the guard does is tested with them. */
export class Browser {
	readonly jar = new Map<string, string>();
	now = start;
	private readonly area: Area;
	private readonly agent: string;

	constructor(area: Area, token: string, agent = '') {
		this.area = area;
		this.agent = agent;
		this.jar.set(area === 'person' ? 'w' : 'c', token);
	}

	get token(): string {
		return this.jar.get(this.area === 'person' ? 'w' : 'c') ?? '';
	}

	event(address: string, form?: Record<string, string>, headers: Record<string, string> = {}) {
		const url = new URL(address, 'http://waymark.test');
		const set: Record<string, string> = {};
		const cookies = {
			get: (name: string) => this.jar.get(name),
			set: (name: string, value: string) => void this.jar.set(name, value),
			delete: (name: string) => void this.jar.delete(name)
		} as unknown as Cookies;
		const asked = { headers: { 'user-agent': this.agent, ...headers } };
		const event = {
			cookies,
			url,
			params: {},
			locals: { ...readLanguage(url.pathname), area: this.area, now: this.now, requestId: 'test' },
			request: new Request(url, form ? { ...asked, method: 'POST', body: new URLSearchParams(form) } : asked),
			getClientAddress: () => '192.0.2.1',
			setHeaders: (more: Record<string, string>) => void Object.assign(set, more)
		} as unknown as RequestEvent & never;
		return { event, set };
	}

	/** Asks a page or sends a form; a redirect, a 404 and a refused form are answers like any other. */
	async asks(door: Load, address: string, form?: Record<string, string>): Promise<Answer> {
		const { event, set: headers } = this.event(address, form);
		try {
			const data = await door(event);
			const status = typeof data === 'object' && data !== null && 'status' in data ? Number(data.status) : 200;
			return { status, data, headers };
		} catch (e) {
			if (isRedirect(e)) return { status: e.status, to: e.location, headers };
			if (isHttpError(e)) return { status: e.status, headers };
			throw e;
		}
	}
}

/** The keys a refused form says. */
export const saidBy = ({ data }: Answer): string[] =>
	((data as { data?: { issues?: { key: string }[] } } | undefined)?.data?.issues ?? []).map(({ key }) => key);
