import { expect, test } from '@playwright/test';
import { Person } from '../pages/person.ts';

test('Michael follows two charges and an inquest, and asks which of two days is right', async ({ page }) => {
	const michael = new Person(page, 'michael');
	const { t, day, weekday, time } = michael.words;
	const trial = (date: string) =>
		t('stages.hearing.date_time_court', { date: weekday(date), time: time('10:00'), court: 'Kingston-upon-Hull Combined Court Centre' });

	await michael.signsIn();
	await michael.reads(t('my.new', { count: 2 }), t('stages.next.waiting_sentence'), 'Sam Idris');
	await michael.opens();

	await test.step('each charge has its own place', async () => {
		await michael.reads('There is more than one charge. They are not all at the same point.');
		const charges = michael.main.locator('h2', { hasText: t('updates.charges.heading') }).locator('+ dl > div');
		await expect(charges).toHaveCount(2);
		await expect(charges.nth(0)).toContainText(`Charge 1 ${t('stages.now.court')}`);
		await expect(charges.nth(0)).toContainText(michael.told("Grimsby Magistrates' Court", '2026-03-02'));
		await expect(charges.nth(1)).toContainText(`Charge 2 ${t('stages.now.waiting_sentence')}`);
		await expect(charges.nth(1)).toContainText(michael.told('Hull Crown Court', '2026-04-10'));
	});

	const different = michael.main.getByRole('region', { name: t('updates.disagree.heading') });
	await test.step('two agencies, two days: both stand', async () => {
		await expect(different.getByRole('listitem')).toHaveText([
			new RegExp(`^Humberside Police: A court date was set\\..*${RegExp.escape(trial('2026-07-20'))}`),
			new RegExp(`^Hull Crown Court: A court date was set\\..*${RegExp.escape(trial('2026-07-22'))}`)
		]);
		const next = await michael.under('updates.next.heading');
		for (const date of ['2026-07-20', '2026-07-22']) expect(next).toContain(trial(date));
		await expect(michael.main.getByRole('link', { name: t('updates.disagree.link') })).toHaveCount(2);
	});

	await test.step('dates, the inquest, and three agencies’ numbers', async () => {
		const when = await michael.under('clocks.heading');
		expect(when).toContain(t('clocks.rhythm.agreed_weeks', { count: 2 }));
		expect(when).toContain(`${t('clocks.duty.charge.title')}. ${t('clocks.state.told', { date: day('2026-02-11') })}`);
		const told = await michael.main.locator('details li', { hasText: t('clocks.duty.charge.title') }).allTextContents();
		expect(new Set(told).size).toBe(told.length);
		await expect(michael.stone(t('stages.event.inquest_opened.title'))).toContainText(
			michael.told('HM Coroner, Hull and East Riding', '2025-11-17')
		);
		await expect(michael.stone(t('stages.event.plea.guilty.title'))).toContainText('Charge 2');
		const references = await michael.under('updates.references.heading');
		for (const reference of ['16X 25 118204', '16GR1284425', 'T20267093']) expect(references).toContain(reference);
	});

	await test.step('he asks which is right', async () => {
		await michael.presses('button', 'updates.disagree.ask', different);
		await michael.sees('Your updates');
		await expect(different).toContainText('We have asked. We will answer by Friday, 12 June 2026.');
		await expect(different.getByRole('button')).toHaveCount(0);
	});

	await test.step('he takes a paper to the family, without his name', async () => {
		await michael.presses('link', 'updates.print.link');
		await michael.sees('Your updates');
		await michael.reads(t('stages.now.several'), trial('2026-07-22'), t('updates.print.how'));
		for (const name of michael.name.split(' ')) await expect(page.locator('body')).not.toContainText(name);
		await expect(michael.main.getByRole('button')).toHaveCount(0);
		await page.emulateMedia({ media: 'print' });
		await expect(michael.main.getByText(t('stages.now.several'))).toBeVisible();
		await expect(page.getByRole('button', { name: t('shell.signOut') })).toBeHidden();
		await expect(page.locator('aside [data-leave]')).toBeHidden();
		await page.emulateMedia({ media: 'screen' });
	});
	await michael.signsOut();
});
