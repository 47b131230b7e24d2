import { isObject, wordOf, type Json } from '../domain/oruk-in-fields.ts';
import { FeedFault } from './feed-fault.ts';
import { feedAddress } from './fetch-feed-address.ts';
import type { FeedWeb } from './fetch-feed.ts';
import { readJson } from './read-oruk-json.ts';
import { listIn, refuseOthers, servicesIn, Unread, type Reading } from './read-oruk.ts';

const perPage = 50;
const mostPages = 10_000;
const atOnce = 4;
/** This many pages in a row that cannot be read end the reading. */
const mostLost = 3;

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (e) {
		throw new FeedFault(/^\s*</.test(text) ? 'html' : 'json', { cause: e });
	}
};
const jsonAt = async (web: FeedWeb, address: string): Promise<unknown> => parsed(await web.page(address));
/** Once more where the first try failed: servers hiccup. What is refused for our safety, or is too large, stays refused. */
const again = async <T>(run: () => Promise<T>): Promise<T> =>
	run().catch((e: unknown) => {
		if (e instanceof FeedFault && !['network', 'status', 'time'].includes(e.why)) throw e;
		return run();
	});

function listAddress(base: URL, page: number): string {
	const url = new URL(base);
	url.searchParams.set('page', String(page));
	url.searchParams.set('per_page', String(perPage));
	return url.href;
}
function oneAddress(base: URL, id: string): string {
	const url = new URL(base);
	url.search = '';
	url.pathname = `${url.pathname}/${encodeURIComponent(id)}`;
	return url.href;
}

/** How much a record says: the fields of it that hold something. */
const fieldsIn = (row: Json): string[] =>
	Object.keys(row).filter((name) => row[name] !== null && row[name] !== '' && !(Array.isArray(row[name]) && !row[name].length));

/** The whole records behind a page of a list, in its order, four asked for at once. */
async function* wholeOf(web: FeedWeb, base: URL, rows: readonly unknown[]): Reading {
	const one = async (row: unknown): Promise<unknown> => {
		const id = isObject(row) ? wordOf(row['id']) : '';
		if (!id) return row;
		try {
			return await again(() => jsonAt(web, oneAddress(base, id)));
		} catch (e) {
			if (e instanceof FeedFault && (e.why === 'private' || e.why === 'size' || e.why === 'time')) throw e;
			return new Unread({ id, why: 'detail' }, false);
		}
	};
	const going: Promise<unknown>[] = [];
	let next = 0;
	const start = () => {
		const row = one(rows[next++]);
		row.catch(() => {});
		going.push(row);
	};
	while (next < rows.length && going.length < atOnce) start();
	for (let first = going.shift(); first; first = going.shift()) {
		const done = await first;
		if (next < rows.length) start();
		yield done;
	}
}

/** Whether a list gives its services whole: one that says more when it is asked for by itself shows that it does not. */
async function isListWhole(web: FeedWeb, base: URL, rows: readonly unknown[]): Promise<boolean> {
	for (const row of rows.filter(isObject).slice(0, 3)) {
		const id = wordOf(row['id']);
		const whole = id ? await again(() => jsonAt(web, oneAddress(base, id))).catch(() => null) : null;
		if (isObject(whole) && fieldsIn(whole).length > fieldsIn(row).length) return false;
	}
	return true;
}

type Page = { list: unknown[]; isLast: boolean; pages: number | null; total: number | null };
function pageOf(value: unknown, page: number): Page {
	const list = listIn(value);
	if (!list) {
		refuseOthers(value);
		return { list: [...servicesIn(value)], isLast: true, pages: 1, total: null };
	}
	const said = isObject(value) ? value : {};
	const number = (...names: string[]) => names.map((name) => said[name]).find((each): each is number => typeof each === 'number') ?? null;
	const pages = number('total_pages', 'totalPages');
	const isSaidLast = said['last_page'] === true || said['last'] === true || said['empty'] === true || Array.isArray(value);
	return {
		list,
		isLast: isSaidLast || list.length === 0 || (pages !== null && page >= pages),
		pages,
		total: number('total_items', 'totalElements')
	};
}

const firstIds = (list: readonly unknown[]): string =>
	list
		.map((row) => (isObject(row) ? wordOf(row['id']) : ''))
		.join(' ')
		.slice(0, 2000);

/**
 * The services of a paged feed (Open Referral UK 3.0, HSDS 3, Open Referral UK 1.0), from its list and, where the list says less, from each record. Never
 * more than a page is held. A page that cannot be read is told, and the rest goes on. @throws FeedFault
 */
async function* readPages(web: FeedWeb, base: URL): Reading {
	let isWhole: boolean | null = null;
	let lost = 0;
	let before = '';
	let seen = 0;
	let last: Page | null = null;
	for (let page = 1; page <= mostPages; page++) {
		const found: Page | null = await again(() => jsonAt(web, listAddress(base, page)))
			.then((value) => pageOf(value, page))
			.catch((e: unknown) => {
				// Without a first page there is no feed; what we refuse ourselves ends the reading wherever it comes.
				if (page === 1 || (e instanceof FeedFault && ['private', 'size', 'redirects'].includes(e.why))) throw e;
				return null;
			});
		if (!found) {
			yield new Unread({ id: `page=${page}`, why: 'page' }, true);
			if (++lost >= mostLost || last?.pages === null || page >= (last?.pages ?? 0)) return;
			continue;
		}
		lost = 0;
		const ids = firstIds(found.list);
		// A server that knows no pages gives the same one for ever.
		if (page > 1 && ids === before && ids !== '') break;
		[before, last] = [ids, found];
		if (page === 1 && found.list.length) refuseOthers(found.list[0]);
		isWhole ??= found.list.length ? await isListWhole(web, base, found.list) : null;
		seen += found.list.length;
		if (isWhole) yield* found.list;
		else yield* wholeOf(web, base, found.list);
		if (found.isLast) break;
	}
	if (last?.total !== null && last !== null && seen < last.total) yield new Unread({ why: 'total' }, true);
}

/**
 * The services at an address: a file where its name says so, else a paged feed at it (with or without `/services`), else whatever stands there.
 * @throws FeedFault
 */
export async function* readWeb(web: FeedWeb, address: string): Reading {
	const url = feedAddress(address);
	if (/\.(json|ndjson|jsonl|geojson)$/i.test(url.pathname)) return yield* readJson(web.stream(url.href));
	const base = new URL(url);
	const path = base.pathname.replace(/\/+$/, '');
	const isList = /\/services$/i.test(path);
	base.pathname = isList ? path : `${path}/services`;
	const pages = readPages(web, base)[Symbol.asyncIterator]();
	let first: IteratorResult<unknown>;
	try {
		first = await pages.next();
	} catch (e) {
		if (isList || !(e instanceof FeedFault) || !['status', 'html', 'json', 'other', 'error'].includes(e.why)) throw e;
		return yield* readJson(web.stream(url.href));
	}
	for (; !first.done; first = await pages.next()) yield first.value;
}
