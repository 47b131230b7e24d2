import { self } from '$app/service-worker';
import { mayAnswer, mayKeep, neutralPage } from './allowed.ts';

// Keeps one neutral page and nothing else, and answers only when the network does not (S-06, S-12, P18). It stores no page anyone looked at.
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
	await Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)));
}

self.addEventListener('install', (event) => {
	event.waitUntil(keepNeutralPage());
	void self.skipWaiting();
});

self.addEventListener('activate', (event) => event.waitUntil(dropOthers()));

self.addEventListener('fetch', (event) => {
	if (!mayAnswer(event.request, self.location.origin)) return;
	event.respondWith(fetch(event.request).catch(async () => (await caches.match(neutralPage)) ?? Response.error()));
});
