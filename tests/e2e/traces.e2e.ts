import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { neutralSite, neutralTitle, standInForNeutralSite } from './neutral-site.ts';
import { signInAs } from '../pages/screen.ts';

const name = 'Leah Marsden';
/** Her name, her reference, her place, what happened to her: none may be found on the device afterwards. */
const canaries = [name, '16X 26 004512', '16X26004512', 'Beverley', 'stalking'];
const neutralPage = '/offline.html';

function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((file) => join(folder, file))
		.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** Looks for words in every file, as one byte or two bytes a letter. */
function tracesIn(folder: string, words: readonly string[]): string[] {
	return filesIn(folder).flatMap((file) => {
		const bytes = readFileSync(file);
		return words
			.filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
			.map((word) => `${word}: ${file.slice(folder.length)}`);
	});
}

async function visit(page: Page, seen: string[]): Promise<void> {
	await page.goto('/safety');
	await page.evaluate(() => navigator.serviceWorker.ready);
	await signInAs(page, name);
	seen.push(await page.locator('main').innerText());
	const update = page.locator('main a[href*="/my/updates/"]').first();
	await update.click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	seen.push(await page.locator('main').innerText());
	const kept = await page.evaluate(async () => {
		const names = await caches.keys();
		const lists = await Promise.all(
			names.map(async (each) => (await (await caches.open(each)).keys()).map(({ url }) => new URL(url).pathname))
		);
		return { pages: lists.flat(), local: localStorage.length + sessionStorage.length, databases: (await indexedDB.databases()).length };
	});
	expect(kept).toEqual({ pages: [neutralPage], local: 0, databases: 0 });
}

const endings = {
	'leaving now': async (page: Page) => {
		await page.locator('aside [data-leave]').click();
		await expect(page).toHaveTitle(neutralTitle);
		for (let step = 0; step < 3; step++) {
			await page.goBack({ timeout: 5000 }).catch(() => null);
			expect(await page.locator('html').innerHTML()).not.toMatch(/data-private/);
		}
	},
	'closing the window': async (page: Page) => page.close()
};

test.describe('S-11 S-34 what stays on the device', { tag: '@script' }, () => {
	let profile: string;
	test.beforeEach(() => {
		profile = mkdtempSync(join(tmpdir(), 'waymark-profile-'));
	});
	test.afterEach(() => rmSync(profile, { recursive: true, force: true }));

	for (const [how, end] of Object.entries(endings))
		test(`after ${how}: nothing about the person, and nobody else was asked`, async ({ baseURL, launchOptions }) => {
			// As a person's own browser: pages may wait in memory for the way back.
			const context: BrowserContext = await chromium.launchPersistentContext(profile, {
				...launchOptions,
				baseURL,
				ignoreDefaultArgs: ['--disable-back-forward-cache']
			});
			const own = new Set<string>();
			context.on('request', (request) => own.add(new URL(request.url()).origin));
			const page = context.pages()[0] ?? (await context.newPage());
			await standInForNeutralSite(page);
			const seen: string[] = [];
			await visit(page, seen);
			expect(seen.join(' '), 'the person did see their own page').toContain('Leah');
			await end(page);
			await context.close();
			expect([...own].filter((origin) => origin !== baseURL && origin !== new URL(neutralSite).origin)).toEqual([]);
			expect(tracesIn(profile, canaries)).toEqual([]);
			const history = new DatabaseSync(join(profile, 'Default', 'History'), { readOnly: true });
			const visited = history.prepare('select url, title from urls').all() as { url: string; title: string }[];
			history.close();
			expect(visited.length).toBeGreaterThan(1);
			for (const { url, title } of visited) expect.soft(`${url} ${title}`).not.toMatch(/leah|marsden|police|court|crime|stalk|victim|16X/i);
		});
});
