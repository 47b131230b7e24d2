import { expect, test } from '@playwright/test';
import { personOf } from '#demo/people.ts';
import { Person } from '../pages/person.ts';

test('Leah reads that the bail rules have changed, and what to do in danger', async ({ page }) => {
	const leah = new Person(page, 'leah');
	const { t, day } = leah.words;

	await leah.signsIn();
	await leah.reads('There is one update for you.', t('clocks.state.due.police', { date: day('2026-06-11') }));
	// Nothing of the matter itself: somebody may look over her shoulder (S-33).
	await leah.doesNotRead(/bail|arrest|stalk/i);
	await leah.opens();

	await test.step('where it is now, and what to do in danger', async () => {
		await leah.reads(t('stages.now.waiting_for_suspect'), leah.told('Humberside Police', '2026-05-12'));
		await leah.reads('In danger now? Call 999.');
		expect(await leah.under('clocks.heading')).toContain(
			`${t('clocks.duty.suspect_news.title')}. You should hear from the police by 11 June 2026.`
		);
		expect(await leah.under('clocks.heading')).toContain(t('clocks.duty.suspect_news.next', { count: 1 }));
	});

	await test.step('the danger news is there the day it came, and what it does not say is said', async () => {
		expect((await leah.stones())[0]).toBe('The bail rules have changed.');
		const newest = leah.stone('The bail rules have changed.');
		await expect(newest).toContainText(t('shell.new'));
		await expect(newest).toContainText(leah.told('Humberside Police', '2026-06-10'));
		expect(await leah.under('updates.nottold.heading')).toContain('We do not know if the person the police suspect has bail rules.');
	});

	await test.step('nothing that would help the man who knows her phone', async () => {
		const { ways, preference } = personOf('leah');
		for (const secret of [...ways.map(({ value }) => value), ...Object.values(preference.words ?? {})]) await leah.doesNotRead(secret);
		await leah.doesNotRead(/risk/i);
	});

	await test.step('she asks what the rules are', async () => {
		await leah.presses('button', 'updates.nottold.ask');
		await leah.sees('Your updates');
		expect(await leah.under('updates.nottold.heading')).toContain('We have asked. We will answer by Friday, 12 June 2026.');
	});

	await test.step('a thing that is not about her is gone at once', async () => {
		const officer = t('stages.event.officer_allocated.title');
		await leah.presses('link', 'updates.hide.link', leah.stone(officer));
		await leah.sees('Is this not about you?');
		await leah.reads(officer, 'We hide it at once and check today what went wrong.');
		await leah.presses('link', 'updates.hide.keep');
		await expect(leah.stone(officer)).toBeVisible();
		await leah.presses('link', 'updates.hide.link', leah.stone(officer));
		await leah.presses('button', 'updates.hide.do');
		await leah.sees('Your updates');
		await leah.reads('Thank you. We have hidden this and will check today.');
		await expect(leah.stone(officer)).toHaveCount(0);
		expect(await leah.stones()).toHaveLength(4);
	});
	await leah.signsOut();
});
