import { expect, test } from '@playwright/test';
import { Person } from '../pages/person.ts';
import { press } from '../pages/screen.ts';

test('Jay, who is 16, says that nobody told him', async ({ page, context }) => {
	const jay = new Person(page, 'jay');
	const { t, day } = jay.words;
	const asks = t('clocks.state.not_recorded.police', { date: day('2026-05-26') });

	await jay.signsIn();
	await jay.reads(t('my.new', { count: 2 }), t('clocks.state.due.police', { date: day('2026-06-11') }));
	await jay.opens();

	await test.step('where it is, and the day that has passed', async () => {
		await jay.reads('The police are looking into what happened.', jay.told('Humberside Police', '2026-05-01'));
		expect(asks).toBe('You should have heard from the police by 26 May 2026. We do not know if they told you. Did they?');
		const when = await jay.under('clocks.heading');
		expect(when).toContain(`${t('clocks.duty.suspect_news.title')}. ${asks}`);
		expect(when).toContain('You should hear from the police by 11 June 2026.');
		// Under 18: within one working day, not five.
		expect(when).toContain(t('clocks.duty.not_charged_police.next', { count: 1 }));
		await jay.doesNotRead('07700 900108');
	});

	await test.step('an update that nobody understands is shown as such', async () => {
		await jay.doesNotRead('youth panel');
		await expect(jay.stone('They sent an update that we do not understand.')).toContainText(jay.told('Humberside Police', '2026-06-05'));
		expect(await jay.under('updates.nottold.heading')).toContain('We got an update that we do not understand.');
		await press(page, page.locator('button[aria-describedby=not-told-unclear_update]'));
		await jay.sees('Your updates');
		expect(await jay.under('updates.nottold.heading')).toContain('We have asked. We will answer by Friday, 12 June 2026.');
	});

	const forgotten = await context.newPage();
	await forgotten.goto(new URL(page.url()).pathname);
	const no = { role: 'button', key: 'clocks.answer.no' } as const;

	await test.step('did they? No', async () => {
		await jay.presses(no.role, no.key);
		await jay.sees('Your updates');
		await jay.reads('Thank you for telling us. We will ask them.');
		expect(await jay.under('clocks.heading')).toContain('You said that you were not told. We are asking them.');
		await jay.doesNotRead(asks);
		await expect(jay.main.getByRole('button', { name: t(no.key), exact: true })).toHaveCount(0);
	});

	await test.step('"No" again, in a window that was still open, changes nothing', async () => {
		await press(forgotten, forgotten.getByRole('button', { name: t(no.key), exact: true }));
		await expect(forgotten.getByText(t('clocks.reason.said_no'))).toHaveCount(1);
		await forgotten.close();
	});
	await jay.signsOut();
});
