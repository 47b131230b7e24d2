import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

/** The long form (`npm run test:long`) looks at everything; the short one at each page once. */
export const isLong = Boolean(process.env.WAYMARK_LONG);

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const seen = new Set<string>();
/**
 * Whether nothing like this screen was looked at before in this run: its page, its language, and whether something is wrong on it. In the short form a journey looks closely at such a
 * screen once, however often it comes by; in the long one each time.
 */
export async function isNewScreen(page: Page): Promise<boolean> {
	const alerts = await page.getByRole('alert').count();
	const screen = `${new URL(page.url()).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')} ${await page.title()} ${alerts}`;
	const isNew = isLong || !seen.has(screen);
	seen.add(screen);
	return isNew;
}

/** Arriving on a screen checks it: one heading, a title, landmarks, the way out, axe, and no wider than a small phone. No test can forget to. */
export async function arriveAt(page: Page, heading: string | RegExp): Promise<void> {
	await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
	await checkFrame(page);
	if (test.info().project.use.javaScriptEnabled === false || !(await isNewScreen(page))) return;
	await checkAxe(page);
	const size = page.viewportSize();
	await page.setViewportSize({ width: 320, height: 568 });
	await fitsWidth(page);
	if (size) await page.setViewportSize(size);
}

/** What every page owes, whatever it is about. */
export async function checkScreen(page: Page): Promise<void> {
	await checkFrame(page);
	await checkAxe(page);
}

/** One heading, a title, landmarks, the way out. */
export async function checkFrame(page: Page): Promise<void> {
	await expect(page.locator('h1')).toHaveCount(1);
	await expect(page).toHaveTitle(/\S/);
	for (const landmark of ['banner', 'main', 'contentinfo'] as const) await expect(page.getByRole(landmark)).toHaveCount(1);
	await expect(page.locator('aside [data-leave]')).toBeInViewport();
}

/** axe is itself a script: with scripts off it would wait for ever. */
async function checkAxe(page: Page): Promise<void> {
	if (test.info().project.use.javaScriptEnabled === false) return;
	// No page here has frames: the older mode needs no second page to join their results, and halves the time.
	const { violations } = await new AxeBuilder({ page })
		.options({ runOnly: tags, resultTypes: ['violations'] })
		.setLegacyMode()
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** Nothing may be wider than the screen: a person at 320 px must not have to scroll sideways (WCAG 1.4.10). */
export async function fitsWidth(page: Page): Promise<void> {
	const sizes = await page.evaluate(() => ({ inner: document.documentElement.clientWidth, content: document.documentElement.scrollWidth }));
	expect(sizes.content, `the page is ${sizes.content} px wide on a screen of ${sizes.inner}`).toBeLessThanOrEqual(sizes.inner);
}

/** Presses something that leads on, and waits until the page that comes is there: without script as with it. */
export async function press(page: Page, what: Locator): Promise<void> {
	const came = page.waitForEvent('domcontentloaded');
	await what.click();
	await came;
}

/** Signs in as one of the invented people, by the button with the name. */
export async function signInAs(page: Page, name: string, lang = ''): Promise<void> {
	await page.goto(`${lang}/demo`);
	await page.getByRole('button', { name: new RegExp(name) }).click();
	await page.waitForURL(/\/(my|console|agency)(\/|$|\?)/);
}
