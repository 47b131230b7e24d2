import { expect, test } from '@playwright/test';
import { dirOf, langs, otherLangs, toPath } from '#shared/lang.ts';
import { checkScreen, fitsWidth, press } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const pages = ['/', '/safety', '/rights', '/guides', '/guides/staying-safe', '/get-help', '/support', '/sign-in', '/languages'];

for (const lang of otherLangs)
	test(`F61 ${lang}: every first page speaks it, fits a small screen, and axe finds nothing`, async ({ page }) => {
		test.slow();
		for (const path of pages) {
			await page.goto(toPath(lang, path));
			const html = page.locator('html');
			await expect(html).toHaveAttribute('lang', lang);
			await expect(html).toHaveAttribute('dir', dirOf(lang));
			expect(await page.content(), path).not.toMatch(/[\u{f0000}\u{f0001}]/u);
			await checkScreen(page);
			const size = page.viewportSize();
			await page.setViewportSize({ width: 320, height: 568 });
			await fitsWidth(page);
			if (size) await page.setViewportSize(size);
		}
	});

test('F61 from an English page somebody finds their language under its own name, without script, and the same page comes', async ({
	page
}) => {
	await page.goto('/safety');
	const nav = page.getByRole('navigation', { name: wordsIn('en').t('shell.languages'), exact: true });
	await nav.getByText(wordsIn('en').t('shell.languages.more')).click();
	await press(page, nav.getByRole('link', { name: 'Polski', exact: true }));
	await expect(page).toHaveURL(/\/pl\/safety$/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(wordsIn('pl').t('safety.heading'));
});

test('WCAG 3.1.2 the marks of an English text in the place of one that a language lacks reach no page', async ({ request }) => {
	for (const lang of langs)
		for (const path of ['/demo', '/safety', '/support']) {
			const page = await (await request.get(toPath(lang, path), { headers: { accept: 'text/html' } })).text();
			expect(page, `${lang} ${path}`).not.toMatch(/[\u{f0000}\u{f0001}]|<title>[^<]*<span/u);
		}
});
