import { expect, test } from '@playwright/test';
import { anyNumber, Desk } from '../pages/desk.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');

test('P10: "nothing new" for several cases at once, each still through the gate', async ({ page }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	const paths = [];
	for (const [name, phone] of [
		['Meinir', '01632 960207'],
		['Osian', '01632 960208']
	] as const)
		paths.push(await jo.adds({ name, phone, safe: 'safe', may: 'yes', rhythm: 28 }));
	await page.goto('/console/nothing-new');
	await jo.sees(t('due.nothingNew.title'));
	await jo.doesNotRead(anyNumber);
	await jo.presses('button', 'due.nothingNew.button');
	await jo.sees(t('due.nothingNew.title'));
	await expect(page.getByRole('alert')).toContainText(t('due.error.tick'));
	for (const name of ['Meinir', 'Osian']) {
		await expect(jo.row(name)).toContainText('every 28 days');
		await jo.main.getByRole('checkbox', { name: t('due.nothingNew.tickOne', { name }) }).check();
	}
	await jo.presses('button', 'due.nothingNew.button');
	await jo.sees(t('due.nothingNew.title'));
	await jo.reads(t('due.nothingNew.done', { count: 2 }));
	await expect(jo.row('Meinir')).toContainText('10 June 2026');
	for (const path of paths) {
		await page.goto(path);
		await jo.reads(t('stages.event.nothing_new.title'), t('console.told.not'));
	}
	await page.goto('/console');
	await expect(jo.row('Osian', t('stages.event.nothing_new.title'))).toContainText('Call until 5:00 pm');
});

test('T6: late and not recorded per month; what the feeds brought; no names', async ({ page }) => {
	const helen = new Desk(page);
	await helen.signsIn('helen');
	await page.goto('/console/reports');
	await helen.sees(t('due.report.title'));
	await expect(helen.row('May 2026', t('due.owner.witness_care'))).toBeVisible();
	await helen.doesNotRead('Nerys', 'Pritchard', anyNumber);
	await page.goto('/console/feeds');
	await helen.sees(t('due.feeds.title'));
	await helen.reads('police-uk', 'Referred to youth panel', /rows wait for a case/);
	await helen.doesNotRead('Jay', anyNumber);
});

test('T3 a worker of a partner agency sees who agreed to share with it, nobody else, and no console', async ({ page }) => {
	const peter = new Desk(page);
	await peter.signsIn('peter');
	await expect(page).toHaveURL('/agency');
	await peter.sees('Harbour Support');
	await peter.reads('Peter Shaw', t('share.agency.list'));
	await expect(page.getByRole('main').getByText('Leah Marsden')).toHaveCount(0);
	for (const path of ['/console', '/console/people', '/console/reports']) {
		const answer = await page.goto(path);
		expect(answer?.status(), path).toBeGreaterThanOrEqual(403);
		await expect(page.getByText('Leah Marsden')).toHaveCount(0);
	}
});
