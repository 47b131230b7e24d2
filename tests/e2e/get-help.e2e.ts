import { expect, test, type Page } from '@playwright/test';
import { Person } from '../pages/person.ts';
import { arriveAt, press, signInAs } from '../pages/screen.ts';

const main = (page: Page) => page.getByRole('main');
const next = (page: Page) => press(page, main(page).getByRole('button', { name: 'Continue' }));

test('P14 T10 S-14 journey 4: somebody asks for help without an account; Back loses nothing, nothing of it is on the device, and four words bring it back', async ({
	page
}) => {
	test.setTimeout(180_000);
	await page.goto('/');
	await press(page, main(page).getByRole('link', { name: 'Ask for help' }));
	await arriveAt(page, 'Ask for help');
	await expect(main(page)).toContainText('You do not need to have told the police.');
	await press(page, main(page).getByRole('link', { name: 'Start', exact: true }));

	await test.step('not safe: what to do now, that nobody has been told yet, and a way on', async () => {
		await arriveAt(page, 'Are you safe right now?');
		await main(page).getByLabel('No', { exact: true }).check();
		await next(page);
		await arriveAt(page, 'If you are in danger');
		await expect(main(page)).toContainText('Nobody has been told yet.');
		await press(page, main(page).getByRole('link', { name: 'Carry on when you can' }));
	});

	await test.step('only the age is asked for; for a child under 13 there is no form', async () => {
		await arriveAt(page, 'Who needs help?');
		await next(page);
		await expect(page.getByRole('alert')).toContainText('Say how old the person is who needs help.');
		await main(page).getByLabel('Under 13').check();
		await next(page);
		await arriveAt(page, 'Talk to us');
		await expect(main(page)).toContainText('0800 1111');
		await press(page, main(page).getByRole('link', { name: 'Back' }));
		await main(page).getByLabel('Me', { exact: true }).check();
		await main(page).getByLabel('18 or over').check();
		await next(page);
	});
	await arriveAt(page, 'What would help you?');
	await main(page).getByLabel('A safe place to live').check();
	await next(page);

	await test.step('outside our area: who helps there, or ask us anyway', async () => {
		await arriveAt(page, 'Which area are you in?');
		await main(page).getByRole('combobox').selectOption({ label: 'Kent' });
		await next(page);
		if (page.url().endsWith('/outside')) {
			await arriveAt(page, 'Who helps there');
			await press(page, main(page).getByRole('link', { name: 'Ask us anyway' }));
		}
		await arriveAt(page, 'How should we answer you?');
	});

	await test.step('a way that somebody else can see is not taken; what was typed stays', async () => {
		await main(page).getByLabel('Call me').check();
		await main(page).getByLabel('The number or e-mail address').fill('01632 960199');
		await main(page).getByLabel('What name shall we ask for?').fill('Sage Example');
		await main(page).getByLabel('Yes, someone could').check();
		await next(page);
		await expect(page.getByRole('alert')).toContainText('We only use a way that nobody else can see or hear.');
		await expect(main(page).getByLabel('The number or e-mail address')).toHaveValue('01632 960199');
		await main(page).getByLabel('No, only me').check();
		await next(page);
	});
	await arriveAt(page, 'What would make it easier?');
	await main(page).getByLabel('British Sign Language').check();
	await next(page);
	await arriveAt(page, 'May we talk to a service about you?');
	await expect(main(page).getByLabel('Not yet. Talk to me first')).toBeChecked();
	await next(page);

	await test.step('everything can be changed before it is sent, and nothing of it stands in the address or can be read on the device', async () => {
		await arriveAt(page, 'Check and send');
		for (const text of ['Sage Example', 'British Sign Language', 'Kent', 'A safe place to live'])
			await expect(main(page)).toContainText(text);
		await press(page, main(page).getByRole('link', { name: /^Change What would help/ }));
		await expect(main(page).getByLabel('A safe place to live')).toBeChecked();
		await page.goto('/get-help/check');
		const kept = await page.context().cookies();
		expect(JSON.stringify(kept)).not.toMatch(/Sage|960199|home/);
		expect(page.url()).not.toMatch(/Sage|Kent|\?/);
		for (const { expires } of kept) expect(expires).toBe(-1);
	});
	await press(page, main(page).getByRole('button', { name: 'Send', exact: true }));
	await arriveAt(page, 'Sent');
	await expect(main(page)).toContainText(/We will be in touch by .+ at the latest\./);
	await expect(main(page)).toContainText('We will ask for Sage Example. We will not say where we are from.');
	const words = (await main(page).locator('strong').first().innerText()).trim();
	expect(words).toMatch(/^\p{L}+(-\p{L}+){3}$/u);

	await test.step('later, on another device: wrong words are not known; the right ones bring it back', async () => {
		await page.context().clearCookies();
		await page.goto('/get-help/back');
		await main(page).getByLabel('Your four words').fill('a-b-c-d');
		await next(page);
		await expect(page.getByRole('alert')).toContainText('We do not know these words.');
		await main(page).getByLabel('Your four words').fill(words.replaceAll('-', ' ').toUpperCase());
		await next(page);
		await arriveAt(page, 'What you asked for');
		await main(page).getByLabel('Your message').fill('Not on Fridays, please.');
		await press(page, main(page).getByRole('button', { name: 'Send' }));
		await arriveAt(page, 'What you asked for');
		await expect(main(page)).toContainText('Not on Fridays, please.');
		await press(page, main(page).getByRole('button', { name: 'Take it back' }));
		await arriveAt(page, 'What you asked for');
		await expect(main(page)).toContainText('You took this back.');
	});
});

test('P14 stopping half-way gives four words, and goes on where it was; leaving takes everything along', async ({ page }) => {
	test.setTimeout(120_000);
	await page.goto('/get-help/who');
	await main(page).getByLabel('13 to 17').check();
	await press(page, main(page).getByRole('button', { name: 'Stop here and come back later' }));
	await arriveAt(page, 'Kept for you');
	const words = (await main(page).locator('strong').first().innerText()).trim();
	await page.goto('/get-help/who');
	await expect(main(page).getByLabel('13 to 17')).not.toBeChecked();
	await page.goto('/get-help/back');
	await main(page).getByLabel('Your four words').fill(words);
	await next(page);
	await arriveAt(page, 'How should we answer you?');
	await press(page, main(page).getByRole('link', { name: 'Back' }));
	await page.goto('/get-help/who');
	await expect(main(page).getByLabel('13 to 17')).toBeChecked();
});

test(
	'P9 P14 the hub reads it, answers for whoever comes back, and makes a record of the other; joined by the person alone',
	{ tag: '@script' },
	async ({ page }) => {
		test.setTimeout(180_000);
		await signInAs(page, 'Jo Lane');
		await press(page, page.getByRole('link', { name: 'Asked for help' }).first());
		await arriveAt(page, 'Asked for help');
		await press(page, main(page).getByRole('link', { name: 'Rowan', exact: true }));
		await arriveAt(page, 'Ask for Rowan');
		await expect(main(page)).toContainText('Plain words and more time');
		await main(page).getByLabel('No answer').check();
		await press(page, main(page).getByRole('button', { name: 'Save', exact: true }));
		await arriveAt(page, 'Ask for Rowan');
		await expect(main(page)).toContainText('No answer, ');
		await press(page, main(page).getByRole('button', { name: 'Make a record of it' }));
		await arriveAt(page, /./);
		await expect(page.getByLabel('Name to use')).toHaveValue('Rowan');
		await press(
			page,
			main(page)
				.getByRole('button', { name: /^(Save|Add)/ })
				.last()
		);
		await arriveAt(page, /./);
		await expect(page).toHaveURL(/\/console\/cases\//);
		await expect(main(page)).toContainText('Rowan');
		await page.goto('/console/self-referrals');
		await expect(main(page).getByRole('row', { name: /Rowan/ })).toContainText('Taken up');

		const tom = new Person(page, 'tom');
		await page.context().clearCookies();
		await tom.signsIn();
		await page.goto('/my/help/join');
		await tom.sees('Join what you asked for');
		await tom.main.getByLabel('Your four words').fill('a b c d');
		await tom.presses('button', 'ask.join.submit');
		await tom.sees('Join what you asked for');
		await expect(page.getByRole('alert')).toContainText('We do not know these words.');
	}
);
