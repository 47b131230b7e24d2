import { expect, test } from '@playwright/test';
import { Person } from '../pages/person.ts';

test('Nerys follows the burglary of her home through the courts, in Welsh', async ({ page }) => {
	const nerys = new Person(page, 'nerys');
	const { t, day, weekday, time } = nerys.words;
	const hearing = t('stages.hearing.date_time_court', {
		date: weekday('2026-07-27'),
		time: time('10:00'),
		court: 'Kingston-upon-Hull Combined Court Centre'
	});
	const hearBy = t('clocks.state.due.witness_care', { date: day('2026-06-10') });

	await nerys.signsIn();
	await nerys.reads('Mae un diweddariad i chi.', t('my.since', { date: day('2026-01-09') }), t('stages.next.court'), hearBy, 'Jo Lane');
	await nerys.opens();

	await test.step('where it is, who said so, and when she should hear', async () => {
		await nerys.reads("Mae'r achos yn mynd drwy'r llys.", nerys.told('Humberside Police', '2026-05-01'));
		expect(await nerys.under('updates.next.heading')).toContain(t('stages.next.court'));
		expect(await nerys.under('updates.next.heading')).toContain(hearing);
		const when = await nerys.under('clocks.heading');
		expect(when).toContain(`${t('clocks.duty.hearing.title')}. ${hearBy}`);
		expect(when).toContain(t('clocks.rhythm.agreed_weeks', { count: 4 }));
		expect(when).toContain(t('clocks.rhythm.next', { date: day('2026-06-23') }));
		// She heard of one hearing four days too late; it is said, and that she heard.
		expect(when).toContain(t('clocks.state.late.witness_care', { date: day('2026-05-22') }));
		expect(await nerys.under('updates.who.heading')).toContain('Jo Lane');
	});

	await test.step('what happened so far, newest first, each from whom', async () => {
		const kinds = ['hearing_listed', 'plea_hearing', 'sent_to_crown', 'charged', 'recorded', 'under_investigation'];
		expect(await nerys.stones()).toEqual(kinds.map((kind) => t(`stages.event.${kind}.title`)));
		const newest = nerys.stone(t('stages.event.hearing_listed.title'));
		await expect(newest).toContainText(t('shell.new'));
		await expect(newest).toContainText(nerys.told('Hull Crown Court', '2026-06-09'));
		await expect(nerys.stone(t('stages.event.charged.title'))).toContainText(
			t('clocks.when.month', { month: nerys.words.month('2026-03') })
		);
		expect(await nerys.under('updates.references.heading')).toContain('T20267041');
	});

	await test.step('words of law that nobody has checked have the English beside them', async () => {
		await expect(page.locator('#rights + p [lang=en]')).toHaveText('These rights from the Victims’ Code apply to you now.');
	});

	await test.step('she opens what a word means, in its place', async () => {
		const charged = nerys.stone(t('stages.event.charged.title'));
		await expect(charged.getByText(t('glossary.charge.means'))).toBeHidden();
		await charged.getByText(t('updates.means')).click();
		await expect(charged.getByText(t('glossary.charge.means'))).toBeVisible();
	});

	await test.step('she asks about what nobody has said', async () => {
		expect(await nerys.under('updates.nottold.heading')).toContain(t('stages.nottold.bail'));
		await nerys.presses('button', 'updates.nottold.ask');
		await nerys.sees(t('updates.heading'));
		await nerys.reads(t('updates.done.about'));
		expect(await nerys.under('updates.nottold.heading')).toContain(nerys.asked('2026-06-12'));
		await expect(nerys.main.getByRole('button', { name: t('updates.nottold.ask') })).toHaveCount(0);
	});

	await nerys.asksForHelpWith('statement', '2026-06-12');
	await nerys.signsOut();
});
