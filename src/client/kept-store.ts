import type { KeptArea } from '#features/directory/domain/kept.ts';
import type { KeptGuides } from '#features/guides/domain/kept.ts';
import { dropCache } from '#shared/drop-cache.ts';
import {
	guidesAddress,
	guidesCache,
	guidesList,
	guidesPages,
	isForAll,
	isKeptFile,
	isKeptGuide,
	keptCache,
	keptList,
	keptPages,
	listAddress
} from '#shared/kept.ts';

/** Only where the browser can keep files and read them without a network: not in an insecure place, not where workers are shut off. */
export const isAbleToKeep = (): boolean => 'caches' in window && 'serviceWorker' in navigator;

/** Asks as nobody, and past the browser's own cache: what is in there cannot be taken out again without a network. */
async function fetched(address: string): Promise<Response> {
	const answer = await fetch(address, { credentials: 'omit', cache: 'no-store', redirect: 'error' });
	if (!isForAll(answer)) throw new TypeError(address);
	return answer;
}

/** Many addresses, six at a time: as many as a browser asks for at once anyway. */
async function allFetched(addresses: readonly string[]): Promise<Response[]> {
	const answers: Response[] = [];
	for (let at = 0; at < addresses.length; at += 6) answers.push(...(await Promise.all(addresses.slice(at, at + 6).map(fetched))));
	return answers;
}

/** The scripts and the sheet that pages name. */
async function filesOf(pages: readonly Response[]): Promise<string[]> {
	const texts = await Promise.all(pages.map((page) => page.clone().text()));
	const named = texts.flatMap((text) => [...text.matchAll(/\s(?:src|href)="([^"]+)"/g)].flatMap(([, address = '']) => address));
	return [...new Set(named.filter(isKeptFile))];
}

/**
 * Keeps pages, all that is needed to read them, and what they read, in place of what was kept under that name before: fetched whole first, so that nothing is lost
 * and nothing half kept where the network goes away in between. @throws where it could not, QuotaExceededError where there is no room
 */
async function keep(name: string, pages: readonly string[], list: { address: string; answer: Response }): Promise<void> {
	if (!(await navigator.serviceWorker.getRegistration())) throw new TypeError('no worker');
	const shown = await allFetched(pages);
	const files = await filesOf(shown);
	const kept = [...(await allFetched(files)), list.answer];
	const addresses = [...pages, ...files, list.address];
	try {
		await dropCache(name);
		const cache = await caches.open(name);
		await Promise.all([...shown, ...kept].map((answer, at) => cache.put(addresses[at] as string, answer)));
	} catch (fault) {
		await dropCache(name);
		throw fault;
	}
}

/** Keeps the list of one area. */
export const keepList = async (area: string): Promise<void> =>
	keep(keptCache, keptPages, { address: keptList, answer: await fetched(listAddress(area)) });

/** Keeps the guides of one language. An address that is no guide's is never fetched, whatever the answer says. */
export async function keepGuides(lang: string): Promise<void> {
	const answer = await fetched(guidesAddress(lang));
	const { pages } = (await answer.clone().json()) as KeptGuides;
	// The page that finds them, in their language and in English: whoever typed the address without its language reads too.
	const finders = guidesPages.filter((page) => page === '/guides/kept' || page === `/${lang}/guides/kept`);
	await keep(guidesCache, [...finders, ...pages.filter(isKeptGuide)], { address: guidesList, answer });
}

/** Whether the guides of this language have changed since they were kept. False where the network cannot say. */
export async function isNewer({ lang, version }: KeptGuides): Promise<boolean> {
	const now = await fetched(guidesAddress(lang)).then(
		(answer) => answer.json() as Promise<KeptGuides>,
		() => null
	);
	return now !== null && now.version !== version;
}

/** Never opens the cache: that alone would make one. */
async function read<Kept>(cacheName: string, address: string): Promise<Kept | null> {
	const answer = await caches.match(address, { cacheName }).catch(() => undefined);
	return answer ? ((await answer.json()) as Kept) : null;
}

/** What is kept; null where nothing is. */
export const keptNow = (): Promise<KeptArea | null> => read(keptCache, keptList);
export const guidesNow = (): Promise<KeptGuides | null> => read(guidesCache, guidesList);

export const dropKept = (): Promise<boolean> => dropCache(keptCache);
export const dropGuides = (): Promise<boolean> => dropCache(guidesCache);
