import { expect, test } from '@playwright/test';
import { feedReference } from '#demo/feed.ts';
import { Person } from '../pages/person.ts';

test('Grace, a witness, reads when the trial may be and what concerns her', async ({ page }) => {
	const grace = new Person(page, 'grace');
	const { t, day } = grace.words;
	const week = t('stages.hearing.date_court', {
		date: t('stages.date.week', { date: day('2026-07-13') }),
		court: 'Kingston-upon-Hull Combined Court Centre'
	});

	await grace.signsIn();
	await grace.reads('You are a witness.', t('my.new', { count: 2 }), 'Wanda Kowal');
	await grace.opens();

	await test.step('the warned period is a week, never a day', async () => {
		await grace.reads(t('stages.now.court'));
		expect(await grace.under('updates.next.heading')).toContain(week);
		const trial = grace.stone('The trial is planned for a set time, without a fixed day.');
		await expect(trial).toContainText(week);
		await expect(trial).toContainText(grace.told('Humber Witness Care Unit', '2026-06-01'));
		await trial.getByText(t('updates.means')).click();
		await expect(trial.getByText(t('glossary.warned_period.means'))).toBeVisible();
	});

	await test.step('only what concerns a witness', async () => {
		const kinds = ['witness_required', 'trial_window', 'special_measures_requested', 'plea_hearing', 'sent_to_crown'];
		expect(await grace.stones()).toEqual(kinds.map((kind) => t(`stages.event.${kind}.title`)));
		await grace.doesNotRead(t('stages.event.charged.title'), t('stages.event.recorded.title'), feedReference('grace'));
		expect(await grace.under('updates.references.heading')).toContain('T20266620');
	});

	await test.step('the Code gives a witness no date, and that is said', async () => {
		const when = await grace.under('clocks.heading');
		expect(when).toContain(`${t('clocks.duty.needed_in_court.title')}. ${t('clocks.state.ask_us')} ${t('clocks.reason.witness')}`);
		expect(when).not.toMatch(/You should have heard/);
		await grace.reads('The Victims’ Code is for people harmed by a crime. As a witness you can still ask us for help.');
		for (const right of ['statement', 'compensation']) await grace.doesNotRead(t(`rights.open.${right}.title`));
	});

	await test.step('she asks for an update', async () => {
		await grace.presses('button', 'updates.who.ask');
		await grace.sees('Your updates');
		expect(await grace.under('updates.who.heading')).toMatch(
			/Wanda Kowal, Witness Care.*We have asked\. We will answer by Friday, 12 June 2026\./
		);
	});

	await grace.asksForHelpWith('complaint', '2026-06-12');
	await grace.signsOut();
});
