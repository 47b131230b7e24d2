import { expect, test, type Page } from '@playwright/test';
import { demoSignIn } from '#tests/people/people.ts';
import { addressText, tellingWords } from '../pages/telling.ts';
import { standInForNeutralSite, neutralTitle } from './neutral-site.ts';
import { Profile } from './profile.ts';
import { changingPages, publicPages, staticFiles } from './routes.ts';
import { looks, reads, Seen, starts, works } from './whole-visits.ts';

const neutralPage = '/offline.html';
let profile: Profile;
test.beforeEach(() => {
	profile = new Profile();
});
test.afterEach(async () => {
	await profile.closes();
	profile.removes();
});

/** S-12: the one thing this device may keep for us, and nothing beside it. */
async function keepsOnlyTheNeutralPage(page: Page): Promise<void> {
	await page.evaluate(() => navigator.serviceWorker.ready);
	const kept = await page.evaluate(async () => {
		const names = await caches.keys();
		const lists = await Promise.all(
			names.map(async (each) => (await (await caches.open(each)).keys()).map(({ url }) => new URL(url).pathname))
		);
		return { pages: lists.flat(), local: localStorage.length + sessionStorage.length, databases: (await indexedDB.databases()).length };
	});
	expect(kept).toEqual({ pages: [neutralPage], local: 0, databases: 0 });
}

/** Is something of this address on the disk by now? A browser writes its history some seconds late: a kill before that would prove nothing. */
const isWritten = (address: string) => profile.tracesOf([address]).some((where) => where.includes('History'));

const endings: Record<string, (page: Page) => Promise<void>> = {
	'leaving now': async (page) => {
		await page.locator('aside [data-leave]').click();
		await expect(page).toHaveTitle(neutralTitle);
		for (let step = 0; step < 5; step++) {
			await page.goBack({ timeout: 5000 }).catch(() => null);
			const html = await page.locator('html').innerHTML();
			expect.soft(html, `back to ${page.url()}`).not.toMatch(/data-private|Ravi|Menon/);
		}
		await profile.closes();
	},
	'closing the window': async (page) => {
		await page.close();
		await profile.closes();
	},
	'kill -9 in the middle of a page': async (page) => {
		const { pathname } = new URL(page.url());
		await expect.poll(() => isWritten(pathname), { timeout: 45_000, intervals: [1000] }).toBe(true);
		await profile.isKilled();
	}
};

/**
 * Chromium notes for which site and name it offered to keep a password, also when nobody took the offer: a made-up name, never the password. No attribute that
 * lets password managers work (WCAG 3.3.8) prevents it; docs/security.md says so at Pr5.
 */
const noteOfAnOffer = new RegExp(`^${demoSignIn('ravi')}: /Default/Login Data(-journal)?$`);

/** Searches all that is left of a visit. */
function leavesNothing(seen: Seen, origin: string, tokens: readonly string[]): void {
	const words = [...seen.words(), ...tokens];
	expect(words.length, 'enough was read and typed').toBeGreaterThan(30);
	expect.soft(profile.tracesOf(words).filter((where) => !noteOfAnOffer.test(where))).toEqual([]);
	expect.soft(profile.offered(), 'typed before, offered again').toEqual([]);
	const mayBeKept = new Set<string>([...publicPages, ...changingPages, ...staticFiles]);
	expect
		.soft(
			profile.cached(origin).filter((path) => !mayBeKept.has(path) && !path.startsWith('/_app/')),
			'in the cache'
		)
		.toEqual([]);
	expect.soft(profile.icons().filter((url) => url.startsWith(origin) && url !== `${origin}/favicon.svg`)).toEqual([]);
	const visited = profile.visited().filter(({ url }) => url.startsWith(origin));
	expect(visited.length, 'the history was written').toBeGreaterThan(5);
	for (const { url, title } of visited) {
		const path = addressText(url);
		// Public pages say what they are about, the same to everyone; the worker's desk names what it shows, but nobody.
		const isPersons = /^\/(my|start|sign-in)/.test(path);
		if (isPersons) expect.soft(tellingWords(`${path} ${title}`), `history: ${path} “${title}”`).toEqual([]);
	}
}

test.describe('S-11 S-12 P18 what stays on the device after whole visits', () => {
	test.slow();
	for (const [how, end] of Object.entries(endings))
		test(
			`after ${how}: nothing that was read or typed`,
			{ tag: [...(how.startsWith('kill') ? [] : ['@script']), ...(how.startsWith('closing') ? ['@long'] : [])] },
			async ({ browser, baseURL, launchOptions, javaScriptEnabled }) => {
				const house = { baseURL, javaScriptEnabled };
				const page = await profile.opens(launchOptions, house);
				await standInForNeutralSite(page);
				// A page with unsent text asks before it goes: this visitor goes.
				page.on('dialog', (dialog) => void dialog.accept());
				const seen = new Seen();
				const tokens: string[] = [];
				const remembers = async () => tokens.push(...(await page.context().cookies()).map(({ value }) => value));
				await looks(page, seen);
				await works(page, seen);
				await remembers();
				await starts(page, seen, browser, house);
				await remembers();
				await reads(page, seen);
				await remembers();
				expect(new Set(tokens).size, 'three sessions').toBeGreaterThanOrEqual(3);
				if (javaScriptEnabled !== false) await keepsOnlyTheNeutralPage(page);
				await end(page);
				leavesNothing(seen, baseURL ?? '', tokens);
			}
		);

	test(
		'the search finds what a page does keep: in storage, in the history, packed in the cache',
		{ tag: '@script' },
		async ({ launchOptions, baseURL }) => {
			const page = await profile.opens(launchOptions, { baseURL });
			await page.goto('/safety');
			const sentence = await page.locator('h1').innerText();
			// The service worker throws away every other cache when it begins.
			await page.evaluate(() => navigator.serviceWorker.ready);
			await page.evaluate(async () => {
				localStorage.setItem('note', 'copper-kettle-5');
				await (await caches.open('no-connection')).put('/x', new Response('silver-thimble-7'));
				history.pushState(null, '', '/x?note=walnut-spoon-8');
				document.title = 'Grüße from marble-arch-9';
			});
			await expect.poll(() => isWritten('walnut-spoon-8'), { timeout: 45_000, intervals: [1000] }).toBe(true);
			await profile.closes();
			const found = (word: string) => profile.tracesOf([word]).length;
			for (const word of ['copper-kettle-5', 'silver-thimble-7', 'walnut-spoon-8', 'Grüße from marble-arch-9', sentence])
				expect.soft(found(word), word).toBeGreaterThan(0);
			expect.soft(profile.cached(baseURL ?? '')).toContain('/safety');
			expect.soft(profile.visited().map(({ title }) => title)).toContain('Grüße from marble-arch-9');
			expect(found('nobody wrote this')).toBe(0);
		}
	);
});
