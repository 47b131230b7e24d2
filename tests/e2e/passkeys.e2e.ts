import { expect, test, type CDPSession, type Locator, type Page } from '@playwright/test';
import { arriveAt, fitsWidth, press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const main = (page: Page): Locator => page.getByRole('main');

/** A device with a lock that opens, as Chromium plays it. */
async function aDevice(page: Page): Promise<{ cdp: CDPSession; id: string }> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	const options = {
		protocol: 'ctap2',
		transport: 'internal',
		hasResidentKey: true,
		hasUserVerification: true,
		isUserVerified: true
	} as const;
	const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: { ...options, automaticPresenceSimulation: true }
	});
	return { cdp, id: authenticatorId };
}

async function signOut(page: Page): Promise<void> {
	await press(page, page.getByRole('button', { name: t('shell.signOut') }));
}

async function addsPasskey(page: Page, home: string, label?: string): Promise<void> {
	await page.goto(home);
	await arriveAt(page, t('passkeys.title'));
	// What it means stands before the button (P7).
	await expect(main(page)).toContainText(t('passkeys.meaning'));
	await press(page, main(page).getByRole('link', { name: t('passkeys.add') }));
	await arriveAt(page, t('passkeys.add'));
	await expect(main(page)).toContainText(t('passkeys.meaning'));
	if (label) await page.getByLabel(t('passkeys.label')).fill(label);
	await press(page, main(page).getByRole('button', { name: t('passkeys.add.button') }));
	await expect(page).toHaveURL(home);
}

async function usesPasskey(page: Page): Promise<void> {
	await page.goto('/sign-in');
	await press(page, main(page).getByRole('button', { name: t('passkeys.use') }));
}

test('@script P7 a worker adds a passkey, signs out, and comes in with it: no name, no password', async ({ page }) => {
	const { cdp, id } = await aDevice(page);
	await signInAs(page, 'Sam Idris');
	await addsPasskey(page, '/console/account/passkeys');
	await arriveAt(page, t('passkeys.title'));
	const own = main(page).getByRole('region', { name: /Passkey 1/ });
	await expect(own).toContainText(t('passkeys.new'));
	await expect(own).toContainText(t('passkeys.used.never'));
	await expect(own).toContainText(t('passkeys.where.device'));
	// The only second step of who works here cannot be taken away.
	await expect(own).toContainText(t('passkeys.last'));
	await expect(own.getByRole('link')).toHaveCount(0);
	const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: id });
	expect(credentials.map(({ isResidentCredential, rpId }) => [isResidentCredential, rpId])).toEqual([[true, 'localhost']]);
	await signOut(page);
	await page.goto('/console');
	await expect(page).toHaveURL('/sign-in');
	await usesPasskey(page);
	await expect(page).toHaveURL('/console');
	await page.goto('/console/account/passkeys');
	await expect(main(page).getByRole('region', { name: /Passkey 1/ })).not.toContainText(t('passkeys.used.never'));
});

test('@script P7 a person adds one by own wish; removed, it opens nothing and its sessions are dead', async ({
	page,
	browser,
	baseURL
}) => {
	await aDevice(page);
	await signInAs(page, 'Grace Whitlock');
	await addsPasskey(page, '/my/account/passkeys', 'The blue phone');
	await arriveAt(page, t('passkeys.title'));
	expect(await page.title()).not.toMatch(/Grace|crime|case/i);
	await signOut(page);
	await usesPasskey(page);
	await expect(page).toHaveURL('/my');
	const [cookie] = await page.context().cookies();
	// The same account on another device, signed in the ordinary way, takes it away.
	const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
	const elsewhere = await other.newPage();
	await signInAs(elsewhere, 'Grace Whitlock');
	await elsewhere.goto('/my/account/passkeys');
	await press(elsewhere, main(elsewhere).getByRole('link', { name: t('passkeys.remove.named', { name: 'The blue phone' }) }));
	await arriveAt(elsewhere, t('passkeys.remove.heading', { name: 'The blue phone' }));
	await press(elsewhere, main(elsewhere).getByRole('button', { name: t('passkeys.remove') }));
	await arriveAt(elsewhere, t('passkeys.title'));
	await expect(main(elsewhere)).toContainText(t('passkeys.none'));
	await other.close();
	expect((await page.context().cookies())[0]?.value).toBe(cookie?.value);
	await page.goto('/my');
	await expect(page).toHaveURL('/sign-in');
	await usesPasskey(page);
	await arriveAt(page, t('passkeys.use.heading'));
	await expect(page.getByRole('alert')).toContainText(t('passkeys.wrong'));
	await page.goto('/my');
	await expect(page).toHaveURL('/sign-in');
});

test('@script nothing is asked of a device before a button is pressed, and a closed lock changes nothing', async ({ page }) => {
	const { cdp, id } = await aDevice(page);
	let asked = 0;
	await page.route('**/ask', (route) => {
		asked++;
		return route.continue();
	});
	await page.goto('/sign-in');
	await arriveAt(page, t('accounts.signIn.heading'));
	await expect(page.locator('input[autocomplete*=webauthn]')).toHaveCount(0);
	expect(asked).toBe(0);
	await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
	await main(page)
		.getByRole('button', { name: t('passkeys.use') })
		.click();
	await expect(page.getByRole('status').filter({ hasText: t('passkeys.said.stopped') })).toBeVisible();
	expect(asked).toBe(1);
	await expect(page).toHaveURL('/sign-in');
});

test('without a browser that can, nothing about passkeys is offered but words, and the other ways stand', async ({ page }) => {
	await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
	await page.goto('/sign-in');
	await arriveAt(page, t('accounts.signIn.heading'));
	await expect(main(page).getByRole('button', { name: t('passkeys.use') })).toBeHidden();
	await signInAs(page, 'Ravi');
	await page.goto('/my/account/passkeys/add');
	await arriveAt(page, t('passkeys.add'));
	await expect(main(page)).toContainText(t('passkeys.script'));
	await expect(main(page).getByRole('button')).toHaveCount(0);
	await page.context().clearCookies();
	await signInAs(page, 'Wanda Kowal');
	await page.goto('/console/account/passkeys/add');
	await press(page, main(page).getByRole('link', { name: t('passkeys.script.app') }));
	await arriveAt(page, t('passkeys.app.add'));
	await expect(main(page).getByLabel(t('accounts.enrol.label'))).toBeVisible();
});

for (const lang of ['en', 'cy', 'ar'] as const)
	test(`the pages fit a small phone and are whole in ${lang}`, { tag: '@long' }, async ({ page }) => {
		const words = wordsIn(lang);
		await page.setViewportSize({ width: 320, height: 640 });
		await signInAs(page, 'Aisha Rahman');
		for (const path of [
			'/agency/account/passkeys',
			'/agency/account/passkeys/add',
			'/agency/account/passkeys/app',
			'/sign-in',
			'/sign-in/passkey'
		]) {
			await page.goto(words.to(path));
			await expect(page.locator('h1')).toHaveCount(1);
			await fitsWidth(page);
			expect(await main(page).innerText()).not.toMatch(/passkeys\.\w|accounts\.\w/);
		}
	});
