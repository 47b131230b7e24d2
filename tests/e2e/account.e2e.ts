import { devices, expect, test, type Browser, type Page } from '@playwright/test';
import { demoPassphrase } from '#demo/passphrase.ts';
import { workerOf } from '#demo/people.ts';
import { Person } from '../pages/person.ts';
import { arriveAt, fitsWidth, press, signInAs } from '../pages/screen.ts';
import { Worker } from '../pages/worker.ts';
import { wordsIn, type JourneyWords } from '../pages/words.ts';

const { t } = wordsIn('en');
type House = { baseURL?: string | undefined; javaScriptEnabled?: boolean | undefined };
const buttonOf = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Somebody new, invited by Jo, on their own page; the name and the three words they sign in by. */
async function begins(page: Page, browser: Browser, { baseURL = '', javaScriptEnabled = true }: House, name: string) {
	const jo = await Worker.comes(browser, { baseURL, javaScriptEnabled }, 'jo');
	const code = await jo.invites(name, 'lighthouse');
	await jo.leaves();
	await page.goto('/start');
	await page.getByLabel(t('accounts.start.code.label'), { exact: true }).fill(code);
	await press(page, buttonOf(page, t('shell.continue')));
	await page.getByLabel(t('accounts.start.word.label'), { exact: true }).fill('lighthouse');
	await press(page, buttonOf(page, t('shell.continue')));
	await press(page, page.getByRole('link', { name: t('safety.before.go') }));
	const offered = page.getByRole('main').locator('form.sheet bdi');
	const signIn = await offered.innerText();
	await press(page, buttonOf(page, t('accounts.start.name.use')));
	const password = await offered.innerText();
	await press(page, buttonOf(page, t('accounts.start.password.use')));
	await press(page, page.getByRole('link', { name: t('accounts.start.contact.later') }));
	await arriveAt(page, new RegExp(name));
	return { signIn, password };
}

async function signsIn(page: Page, signIn: string, password: string): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel(t('accounts.signIn.name.label')).fill(signIn);
	await page.getByLabel(t('accounts.signIn.password.label')).fill(password);
	await press(page, page.getByRole('main').getByRole('button', { name: t('accounts.signIn.button') }));
}

async function typesPassword(page: Page, { t: say }: JourneyWords, password: string): Promise<void> {
	await page.getByLabel(say('accounts.signIn.password.label'), { exact: true }).fill(password);
	await press(page, page.getByRole('main').getByRole('button', { name: say('shell.continue'), exact: true }));
}

test('S-30 P6: a person looks after her own account, and closes it', async ({ page, browser, baseURL, javaScriptEnabled }) => {
	test.setTimeout(300_000);
	const { signIn, password } = await begins(page, browser, { baseURL, javaScriptEnabled }, 'Marli');
	const main = page.getByRole('main');
	const goes = (key: string) => press(page, main.getByRole('link', { name: new RegExp(`^${t(key)}`) }));
	const mine = (path = '') => page.goto(`/my/account${path}`);
	const phone = await browser.newContext({ ...devices['iPhone 13'], baseURL, javaScriptEnabled });
	const there = await phone.newPage();

	await test.step('what can be done, and not the name she signs in by', async () => {
		await press(page, page.getByRole('link', { name: t('shell.menu.account') }));
		await arriveAt(page, t('account.own.heading'));
		await expect(page).toHaveTitle('My account');
		await expect(main).not.toContainText(signIn);
		await expect(main).not.toContainText(t('account.changed.heading'));
	});

	await test.step('S-30: the other device is a phone and nothing more; signed out, it meets the door', async () => {
		await signsIn(there, signIn, password);
		await expect(there).toHaveURL('/my');
		await goes('account.devices.title');
		await arriveAt(page, t('account.devices.heading'));
		await expect(main.getByRole('heading', { level: 2 })).toHaveText([t('account.devices.this.computer'), t('account.devices.phone')]);
		const row = main.locator('.sheet', { hasText: t('account.devices.phone') });
		await expect(row).toContainText('10 June 2026 at 11:00 am');
		await expect(main).not.toContainText(/iPhone|Safari|Chrome|192|127/);
		await press(page, row.getByRole('button', { name: t('account.devices.end') }));
		await expect(main).toContainText(t('account.devices.done.one'));
		await expect(main).toContainText(t('account.devices.alone'));
		await there.goto('/my');
		await expect(there).toHaveURL('/sign-in');
	});

	let changed = '';
	await test.step('P6: three other words; the other device goes; the page says for a day what changed', async () => {
		await signsIn(there, signIn, password);
		await mine();
		await goes('account.password.title');
		await arriveAt(page, t('account.password.title'));
		await page.getByText(t('accounts.start.own'), { exact: true }).click();
		await page.getByLabel(t('accounts.start.password.label')).fill('kettle');
		await press(page, buttonOf(page, t('shell.save')));
		await arriveAt(page, t('account.password.title'));
		await expect(page.getByRole('alert')).toContainText(t('accounts.password.short'));
		await expect(page.locator('#others')).toBeChecked();
		changed = await main.locator('form.sheet bdi').innerText();
		await press(page, buttonOf(page, t('accounts.start.password.use')));
		await arriveAt(page, t('account.own.heading'));
		await expect(main).toContainText(t('account.done.password'));
		await expect(main).toContainText('Your password was changed on 10 June 2026 at 11:00 am.');
		await expect(main.getByRole('link', { name: '0808 157 0000' })).toHaveAttribute('href', 'tel:08081570000');
		await there.goto('/my');
		await expect(there).toHaveURL('/sign-in');
		await signsIn(there, signIn, password);
		await expect(there.getByRole('alert')).toContainText(t('accounts.signIn.wrong'));
	});

	await test.step('"Was this not you?": everything else is signed out from where it says so', async () => {
		await signsIn(there, signIn, changed);
		await expect(there).toHaveURL('/my');
		await mine();
		await press(page, buttonOf(page, t('account.devices.others')));
		await expect(main).toContainText(t('account.devices.done.others'));
		await there.goto('/my');
		await expect(there).toHaveURL('/sign-in');
	});

	await test.step('P24 S-28: hidden until she is there again; Back shows nothing; the way out stays', async () => {
		await page.goto('/my');
		await press(page, buttonOf(page, t('shell.hide')));
		await arriveAt(page, t('account.again.hidden.heading'));
		await expect(page).toHaveTitle('Page hidden');
		await expect(page.locator('aside [data-leave]')).toBeVisible();
		await expect(page.locator('body')).not.toContainText('Marli');
		for (const returns of [() => page.goBack(), () => page.goto('/my'), () => page.goto('/my/account/devices')]) {
			await returns();
			await arriveAt(page, t('account.again.hidden.heading'));
			await expect(page.locator('body')).not.toContainText('Marli');
		}
		await page.goto('/my/again?to=/my/account');
		await typesPassword(page, wordsIn('en'), password);
		await expect(page.getByRole('alert')).toContainText(t('account.again.wrong'));
		await typesPassword(page, wordsIn('en'), changed);
		await arriveAt(page, t('account.own.heading'));
	});

	await test.step('she reads what closes and what stays, and closes it', async () => {
		await goes('account.close.title');
		await arriveAt(page, t('account.close.heading'));
		await expect(main).toContainText('Call us on 0808 157 0000. We can give you a new code, and you can start again.');
		await press(page, buttonOf(page, t('account.close.button')));
		await expect(page).toHaveURL('/');
		expect(await page.context().cookies()).toEqual([]);
		await page.goto('/my');
		await expect(page).toHaveURL('/sign-in');
		await signsIn(page, signIn, changed);
		await expect(page.getByRole('alert')).toContainText(t('accounts.signIn.wrong'));
	});
	await phone.close();
});

for (const [key, lang] of [
	['nerys', 'cy'],
	['rana', 'ar']
] as const)
	test(
		`P24 S-28 WCAG 2.2.1: hiding, proving, and how long the page stays open, in ${lang}`,
		{ tag: lang === 'cy' ? [] : '@long' },
		async ({ page }) => {
			const person = new Person(page, key);
			const { t: say, to } = person.words;
			await person.signsIn();
			await test.step('hide now, from the page of her case', async () => {
				await person.opens(key === 'nerys' ? 'my.read' : undefined);
				await press(page, page.getByRole('button', { name: say('shell.hide'), exact: true }));
				await person.sees(say('account.again.hidden.heading'));
				await expect(page.locator('body')).not.toContainText(person.name);
				await person.reads(demoPassphrase);
				await typesPassword(page, person.words, demoPassphrase);
				await person.sees(say('updates.heading'));
			});
			await test.step('five minutes', async () => {
				await page.goto(to('/my/account'));
				await person.sees(say('account.own.heading'));
				await press(page, person.main.getByRole('link', { name: new RegExp(`^${say('account.time.title')}`) }));
				await person.sees(say('account.time.heading'));
				await person.main.getByRole('radio', { name: say('account.time.minutes', { count: 5 }), exact: true }).check();
				await person.presses('button', 'shell.save');
				await person.sees(say('account.own.heading'));
				await person.reads(say('account.done.time'));
				await expect(page.locator('[data-timeout]')).toHaveAttribute('data-timeout', '300');
			});
			await test.step('the question two minutes before the end, and staying', async () => {
				await page.goto(to('/my/still?to=/my/account/time'));
				await person.sees(say('account.still.heading'));
				await expect(page.getByRole('navigation', { name: say('shell.menu') })).toHaveCount(0);
				await person.presses('button', 'shell.timeout.stay');
				await person.sees(say('account.time.heading'));
			});
		}
	);

test('WCAG 2.2.1: without script a page asks by itself, and where somebody writes it says how long there is', async ({
	page,
	javaScriptEnabled
}) => {
	test.skip(javaScriptEnabled !== false, 'with script the page itself warns');
	await signInAs(page, 'Grace Whitlock');
	const refresh = page.locator('meta[http-equiv=refresh]');
	await page.goto('/my/rights');
	await expect(refresh).toHaveAttribute('content', '780;url=/my/still?to=%2Fmy%2Frights');
	await page.goto('/my/account/password');
	await expect(refresh).toHaveCount(0);
	// Playwright's own reading of an element leaves <noscript> out.
	const note = page.locator('main noscript p');
	await expect(note).toBeVisible();
	await expect(note).toHaveText(t('account.writing', { count: 15 }));
	await page.goto('/my/still?to=%2Fmy%2Frights');
	await expect(refresh).toHaveAttribute('content', '120;url=/sign-in');
	await press(page, buttonOf(page, t('shell.timeout.stay')));
	await expect(page).toHaveURL('/my/rights');
	await page.context().clearCookies();
	await page.goto('/my/still?to=%2Fmy%2Frights');
	await press(page, buttonOf(page, t('shell.timeout.stay')));
	await expect(page).toHaveURL('/sign-in');
	await expect(refresh).toHaveCount(0);
});

for (const [who, home] of [
	['Jo Lane', '/console'],
	['Peter Shaw', '/agency']
] as const)
	test(`S-28 S-30: ${home} has the same for those who work there`, { tag: home === '/console' ? [] : '@long' }, async ({ page }) => {
		await signInAs(page, who);
		await press(page, page.getByRole('link', { name: t('shell.menu.yourAccount') }));
		await arriveAt(page, t('account.staff.heading'));
		await press(page, page.getByRole('link', { name: new RegExp(`^${t('account.devices.title')}`) }));
		await arriveAt(page, t('account.devices.heading'));
		await expect(page.getByRole('main')).toContainText(t('account.devices.this.computer'));
		await press(page, buttonOf(page, t('shell.hide')));
		await arriveAt(page, t('account.again.hidden.heading'));
		for (const path of [home, `${home}/account`]) {
			await page.goto(path);
			await arriveAt(page, t('account.again.hidden.heading'));
			await expect(page.locator('body')).not.toContainText(who);
		}
		await typesPassword(page, wordsIn('en'), demoPassphrase);
		await arriveAt(page, t('account.staff.heading'));
		await page.setViewportSize({ width: 320, height: 568 });
		await fitsWidth(page);
	});

test.describe('with script', { tag: '@script' }, () => {
	test('P24: "Hide now" is blank before any answer, and hides her other tabs as well', async ({ page, context }) => {
		await signInAs(page, 'Grace Whitlock');
		const other = await context.newPage();
		await other.goto('/my/rights');
		let isAsked = false;
		let answer = () => {};
		const held = new Promise<void>((done) => (answer = done));
		await page.route('**/my/hide', async (route) => {
			isAsked = true;
			await held;
			await route.continue();
		});
		const seen = await buttonOf(page, t('shell.hide')).evaluate((button: HTMLButtonElement) => {
			button.click();
			return { visibility: getComputedStyle(document.querySelector('h1')!).visibility, title: document.title };
		});
		expect(seen).toEqual({ visibility: 'hidden', title: '' });
		await expect.poll(() => isAsked).toBe(true);
		answer();
		await arriveAt(page, t('account.again.hidden.heading'));
		await expect(other).toHaveURL(/\/(sign-in|my\/again)/);
		await expect(other.locator('body')).not.toContainText('Grace');
	});

	test('WCAG 2.2.1: two minutes before the end it warns, is heard, lets her stay, and then empties the page', async ({ page }) => {
		await page.clock.install({ time: new Date('2026-06-10T10:00:00Z') });
		await signInAs(page, 'Leah Marsden');
		await page.goto('/my/rights');
		const warning = page.getByRole('alertdialog', { name: t('shell.timeout.title') });
		await page.clock.fastForward('12:50');
		await expect(warning).toBeHidden();
		await page.clock.fastForward('00:15');
		await expect(warning).toBeVisible();
		await expect(warning).toBeFocused();
		await expect(warning).toHaveAccessibleDescription(t('shell.timeout.text'));
		await expect(page.locator('aside [data-leave]')).toBeVisible();
		await buttonOf(page, t('shell.timeout.stay')).click();
		await expect(warning).toBeHidden();
		await page.clock.fastForward('12:50');
		await expect(warning).toBeHidden();
		await page.clock.fastForward('02:15');
		await expect(page).toHaveURL('/sign-in');
		await expect(page.locator('body')).not.toContainText('Leah');
	});

	test('P19: the console locks and keeps a half-written note; only the same worker opens it again', async ({ page, context }) => {
		await page.clock.install({ time: new Date('2026-06-10T10:00:00Z') });
		await signInAs(page, workerOf('jo').name);
		await page.goto('/console/people/new');
		const note = page.getByLabel(t('console.name'), { exact: true });
		await note.fill('half a name');
		await page.clock.fastForward('15:05');
		await expect(page.getByText(t('shell.timeout.locked'))).toBeVisible();
		await expect(note).toBeHidden();
		const other = await context.newPage();
		await signInAs(other, 'Peter Shaw');
		await expect(other).toHaveURL('/agency');
		await page.clock.fastForward('00:10');
		await expect(note).toBeHidden();
		await signInAs(other, workerOf('jo').name);
		await expect(note).toBeVisible();
		await expect(note).toHaveValue('half a name');
		await other.close();
	});
});
