import { expect, test, type Page } from '@playwright/test';
import { langs, toPath } from '#shared/lang.ts';
import { wordsIn, type JourneyWords } from '../pages/words.ts';
import { neutralTitle, standInForNeutralSite } from './neutral-site.ts';
import { Profile } from './profile.ts';

const neutralPage = '/offline.html';
const english = wordsIn('en');
// Services of the demonstration: one of the area, one of another.
const near = 'Harbour Support: help at home';
const far = 'Tamar Support';

/** Everything this device holds for us, by cache, without what a build names its files. */
const held = (page: Page): Promise<string[]> =>
	page.evaluate(async () => {
		const lists = await Promise.all(
			(await caches.keys()).map(async (name) =>
				(await (await caches.open(name)).keys()).map(({ url }) => `${name} ${new URL(url).pathname}`)
			)
		);
		if (localStorage.length + sessionStorage.length || (await indexedDB.databases()).length) throw new RangeError('kept elsewhere');
		return lists.flat().sort();
	});
const unasked = [`no-connection ${neutralPage}`];

/** Opens the page that offers it, asks for Humberside, and waits until it is there. */
async function keepsHumberside(page: Page, { t, to }: JourneyWords = english): Promise<void> {
	await page.goto(to('/support/keep?a=humberside'));
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.getByRole('button', { name: t('kept.keep.button'), exact: true }).click();
	await expect(page.locator('[data-kept-state]')).toBeVisible();
}
const shownNames = (page: Page) => page.locator('[data-kept-list] h3').allInnerTexts();

test.describe('P18 S-12 what is kept when somebody asks', { tag: '@script' }, () => {
	test('nothing of the directory before; after it, the list and what is needed to read it, and no more', async ({ page }) => {
		await page.goto('/support/keep?a=humberside');
		await page.evaluate(() => navigator.serviceWorker.ready);
		await page.goto('/support/kept');
		await expect(page.getByRole('main')).toContainText(english.t('kept.none'));
		await page.goto('/support/keep?a=humberside');
		await expect(page.getByRole('main')).toContainText(english.t('kept.warning'));
		expect(await held(page)).toEqual(unasked);
		const asked: string[] = [];
		page.on('request', (request) => asked.push(new URL(request.url()).pathname));
		await keepsHumberside(page);
		expect((await held(page)).map((each) => each.replace(/public\.[\w-]+\.css/, 'public.css'))).toEqual([
			'kept /_app/immutable/assets/public.css',
			'kept /_app/kept.js',
			'kept /_app/page.js',
			...[...langs.map((lang) => `kept ${toPath(lang, '/support/kept')}`), 'kept /support/kept.json'].sort(),
			...unasked
		]);
		expect(asked).toContain('/support/keep/humberside.json');
		await expect(page.locator('[data-kept-dated]')).toContainText('Humberside, 10 June 2026');
	});

	test('without an area it asks for one; without a network it says that it could not, and nothing is half kept', async ({
		page,
		context
	}) => {
		await page.goto('/support/keep');
		await page.evaluate(() => navigator.serviceWorker.ready);
		const button = page.getByRole('button', { name: english.t('kept.keep.button'), exact: true });
		await button.click();
		await expect(page.locator('[data-kept-error]')).toHaveText(english.t('kept.keep.pick'));
		await page.getByLabel(english.t('kept.keep.area'), { exact: true }).selectOption('devon-and-cornwall');
		await context.setOffline(true);
		await button.click();
		await expect(page.locator('[data-kept-error]')).toHaveText(english.t('kept.keep.away'));
		await context.setOffline(false);
		expect(await held(page)).toEqual(unasked);
	});

	test('is read and searched without a network: labelled with its day, what is typed goes nowhere', async ({ page, context }) => {
		await keepsHumberside(page);
		await context.setOffline(true);
		for (const path of ['/support', '/support/kept']) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(english.t('kept.heading'));
			await expect(page.locator('[data-kept-state]')).toContainText(english.t('kept.dated', { date: '10 June 2026' }));
			await expect(page.locator('[data-kept-state]')).toContainText(english.t('kept.may'));
		}
		// Its sheet came with it: the way out stands where it always stands.
		await expect(page.locator('aside [data-leave]')).toBeInViewport({ ratio: 1 });
		expect(await page.locator('aside').evaluate((aside) => getComputedStyle(aside).position)).toBe('fixed');
		const all = await shownNames(page);
		expect(all.length).toBeGreaterThan(30);
		expect(all).toContain(near);
		expect(all.join()).not.toContain(far);
		const service = page.locator('[data-kept-list] article', { hasText: near });
		await expect(service.locator('a[href^="tel:"]').first()).toBeVisible();
		await expect(service).toContainText('8:00 am to 8:00 pm');
		const asked: string[] = [];
		page.on('request', (request) => asked.push(request.url()));
		const before = page.url();
		const field = page.getByLabel(english.t('kept.search'), { exact: true });
		await field.fill('he HITS me');
		await expect.poll(() => shownNames(page)).toContain(near);
		const hits = await shownNames(page);
		expect(hits.length).toBeLessThan(all.length);
		await expect(page.locator('[data-kept-said]')).toHaveText(english.t('kept.found', { found: hits.length, all: all.length }));
		await field.fill('wolds counsel');
		await expect.poll(() => shownNames(page)).toEqual(['Wolds Counselling']);
		await field.fill('qqqq');
		await expect(page.locator('[data-kept-said]')).toHaveText(english.t('kept.nothing'));
		await field.press('Enter');
		expect([page.url(), asked]).toEqual([before, []]);
		await context.setOffline(false);
	});

	test('in Arabic: right to left, found by Arabic words, English marked as such', async ({ page, context }) => {
		const arabic = wordsIn('ar');
		await keepsHumberside(page, arabic);
		await context.setOffline(true);
		await page.goto('/ar/support');
		await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(arabic.t('kept.heading'));
		await expect(page.locator('[data-kept-state]')).toContainText(arabic.t('kept.dated', { date: arabic.day('2026-06-10') }));
		const does = page.locator('[data-kept-list] article', { hasText: near }).locator('[data-part=does]');
		await expect(does).toContainText('عاملون يدعمون');
		await expect(does).not.toHaveAttribute('lang', /./);
		await page.getByLabel(arabic.t('kept.search'), { exact: true }).fill('للأذى');
		await expect.poll(() => shownNames(page)).toContain(near);
		await context.setOffline(false);
	});

	test('goes with its own button, and another area takes its place', async ({ page }) => {
		await keepsHumberside(page);
		await page.getByLabel(english.t('kept.keep.area'), { exact: true }).selectOption('devon-and-cornwall');
		await page.getByRole('button', { name: english.t('kept.keep.button'), exact: true }).click();
		await expect(page.locator('[data-kept-dated]')).toContainText('Devon and Cornwall');
		await page.goto('/support/kept');
		await expect.poll(() => shownNames(page).then((names) => names.join())).toContain(far);
		expect(await shownNames(page)).not.toContain(near);
		await page.getByRole('button', { name: english.t('kept.remove'), exact: true }).click();
		await expect(page.getByRole('main')).toContainText(english.t('kept.removed'));
		await expect(page.locator('[data-kept-list] article')).toHaveCount(0);
		expect(await held(page)).toEqual(unasked);
	});
});

test.describe('P18 S-03 leaving takes it along', { tag: '@script' }, () => {
	test('with a network', async ({ page }) => {
		await keepsHumberside(page);
		await standInForNeutralSite(page);
		await page.locator('aside [data-leave]').click();
		await expect(page).toHaveTitle(neutralTitle);
		await page.goto('/languages');
		expect((await held(page)).filter((each) => !unasked.includes(each))).toEqual([]);
	});

	test('by the server’s word alone, where no script of the page had a part in it', async ({ page }) => {
		await keepsHumberside(page);
		await standInForNeutralSite(page);
		await page.goto('/leave');
		await expect(page).toHaveTitle(neutralTitle);
		await page.goto('/languages');
		expect((await held(page)).filter((each) => !unasked.includes(each))).toEqual([]);
	});

	for (const [how, leaves] of Object.entries({
		'the button': (page: Page) => page.locator('aside [data-leave]').click(),
		'three times Shift': async (page: Page) => {
			for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
		},
		'the address, typed': (page: Page) => page.goto('/leave')
	}))
		test(`without a network, by ${how}`, async ({ page, context }) => {
			await keepsHumberside(page);
			await page.goto('/support/kept');
			await expect.poll(() => shownNames(page)).toContain(near);
			await context.setOffline(true);
			await leaves(page);
			await expect(page).toHaveTitle('No connection');
			expect(await held(page)).toEqual(unasked);
			for (const path of ['/support/kept', '/support', '/ar/support']) {
				await page.goto(path);
				await expect(page).toHaveTitle('No connection');
			}
			for (let step = 0; step < 4; step++) {
				await page.goBack({ timeout: 5000 }).catch(() => null);
				await expect.poll(() => page.content().catch(() => near)).not.toContain(near);
			}
			await context.setOffline(false);
		});

	test('on the disk too: after leaving without a network no file of the browser holds the list', async ({ launchOptions, baseURL }) => {
		const profile = new Profile();
		try {
			const page = await profile.opens(launchOptions, { baseURL });
			await keepsHumberside(page);
			await page.goto('/support/kept');
			await expect.poll(() => shownNames(page)).toContain(near);
			await expect.poll(() => profile.tracesOf([near]).length, { timeout: 30_000 }).toBeGreaterThan(0);
			await page.context().setOffline(true);
			await page.locator('aside [data-leave]').click();
			await expect(page).toHaveTitle('No connection');
			await profile.closes();
			expect(profile.tracesOf([near])).toEqual([]);
			expect(profile.cached(baseURL ?? '').filter((path) => path.endsWith('.json'))).toEqual([]);
		} finally {
			await profile.closes();
			profile.removes();
		}
	});
});

test('P18 the list of an area is the same for everybody, and an area that is none has none', async ({ request }) => {
	const one = await request.get('/support/keep/humberside.json');
	const other = await request.get('/ar/support/keep/humberside.json', { headers: { cookie: 'w=somebody; c=somebody' } });
	expect(one.status()).toBe(200);
	expect(await other.text()).toBe(await one.text());
	expect(one.headers()['set-cookie']).toBeUndefined();
	expect(one.headers()['cache-control']).toMatch(/public/);
	for (const area of ['nowhere', 'all', '..%2fhumberside', 'constructor'])
		expect.soft((await request.get(`/support/keep/${area}.json`)).status(), area).toBe(404);
});

test('without script the page says so, and offers a list to print', async ({ page, javaScriptEnabled }) => {
	test.skip(javaScriptEnabled !== false, 'with script it can be kept');
	await page.goto('/support/keep?a=humberside');
	const main = page.getByRole('main');
	await expect(main).toContainText(english.t('kept.keep.without'));
	await expect(main.getByRole('link', { name: english.t('kept.keep.print'), exact: true })).toHaveAttribute('href', '/support');
	await expect(main.getByRole('button', { name: english.t('kept.keep.button'), exact: true })).toBeHidden();
	await page.goto('/support/kept');
	await expect(main).toContainText(english.t('kept.script'));
	await expect(main.locator('[data-kept-state]')).toBeHidden();
});
