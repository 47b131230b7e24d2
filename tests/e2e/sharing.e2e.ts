import { expect, test, type Page } from '@playwright/test';
import { demoCase } from '#demo/cases.ts';
import { personOf } from '#demo/people.ts';
import { Person } from '../pages/person.ts';
import { arriveAt, press, signInAs } from '../pages/screen.ts';

/** A care worker in front of the page of a person's case, with a reason where one is asked for (P19). */
async function opensCase(page: Page, key: string, name = 'Jo Lane'): Promise<void> {
	await signInAs(page, name);
	await page.goto(`/console/cases/${demoCase(key).id}`);
	const main = page.getByRole('main');
	if (!(await main.getByRole('button', { name: 'Continue' }).count())) return;
	await main.getByRole('radio').first().check();
	await press(page, main.getByRole('button', { name: 'Continue' }));
}

test('P16 T17 journey 5: Grace reads the exact lines, unticks one, says yes; the partner reads those, says yes, and only then how to reach her', async ({
	page
}) => {
	test.setTimeout(180_000);
	const grace = new Person(page, 'grace');
	const { t } = grace.words;
	await grace.signsIn();
	await grace.presses('link', 'share.home');
	await grace.sees('Who helps you, and what they know');
	await grace.reads('You chose this. You can stop at any time.', 'We would like to ask you');
	await grace.presses('link', 'share.asked.open');

	await test.step('what would be sent stands there, line by line; she takes one away and adds her own', async () => {
		await grace.sees('May we share this with Harbour Support?');
		await grace.reads('We share nothing before you say yes.', 'Name to use: Grace Whitlock');
		await grace.main.getByLabel(/^Area/).uncheck();
		await grace.main.getByLabel(t('share.ask.line')).fill('Please speak slowly');
		await grace.presses('button', 'share.ask.yes');
		await grace.sees('Who helps you, and what they know');
		await grace.reads('We have asked them to help you.', 'Harbour Support', 'We expect their answer by');
	});

	await test.step('afterwards the same lines stand there, who did what, and a copy to keep', async () => {
		await grace.presses('link', 'share.see');
		await grace.sees('What we sent');
		await grace.reads('Grace Whitlock', 'Please speak slowly', 'You said yes to sharing.');
		await grace.doesNotRead('Area');
		await grace.presses('link', 'share.back');
		await grace.sees('Who helps you, and what they know');
		await grace.presses('link', 'share.receipt');
		await grace.sees('What you agreed to share');
		await grace.reads('Harbour Support', 'You said yes on', 'Version 1, en');
	});
	await grace.signsOut();

	await test.step('Harbour Support reads what she left, and no way to reach her before its yes', async () => {
		const main = page.getByRole('main');
		await signInAs(page, 'Peter Shaw');
		await press(page, main.getByRole('link', { name: 'Grace Whitlock' }));
		await arriveAt(page, 'Grace Whitlock');
		await expect(main).toContainText('Please speak slowly');
		await expect(main).not.toContainText('How to reach them now');
		await press(page, main.getByRole('button', { name: 'We will help' }));
		await arriveAt(page, 'Grace Whitlock');
		await expect(main.getByRole('heading', { name: 'How to reach them now' })).toBeVisible();
		await press(page, main.getByRole('button', { name: 'We have made first contact' }));
		await arriveAt(page, 'Grace Whitlock');
		await main.getByLabel('A note for the care team').fill('Met on Monday.');
		await press(page, main.getByRole('button', { name: 'Save the note' }));
		await arriveAt(page, 'Grace Whitlock');
		await expect(main).toContainText('Met on Monday.');
	});
});

test('P16 T18 journey 5: Michael stops sharing in one step; the partner sees nothing of him, confirms, and he reads it', async ({
	page
}) => {
	test.setTimeout(180_000);
	const michael = new Person(page, 'michael');
	await michael.signsIn();
	await michael.presses('link', 'share.home');
	await michael.sees('Who helps you, and what they know');
	await michael.reads('They are helping you.');
	await michael.presses('link', 'share.stop');
	await michael.sees('Stop sharing with Harbour Support?');
	await michael.reads('From now on they cannot see anything here.', 'What they already know they may have to keep.');

	await test.step('“Keep sharing” changes nothing', async () => {
		await michael.presses('link', 'share.stop.not');
		await michael.sees('Who helps you, and what they know');
		await michael.reads('They are helping you.');
		await michael.presses('link', 'share.stop');
		await michael.sees('Stop sharing with Harbour Support?');
	});
	await michael.presses('button', 'share.stop');
	await michael.sees('Who helps you, and what they know');
	await michael.reads('Stopped.', 'We wait for them to confirm.');
	await michael.signsOut();

	await test.step('the partner is told that somebody stopped, without whom', async () => {
		const main = page.getByRole('main');
		await signInAs(page, 'Peter Shaw');
		await expect(main).not.toContainText(personOf('michael').name);
		await press(page, main.getByRole('link', { name: /^Stopped request/ }).first());
		await arriveAt(page, 'This has ended');
		await expect(main).not.toContainText('Michael');
		await press(page, main.getByRole('button', { name: 'We have stopped' }));
		await arriveAt(page, /./);
		await expect(main).toContainText('The person can read that you confirmed.');
	});
	await page.context().clearCookies();
	await michael.signsIn();
	await michael.presses('link', 'share.home');
	await michael.sees('Who helps you, and what they know');
	await michael.reads('They confirmed on');
});

test(
	'S4 P16 P21 a worker asks a partner: the best first, the exact lines, nobody asked twice; and what was shared for safety',
	{ tag: '@script' },
	async ({ page }) => {
		test.setTimeout(180_000);
		const main = page.getByRole('main');
		await opensCase(page, 'rana');
		const { id } = personOf('rana');
		await page.goto(`/console/cases/${demoCase('rana').id}/refer/${id}`);
		await arriveAt(page, /^Ask a partner to help/);
		await main.getByRole('radio').first().check();
		await press(page, main.getByRole('button', { name: 'See what would be sent' }));
		await arriveAt(page, /^Ask a partner to help/);
		// What makes it easier travels with the request, so that nobody has to ask her again.
		await expect(main).toContainText('What makes it easier: Arabic');
		await expect(main).toContainText('An interpreter who is not from my local community');

		await test.step('bad input: a yes by a parent without who and by what right', async () => {
			await main.getByLabel('A parent said yes for a child').check();
			await press(page, main.getByRole('button', { name: 'Send' }));
			await arriveAt(page, /^Ask a partner to help/);
			await expect(page.getByRole('alert')).toContainText('Write who said yes, and what gives them the right.');
		});
		await page.goto(`/console/cases/${demoCase('rana').id}/refer/${id}/safety`);
		await arriveAt(page, /^Shared to keep/);
		await press(page, main.getByRole('button', { name: 'Save' }));
		await arriveAt(page, /^Shared to keep/);
		await expect(page.getByRole('alert')).toContainText('Write what was shared.');
		await main.getByLabel('Shared with').fill('Humberside Police, public protection');
		await main.getByLabel('What was shared').fill('That she is in danger at home');
		await main.getByLabel('Why', { exact: true }).fill('Somebody could have come to serious harm');
		await main.getByLabel('Yes: a supervisor decides today').check();
		await press(page, main.getByRole('button', { name: 'Save' }));
		await arriveAt(page, /^Shared to keep/);
		await expect(main).toContainText('Waits for a supervisor. The person cannot read it yet.');
		await expect(main).toContainText('Only a supervisor can decide this.');
	}
);

test('P21 a partner without an account opens one request with a link and four words told another way, and says yes', async ({ page }) => {
	test.setTimeout(180_000);
	const main = page.getByRole('main');
	await signInAs(page, 'Jo Lane');
	await page.goto('/console/referrals');
	// The late one stands first: nobody there has an account.
	await press(page, main.getByRole('row').nth(1).getByRole('link'));
	await arriveAt(page, /./);
	await main.getByText('Make a link', { exact: true }).first().click();
	await main.getByLabel('By e-mail').check();
	await main.getByLabel('In person').last().check();
	await main.getByLabel('In person').first().check();
	await press(page, main.getByRole('button', { name: 'Make a link' }));
	await arriveAt(page, /./);
	await expect(page.getByRole('alert')).toContainText('Tell the words another way than the link.');
	await main.getByLabel('By phone').check();
	await press(page, main.getByRole('button', { name: 'Make a link' }));
	await arriveAt(page, /./);
	const [url = '', words = ''] = await main.locator('#link ~ * strong').allTextContents();
	const name = (await page.getByRole('heading', { level: 1 }).textContent())?.split(',')[0] ?? '';
	await page.reload();
	await expect(main).toContainText('It has not been opened yet.');
	await expect(main).not.toContainText(words);
	await page.context().clearCookies();

	await test.step('the link alone shows nothing, wrong words neither', async () => {
		await page.goto(url);
		await arriveAt(page, 'Open one request for help');
		await expect(main).not.toContainText(name);
		await main.getByLabel('The four words').fill('some other words here');
		await press(page, main.getByRole('button', { name: 'Open' }));
		await arriveAt(page, 'Open one request for help');
		await expect(page.getByRole('alert')).toContainText('do not open anything');
	});
	await main.getByLabel('The four words').fill(words);
	await press(page, main.getByRole('button', { name: 'Open' }));
	await arriveAt(page, name);
	expect(page.url()).not.toContain(url.split('/').at(-1));
	await press(page, main.getByRole('button', { name: 'We will help' }));
	await arriveAt(page, name);
	await expect(main.getByRole('button', { name: 'We have made first contact' })).toBeVisible();
	await page.goto('/agency');
	await arriveAt(page, 'Sign in');
	await page.context().clearCookies();
	await page.goto('/link');
	await arriveAt(page, 'Open the link again');
});
