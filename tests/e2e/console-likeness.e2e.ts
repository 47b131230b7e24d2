import { expect, test } from '@playwright/test';
import { Desk } from '../pages/desk.ts';
import { press } from '../pages/screen.ts';

test('T46 a worker who does not know keeps two records apart, and the question waits until somebody says', async ({
	page,
	javaScriptEnabled
}) => {
	const jo = new Desk(page);
	const { t } = jo;
	const phone = javaScriptEnabled === false ? '07700 900461' : '07700 900462';
	const [first, second] = javaScriptEnabled === false ? ['Wyn Quist', 'W. Quist'] : ['Bryn Quist', 'B. Quist'];
	await jo.signsIn('jo');
	await jo.adds({ name: first, phone });
	await page.goto('/console/people/new');
	await jo.main.getByLabel(t('console.name'), { exact: true }).fill(second);
	await jo.main.getByRole('radio', { name: t('console.kind.crime'), exact: true }).check();
	await jo.main.getByLabel(t('console.phone'), { exact: true }).fill(phone);
	await jo.presses('button', 'shell.save');
	await jo.reads(t('console.same.heading'), t('console.same.by.phone'));
	await jo.main.getByRole('radio', { name: t('console.same.unsure'), exact: true }).check();
	await jo.presses('button', 'shell.save');
	await jo.sees(second);

	await test.step('the case names the question; it shows little of both, and why it is asked', async () => {
		await press(page, jo.main.getByRole('link', { name: t('console.task.likeness') }).first());
		await jo.sees(t('due.task.likeness'));
		await jo.reads(first, second, t('console.same.by.phone'), t('due.likeness.what'));
		await jo.doesNotRead(phone);
		await expect(jo.button('due.task.done')).toHaveCount(0);
	});

	await test.step('two people: it is gone, and both stay as they were', async () => {
		await jo.presses('button', 'due.likeness.two');
		await expect(page).toHaveURL(/\/console\?done=/);
		await page.goto('/console');
		await jo.doesNotRead(second);
	});
});
