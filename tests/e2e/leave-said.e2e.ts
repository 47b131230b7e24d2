import { expect, test } from '@playwright/test';
import { press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';
import { doorPages, personalPages, publicPages } from './routes.ts';
import { invited } from './start-steps.ts';

const name = 'Leah Marsden';

test.describe('S-08 what leaving does not do is said before the first page of one’s own', () => {
	for (const lang of ['en', 'cy', 'ar'] as const)
		test(
			`on the way in and on the safety page, ${lang}`,
			{ tag: lang === 'en' ? [] : ['@script', '@long'] },
			async ({ page, browser, baseURL, javaScriptEnabled }) => {
				const { t: say, to } = wordsIn(lang);
				const main = page.getByRole('main');
				const code = await invited(browser, { baseURL, javaScriptEnabled }, 'Emrys');
				await page.goto(to('/start'));
				await main.getByLabel(say('accounts.start.code.label'), { exact: true }).fill(code);
				await press(page, main.getByRole('button', { name: say('shell.continue'), exact: true }));
				await main.getByLabel(say('accounts.start.word.label'), { exact: true }).fill('lighthouse');
				await press(page, main.getByRole('button', { name: say('shell.continue'), exact: true }));
				await expect(page).toHaveURL(to('/start/before'));
				for (const key of ['seen', 'leave', 'history', 'spy', 'other']) await expect(main).toContainText(say(`safety.before.${key}`));
				await page.goto(to('/safety'));
				for (const key of ['device.history', 'device.erase', 'spy.sees', 'spy.keep', 'cannot.camera', 'cannot.bill', 'cannot.court'])
					await expect(main).toContainText(say(`safety.${key}`));
			}
		);
});

test.describe('S-15 nobody is asked to install', { tag: '@script' }, () => {
	test('the browser’s offer is declined on every kind of page', async ({ page }) => {
		await signInAs(page, name);
		for (const path of [...publicPages, ...doorPages, ...personalPages, '/nothing-here']) {
			await page.goto(path);
			await page.waitForLoadState('load');
			const isDeclined = await page.evaluate(() => !dispatchEvent(new Event('beforeinstallprompt', { cancelable: true })));
			expect.soft(isDeclined, path).toBe(true);
		}
	});
});
