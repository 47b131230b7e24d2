import { get } from 'node:http';
import { expect, test, type Page } from '@playwright/test';
import type { Lang } from '#shared/lang.ts';
import { arriveAt, checkFrame, checkScreen, fitsWidth, isLong, press } from '../pages/screen.ts';
import { say, wordsIn } from '../pages/words.ts';
import { neutralTitle, standInForNeutralSite } from './neutral-site.ts';
import { inLanguage, prefixes } from './routes.ts';

const { t } = wordsIn('en');
const main = (page: Page) => page.getByRole('main');
const button = (page: Page, key: string) => main(page).getByRole('button', { name: t(key) });
const langOf = (prefix: string): Lang => (prefix.slice(1) || 'en') as Lang;
/** Words that would tell, if they stood in an address or a title. */
const typed = 'counselling copper-kettle';

async function searches(page: Page, q = typed, place = 'HU5 2AB'): Promise<void> {
	await page.goto('/support');
	await main(page).getByLabel(t('support.q.label')).fill(q);
	await main(page).getByLabel(t('support.place.label')).fill(place);
	await press(page, button(page, 'support.search'));
}
const first = (page: Page) => main(page).getByRole('heading', { level: 3 }).first().getByRole('link');

/** What comes over the wire, packed as a browser asks for it. */
const bytesOf = (url: string) =>
	new Promise<number>((done, failed) => {
		get(url, { headers: { 'accept-encoding': 'br' } }, (answer) => {
			let bytes = 0;
			answer.on('data', (piece: Buffer) => (bytes += piece.length));
			answer.on('end', () => done(bytes));
		}).on('error', failed);
	});

test('P18 T32 from the front page to a service: what was typed is in no address and no title, and Back works', async ({ page }) => {
	await page.goto('/');
	await press(
		page,
		main(page)
			.getByRole('link', { name: t('support.home.title') })
			.first()
	);
	await arriveAt(page, t('support.heading'));
	await searches(page);
	await arriveAt(page, t('support.heading'));
	const results = page.url();
	expect(new URL(results).search).toMatch(/^\?s=[\w-]+$/);
	for (const part of ['counselling', 'copper', 'kettle', 'HU5', '2AB']) {
		expect(decodeURIComponent(page.url()).toLowerCase()).not.toContain(part.toLowerCase());
		expect((await page.title()).toLowerCase()).not.toContain(part.toLowerCase());
	}
	await expect(page).toHaveTitle(t('support.title'));
	expect(await page.content()).not.toContain('2AB');
	await expect(main(page).getByText(t('support.why.area')).first()).toBeVisible();

	const name = await first(page).innerText();
	await press(page, first(page));
	await arriveAt(page, name);
	await expect(page).toHaveTitle(t('support.service.title'));
	await page.goBack();
	await expect(first(page)).toHaveText(name);
	expect(page.url()).toBe(results);
});

test('P18 an address that was changed gives the plain page and a kind line, never a fault', async ({ page }) => {
	await searches(page);
	const answer = await page.goto(`${page.url().slice(0, -8)}AAAAAAAA`);
	expect(answer?.status()).toBe(200);
	await expect(main(page).getByText(t('support.fault.unreadable'))).toBeVisible();
	await expect(main(page).getByLabel(t('support.q.label'))).toHaveValue('');
});

test('P18 results are kept nowhere; the plain page for a minute, with no cookie and no memory of ours', async ({ request }) => {
	for (const path of ['/support?q=hit', '/cy/support?f=need.home', '/support/list?k=x']) {
		const { 'cache-control': kept, 'x-robots-tag': listed, etag } = (await request.get(path)).headers();
		expect.soft([kept, listed, etag], path).toEqual(['no-store', 'noindex', undefined]);
	}
	for (const round of [1, 2]) {
		const headers = (await request.get('/support')).headers();
		expect.soft([headers['cache-control'], headers['set-cookie']], `round ${round}`).toEqual(['public, max-age=60', undefined]);
		expect.soft((await request.get('/support', { headers: { 'if-none-match': headers.etag ?? '' } })).status()).toBe(304);
	}
	expect((await request.get('/support/nothing-here')).status()).toBe(404);
});

test('S-14 a list goes along in the address: put together, read, made shorter, emptied', async ({ page }) => {
	await searches(page, 'counselling', 'Hull');
	const names = (await main(page).getByRole('heading', { level: 3 }).allInnerTexts()).slice(0, 2);
	for (const _ of names) await press(page, button(page, 'support.list.add').first());
	await press(page, main(page).getByRole('link', { name: t('support.list.see', { count: 2 }) }));
	await arriveAt(page, t('support.list.heading'));
	expect(new URL(page.url()).search).not.toMatch(/counsel|hull/i);
	expect(await main(page).getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(names);
	await press(page, button(page, 'support.list.remove').first());
	expect(await main(page).getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(names.slice(1));
	await press(page, button(page, 'support.list.clear'));
	await expect(main(page).getByText(t('support.list.empty'))).toBeVisible();
	expect(await page.context().cookies()).toEqual([]);
});

test('something is wrong with an entry: told without a word typed', async ({ page }) => {
	await searches(page, 'counselling', 'Hull');
	await press(page, first(page));
	await main(page).getByText(t('support.wrong.summary')).click();
	await press(page, button(page, 'support.wrong.button'));
	await expect(main(page).getByRole('alert')).toContainText(t('support.wrong.missing'));
	await main(page).getByLabel(t('support.wrong.wrong_number')).check();
	await press(page, button(page, 'support.wrong.button'));
	await expect(main(page).getByText(t('support.wrong.thanks'))).toBeVisible();
});

test('T32 a number can be called without script, and copied with it', async ({ page, javaScriptEnabled }) => {
	await searches(page, 'counselling', 'Hull');
	const call = main(page).locator('.results a[href^="tel:"]').first();
	await expect(call).toBeVisible();
	const copy = main(page).locator('[data-copy]').first();
	if (javaScriptEnabled === false) return expect(copy).toBeHidden();
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await copy.click();
	await expect(copy).toHaveText(t('support.copied'));
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await call.innerText());
});

test('T32 a place that may be several is asked for, and T44 another area is handed on or shown', async ({ page }) => {
	await searches(page, '', 'Newport');
	await expect(main(page).getByText(t('support.place.which'))).toBeVisible();
	await main(page).getByLabel(/Gwent/).check();
	await press(page, button(page, 'support.place.choose'));
	await expect(main(page).getByText(t('support.place.which'))).toHaveCount(0);
	await searches(page, '', '14 Copper Row');
	await expect(main(page).getByText(t('support.place.lost'))).toBeVisible();
});

test('leaving from the results leaves none of them behind', async ({ page }) => {
	await standInForNeutralSite(page);
	await searches(page);
	await page.locator('aside [data-leave]').click();
	await expect(page).toHaveTitle(neutralTitle);
});

for (const prefix of prefixes)
	test(
		`results, a service, a list and nothing found are sound and fit, ${prefix || 'English'}`,
		{ tag: prefix ? '@script' : [] },
		async ({ page }) => {
			const lang = langOf(prefix);
			await page.goto(inLanguage(prefix, '/support?q=counselling&f=area.humberside'));
			const slug = await page.locator('.results > li').first().getAttribute('id');
			for (const [i, path] of [
				'/support?q=counselling&f=area.humberside',
				'/support?q=zzqqxx&f=need.work,area.kent,is.open',
				'/support?f=area.humberside,town.hull,is.near',
				`/support/list?k=${slug}`,
				`/support/${slug}`
			].entries())
				await test.step(path, async () => {
					await page.setViewportSize({ width: 1280, height: 800 });
					await page.goto(inLanguage(prefix, path));
					await (isLong || i % 3 === prefixes.indexOf(prefix) ? checkScreen(page) : checkFrame(page));
					await page.setViewportSize({ width: 320, height: 568 });
					await fitsWidth(page);
					const text = await main(page).innerText();
					expect(text, 'a key without words').not.toMatch(/\b(support|codes|helplines)\.[a-z]+/);
				});
			await page.goto(inLanguage(prefix, '/support?q=zzqqxx'));
			await expect(main(page).getByText(say(lang, 'support.how.nearest'))).toBeVisible();
			await expect(main(page).getByRole('heading', { name: say(lang, 'support.lines.heading') })).toBeVisible();
		}
	);

test('a full page of results stays within 20 kB on the wire, in every language', async ({ baseURL }) => {
	for (const prefix of prefixes) {
		const bytes = await bytesOf(`${baseURL}${inLanguage(prefix, '/support?f=area.humberside')}`);
		expect.soft(bytes, prefix).toBeGreaterThan(3000);
		expect.soft(bytes, prefix).toBeLessThanOrEqual(20_000);
	}
});
