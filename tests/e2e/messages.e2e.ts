import { expect, test } from '@playwright/test';
import { personOf } from '#demo/people.ts';
import { Person } from '../pages/person.ts';
import { arriveAt, press, signInAs } from '../pages/screen.ts';

test('P8 T28 S-31 Leah writes, a worker takes it on and answers, a notice says only that there is something; she reads, closes, opens again', async ({
	page
}) => {
	test.setTimeout(180_000);
	const leah = new Person(page, 'leah');
	const { t } = leah.words;
	const box = () => leah.main.getByRole('textbox');
	await leah.signsIn();
	await leah.presses('link', 'messages.home');
	await leah.sees(t('messages.title'));
	await leah.presses('link', 'messages.new');
	await leah.sees(t('messages.new'));
	await leah.reads(t('messages.before.nothing'));

	await test.step('nothing is sent without a topic and a word, and what was typed stays', async () => {
		await box().fill('Ble mae’r llys? <b>Diolch</b>');
		await leah.presses('button', 'messages.send');
		await leah.sees(t('messages.new'));
		await leah.reads(t('messages.error.topic'));
		await expect(box()).toHaveValue('Ble mae’r llys? <b>Diolch</b>');
	});
	await leah.main.getByLabel(t('messages.topic.details'), { exact: true }).check();
	await leah.presses('button', 'messages.send');
	await leah.sees(t('messages.topic.details'));
	await leah.reads('Ble mae’r llys? <b>Diolch</b>', t('messages.delivered'));
	await leah.signsOut();

	await test.step('the desk: who answers, what colleagues know, the answer', async () => {
		const main = page.getByRole('main');
		await signInAs(page, 'Jo Lane');
		await page.goto('/console/messages?box=unassigned');
		await arriveAt(page, 'Messages');
		await press(
			page,
			main
				.getByRole('row')
				.filter({ hasText: t('messages.topic.details') })
				.getByRole('link', { name: personOf('leah').name })
		);
		await arriveAt(page, /./);
		await press(page, main.getByRole('button', { name: 'I will answer this' }));
		await arriveAt(page, /./);
		await main.locator('summary', { hasText: 'Add a note' }).click();
		await main.getByLabel('Add a note').fill('The court was rung.');
		await press(page, main.getByRole('button', { name: 'Save the note' }));
		await arriveAt(page, /./);
		await main.getByLabel('Message', { exact: true }).fill('Mae’r llys yn Hull. Byddwn yn eich cyfarfod wrth y drws.');
		await main.getByLabel('Our answer').check();
		await press(page, main.getByRole('button', { name: 'Save', exact: true }));
		await arriveAt(page, /./);
		await expect(main).toContainText('The court was rung.');
		await page.goto('/console/notices');
		await arriveAt(page, 'Notices');
	});
	await page.context().clearCookies();

	await test.step('she reads the answer and no note; closes it, opens it again by a word', async () => {
		await leah.signsIn();
		await leah.presses('link', 'messages.home');
		await leah.sees(t('messages.title'));
		await leah.presses('link', 'messages.topic.details');
		await leah.sees(t('messages.topic.details'));
		await leah.reads('Byddwn yn eich cyfarfod wrth y drws.');
		await leah.doesNotRead('The court was rung.');
		await leah.presses('button', 'messages.close');
		await leah.sees(t('messages.topic.details'));
		await leah.reads(t('messages.closed'));
		await leah.presses('button', 'messages.open');
		await leah.sees(t('messages.topic.details'));
		await leah.doesNotRead(t('messages.closed'));
	});
});
