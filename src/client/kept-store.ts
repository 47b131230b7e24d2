import type { KeptArea } from '#features/directory/domain/kept.ts';
import { dropCache } from '#shared/drop-cache.ts';
import { isForAll, isKeptFile, keptCache, keptList, keptPages, listAddress } from '#shared/kept.ts';

/** Only where the browser can keep files and read them without a network: not in an insecure place, not where workers are shut off. */
export const isAbleToKeep = (): boolean => 'caches' in window && 'serviceWorker' in navigator;

/** Asks as nobody, and past the browser's own cache: what is in there cannot be taken out again without a network. */
async function fetched(address: string): Promise<Response> {
	const answer = await fetch(address, { credentials: 'omit', cache: 'no-store', redirect: 'error' });
	if (!isForAll(answer)) throw new TypeError(address);
	return answer;
}

/** The scripts and the sheet that a page names. */
async function filesOf(page: Response): Promise<string[]> {
	const named = (await page.clone().text()).matchAll(/\s(?:src|href)="([^"]+)"/g);
	return [...new Set([...named].flatMap(([, address = '']) => (isKeptFile(address) ? [address] : [])))];
}

/**
 * Keeps the list of one area and all that is needed to read it, in place of what was kept before: fetched whole first, so that nothing is lost and nothing half kept
 * where the network goes away in between. @throws where it could not
 */
export async function keepList(area: string): Promise<void> {
	if (!(await navigator.serviceWorker.getRegistration())) throw new TypeError('no worker');
	const pages = await Promise.all(keptPages.map(fetched));
	const files = [...new Set((await Promise.all(pages.map(filesOf))).flat())];
	const addresses = [...keptPages, ...files, keptList];
	const answers = [...pages, ...(await Promise.all([...files, listAddress(area)].map(fetched)))];
	try {
		await dropKept();
		const cache = await caches.open(keptCache);
		await Promise.all(addresses.map((address, at) => cache.put(address, answers[at] as Response)));
	} catch (fault) {
		await dropKept();
		throw fault;
	}
}

/** What is kept; null where nothing is. Never opens the cache: that alone would make one. */
export async function keptNow(): Promise<KeptArea | null> {
	const answer = await caches.match(keptList, { cacheName: keptCache }).catch(() => undefined);
	return answer ? ((await answer.json()) as KeptArea) : null;
}

export const dropKept = (): Promise<boolean> => dropCache(keptCache);
