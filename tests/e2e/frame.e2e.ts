import { expect, test, type Page } from '@playwright/test';
import { checkFrame, checkScreen, fitsWidth, isLong } from '../pages/screen.ts';
import { langs } from '#shared/lang.ts';
import { changingPages, doorPages, inLanguage, kitPages, prefixes, publicPages, type Prefix } from './routes.ts';

const languages = {
	'': { lang: 'en', dir: 'ltr', name: 'English' },
	'/cy': { lang: 'cy', dir: 'ltr', name: 'Cymraeg' },
	'/ar': { lang: 'ar', dir: 'rtl', name: 'العربية' }
} as const;
const walked = [...publicPages, ...changingPages, ...doorPages];
/** The frame is one component: what it does is tried on one page of each kind, in the long form on all. */
const sampled = isLong ? walked : ['/safety', '/sign-in'];

/** How the thing that has the focus looks: a ring or a shadow, and where it stands. */
const focused = (page: Page) =>
	page.evaluate(() => {
		const element = document.activeElement as HTMLElement;
		const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
		const { top, bottom, width, height } = element.getBoundingClientRect();
		return {
			href: element.getAttribute('href'),
			isMarked: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
			isSeen: width > 20 && height > 20 && top >= 0 && bottom <= innerHeight
		};
	});

async function speaks(page: Page, prefix: Prefix, path: string): Promise<void> {
	const { lang, dir } = languages[prefix];
	await expect(page.locator('html')).toHaveAttribute('lang', lang);
	await expect(page.locator('html')).toHaveAttribute('dir', dir);
	for (const other of prefixes)
		await expect(page.locator(`link[rel=alternate][hreflang=${languages[other].lang}]`)).toHaveAttribute('href', inLanguage(other, path));
	await expect(page.locator('link[rel=alternate]')).toHaveCount(langs.length);
}

// Without script a page is the same in every language: English stands for all there.
for (const prefix of prefixes)
	test.describe(`in ${languages[prefix].lang}`, { tag: prefix ? '@script' : [] }, () => {
		async function looksAt(page: Page, paths: readonly string[]): Promise<void> {
			for (const [i, path] of paths.entries())
				await test.step(path, async () => {
					await page.setViewportSize({ width: 1280, height: 800 });
					const answer = await page.goto(inLanguage(prefix, path));
					expect(answer?.status()).toBe(200);
					await speaks(page, prefix, path);
					await (isLong || i % 3 === prefixes.indexOf(prefix) ? checkScreen(page) : checkFrame(page));
					await page.setViewportSize({ width: 320, height: 568 });
					await fitsWidth(page);
				});
		}
		test('the frame of every page', async ({ page }) => {
			test.slow();
			await looksAt(page, walked);
		});
		test('every part of the kit is sound and fits', ({ page }) => looksAt(page, kitPages));
	});

for (const path of sampled)
	test(`by keyboard: leave first, then the skip link, on ${path}`, async ({ page }) => {
		await page.goto(path);
		await page.keyboard.press('Tab');
		expect(await focused(page)).toEqual({ href: '/leave', isMarked: true, isSeen: true });
		await page.keyboard.press('Tab');
		expect(await focused(page)).toEqual({ href: '#main', isMarked: true, isSeen: true });
		await page.keyboard.press('Enter');
		await expect(page.locator('#main')).toBeFocused();
	});

for (const path of sampled)
	test(`another language keeps the page: ${path}`, async ({ page }) => {
		await page.goto(path);
		for (const prefix of ['/ar', '/cy', ''] as const) {
			await page.getByRole('banner').getByRole('link', { name: languages[prefix].name, exact: true }).click();
			await page.waitForURL((url) => url.pathname === inLanguage(prefix, path));
			await expect(page.locator('html')).toHaveAttribute('lang', languages[prefix].lang);
		}
	});

/** Every word 40 % longer, and the other way round: what a translation may do to a page. */
function stretch(): void {
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const text = texts.currentNode as Text;
		if (text.parentElement?.closest('script, style')) continue;
		text.data = text.data.replaceAll(/\p{L}{2,}/gu, (word) => word + word.slice(0, Math.ceil(word.length * 0.4)));
	}
	document.documentElement.dir = 'rtl';
}

test('longer words, right to left, at 320 px', { tag: '@script' }, async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 568 });
	for (const path of [...walked, ...kitPages])
		await test.step(path, async () => {
			await page.goto(path);
			await page.evaluate(stretch);
			await fitsWidth(page);
		});
});

test(
	'the kit’s first page hydrates without one complaint of the policy; no other page carries framework script',
	{ tag: '@script' },
	async ({ page }) => {
		const complaints: string[] = [];
		page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
		page.on('pageerror', (error) => complaints.push(error.message));
		await page.goto('/ar/console/kit');
		await expect(page.locator('body')).toHaveAttribute('data-sveltekit-reload', '');
		await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
		for (const path of [...walked, ...kitPages.slice(1)]) {
			await page.goto(path);
			expect.soft(await page.locator('script:not([src])').count(), `inline script on ${path}`).toBe(0);
			const scripts = await page.locator('script[src]').evaluateAll((all) => all.map((script) => script.getAttribute('src')));
			expect.soft(scripts.filter((src) => !/^\/_app\/(page|console|passkey|kept|read)\.js$/.test(src ?? ''))).toEqual([]);
		}
		expect(complaints).toEqual([]);
	}
);
