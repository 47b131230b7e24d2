import { expect, test } from '@playwright/test';
import { demoCase } from '#demo/cases.ts';
import { Desk } from '../pages/desk.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');

test('P9, P19: somebody calls; nothing is written down for a stranger, a message for whoever is known, and the page of the case says so', async ({
	page
}) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	await page.goto(`/console/cases/${demoCase('margaret').id}`);
	await jo.presses('link', 'call.link');
	await jo.sees(t('call.title'));
	await jo.main.getByRole('radio', { name: t('call.proof.no'), exact: true }).check();
	await jo.main.getByRole('radio', { name: t('call.want.message'), exact: true }).check();
	await jo.main.getByLabel(t('call.text'), { exact: true }).fill('She asks if she may bring her sister.');
	await jo.presses('button', 'shell.save');
	await jo.reads(t('call.error.not_sure'));
	await expect(jo.main.getByLabel(t('call.text'), { exact: true })).toHaveValue('She asks if she may bring her sister.');

	await jo.main.getByRole('radio', { name: t('call.proof.questions'), exact: true }).check();
	await jo.main.getByRole('checkbox', { name: t('call.asked.last_worker'), exact: true }).check();
	await jo.presses('button', 'shell.save');
	await jo.reads(t('messages.error.topic'));
	await jo.main.getByLabel(t('call.topic'), { exact: true }).selectOption('court');
	await jo.presses('button', 'shell.save');
	await jo.sees(new RegExp(t('messages.topic.court')));
	await jo.reads('She asks if she may bring her sister.');
	await jo.presses('link', 'messages.desk.case');
	await jo.reads(t('call.story.waits'));

	await test.step('an update is asked for, and stands on the page', async () => {
		await jo.presses('link', 'call.link');
		await jo.main.getByRole('radio', { name: t('call.proof.we_called'), exact: true }).check();
		await jo.main.getByRole('radio', { name: t('call.want.update'), exact: true }).check();
		await jo.presses('button', 'shell.save');
		await jo.reads(t('call.done.update'), t('console.task.update_asked'));
	});
});
