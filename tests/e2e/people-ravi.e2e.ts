import { expect, test } from '@playwright/test';
import { Person } from '../pages/person.ts';

const verdict = 'The court case has ended. The person charged was found not guilty.';
const stopped = 'The police have decided not to look into this.';

test('Ravi has two cases with hard news, and opens each when he is ready', async ({ page }) => {
	const ravi = new Person(page, 'ravi');
	const { t, day } = ravi.words;
	const closed = 'There is news about a decision. Read it when you are ready.';
	const court = ravi.home('ravi');
	const noise = ravi.home('ravi-noise');

	await ravi.signsIn();
	await test.step('both are on his page, and neither says what the news is', async () => {
		await expect(ravi.main.getByRole('heading', { level: 2, name: 'With us since' })).toHaveCount(2);
		for (const [one, since] of [
			[court, '2025-10-23'],
			[noise, '2026-04-01']
		] as const) {
			await expect(one).toContainText(t('my.since', { date: day(since) }));
			await expect(one).toContainText(closed);
		}
		await ravi.doesNotRead(/guilty|charged|not to look/i);
	});

	await test.step('"Later" shows the page with the line closed', async () => {
		await ravi.opens('my.later', 'ravi');
		await ravi.reads(closed, t('stages.next.news'));
		await ravi.doesNotRead(verdict, /guilty/i);
		expect(await ravi.stones()).toEqual([closed, 'A person was charged.', t('stages.event.recorded.title'), 'A person was charged.']);
		expect(await ravi.under('clocks.heading')).toContain(t('clocks.state.not_recorded.police', { date: day('2026-05-29') }));
	});

	await test.step('he reads it, and the line closes behind him', async () => {
		await ravi.presses('link', 'updates.news.read');
		await ravi.sees(t('updates.news.heading'));
		await ravi.reads(verdict, 'It does not mean that no one believed you.', t('updates.news.talk'), t('stages.next.not_guilty'));
		await ravi.presses('link', 'updates.back');
		await ravi.sees('Your updates');
		await ravi.reads(closed);
		await ravi.doesNotRead(/guilty/i);
	});

	await test.step('he asks to be called about it', async () => {
		await ravi.presses('button', 'updates.news.call');
		await ravi.sees('Your updates');
		await ravi.reads('You asked us to call. We will try by Thursday, 11 June 2026, in a way you said is safe.');
		await expect(ravi.main.getByRole('button', { name: t('updates.news.call') })).toHaveCount(0);
		await ravi.presses('link', 'shell.back.my');
		await ravi.sees(`Hello, ${ravi.name}`);
		await expect(court).toContainText('You asked us to call.');
		await expect(noise).not.toContainText('You asked us to call.');
	});

	await test.step('the other: he asked for an update before, and opens the news from his page', async () => {
		await ravi.opens('my.later', 'ravi-noise');
		expect(await ravi.under('updates.who.heading')).toContain('We have asked. We will answer by Thursday, 11 June 2026.');
		await ravi.doesNotRead(stopped);
		await page.goto('/my');
		await ravi.presses('link', 'updates.news.read', noise);
		await ravi.sees(t('updates.news.heading'));
		await ravi.reads(stopped, t('stages.next.not_investigated'));
		await ravi.presses('link', 'updates.back');
	});

	await test.step('it was never his: he hides all of it at once', async () => {
		await ravi.main
			.getByRole('link', { name: t('updates.hide.link') })
			.last()
			.click();
		await ravi.sees('Is this not about you?');
		await ravi.reads('You are about to hide everything on this page.');
		await ravi.presses('button', 'updates.hide.do');
		await ravi.sees(`Hello, ${ravi.name}`);
		await ravi.reads('Thank you. We have hidden this and will check today.');
		await expect(noise).toHaveCount(0);
		await expect(court).toHaveCount(1);
	});
	await ravi.signsOut();
});
