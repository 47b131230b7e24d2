import { self } from '$app/service-worker';

// Keeps one neutral page and its sheet, nothing else, and answers only when the network does not (S-06, S-12, P18). It stores no page anyone looked at.
const cacheName = 'waymark-no-connection';
const page = '/offline.html';

self.addEventListener('install', (event) => {
	event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([page])));
	void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
	event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)))));
});

self.addEventListener('fetch', (event) => {
	if (event.request.mode !== 'navigate' || event.request.method !== 'GET') return;
	event.respondWith(fetch(event.request).catch(async () => (await caches.match(page)) ?? Response.error()));
});
