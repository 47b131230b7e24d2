import { expect, test, type Page } from '@playwright/test';
import { demoPassphrase } from '#demo/passphrase.ts';
import { demoSignIn } from '#demo/seed.ts';
import { arriveAt, press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const nameField = (page: Page) => page.getByLabel(t('accounts.signIn.name.label'));
const passwordField = (page: Page) => page.getByLabel(t('accounts.signIn.password.label'));

/** Tries once and tells all that somebody could learn from the answer. */
async function tries(page: Page, name: string, password: string) {
	await page.goto('/sign-in');
	await nameField(page).fill(name);
	await passwordField(page).fill(password);
	const answer = page.waitForResponse((response) => response.request().method() === 'POST');
	await press(page, page.getByRole('main').getByRole('button', { name: t('accounts.signIn.button') }));
	const response = await answer;
	const headers = Object.keys(await response.allHeaders()).sort();
	const words = (await page.getByRole('main').innerText()).replaceAll(name, '');
	return { status: response.status(), headers, words, title: await page.title() };
}

test('T31 a wrong password and a name nobody has get the same answer', async ({ page }) => {
	const wrong = await tries(page, demoSignIn('nerys'), 'not the right words at all');
	await arriveAt(page, t('accounts.signIn.heading'));
	expect(wrong.status).toBe(422);
	expect(wrong.title).toBe(`Error: ${t('accounts.signIn.title')}`);
	await expect(page.getByRole('alert')).toContainText('The sign-in name or the password does not match. Check both.');
	await expect(nameField(page)).toHaveValue(demoSignIn('nerys'));
	await expect(passwordField(page)).toHaveValue('');
	await page.getByRole('alert').getByRole('link').first().click();
	await expect(passwordField(page)).toBeFocused();
	expect(await tries(page, 'silver teapot 77', 'not the right words at all')).toEqual(wrong);
	expect(await tries(page, demoSignIn('jo'), 'not the right words at all')).toEqual(wrong);
});

test('what is missing is said beside its field', async ({ page }) => {
	await tries(page, '', '');
	await arriveAt(page, t('accounts.signIn.heading'));
	for (const key of ['accounts.signIn.name.missing', 'accounts.password.missing']) {
		await expect(page.getByRole('alert').getByRole('link', { name: t(key) })).toBeVisible();
	}
	await expect(nameField(page)).toHaveAccessibleDescription(new RegExp(t('accounts.signIn.name.missing')));
	await expect(nameField(page)).toHaveAttribute('aria-invalid', 'true');
});

test('a person comes in by name and password; their cookie opens nothing of the hub’s', async ({ page, baseURL }) => {
	await page.goto('/sign-in');
	await nameField(page).fill(demoSignIn('ravi').toUpperCase());
	await passwordField(page).fill(demoPassphrase);
	await press(page, page.getByRole('main').getByRole('button', { name: t('accounts.signIn.button') }));
	await expect(page).toHaveURL('/my');
	const cookies = await page.context().cookies();
	expect(cookies.map(({ name, httpOnly, expires, sameSite }) => ({ name, httpOnly, expires, sameSite }))).toEqual([
		{ name: 'w', httpOnly: true, expires: -1, sameSite: 'Lax' }
	]);
	// Also not where it is put into the cookie of the other door.
	await page.context().addCookies([{ name: 'c', value: cookies[0]?.value ?? '', url: baseURL ?? '' }]);
	for (const path of ['/console', '/console/people', '/console/reports', '/agency']) {
		await page.goto(path);
		await expect(page).toHaveURL('/sign-in');
	}
});

test('a person cannot open another person’s case by its address', async ({ page }) => {
	await signInAs(page, 'Grace Whitlock');
	const grace = await page.locator('main a[href*="/my/updates/"]').first().getAttribute('href');
	await page.context().clearCookies();
	await signInAs(page, 'Daniel Frost');
	for (const path of ['', '/news', '/print', '/hide/all', '/do/5']) {
		expect((await page.goto(`${grace}${path}`))?.status(), path).toBe(404);
		await expect(page.getByRole('main')).not.toContainText('Hull Crown Court');
	}
});
