import { expect, test, type Page } from '@playwright/test';
import { arriveAt, fitsWidth, press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const main = (page: Page) => page.getByRole('main');

test.describe('the team', () => {
	test.describe.configure({ mode: 'serial' });
	const name = 'Petra Field';

	test('a care worker finds no team, in the menu or at its address', async ({ page }) => {
		await signInAs(page, 'Jo Lane');
		await expect(
			page.getByRole('navigation', { name: t('shell.menu'), exact: true }).getByRole('link', { name: t('shell.menu.team'), exact: true })
		).toHaveCount(0);
		expect((await page.goto('/console/team'))?.status()).toBe(404);
		expect((await page.goto('/console/team/add'))?.status()).toBe(404);
	});

	test('ASVS 6.4.4 a supervisor adds a commissioner, who starts with the code and finds reports and nothing else', async ({
		page,
		browser,
		baseURL
	}) => {
		await signInAs(page, 'Helen Reyes');
		await press(
			page,
			page.getByRole('navigation', { name: t('shell.menu'), exact: true }).getByRole('link', { name: t('shell.menu.team'), exact: true })
		);
		await arriveAt(page, t('team.title'));
		await expect(main(page).getByRole('row', { name: /Jo Lane/ })).toContainText(t('team.role.care'));
		await press(page, main(page).getByRole('link', { name: t('team.add') }));
		await arriveAt(page, t('team.add'));
		await page.getByLabel(t('team.add.name'), { exact: true }).fill(name);
		await page.getByLabel(t('team.add.team'), { exact: true }).fill('Commissioners');
		await page.getByRole('checkbox', { name: t('team.role.commissioner') }).check();
		await page.getByLabel(t('console.invite.word'), { exact: true }).fill('Kettle');
		await press(page, main(page).getByRole('button', { name: t('team.add.button') }));
		// Without saying that it is them, no code is made.
		await expect(page.getByRole('alert').getByRole('link', { name: t('team.checked.needed') })).toBeVisible();
		await page.getByRole('checkbox', { name: t('team.checked.yes') }).check();
		// The word is a secret and was not sent back.
		await page.getByLabel(t('console.invite.word'), { exact: true }).fill('Kettle');
		await press(page, main(page).getByRole('button', { name: t('team.add.button') }));
		await arriveAt(page, name);
		const code = await page.locator('[data-code]').innerText();
		await page.reload();
		await expect(page.getByText(code)).toHaveCount(0);
		await expect(main(page)).toContainText(t('team.state.invited'));

		const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), javaScriptEnabled: false });
		const hers = await context.newPage();
		const goesOn = async (button: string) => press(hers, main(hers).getByRole('button', { name: t(button), exact: true }));
		await hers.goto('/start');
		await hers.getByLabel(t('accounts.start.code.label'), { exact: true }).fill(code);
		await goesOn('shell.continue');
		await hers.getByLabel(t('accounts.start.word.label'), { exact: true }).fill('kettle');
		await goesOn('shell.continue');
		await expect(hers).toHaveURL('/start/name');
		await hers
			.getByRole('button', { name: t('accounts.start.name.use') })
			.first()
			.click();
		await expect(hers).toHaveURL('/start/password');
		await hers
			.getByRole('button', { name: t('accounts.start.password.use') })
			.first()
			.click();
		await expect(hers).toHaveURL('/console/reports');
		const links = await hers
			.getByRole('navigation', { name: t('shell.menu') })
			.getByRole('link')
			.allInnerTexts();
		expect(links).toEqual([t('shell.menu.reports'), t('entries.gaps.menu'), t('shell.menu.yourAccount')]);
		for (const path of ['/console', '/console/people', '/console/nothing-new', '/console/feeds', '/console/team'])
			expect((await hers.goto(path))?.status(), path).toBe(404);
		expect((await hers.goto('/console/reports'))?.status()).toBe(200);

		// What she may do is changed: she is signed out at once, and comes in as what she is then.
		await page.reload();
		await expect(main(page)).toContainText(t('team.state.active'));
		await page.getByRole('checkbox', { name: t('team.role.care') }).check();
		await press(page, main(page).getByRole('button', { name: t('team.roles.save') }));
		await arriveAt(page, name);
		await hers.goto('/console/reports');
		await expect(hers).toHaveURL('/sign-in');
		await context.close();
	});

	test('ASVS 7.4.5 ends somebody’s sessions, and shuts out who left; their cases are to be handed over', async ({
		page,
		browser,
		baseURL
	}) => {
		const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
		const theirs = await context.newPage();
		await signInAs(theirs, 'Sam Idris');
		await signInAs(page, 'Helen Reyes');
		await page.goto('/console/team');
		await press(page, main(page).getByRole('link', { name: 'Sam Idris' }));
		await arriveAt(page, 'Sam Idris');
		await press(page, main(page).getByRole('button', { name: t('team.end.button', { name: 'Sam Idris' }) }));
		await arriveAt(page, 'Sam Idris');
		await theirs.goto('/console');
		await expect(theirs).toHaveURL('/sign-in');
		await context.close();
		await page.goto('/console/team');
		await press(page, main(page).getByRole('link', { name }));
		await press(page, main(page).getByRole('button', { name: t('team.left.button') }));
		await expect(page.getByRole('alert').getByRole('link', { name: t('team.left.needed') })).toBeVisible();
		await page.getByRole('checkbox', { name: t('team.left.yes') }).check();
		await press(page, main(page).getByRole('button', { name: t('team.left.button') }));
		await arriveAt(page, name);
		await expect(main(page)).toContainText(t('team.state.left'));
		await page.goto('/console/team');
		await expect(main(page).getByRole('link', { name })).toHaveCount(0);
		// A supervisor's own page offers neither roles nor leaving.
		await press(page, main(page).getByRole('link', { name: 'Helen Reyes' }));
		await arriveAt(page, 'Helen Reyes');
		await expect(main(page).getByRole('button', { name: t('team.roles.save') })).toHaveCount(0);
		await expect(main(page).getByRole('button', { name: t('team.left.button') })).toHaveCount(0);
	});

	test('the pages fit a small phone in every language', { tag: '@long' }, async ({ page }) => {
		await page.setViewportSize({ width: 320, height: 640 });
		await signInAs(page, 'Helen Reyes');
		for (const lang of ['en', 'cy', 'ar'] as const) {
			const { to } = wordsIn(lang);
			for (const path of ['/console/team', '/console/team/add']) {
				await page.goto(to(path));
				await fitsWidth(page);
				expect(await main(page).innerText()).not.toMatch(/team\.\w/);
			}
		}
	});
});
