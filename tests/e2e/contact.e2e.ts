import { expect, test } from '@playwright/test';
import { personOf } from '#demo/people.ts';
import { Person } from '../pages/person.ts';
import { press } from '../pages/screen.ts';

test('P15 P6 S-22 Ravi chooses how he may be reached: question by question, nothing saved before he says so, and a new number waits', async ({
	page
}) => {
	test.setTimeout(180_000);
	const ravi = new Person(page, 'ravi');
	const { t } = ravi.words;
	const box = (name: string) => ravi.main.getByLabel(t(name), { exact: true });
	await ravi.signsIn();
	await ravi.presses('link', 'my.contact');
	await ravi.sees('How to reach you');
	await ravi.reads('Safe. The number ends in 10.', 'Let me read it here first');
	await ravi.presses('link', 'contact.change');

	await test.step('who is not sure is helped to choose', async () => {
		await ravi.sees('May we contact you?');
		await ravi.presses('link', 'contact.may.unsure');
		await ravi.sees('Help me choose');
		await ravi.presses('link', 'contact.unsure.back');
		await ravi.presses('button', 'shell.continue');
	});

	await test.step('which ways are safe: what is wrong is said at the field, and what was typed stays', async () => {
		await ravi.sees('Which ways are safe?');
		await box('contact.way.phone').check();
		await box('contact.ways.phone').fill('my new one');
		await ravi.presses('button', 'shell.continue');
		await ravi.sees('Which ways are safe?');
		await expect(ravi.page.getByRole('alert').getByRole('link', { name: t('contact.ways.number') })).toBeVisible();
		await expect(box('contact.ways.phone')).toHaveValue('my new one');
		await box('contact.ways.phone').fill('01632 960 188');
		await ravi.presses('button', 'shell.continue');
	});

	await test.step('who else can see or hear it, good times, and what to say', async () => {
		await ravi.sees('Can anyone else see or hear it?');
		await ravi.main
			.getByRole('group', { name: t('contact.see.phone') })
			.getByLabel(t('contact.seen.me'))
			.check();
		await ravi.main
			.getByRole('group', { name: t('contact.see.email') })
			.getByLabel(t('contact.seen.someone'))
			.check();
		await ravi.presses('button', 'shell.continue');
		await ravi.sees('When is a good time?');
		await box('contact.when.ask').check();
		await ravi.presses('button', 'shell.continue');
		await ravi.sees('If you do not pick up');
		await ravi.presses('button', 'contact.more.link');
		await ravi.sees('More choices, if you want');
		await box('contact.more.codeWord').fill('marmalade');
		await ravi.presses('button', 'shell.continue');
	});

	await test.step('the check says what will be done, and Back keeps everything', async () => {
		await ravi.sees('Check your choices');
		await ravi.reads(
			'Not yet checked.',
			'We will not use it without talking to you.',
			'It changes, ask me first',
			'Given. It is not shown here.'
		);
		await ravi.doesNotRead('marmalade');
		await ravi.presses('link', 'shell.back');
		await ravi.sees('If you do not pick up');
		await ravi.presses('button', 'shell.continue');
		await ravi.presses('button', 'shell.save');
		await ravi.sees('Saved');
	});

	await test.step('S-33 what he is asked again he need not answer twice; the secret word is nowhere', async () => {
		await ravi.presses('button', 'contact.others.ask');
		await ravi.sees('How to reach you');
		await ravi.reads('We will ask them for you.', 'Not yet checked. The number ends in 88.', t('contact.waits'), t('contact.others.asked'));
		await ravi.doesNotRead('marmalade', '01632');
		await ravi.page.goto('/my/account/held');
		await ravi.doesNotRead('marmalade');
	});

	await test.step('what makes it easier is said once', async () => {
		await ravi.page.goto('/my/contact/easier');
		await ravi.sees('What makes it easier');
		await box('contact.easier.spoken').selectOption('ml');
		await box('contact.easier.not_local').check();
		await ravi.presses('button', 'shell.save');
		await ravi.sees('How to reach you');
		await ravi.reads('Malayalam, An interpreter who is not from my local community');
	});

	await test.step('the page, what we send and the interpreter are three choices: Polish for one leaves the others', async () => {
		await ravi.presses('link', 'contact.language.link');
		await ravi.sees('Your languages');
		await ravi.reads('English', 'Malayalam');
		await box('contact.language.writes.ask').selectOption('pl');
		await ravi.presses('button', 'shell.save');
		await ravi.sees('How to reach you');
		await ravi.reads(t('contact.done.language'), 'Polski', 'Malayalam');
		await expect(ravi.page.locator('html')).toHaveAttribute('lang', 'en');
		await ravi.presses('link', 'contact.language.link');
		await box('contact.language.writes.ask').selectOption('en');
		await ravi.presses('button', 'shell.save');
		await ravi.sees('How to reach you');
	});
	await ravi.signsOut();
});

test('S-23 Leah says no, and nothing else is asked; her phone shows none of her words', async ({ page }) => {
	const leah = new Person(page, 'leah');
	const { t } = leah.words;
	await leah.signsIn();
	await leah.presses('link', 'my.contact');
	await leah.sees('How to reach you');
	for (const secret of Object.values(personOf('leah').preference.words ?? {})) await leah.doesNotRead(secret);
	await leah.presses('link', 'contact.change');
	await leah.main.getByLabel(t('contact.may.no_i_call'), { exact: true }).check();
	await leah.presses('button', 'shell.continue');
	await leah.sees('Check your choices');
	await press(page, leah.main.getByRole('button', { name: t('shell.save') }));
	await leah.sees('Saved');
	await page.goto('/my/contact');
	await leah.reads(t('contact.may.no_i_call'));
	await leah.signsOut();
});

test('P2 Margaret, who said long ago how to reach her, is asked on her page, and one button says that it is still right', async ({
	page
}) => {
	const margaret = new Person(page, 'margaret');
	const { t } = margaret.words;
	await margaret.signsIn();
	await margaret.reads(t('my.reach.again'));
	await margaret.presses('link', 'my.reach.look');
	await margaret.sees('How to reach you');
	await margaret.presses('button', 'contact.still.yes');
	await margaret.sees('How to reach you');
	await margaret.reads(t('contact.done.still'));
	await expect(margaret.main.getByRole('button', { name: t('contact.still.yes') })).toHaveCount(0);
	await page.goto('/my');
	await margaret.doesNotRead(t('my.reach.again'));
	await margaret.signsOut();
});

test('P15 S-14 who signs out half-way has changed nothing, and what was typed is gone', async ({ page }) => {
	const margaret = new Person(page, 'margaret');
	const { t } = margaret.words;
	await margaret.signsIn();
	await margaret.presses('link', 'my.contact');
	await margaret.sees(t('contact.heading'));
	const before = await margaret.main.innerText();
	await margaret.presses('link', 'contact.change');
	await margaret.sees(t('contact.may.heading'));
	await margaret.presses('button', 'shell.continue');
	await margaret.sees(t('contact.ways.heading'));
	await margaret.main.getByLabel(t('contact.way.phone'), { exact: true }).check();
	await margaret.main.getByLabel(t('contact.ways.phone'), { exact: true }).fill('01632 960 199');
	await margaret.presses('button', 'shell.continue');
	await margaret.sees(t('contact.see.heading'));
	await margaret.signsOut();
	await page.goto('/my/contact/change/check');
	await expect(page.getByRole('main')).not.toContainText('960 199');
	await margaret.signsIn();
	await margaret.presses('link', 'my.contact');
	await margaret.sees(t('contact.heading'));
	expect(await margaret.main.innerText()).toBe(before);
});
