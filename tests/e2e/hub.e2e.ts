import { expect, test, type Page } from '@playwright/test';
import { arriveAt, press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const main = (page: Page) => page.getByRole('main');
const foot = (page: Page) => page.getByRole('contentinfo');

/** What a public page says within seconds of the change: every process asks anew, and lets its pages go. */
const says = (page: Page, path: string, ...texts: string[]) =>
	expect(async () => {
		await page.goto(path);
		for (const text of texts) await expect(foot(page)).toContainText(text, { timeout: 500 });
	}).toPass({ timeout: 20_000 });

async function change(page: Page, part: string, fields: Record<string, string>): Promise<void> {
	await page.goto('/console/hub');
	await arriveAt(page, t('hub.title'));
	await press(page, main(page).getByRole('link', { name: `${t('hub.change')} ${t(`hub.part.${part}`)}` }));
	await arriveAt(page, t(`hub.part.${part}`));
	for (const [name, value] of Object.entries(fields)) await main(page).locator(`[name="${name}"]`).fill(value);
	await press(page, main(page).getByRole('button', { name: t('hub.save') }));
}

test('F84 a supervisor changes the phone and the hours: the front page says so, in Welsh and Arabic too', async ({
	page,
	browser,
	baseURL
}) => {
	test.setTimeout(180_000);
	const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), javaScriptEnabled: false });
	const anyone = await context.newPage();
	await says(anyone, '/', '0808 157 0000', '9:00 am to 5:00 pm');
	await signInAs(page, 'Helen Reyes');
	await press(page, page.getByRole('navigation', { name: t('shell.menu'), exact: true }).getByRole('link', { name: t('hub.title') }));
	try {
		await change(page, 'phone', { phone: '0808 157 01', relay: 'call us' });
		await expect(page.getByRole('alert').getByRole('link', { name: t('hub.error.phone') })).toBeVisible();
		await expect(main(page).locator('[name="phone"]')).toHaveValue('0808 157 01');
		await change(page, 'phone', { phone: '0808 157 0123', relay: '18001 0808 157 0123' });
		await arriveAt(page, t('hub.title'));
		await change(page, 'hours', { from6: '10:00', to6: '13:00' });
		await arriveAt(page, t('hub.title'));
		await expect(main(page)).toContainText('Saturday, 10:00 am to 1:00 pm');
		await expect(main(page).getByRole('row').nth(1)).toContainText('Helen Reyes');

		await says(anyone, '/', '0808 157 0123', '18001 0808 157 0123', 'Monday to Friday, 9:00 am to 5:00 pm; Saturday, 10:00 am to 1:00 pm');
		await says(anyone, '/cy', '0808 157 0123', wordsIn('cy').t('shell.foot.relay'), 'Sadwrn');
		await says(anyone, '/ar', '0808 157 0123', wordsIn('ar').t('shell.foot.relay'));
	} finally {
		await change(page, 'phone', { phone: '0808 157 0000', relay: '' });
		await change(page, 'hours', { from6: '', to6: '' });
	}
	await says(anyone, '/', '0808 157 0000', 'Monday to Friday, 9:00 am to 5:00 pm');
	await expect(foot(anyone)).not.toContainText('Saturday');
	await context.close();
});

test('F84 a care worker finds no such page', async ({ page }) => {
	await signInAs(page, 'Jo Lane');
	for (const path of ['/console/hub', '/console/hub/phone']) expect((await page.goto(path))?.status()).toBe(404);
});
