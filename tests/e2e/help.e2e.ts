import { expect, test } from '@playwright/test';
import { demoCase } from '#demo/cases.ts';
import { personOf } from '#demo/people.ts';
import { Person } from '../pages/person.ts';
import { arriveAt, signInAs } from '../pages/screen.ts';

test('P20 S4 T12 Daniel says what would help: danger first, every question skippable, and services that fit with why', async ({ page }) => {
	test.setTimeout(180_000);
	const daniel = new Person(page, 'daniel');
	const { t } = daniel.words;
	await daniel.signsIn();
	await daniel.presses('link', 'my.help');
	await daniel.sees('What would help');
	await daniel.presses('link', 'needs.begin');

	await test.step('"No" shows what to do in danger, and lets him carry on', async () => {
		await daniel.sees('Are you safe right now?');
		await daniel.main.getByLabel(t('needs.safe.no'), { exact: true }).check();
		await daniel.presses('button', 'shell.continue');
		await daniel.sees('If you are in danger');
		await daniel.reads('press 55', '18000', '999 BSL', '101', 'We do not call the police for you unless we must', 'They are reading now.');
		await daniel.presses('link', 'needs.now.carryOn');
	});

	await test.step('nothing is needed; what he says is kept, and no number is made of it', async () => {
		await daniel.sees('What would help you?');
		await daniel.reads('You do not need to tell us what happened.', 'The police or a court may ask to see what you write.');
		await daniel.main
			.getByRole('group', { name: t('needs.need.home') })
			.getByLabel(t('needs.level.lot'))
			.check();
		await daniel.main
			.getByRole('group', { name: t('needs.need.health') })
			.getByLabel(t('needs.level.talk'))
			.check();
		await daniel.presses('button', 'needs.send');
		await daniel.sees('What would help');
		await daniel.reads('We will be in touch within 24 hours', 'A lot', 'I would rather talk about it');
		await daniel.doesNotRead(/score|risk|%/i);
	});

	await test.step('services that fit what he said, each with why; he may choose, and nothing is sent', async () => {
		await daniel.presses('link', 'needs.fit.link');
		await daniel.sees('Services that could fit');
		await daniel.reads('Helps with: ', 'Near you', 'Nothing is sent to a service before you have seen the words and said yes.');
		await daniel.main.getByRole('checkbox').first().check();
		await daniel.presses('button', 'needs.fit.ask');
		await daniel.sees('What would help');
		await daniel.reads('We will go on with this.');
		await daniel.presses('link', 'needs.thereIs.heading');
		await daniel.sees('What support there is');
	});
	await daniel.signsOut();
});

test('P20 T13 T14 the hub reads it, speaks with him, writes down what was done, and passes it on', { tag: '@script' }, async ({ page }) => {
	test.setTimeout(180_000);
	const main = page.getByRole('main');
	await signInAs(page, 'Jo Lane');
	await page.goto('/console?f=hub');
	// The jobs look every two seconds.
	await expect(async () => {
		await page.reload();
		await expect(main.getByRole('row', { name: /They said that they are not safe/ }).first()).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 20_000 });
	await page.goto(`/console/cases/${demoCase('rana').id}`);
	if (await main.getByRole('button', { name: 'Continue' }).count()) {
		await main.getByRole('radio').first().check();
		await main.getByRole('button', { name: 'Continue' }).click();
	}
	await expect(main).toContainText('An interpreter who is not from my local community');
	await page.goto(`/console/cases/${demoCase('rana').id}/needs/${personOf('rana').id}`);
	await arriveAt(page, /What would help/);
	await main.getByText('Write down what they say').click();
	await main.getByRole('group', { name: 'Money' }).getByLabel('A little').check();
	await main.getByRole('button', { name: 'Save' }).click();
	await arriveAt(page, /What would help/);
	await expect(main).toContainText('Money: Not answered, now A little');
	await main.getByLabel('The mental-health practitioner').check();
	await main.getByRole('button', { name: 'Make a task for them' }).click();
	await arriveAt(page, /What would help/);
	await page.goto('/console?f=hub');
	await expect(main.getByRole('row', { name: /Go on with what would help/ }).first()).toBeVisible();
	await page.goto(`/console/cases/${demoCase('rana').id}/reach/${personOf('rana').id}`);
	await arriveAt(page, /How to reach/);
	await expect(main).toContainText('Ask for Rana.');
});
