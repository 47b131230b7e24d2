import { expect, test } from '@playwright/test';
import { press } from '../pages/screen.ts';
import { Person } from '../pages/person.ts';

test('Margaret reads that the police have stopped, and what she can still do and by when', async ({ page }) => {
	const margaret = new Person(page, 'margaret');
	const { t, day } = margaret.words;

	await margaret.signsIn();
	await margaret.reads('There is nothing new in the last two weeks.', t('stages.next.closed'));
	await margaret.opens('my.see');

	await test.step('hard news that she was told of is in plain words, without blame', async () => {
		await margaret.reads('The police have stopped looking into this for now. New information can open it again.');
		await margaret.reads(margaret.told('Humberside Police', '2026-05-21'));
		const ended = margaret.stone(t('stages.event.closed_no_suspect.title'));
		await ended.getByText(t('updates.means')).click();
		await expect(ended.getByText('It does not mean that they do not believe you.')).toBeVisible();
		await margaret.doesNotRead(/\bNFA\b|no further action|\bclosed\b/i);
		const when = await margaret.under('clocks.heading');
		expect(when).toContain(t('updates.clocks.none'));
		expect(when).toContain(`${t('clocks.duty.closed.title')}. ${t('clocks.state.told', { date: day('2026-05-22') })}`);
	});

	await test.step('one person to ask: the one who has her case today', async () => {
		expect(await margaret.under('updates.who.heading')).toContain('Jo Lane, Care Team');
		await margaret.doesNotRead('Sam Idris');
	});

	await test.step('what she can do, and by when there is an answer', async () => {
		const links = margaret.main.getByRole('link');
		await expect(links.filter({ hasText: t('rights.open.compensation.title') })).toHaveCount(1);
		await margaret.presses('link', 'rights.open.compensation.title');
		await margaret.sees(t('rights.open.compensation.title'));
		await margaret.reads(t('rights.open.reason.crime_day_unknown'), t('rights.open.no_promise'));
		await margaret.presses('link', 'updates.back');
		await margaret.presses('link', 'rights.open.complaint.title');
		await margaret.reads('If you ask today, you should have an answer, or a date for one, by 24 June 2026.');
		await margaret.presses('link', 'updates.back');
	});
	await margaret.asksForHelpWith('complaint', '2026-06-12');

	await test.step('a reference that is not hers takes all that came with it away', async () => {
		const references = margaret.main
			.locator('h2', { hasText: t('updates.references.heading') })
			.locator('~ dl')
			.first();
		await expect(references).toContainText('16X 25 001180');
		await press(page, references.getByRole('link', { name: t('updates.hide.link') }));
		await margaret.sees('Is this not about you?');
		await margaret.reads('You are about to hide this reference and all updates that came with it:', 'Humberside Police');
		await margaret.presses('button', 'updates.hide.do');
		await margaret.sees('Your updates');
		await margaret.reads('Thank you. We have hidden this and will check today.');
		await margaret.doesNotRead('16X 25 001180');
	});
	await margaret.signsOut();
});
