import { expect, test, type Page } from '@playwright/test';
import { demoCase } from '#demo/cases.ts';
import { personOf } from '#demo/people.ts';
import { Desk } from '../pages/desk.ts';
import { Person } from '../pages/person.ts';
import { arriveAt, checkScreen, press } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
/** What is said on a page that is open; the region is there before anything is said in it. */
const said = (page: Page) => page.locator('[data-live]');

test('S-31 R-11: we answer while her page is open: a quiet line says that there is something new, takes no focus and moves nothing; without script it is there when she looks again', async ({
	page,
	browser,
	javaScriptEnabled
}) => {
	test.setTimeout(180_000);
	const leah = new Person(page, 'leah');
	const words = leah.words;
	await leah.signsIn();
	await leah.presses('link', 'messages.home');
	await leah.presses('link', 'messages.new');
	await leah.main.getByRole('textbox').fill('Ble mae’r llys?');
	await leah.main.getByLabel(words.t('messages.topic.court'), { exact: true }).check();
	await leah.presses('button', 'messages.send');
	await leah.sees(words.t('messages.topic.court'));
	await expect(said(page)).toHaveText('');
	const box = leah.main.getByRole('textbox');
	await box.focus();

	const jo = await Desk.beside(browser);
	await jo.signsIn('jo');
	await jo.page.goto('/console/messages');
	await press(jo.page, jo.main.getByRole('link', { name: personOf('leah').name }).first());
	await arriveAt(jo.page, /./);
	await press(jo.page, jo.main.getByRole('button', { name: t('messages.desk.claim') }));
	await expect(said(page)).toHaveText('');
	await jo.main.getByLabel(t('messages.desk.text'), { exact: true }).fill('Mae’r llys yn Hull.');
	await press(jo.page, jo.main.getByRole('button', { name: t('messages.desk.save'), exact: true }));
	await arriveAt(jo.page, /./);

	if (javaScriptEnabled) {
		await expect(said(page)).toContainText(words.t('live.own'));
		await expect(said(page)).not.toContainText('Hull');
		await expect(box).toBeFocused();
		await leah.doesNotRead('Hull');
		await checkScreen(page);
		await press(page, said(page).getByRole('link', { name: words.t('live.show') }));
	} else {
		await expect(said(page)).toHaveText('');
		await page.reload();
	}
	await leah.sees(words.t('messages.topic.court'));
	await leah.reads('Mae’r llys yn Hull.');
	await expect(said(page)).toHaveText('');

	await test.step('and she writes while the inbox is open', async () => {
		await jo.page.goto('/console/messages');
		await box.fill('Diolch');
		await leah.presses('button', 'messages.send');
		await leah.sees(words.t('messages.topic.court'));
		if (javaScriptEnabled) {
			await expect(said(jo.page)).toContainText(t('live.desk'));
			await checkScreen(jo.page);
		}
		await jo.page.context().close();
	});

	await test.step('when she leaves, the line is gone with the page', async () => {
		await page.request.get('/leave', { maxRedirects: 0, headers: { 'sec-fetch-site': 'same-origin' } });
		const answer = await page.request.get('/my/live', { maxRedirects: 0, headers: { accept: 'text/event-stream' } });
		expect(answer.status()).toBe(303);
	});
});

test('journey 6, step 12: a colleague is on the case; it can be read, or taken over; whoever had it is told as they save, and loses nothing', async ({
	page,
	browser
}) => {
	test.setTimeout(180_000);
	const form = `/console/cases/${demoCase('michael').id}/contact`;
	const jo = new Desk(page);
	await jo.signsIn('jo');
	await page.goto(form);
	await jo.sees(t('console.contact.set'));
	await jo.doesNotRead(t('lock.take'));
	const choice = jo.main.getByRole('radio', { name: 'Sam Idris, Care Team' });
	await choice.check();

	const sam = await Desk.beside(browser);
	await sam.signsIn('sam');
	await sam.page.goto(form);
	await sam.sees(t('console.contact.set'));
	await sam.reads('Jo Lane is on this case now.', t('lock.stands'));
	await sam.presses('button', 'lock.take');
	await sam.sees(t('console.contact.set'));
	await expect(sam.main).not.toContainText('is on this case now');

	await jo.presses('button', 'shell.save');
	await jo.sees(t('console.contact.set'));
	await expect(page.getByRole('alert')).toContainText('Sam Idris took this over at');
	await expect(choice).toBeChecked();
	await jo.presses('button', 'lock.over');
	await expect(page).toHaveURL(/\/console\/cases\/[0-9a-f-]+$/);
	await sam.page.context().close();
});
