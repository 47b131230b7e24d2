import { expect, test } from '@playwright/test';
import { Desk } from '../pages/desk.ts';
import { demoCase } from '#demo/cases.ts';
import { Person } from '../pages/person.ts';
import { press } from '../pages/screen.ts';

test('F71 Nerys sees where and when, says when she cannot come, keeps her list, adds up what it costs, and prints a page that says nothing', async ({
	page,
	browser
}) => {
	const nerys = new Person(page, 'nerys');
	const { t, to, weekday } = nerys.words;
	await nerys.signsIn();
	await nerys.presses('link', 'court.my.link');
	await nerys.sees(t('court.my.heading'));

	await test.step('where, when, by which door, and what the building has, said to be old', async () => {
		await nerys.reads('Kingston-upon-Hull Combined Court Centre', 'HU1 2EZ', t('court.my.place.old'), t('court.my.door.main'));
		await nerys.main.getByText(t('court.my.building'), { exact: true }).click();
		await nerys.reads(t('court.my.building.old'), `${t('court.my.has.step_free')}:`);
	});

	await test.step('T2 days she cannot come: what is wrong is said at the field, what was typed stays', async () => {
		const fill = async (end: string, day: string, month: string, year: string) => {
			for (const [part, value] of Object.entries({ day, month, year }))
				await nerys.main.locator(`input[name="${end}-${part}"]`).fill(value);
		};
		await fill('from', '31', '6', '2026');
		await nerys.presses('button', 'court.away.save');
		await expect(page.locator('[data-errors] a')).toHaveText(t('court.away.error.day'));
		await expect(nerys.main.locator('input[name="from-day"]')).toHaveValue('31');
		await fill('from', '3', '8', '2026');
		await fill('to', '7', '8', '2026');
		await nerys.presses('button', 'court.away.save');
		await nerys.reads(t('court.my.done.away'), t('court.away.span', { from: weekday('2026-08-03'), to: weekday('2026-08-07') }));
	});

	await test.step('P19 the hub reads them', async () => {
		const jo = await Desk.beside(browser);
		await jo.signsIn('jo');
		await jo.page.goto(`/console/cases/${demoCase('nerys').id}`);
		await press(jo.page, jo.main.getByRole('link', { name: jo.t('court.desk.link') }).first());
		await jo.reads(jo.t('court.desk.away'), '3 August 2026', '7 August 2026');
		await jo.page.context().close();
	});

	await test.step('she can come after all', async () => {
		await nerys.presses('button', 'court.away.back');
		await nerys.reads(t('court.my.done.back'));
		await nerys.doesNotRead(weekday('2026-08-03'));
	});

	await test.step('her list is saved, and stands there the next time', async () => {
		await nerys.main.getByLabel(t('court.tick.letter'), { exact: true }).check();
		await nerys.presses('button', 'court.ticks.save');
		await nerys.reads(t('court.my.done.ticked'));
		await expect(nerys.main.getByLabel(t('court.tick.letter'), { exact: true })).toBeChecked();
		await expect(nerys.main.getByLabel(t('court.tick.food'), { exact: true })).not.toBeChecked();
	});

	await test.step('what she may get back, from dated amounts, and no promise', async () => {
		await nerys.presses('link', 'court.costs.link');
		await nerys.sees(t('court.costs.heading'));
		await nerys.main.getByLabel(t('court.costs.h'), { exact: true }).fill('8');
		await nerys.main.getByLabel(t('court.costs.f'), { exact: true }).fill('lots');
		await nerys.presses('button', 'court.costs.do');
		await expect(page.locator('[data-errors] a')).toHaveText(t('court.costs.error'));
		await expect(nerys.main.getByLabel(t('court.costs.h'), { exact: true })).toHaveValue('8');
		await nerys.main.getByLabel(t('court.costs.f'), { exact: true }).fill('12.40');
		await nerys.presses('button', 'court.costs.do');
		await nerys.reads('£4.50', '£12.40', '£16.90', t('court.costs.not'));
	});

	await test.step('one page to print, without a word of the case', async () => {
		await page.goto(to('/my/day/print'));
		await nerys.sees(t('court.my.sheet'));
		await nerys.reads('HU1 2EZ', t('court.tick.letter'));
		await nerys.doesNotRead(/trosedd|crime|bwrgleriaeth|burglary|16X|T2026/i);
	});

	await test.step('S-09 the address that says court leads on', async () => {
		await page.goto(to('/my/court'));
		await expect(page).toHaveURL(new RegExp(`${to('/my/day')}$`));
	});
	await nerys.signsOut();
});
