import { expect, test } from '@playwright/test';
import { personOf } from '#demo/people.ts';
import { Person } from '../pages/person.ts';
import { arriveAt, press, signInAs } from '../pages/screen.ts';

test('P8 P20 P24 F59 Rana asks about a line of her page; a text to answer with is filled and sent with the English beside it; a file is refused kindly', async ({
	page
}) => {
	test.setTimeout(240_000);
	const rana = new Person(page, 'rana');
	const { t } = rana.words;
	const main = page.getByRole('main');
	await rana.signsIn();
	await rana.opens();
	const first = rana.main.locator('a[href*="/my/messages/new?about=next."]');
	const next = await first.locator('xpath=preceding::p[1]').innerText();
	await press(page, first);
	await rana.sees(t('messages.new'));
	await rana.reads(t('messages.about'), next.trim());

	await test.step('what she feels threatened by: the lines of an emergency stand open, and what she wrote stays', async () => {
		await rana.main.getByLabel(t('messages.topic.threatened'), { exact: true }).check();
		await rana.presses('button', 'messages.send');
		await rana.sees(t('messages.new'));
		await expect(rana.main.locator('#danger')).toHaveAttribute('open', '');
		await rana.reads(t('needs.now.silent'), t('needs.now.relay'), t('needs.now.text'), t('needs.now.bsl'), t('needs.now.other'));
	});
	await rana.main.getByRole('textbox').fill('ماذا يعني هذا؟');
	await rana.presses('button', 'messages.send');
	await rana.sees(t('messages.topic.threatened'));
	await rana.reads(t('messages.about'), next.trim(), 'ماذا يعني هذا؟', t('messages.danger.title'), t('needs.now.relay'));
	const thread = new URL(page.url()).pathname;

	await test.step('a file is not lost in silence: she reads how to send it, and her words are there', async () => {
		const once = crypto.randomUUID();
		const answer = await page.request.post(`${thread}?/write`, {
			multipart: { once, text: 'Here it is', photo: { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') } },
			headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
		});
		expect(answer.status()).toBe(422);
		const text = await answer.text();
		expect(text).toContain(t('messages.error.file'));
		expect(text).toContain('href="#file"');
		expect(text).toContain('Here it is');
	});
	await rana.signsOut();

	await test.step('the desk begins with a text: a gap is refused, then it leaves in her language with the English beside it', async () => {
		await signInAs(page, 'Jo Lane');
		await page.goto(thread.replace('/ar/my/', '/console/'));
		await arriveAt(page, new RegExp(personOf('rana').name));
		await expect(main).toContainText('About: what happens next');
		await main.getByLabel('Begin with a text').selectOption({ label: 'We asked, and will tell you' });
		await press(page, main.getByRole('button', { name: 'Put it in the box' }));
		await arriveAt(page, new RegExp(personOf('rana').name));
		const box = main.getByLabel('Message', { exact: true });
		await expect(box).toHaveValue(/سألنا \[\[who\]\]/);
		await press(page, main.getByRole('button', { name: 'Save', exact: true }));
		await arriveAt(page, new RegExp(personOf('rana').name));
		await expect(main).toContainText('Fill every gap that stands in [[ ]]');
		for (const field of [box, main.getByLabel('The same in English')]) {
			const text = await field.inputValue();
			await field.fill(text.replace('[[who]]', 'Humberside Police').replace('[[day]]', '1 July'));
		}
		await press(page, main.getByRole('button', { name: 'Save', exact: true }));
		await arriveAt(page, new RegExp(personOf('rana').name));
		await expect(main).toContainText('We have asked Humberside Police about this.');
	});

	await test.step('a translation is asked for and put beside what she wrote', async () => {
		await press(page, main.getByRole('button', { name: 'Ask for a translation' }));
		await arriveAt(page, /./);
		await expect(main).toContainText('A translation was asked for');
		await main.locator('summary', { hasText: 'Add a translation' }).click();
		await main.getByLabel('An interpreter or translator').check();
		await main.getByLabel('The translation', { exact: true }).fill('What does this mean?');
		await press(page, main.getByRole('button', { name: 'Put it beside the message' }));
		await arriveAt(page, /./);
		await expect(main).toContainText('In English, by an interpreter');
		await expect(main).not.toContainText('A translation was asked for');
	});
	await page.context().clearCookies();

	await test.step('she reads both, each in its own direction, and finds them in what is held about her', async () => {
		await rana.signsIn();
		await page.goto(thread);
		await rana.sees(t('messages.topic.threatened'));
		await rana.reads('سألنا Humberside Police', 'We have asked Humberside Police about this.', 'What does this mean?');
		await expect(rana.main.locator('p[lang="en"][dir="ltr"]').first()).toBeVisible();
		await page.goto('/ar/my/account/held');
		await rana.sees(t('held.title'));
		await rana.reads('ماذا يعني هذا؟', 'What does this mean?');
	});
});

test('F59 a supervisor writes a text, changes it, and the older version can still be read; then it is out of use', async ({ page }) => {
	test.setTimeout(120_000);
	const main = page.getByRole('main');
	const name = `Bus to court ${crypto.randomUUID().slice(0, 8)}`;
	await signInAs(page, 'Helen Reyes');
	await page.goto('/console/messages/templates/new');
	await arriveAt(page, 'Write a new text');
	await press(page, main.getByRole('button', { name: 'Save as a new version' }));
	await arriveAt(page, 'Write a new text');
	await expect(main).toContainText('Write a short name');
	await main.getByLabel('Name', { exact: true }).fill(name);
	await main.getByLabel('Text in English').fill('The bus is the [[number]]. <b>Ask us</b>');
	await main.getByLabel('Text in Welsh').fill('Y bws.');
	await press(page, main.getByRole('button', { name: 'Save as a new version' }));
	await arriveAt(page, 'Write a new text');
	await expect(main).toContainText('Every language needs the same gaps');
	await main.getByLabel('Text in Welsh').fill('Y bws yw’r [[number]].');
	await press(page, main.getByRole('button', { name: 'Save as a new version' }));
	await arriveAt(page, name);
	await expect(main).toContainText('<b>Ask us</b>');
	await main.getByLabel('Text in English').fill('Bus [[number]] stops at the door.');
	await press(page, main.getByRole('button', { name: 'Save as a new version' }));
	await arriveAt(page, name);
	await expect(main).toContainText('Version 2');
	await main.locator('summary', { hasText: 'Version 1' }).click();
	await expect(main).toContainText('<b>Ask us</b>');
	await press(page, main.getByRole('button', { name: 'Take it out of use' }));
	await arriveAt(page, 'Texts to answer with');
	await expect(main.getByRole('row').filter({ hasText: name })).toContainText('Not in use any more');
});
