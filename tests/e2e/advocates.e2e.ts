import { expect, test } from '@playwright/test';
import { starts } from '../pages/desk.ts';
import { Person } from '../pages/person.ts';

test('P17, S-27: she lets somebody in for what she ticks; they read that and no more; one button ends it', async ({ page, browser }) => {
	const leah = new Person(page, 'leah');
	const { t } = leah.words;
	await leah.signsIn();
	await leah.presses('link', 'advocates.link');
	await leah.sees(t('advocates.title'));
	await leah.presses('link', 'advocates.add');
	await leah.sees(t('advocates.add'));
	for (const box of await leah.main.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
	await leah.main.getByLabel(t('advocates.name'), { exact: true }).fill('Rosa');
	await leah.presses('button', 'shell.continue');
	// Refused: what was typed stays.
	await expect(page.getByRole('alert')).toContainText(t('advocates.parts.needed'));
	await expect(leah.main.getByLabel(t('advocates.name'), { exact: true })).toHaveValue('Rosa');
	await leah.main.getByRole('radio', { name: t('advocates.kind.friend'), exact: true }).check();
	await leah.main.getByRole('checkbox', { name: t('advocates.part.court'), exact: true }).check();
	await leah.main.getByRole('radio', { name: t('advocates.months.3'), exact: true }).check();
	await leah.main.getByLabel(t('advocates.word'), { exact: true }).fill('kettle');
	await leah.presses('button', 'shell.continue');
	await leah.sees(t('advocates.check'));
	await leah.reads(t('advocates.card.not'), t('advocates.part.updates'));
	await leah.presses('button', 'advocates.check.button');
	await leah.sees(t('advocates.code.heading'));
	const code = (await leah.main.locator('strong[dir="ltr"]').textContent()) ?? '';
	await page.reload();
	await leah.doesNotRead(code);

	const rosa = await starts(browser, 'en', code, 'kettle');
	await rosa.page.goto('/my');
	await rosa.main.getByRole('link', { name: leah.name }).click();
	await expect(rosa.page.getByRole('heading', { level: 1 })).toHaveText(t('advocates.helping.title', { name: leah.name }));
	await expect(rosa.main).toContainText(t('updates.hearings.heading'));
	await expect(rosa.main).not.toContainText(t('updates.sofar.heading'));
	await expect(rosa.main).not.toContainText(t('rights.heading'));

	await page.goto('/my/account/looked');
	await leah.reads(t('looks.who.helper'));
	await page.goto('/my/help/people');
	await leah.presses('button', 'advocates.end');
	await leah.reads(t('advocates.done.ended'));
	expect((await rosa.page.reload())?.status()).toBe(404);
});

test('T35: restorative justice is told, asked for with the exact words, and stopped in one step', async ({ page }) => {
	const leah = new Person(page, 'leah');
	const { t } = leah.words;
	await leah.signsIn();
	await leah.presses('link', 'restorative.link');
	await leah.sees(t('restorative.title'));
	await leah.reads(t('restorative.fact.other'), `${leah.name} would like to hear more about restorative justice.`);
	await leah.presses('button', 'restorative.ask');
	await leah.sees(t('restorative.title'));
	await leah.reads(t('restorative.agreed'));
	await leah.doesNotRead(/willing to take part/);
	await leah.presses('button', 'restorative.stop');
	await leah.sees(t('restorative.title'));
	await expect(leah.main.getByRole('button', { name: t('restorative.ask'), exact: true })).toBeVisible();
});
