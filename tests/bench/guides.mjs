// Guides (issue 7, Speed): the weight of a page in any language, first text on a slow phone beside an empty page of the same server, and searching what was kept.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { searchableGuides, searchGuides } from '../../src/features/guides/domain/kept.ts';

/** Lighthouse weighs 176 MB and is wanted by nothing but this: it is fetched when it is asked for, once. */
const version = '13.5.0';
const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'lighthouse');

async function lighthouse() {
	if (!existsSync(join(folder, 'node_modules', 'lighthouse')))
		spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel', 'error', `lighthouse@${version}`], {
			stdio: 'inherit',
			shell: process.platform === 'win32'
		});
	const from = createRequire(join(folder, 'package.json'));
	const load = (/** @type {string} */ name) => import(pathToFileURL(from.resolve(name)).href);
	const [{ default: run }, { launch }] = await Promise.all([load('lighthouse'), load('chrome-launcher')]);
	return { run, launch };
}

/** First text of one page as Lighthouse has it for a phone: slow 4G and a processor four times slower, worked out from what the page loads ("simulate", its own usual way). Five times; the middle one. */
async function firstText(/** @type {any} */ run, /** @type {number} */ port, /** @type {string} */ address) {
	const paints = [];
	let bytes = 0;
	for (let i = 0; i < 5; i++) {
		const { lhr } = await run(address, { port, onlyCategories: ['performance'], logLevel: 'silent' });
		paints.push(lhr.audits['first-contentful-paint'].numericValue);
		bytes = lhr.audits['total-byte-weight'].numericValue;
	}
	const known = paints.filter(Number.isFinite).sort((a, b) => a - b);
	return { paint: known[Math.floor(known.length / 2)] ?? NaN, bytes };
}

/** @param {string} executable a browser's @param {string} url @returns {Promise<string[][]>} */
export async function benchGuides(executable, url) {
	/** @type {string[][]} */
	const rows = [];
	const { run, launch } = await lighthouse();
	const chrome = await launch({ chromePath: executable, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
	await firstText(run, chrome.port, `${url}/offline.html`);
	for (const prefix of ['', '/cy', '/ar', '/ur', '/pa']) {
		const { paint, bytes } = await firstText(run, chrome.port, `${url}${prefix}/guides/giving-evidence`);
		rows.push([
			`guide ${prefix || '/en'}: everything, first text (Lighthouse)`,
			`${bytes} bytes, ${Math.round(paint)} ms`,
			'25,000 bytes, 1,200 ms'
		]);
	}
	const { paint: empty } = await firstText(run, chrome.port, `${url}/offline.html`);
	rows.push(['the same for a page with two words', `${Math.round(empty)} ms`, 'floor']);
	await chrome.kill();
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
