import { self } from '$app/service-worker';
import { dropCache } from '../shared/drop-cache.ts';
import { keptCaches, keptFor } from '../shared/kept.ts';
import { isPart, isWayOut, mayAnswer, mayKeep, neutralPage } from './allowed.ts';

// Keeps one neutral page and nothing else, and answers only when the network does not (S-06, S-12, P18). It stores no page anyone looked at. What somebody asked
// this device to keep was put there by client/kept-store.ts: the worker reads it, never adds to it or renews it, and deletes it on the way out.
const cacheName = 'no-connection';

async function keepNeutralPage(): Promise<void> {
	const answer = await fetch(new Request(neutralPage, { cache: 'reload', credentials: 'omit', redirect: 'error' }));
	// Not installed this time; the browser tries again on a later visit.
	if (!mayKeep(answer, self.location.origin)) throw new TypeError(neutralPage);
	const cache = await caches.open(cacheName);
	await cache.put(neutralPage, answer);
}

async function dropOthers(): Promise<void> {
	const names = await caches.keys();
	await Promise.all(names.filter((name) => name !== cacheName && !keptCaches.includes(name)).map((name) => caches.delete(name)));
}

/** What this device answers by itself. Leaving deletes what was kept before anything is shown, also where the page that was left had no time to. */
async function withoutNetwork({ url, mode }: Request): Promise<Response> {
	const { pathname } = new URL(url);
	const isPage = mode === 'navigate';
	if (isPage && isWayOut(pathname)) await Promise.all(keptCaches.map(dropCache));
	const places = isPage ? keptFor(pathname) : keptCaches.map((name) => ({ cacheName: name, address: pathname }));
	for (const { cacheName: name, address } of places) {
		const kept = await caches.match(address, { cacheName: name });
		if (kept) return kept;
	}
	return (isPage ? await caches.match(neutralPage) : undefined) ?? Response.error();
}

self.addEventListener('install', (event) => {
	event.waitUntil(keepNeutralPage());
	void self.skipWaiting();
});

self.addEventListener('activate', (event) => event.waitUntil(dropOthers()));

self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (!mayAnswer(request, self.location.origin) && !isPart(request, self.location.origin)) return;
	event.respondWith(fetch(request).catch(() => withoutNetwork(request)));
});
