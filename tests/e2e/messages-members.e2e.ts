import { expect, test } from '@playwright/test';
import { personOf } from '#demo/people.ts';
import { Person } from '../pages/person.ts';
import { arriveAt, press, signInAs } from '../pages/screen.ts';

test('P8 P16 S-31 Michael sees who reads; Peter Shaw answers in the name of his service; Michael reads it, sees that it was opened, and ends it in one step', async ({
	page
}) => {
	test.setTimeout(180_000);
	const michael = new Person(page, 'michael');
	const { t } = michael.words;
	const main = page.getByRole('main');
	const box = () => michael.main.getByRole('textbox');
	const opensThread = async () => {
		await michael.signsIn();
		await michael.presses('link', 'messages.home');
		await michael.sees(t('messages.title'));
		await michael.presses('link', 'messages.topic.support');
		await michael.sees(t('messages.topic.support'));
	};

	await test.step('he sees by name who reads, before he writes', async () => {
		await opensThread();
		await michael.reads('Who reads this', 'Harbour Support', 'Humber Care Team', 'Nobody else reads this here.');
		await michael.reads('I can come with you.');
		await box().fill('Thank you. What time?');
		await michael.presses('button', 'messages.send');
		await michael.sees(t('messages.topic.support'));
		await michael.signsOut();
	});

	await test.step('the service sees that it waits, and answers; no note, no mark, nobody else', async () => {
		await signInAs(page, 'Peter Shaw');
		await expect(main).toContainText('Waiting: 1');
		await press(page, main.getByRole('link', { name: 'Messages' }));
		await arriveAt(page, 'Messages');
		await expect(main.getByRole('row')).toHaveCount(2);
		await press(page, main.getByRole('link', { name: personOf('michael').name }));
		await arriveAt(page, /./);
		await expect(main).toContainText('Thank you. What time?');
		// P21: how to reach him stands before what was written.
		await expect(main).toContainText(/How to reach them now[\s\S]*Thank you\. What time\?/);
		await expect(main).toContainText('The care team promised an answer by');
		await press(page, main.getByRole('button', { name: 'Send' }));
		await arriveAt(page, /./);
		await expect(main).toContainText('Write your message');
		await main.getByRole('textbox').fill('At ten, at the door.');
		await press(page, main.getByRole('button', { name: 'Send' }));
		await arriveAt(page, /./);
		await expect(main).toContainText('At ten, at the door.');
		await page.context().clearCookies();
	});

	await test.step('the desk sees who reads and who wrote, and the promise of the hub stands', async () => {
		await signInAs(page, 'Jo Lane');
		await page.goto('/console/messages');
		await press(page, main.getByRole('link', { name: personOf('michael').name }).first());
		await arriveAt(page, /./);
		await expect(main).toContainText('Who reads this');
		await expect(main).toContainText('At ten, at the door.');
		await expect(main).toContainText('Promised by');
		await page.context().clearCookies();
	});

	await test.step('he reads the answer under its name, that they looked, and ends it; they have nothing from there on', async () => {
		await opensThread();
		await michael.reads('At ten, at the door.');
		await expect(michael.main.locator('.said strong').last()).toContainText('Harbour Support');
		await michael.presses('button', 'messages.members.end');
		await michael.sees(t('messages.topic.support'));
		await expect(michael.main.getByRole('button', { name: t('messages.members.end') })).toHaveCount(0);
		await page.goto('/my/account/looked');
		await michael.reads('Messages were read');
		await michael.signsOut();
		await signInAs(page, 'Peter Shaw');
		await press(page, main.getByRole('link', { name: 'Messages' }));
		await arriveAt(page, 'Messages');
		await expect(main).not.toContainText(personOf('michael').name);
	});
});
