import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { benchGuides } from './guides.mjs';

/** What a browser sees: bytes and requests of a first visit, the largest paint on a slow phone, how soon leave-now blanks. @param {string} url @returns {Promise<string[][]>} */
export async function benchBrowser(url) {
	const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
		(path) => path && existsSync(path)
	);
	const browser = await chromium.launch({
		...(executablePath ? { executablePath } : {}),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
	});
	try {
		return [
			...(await firstVisit(browser, url)),
			...(await slowPhone(browser, url)),
			...(await leaveNow(browser, url)),
			...(await benchGuides(executablePath ?? chromium.executablePath(), url))
		];
	} finally {
		await browser.close();
	}
}

/** @param {import('@playwright/test').Browser} browser @param {string} url */
async function firstVisit(browser, url) {
	/** @type {string[][]} */
	const rows = [];
	for (const path of ['/', '/cy', '/ar']) {
		const context = await browser.newContext();
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Network.enable');
		let bytes = 0;
		let requests = 0;
		session.on('Network.loadingFinished', ({ encodedDataLength }) => {
			bytes += encodedDataLength;
			requests++;
		});
		await page.goto(url + path, { waitUntil: 'networkidle' });
		rows.push([`1 first visit of ${path}, everything`, `${bytes} bytes, ${requests} requests`, '16,384 bytes, 4 requests']);
		await context.close();
	}
	return rows;
}

/** @param {import('@playwright/test').Browser} browser @param {string} url */
async function slowPhone(browser, url) {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 400,
		downloadThroughput: 50_000,
		uploadThroughput: 50_000
	});
	await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
	await page.goto(url, { waitUntil: 'networkidle' });
	const [lcp, cls] = await page.evaluate(
		() =>
			new Promise((done) => {
				let paint = 0;
				let shift = 0;
				new PerformanceObserver((list) => list.getEntries().forEach((entry) => (paint = entry.startTime))).observe({
					type: 'largest-contentful-paint',
					buffered: true
				});
				new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shift += /** @type {any} */ (entry).value))).observe({
					type: 'layout-shift',
					buffered: true
				});
				setTimeout(() => done([paint, shift]), 300);
			})
	);
	await context.close();
	return [
		['4 LCP at 400 kbps, 400 ms, CPU ÷ 6', `${Math.round(lcp)} ms`, '1,000 ms'],
		['3 CLS of that page', Number(cls).toFixed(3), '0.000']
	];
}

/** @param {import('@playwright/test').Browser} browser @param {string} url */
async function leaveNow(browser, url) {
	const context = await browser.newContext();
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	// The way out is held back, so that the overlay and not the next page is timed.
	await page.route('**/leave', () => {});
	await page.goto(url, { waitUntil: 'networkidle' });
	await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
	const ms = await page.evaluate(
		() =>
			new Promise((done) => {
				const link = /** @type {HTMLElement} */ (document.querySelector('aside [data-leave]'));
				const started = performance.now();
				link.click();
				requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)));
			})
	);
	await context.close();
	return [['5 leave now: until the page is blank, CPU ÷ 6', `${Math.round(Number(ms))} ms`, '100 ms']];
}
