import { chromium, expect, test, type LaunchOptions, type Page } from '@playwright/test';
import { press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';
import { wholeBrowser } from './profile.ts';
import { neutralTitle, standInForNeutralSite } from './neutral-site.ts';

const name = 'Leah Marsden';
const { t } = wordsIn('en');

/** A browser as anybody's own: Playwright's otherwise keeps no page in memory for the way back, and going back would prove nothing. */
async function withMemory(
	{ launchOptions, baseURL, javaScriptEnabled }: { launchOptions: LaunchOptions; baseURL?: string; javaScriptEnabled?: boolean },
	visit: (page: Page) => Promise<void>
): Promise<void> {
	const browser = await chromium.launch({ ...wholeBrowser(launchOptions), ignoreDefaultArgs: ['--disable-back-forward-cache'] });
	const context = await browser.newContext({ baseURL, javaScriptEnabled });
	context.setDefaultTimeout(20_000);
	await visit(await context.newPage()).finally(() => browser.close());
}

/** Goes back five times; no step may show anything of the person. The list of the demonstration names everybody and is left out. */
async function backShowsNothing(page: Page): Promise<void> {
	for (let step = 0; step < 5; step++) {
		await page.goBack({ timeout: 5000 }).catch(() => null);
		const text = await page.locator('html').innerHTML();
		expect.soft(text, page.url()).not.toMatch(/data-private/);
		if (!page.url().endsWith('/demo')) expect.soft(text, page.url()).not.toMatch(/Leah|Marsden/);
	}
}

/** Reads some pages of her own, one after another, and has seen her name there. */
async function readsHerPages(page: Page): Promise<void> {
	await signInAs(page, name);
	await press(page, page.locator('main a[href*="/my/updates/"]').first());
	await page.goto('/my/rights');
	await page.goto('/my');
	await expect(page.locator('main')).toContainText('Leah');
}

test.describe('S-04 going back shows nothing about the person', () => {
	test('after leaving, five steps back', async ({ launchOptions, baseURL, javaScriptEnabled }) => {
		await withMemory({ launchOptions, baseURL, javaScriptEnabled }, async (page) => {
			await readsHerPages(page);
			await standInForNeutralSite(page);
			await page.locator('aside [data-leave]').click();
			await expect(page).toHaveTitle(neutralTitle);
			await backShowsNothing(page);
		});
	});

	test('after signing out', async ({ launchOptions, baseURL, javaScriptEnabled }) => {
		await withMemory({ launchOptions, baseURL, javaScriptEnabled }, async (page) => {
			await readsHerPages(page);
			await press(page, page.getByRole('button', { name: t('shell.signOut'), exact: true }));
			await expect(page).toHaveURL('/');
			await backShowsNothing(page);
		});
	});

	test('after leaving in another tab', async ({ launchOptions, baseURL, javaScriptEnabled }) => {
		await withMemory({ launchOptions, baseURL, javaScriptEnabled }, async (page) => {
			await readsHerPages(page);
			await page.goto('/safety');
			const other = await page.context().newPage();
			await standInForNeutralSite(other);
			await other.goto('/safety');
			await other.locator('aside [data-leave]').click();
			await expect(other).toHaveTitle(neutralTitle);
			await backShowsNothing(page);
		});
	});

	test('this browser does keep pages for the way back, as the tests above need', { tag: '@script' }, async ({ launchOptions, baseURL }) => {
		await withMemory({ launchOptions, baseURL }, async (page) => {
			await page.goto('/safety');
			// A service worker that takes pages over empties that memory: it has to be there first.
			await page.evaluate(() => navigator.serviceWorker.ready);
			await page.goto('/safety');
			await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => (document.title = `kept ${persisted}`)));
			await page.goto('/rights');
			// Not goBack(): it waits for a page to load, and this one is only taken out again.
			await page.evaluate(() => void setTimeout(() => history.back()));
			await expect(page).toHaveTitle('kept true');
		});
	});

	test('a page that was kept is blank before it is shown, and asks the server again', { tag: '@script' }, async ({ page }) => {
		await signInAs(page, name);
		await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
		await expect(page.locator('main')).toBeHidden();
		await page.context().clearCookies();
		const again = page.waitForRequest((request) => request.isNavigationRequest());
		await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
		expect(new URL((await again).url()).pathname).toBe('/my');
		await expect(page).toHaveURL('/sign-in');
	});
});

test('S-06 without a network the page goes all the same', { tag: '@script' }, async ({ page, context }) => {
	await page.goto('/safety');
	await page.evaluate(() => navigator.serviceWorker.ready);
	await context.setOffline(true);
	await page.locator('aside [data-leave]').click();
	await expect(page).toHaveTitle('No connection');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('No connection');
	expect(await page.content()).not.toMatch(/Waymark|Humber|Care|crime|Leave now/i);
	await context.setOffline(false);
});

test.describe('S-06 leaving a page of one’s own without a network', { tag: '@script' }, () => {
	test('shows the neutral page, not the last one, and nothing comes back with the network', async ({ page, context }) => {
		await page.goto('/safety');
		await page.evaluate(() => navigator.serviceWorker.ready);
		await signInAs(page, name);
		await context.setOffline(true);
		await page.locator('aside [data-leave]').click();
		await expect(page).toHaveTitle('No connection');
		expect(await page.content()).not.toMatch(/Leah|Waymark|Humber/);
		await page.goBack({ timeout: 5000 }).catch(() => null);
		// Without a network the way back may still be under way.
		await expect.poll(() => page.content().catch(() => 'data-private')).not.toMatch(/data-private|Marsden/);
		await context.setOffline(false);
	});

	test('before anything was kept: the page is empty all the same', async ({ browser, baseURL }) => {
		const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
		const page = await context.newPage();
		await signInAs(page, name);
		await context.setOffline(true);
		await page.locator('aside [data-leave]').click();
		await expect(page.locator('main#main')).toHaveCount(0);
		expect(await page.locator('body').innerText()).not.toMatch(/Leah|Marsden/);
		await context.close();
	});
});
