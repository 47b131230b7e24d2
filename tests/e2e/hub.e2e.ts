import { expect, test, type Page } from '@playwright/test';
import { arriveAt, press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const main = (page: Page) => page.getByRole('main');
const foot = (page: Page) => page.getByRole('contentinfo');

/** What a public page says, or says no more, within seconds of the change: every process asks anew, and lets its pages go. */
const says = (page: Page, path: string, texts: readonly string[], not = '~') =>
	expect(async () => {
		await page.goto(path);
		for (const text of texts) await expect(foot(page)).toContainText(text, { timeout: 500 });
		await expect(foot(page)).not.toContainText(not, { timeout: 500 });
	}).toPass({ timeout: 20_000 });

async function send(page: Page, part: string, fields: Record<string, string>): Promise<void> {
	await page.goto('/console/hub');
	await press(page, main(page).getByRole('link', { name: `${t('hub.change')} ${t(`hub.part.${part}`)}` }));
	await arriveAt(page, t(`hub.part.${part}`));
	for (const [name, value] of Object.entries(fields)) await main(page).locator(`[name="${name}"]`).fill(value);
	await press(page, main(page).getByRole('button', { name: t('hub.save') }));
}
/** Both walks, with script and without, are in one house: who is told that somebody else was first, begins again. */
const change = (page: Page, part: string, fields: Record<string, string>) =>
	expect(async () => {
		await send(page, part, fields);
		await arriveAt(page, t('hub.title'));
	}).toPass({ timeout: 60_000 });

/** One walk changes the one, the other the other, so that neither waits for what the other takes back. */
const walks = {
	off: {
		...{ part: 'phone', wrong: { phone: 'call us' }, error: 'hub.error.phone' },
		...{ to: { phone: '0808 157 0123', relay: '18001 0808 157 0123' }, back: { phone: '0808 157 0000', relay: '' } },
		en: ['0808 157 0123', '18001 0808 157 0123'],
		cy: ['0808 157 0123', wordsIn('cy').t('shell.foot.relay')],
		ar: ['0808 157 0123', wordsIn('ar').t('shell.foot.relay')],
		gone: '0123'
	},
	on: {
		...{ part: 'hours', wrong: { from6: '10:00', to6: '9' }, error: 'hub.error.time' },
		...{ to: { from6: '10:00', to6: '13:00' }, back: { from6: '', to6: '' } },
		en: ['Monday to Friday, 9:00 am to 5:00 pm; Saturday, 10:00 am to 1:00 pm'],
		cy: ['Dydd Llun i ddydd Gwener', 'Sadwrn'],
		ar: ['السبت'],
		gone: 'Saturday'
	}
} as const;

test('F84 a supervisor changes the phone or the hours: the front page says so, in Welsh and Arabic too', async ({
	page,
	browser,
	baseURL
}) => {
	test.setTimeout(180_000);
	const { part, wrong, error, to, back, en, cy, ar, gone } = walks[test.info().project.use.javaScriptEnabled === false ? 'off' : 'on'];
	const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), javaScriptEnabled: false });
	const anyone = await context.newPage();
	await says(anyone, '/', ['Monday to Friday, 9:00 am to 5:00 pm'], gone);
	await signInAs(page, 'Helen Reyes');
	await press(page, page.getByRole('navigation', { name: t('shell.menu'), exact: true }).getByRole('link', { name: t('hub.title') }));
	await arriveAt(page, t('hub.title'));
	try {
		await send(page, part, wrong);
		await expect(page.getByRole('alert').getByRole('link', { name: t(error) })).toBeVisible();
		for (const [name, value] of Object.entries(wrong)) await expect(main(page).locator(`[name="${name}"]`)).toHaveValue(value);
		await change(page, part, to);
		await expect(main(page).getByRole('row').nth(1)).toContainText('Helen Reyes');
		await says(anyone, '/', en);
		await says(anyone, '/cy', cy);
		await says(anyone, '/ar', ar);
	} finally {
		await change(page, part, back);
	}
	await says(anyone, '/', ['Monday to Friday, 9:00 am to 5:00 pm'], gone);
	await context.close();
});

test('F84 a care worker finds no such page', async ({ page }) => {
	await signInAs(page, 'Jo Lane');
	for (const path of ['/console/hub', '/console/hub/phone']) expect((await page.goto(path))?.status()).toBe(404);
});
