// Guides (issue 7, Speed): the weight of a page in any language, first text on a slow phone beside an empty page of the same server, and searching what was kept.
import { searchableGuides, searchGuides } from '../../src/features/guides/domain/kept.ts';

/** Slow 4G and a processor four times slower, as Lighthouse has them. @param {import('@playwright/test').Browser} browser @param {string} address */
async function firstText(browser, address) {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 150,
		downloadThroughput: 204_800,
		uploadThroughput: 93_750
	});
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	let bytes = 0;
	session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
	await page.goto(address, { waitUntil: 'networkidle' });
	const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
	await context.close();
	return { paint, bytes };
}

/** @param {import('@playwright/test').Browser} browser @param {string} url @returns {Promise<string[][]>} */
export async function benchGuides(browser, url) {
	/** @type {string[][]} */
	const rows = [];
	const empty = [];
	for (const prefix of ['', '/cy', '/ar', '/ur', '/pa']) {
		empty.push((await firstText(browser, `${url}/offline.html`)).paint);
		const { paint, bytes } = await firstText(browser, `${url}${prefix}/guides/giving-evidence`);
		rows.push([
			`guide ${prefix || '/en'}: everything, first text on slow 4G, CPU ÷ 4`,
			`${bytes} bytes, ${Math.round(paint)} ms`,
			'25,000 bytes, 1,200 ms'
		]);
	}
	rows.push(['the same for a page with two words', `${Math.round(empty.sort((a, b) => a - b)[2] ?? NaN)} ms`, 'floor']);
	for (const lang of ['en', 'ar']) {
		const kept = await (await fetch(`${url}/guides/keep/${lang}.json`)).json();
		const start = performance.now();
		const ready = searchableGuides(kept);
		const made = performance.now() - start;
		const words = kept.guides.flatMap((/** @type {{ words: string }} */ guide) => guide.words.split(' ').slice(0, 5));
		const times = words.map((/** @type {string} */ word) => {
			const from = performance.now();
			searchGuides(ready, `${word} court`);
			return performance.now() - from;
		});
		const p95 = times.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN;
		rows.push([`search over all kept guides, ${lang}`, `p95 ${p95.toFixed(2)} ms, made ready once in ${made.toFixed(1)} ms`, '50 ms']);
	}
	return rows;
}
