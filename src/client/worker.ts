import { Workbox } from 'workbox-window/Workbox.js';

const address = '/service-worker.js';

/** Lets one address through and no other: the page's policy demands trusted addresses for scripts. */
const policy = window.trustedTypes?.createPolicy('waymark', {
	createScriptURL(url) {
		if (url !== address) throw new TypeError(url);
		return url;
	}
});

/** Registers the service worker. A browser that refuses it (a private window) goes on without. */
export function registerWorker(): void {
	if (!('serviceWorker' in navigator)) return;
	new Workbox(policy?.createScriptURL(address) ?? address, { type: 'module' }).register().catch(() => undefined);
}
