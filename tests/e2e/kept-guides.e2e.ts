import { expect, test, type Page } from '@playwright/test';
import { wordsIn, type JourneyWords } from '../pages/words.ts';
import { neutralTitle, standInForNeutralSite } from './neutral-site.ts';

const neutralPage = '/offline.html';
const english = wordsIn('en');

/** What this device holds for us, by cache. */
const held = (page: Page): Promise<string[]> =>
	page.evaluate(async () => {
		const lists = await Promise.all(
			(await caches.keys()).map(async (name) =>
				(await (await caches.open(name)).keys()).map(({ url }) => `${name} ${new URL(url).pathname}`)
			)
		);
		return lists.flat().sort();
	});
const unasked = [`no-connection ${neutralPage}`];

async function offers(page: Page, { to }: JourneyWords): Promise<void> {
	await page.goto(to('/guides/keep'));
	await page.evaluate(() => navigator.serviceWorker.ready);
}
const presses = (page: Page, { t }: JourneyWords) => page.getByRole('button', { name: t('kept.keep.button'), exact: true }).click();

async function keeps(page: Page, words: JourneyWords = english): Promise<void> {
	await offers(page, words);
	await presses(page, words);
	await expect(page.locator('[data-guides-said]')).toHaveText(words.t('kept.guides.done'), { timeout: 30_000 });
}
const shown = (page: Page) => page.locator('[data-guides-list] a').allInnerTexts();

test.describe('P18 F68 guides that somebody asked this device to keep', { tag: '@script' }, () => {
	for (const lang of ['en', 'cy', 'ar'] as const)
		test(`${lang}: nothing before; then the guides of this language are read, found and answered without a network`, async ({
			page,
			context
		}) => {
			const words = wordsIn(lang);
			const { t, to } = words;
			await page.goto(to('/guides/kept'));
			await expect(page.getByRole('main')).toContainText(t('kept.none'));
			await offers(page, words);
			expect(await held(page)).toEqual(unasked);
			await keeps(page, words);
			const kept = (await held(page)).filter((each) => !unasked.includes(each));
			expect(
				kept.filter(
					(each) =>
						!/^kept-guides \/(?:(?:cy\/|ar\/)?(?:guides\/[a-z-]+(?:\/(?:short|easy|beside))?|safety|rights)|guides\/kept\.json|_app\/(?:(?:page|kept|read)\.js|immutable\/assets\/public\.[\w-]+\.css))$/.test(
							each
						)
				)
			).toEqual([]);
			await context.setOffline(true);
			await page.goto(to('/guides'));
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('kept.guides.kept'));
			expect((await shown(page)).length).toBeGreaterThan(40);
			const asked: string[] = [];
			page.on('request', (request) => asked.push(request.url()));
			const field = page.getByLabel(t('kept.guides.search'), { exact: true });
			await field.fill({ en: 'receipts train', cy: 'derbynebau', ar: 'القطار' }[lang]);
			await expect.poll(() => shown(page).then(({ length }) => length)).toBeLessThan(40);
			expect((await shown(page)).length).toBeGreaterThan(0);
			expect(asked).toEqual([]);
			for (const path of [
				'/guides/court-day',
				'/guides/court-day/easy',
				'/guides/words',
				'/safety',
				'/rights',
				...(lang === 'en' ? [] : ['/guides/court-day/beside'])
			]) {
				await page.goto(to(path));
				await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
				await expect(page.locator('html'), path).toHaveAttribute('lang', lang);
				await expect(page.locator('aside [data-leave]'), path).toBeInViewport({ ratio: 1 });
			}
			await page.goto(to('/my'), { timeout: 5000 }).catch(() => undefined);
			await expect(page.locator('body')).not.toContainText(t('my.hello'));
			await context.setOffline(false);
		});

	test('a newer version is said on the page, and changes nothing until somebody takes it', async ({ page }) => {
		await keeps(page);
		await page.route('**/guides/keep/en.json', async (route) => {
			const answer = await route.fetch();
			const list = (await answer.json()) as { version: string };
			await route.fulfill({ response: answer, json: { ...list, version: 'another' } });
		});
		const before = await held(page);
		await page.goto('/guides/kept');
		await expect(page.locator('[data-guides-newer]')).toBeVisible();
		expect(await held(page)).toEqual(before);
		await keeps(page);
		await expect(page.locator('[data-guides-newer]')).toBeHidden();
	});

	test('while a new worker takes over, what is being read stays, and what was kept answers on', async ({ page, context }) => {
		await keeps(page);
		await page.goto('/guides/giving-evidence');
		await page.evaluate(async () => (await navigator.serviceWorker.ready).unregister());
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Giving evidence');
		await page.reload();
		await page.evaluate(() => navigator.serviceWorker.ready);
		await page.reload();
		await context.setOffline(true);
		await page.goto('/guides/giving-evidence');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Giving evidence');
		await context.setOffline(false);
	});

	test('a device without room keeps nothing half, and says so; so does one whose worker did not install', async ({ page }) => {
		await page.addInitScript(() => {
			Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
		});
		await offers(page, english);
		await presses(page, english);
		await expect(page.locator('[data-guides-error]')).toHaveText(english.t('kept.guides.full'), { timeout: 30_000 });
		expect((await held(page)).filter((each) => each.startsWith('kept-guides'))).toEqual([]);
		await page.evaluate(() => {
			navigator.serviceWorker.getRegistration = () => Promise.resolve(undefined);
		});
		await presses(page, english);
		await expect(page.locator('[data-guides-error]')).toHaveText(english.t('kept.keep.away'), { timeout: 30_000 });
	});

	test('two tabs: what one removes, the other no longer shows when somebody comes back to it', async ({ page, context }) => {
		await keeps(page);
		await page.goto('/guides/kept');
		await expect.poll(() => shown(page).then(({ length }) => length)).toBeGreaterThan(40);
		const other = await context.newPage();
		await other.goto('/guides/kept');
		await other.getByRole('button', { name: english.t('kept.remove'), exact: true }).click();
		await expect(other.getByRole('main')).toContainText(english.t('kept.removed'));
		await page.bringToFront();
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
		await expect(page.getByRole('main')).toContainText(english.t('kept.none'));
		expect(await shown(page)).toEqual([]);
	});

	test('S-03 leaving takes it along, with a network and without', async ({ page, context }) => {
		await keeps(page);
		await standInForNeutralSite(page);
		await page.locator('aside [data-leave]').click();
		await expect(page).toHaveTitle(neutralTitle);
		await page.goto('/languages');
		expect((await held(page)).filter((each) => each.startsWith('kept'))).toEqual([]);
		await keeps(page);
		await page.goto('/guides/kept');
		await context.setOffline(true);
		await page.locator('aside [data-leave]').click();
		await expect(page).toHaveTitle('No connection');
		expect(await held(page)).toEqual(unasked);
		await page.goto('/guides/giving-evidence');
		await expect(page).toHaveTitle('No connection');
		await context.setOffline(false);
	});
});

test('S-15 nothing asks anybody to install: the page says what others could see', async ({ page }) => {
	await page.goto('/guides/keep');
	await expect(page.getByRole('main')).toContainText(english.t('kept.icon.text'));
	await expect(page.getByRole('main')).toContainText(english.t('kept.guides.warning'));
});

test('without script the page says so, and offers no button that does nothing', async ({ page, javaScriptEnabled }) => {
	test.skip(javaScriptEnabled !== false, 'with script it can be kept');
	await page.goto('/guides/keep');
	await expect(page.getByRole('main')).toContainText(english.t('kept.guides.without'));
	await expect(page.getByRole('button', { name: english.t('kept.keep.button'), exact: true })).toBeHidden();
});
