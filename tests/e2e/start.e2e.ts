import { expect, test } from '@playwright/test';
import { arriveAt, fitsWidth, press } from '../pages/screen.ts';
import { Worker } from '../pages/worker.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const name = 'Ash';
const word = 'lighthouse';

test('journey 1: an invited person starts with a code and a word, and comes back with a password', async ({
	page,
	browser,
	baseURL,
	javaScriptEnabled
}) => {
	const jo = await Worker.comes(browser, { baseURL, javaScriptEnabled }, 'jo');
	const code = await jo.invites(name, word);
	await jo.leaves();
	const main = page.getByRole('main');
	const button = (key: string) => main.getByRole('button', { name: t(key), exact: true });
	const link = (key: string) => main.getByRole('link', { name: t(key), exact: true });

	/** Every screen: sound, neutral outside, nothing of the person before they are in. */
	async function sees(heading: string, title = 'Start'): Promise<void> {
		await arriveAt(page, heading);
		await expect(page).toHaveTitle(title);
		await expect(main).not.toContainText(name);
		expect(page.url()).not.toContain(code);
		if (!javaScriptEnabled) return;
		const size = page.viewportSize();
		await page.setViewportSize({ width: 320, height: 568 });
		await fitsWidth(page);
		if (size) await page.setViewportSize(size);
	}
	const types = async (label: string, text: string) => {
		await main.getByLabel(t(label), { exact: true }).fill(text);
		await press(page, button('shell.continue'));
	};

	await test.step('the code: needed; capitals and spaces do not matter', async () => {
		await page.goto('/start/before');
		await expect(page).toHaveURL('/start');
		await sees('Start here');
		await main.getByText(t('accounts.start.none.summary')).click();
		await expect(main.getByText('Call us on 0808 157 0000. We can give you a code')).toBeVisible();
		await press(page, button('shell.continue'));
		await sees('Start here', 'Error: Start');
		await expect(page.getByRole('alert')).toContainText(t('accounts.start.code.missing'));
		await types('accounts.start.code.label', ` ${code.toLowerCase().split('').join(' ')} `);
	});

	await test.step('the word: wrong twice gets one answer, which tells nothing', async () => {
		await sees(t('accounts.start.word.label'));
		for (const wrong of ['harbour', 'meadow']) {
			const answer = page.waitForResponse((response) => response.request().method() === 'POST');
			await types('accounts.start.word.label', wrong);
			expect((await answer).status()).toBe(422);
			await sees(t('accounts.start.word.label'), 'Error: Start');
			await expect(page.getByRole('alert')).toContainText('The code or the word does not match. Check both.');
			await expect(main.getByLabel(t('accounts.start.word.label'), { exact: true })).toHaveValue('');
		}
		await types('accounts.start.word.label', word.toUpperCase());
	});

	await test.step('before going on: what this device may show', async () => {
		await sees(t('safety.before.heading'));
		await expect(main).toContainText(t('safety.before.seen'));
		await expect(main.getByRole('link', { name: t('shell.leave.now') })).toHaveAttribute('href', '/leave');
		await press(page, link('safety.before.go'));
	});

	const offered = main.locator('form.sheet bdi');
	await test.step('a made-up sign-in name: another is offered', async () => {
		await sees('Choose a sign-in name');
		await press(page, link('accounts.start.others'));
		await sees('Choose a sign-in name');
	});
	const signIn = await offered.innerText();
	await press(page, button('accounts.start.name.use'));

	await test.step('a password: too short is refused, and is not kept on the page', async () => {
		await sees('Choose a password');
		await expect(main).toContainText(signIn);
		await main.getByText(t('accounts.start.own')).click();
		await types('accounts.start.password.label', 'short');
		await sees('Choose a password', 'Error: Start');
		await expect(page.getByRole('alert')).toContainText(t('accounts.password.short'));
		await expect(main.getByLabel(t('accounts.start.password.label'), { exact: true })).toHaveValue('');
	});
	const password = await offered.innerText();
	expect(password.length).toBeGreaterThanOrEqual(15);
	await press(page, button('accounts.start.password.use'));

	await test.step('may we contact you? Then their own page', async () => {
		await sees('May we contact you?');
		await main.getByRole('radio', { name: t('accounts.start.contact.no_look_here'), exact: true }).check();
		await press(page, button('shell.save'));
		await expect(page).toHaveURL('/my');
		await arriveAt(page, `Hello, ${name}`);
		await expect(page).toHaveTitle('My page');
	});

	await test.step('the code is used up', async () => {
		await press(page, page.getByRole('button', { name: t('shell.signOut') }));
		await page.goto('/start');
		await types('accounts.start.code.label', code);
		await types('accounts.start.word.label', word);
		await expect(page.getByRole('alert')).toContainText(t('accounts.start.wrong'));
	});

	await test.step('and they come back with the name and the password', async () => {
		await page.goto('/sign-in');
		await main.getByLabel(t('accounts.signIn.name.label')).fill(signIn.toUpperCase());
		await main.getByLabel(t('accounts.signIn.password.label')).fill(password);
		await press(page, button('accounts.signIn.button'));
		await expect(page).toHaveURL('/my');
		await arriveAt(page, `Hello, ${name}`);
	});
});
