import { expect, test } from '@playwright/test';
import { Person } from '../pages/person.ts';

test('Rana reads about the appeal in Arabic, from right to left', async ({ page }) => {
	const rana = new Person(page, 'rana');
	const { t, day } = rana.words;

	await rana.signsIn();
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await rana.reads('لك خبر جديد واحد.', t('stages.next.appeal'), 'Sam Idris');
	await rana.opens();

	await test.step('where it is, and that no date can be given', async () => {
		await rana.reads('هناك استئناف. طُلب من محكمة أعلى أن تنظر في النتيجة من جديد.');
		await rana.reads(rana.told("Grimsby Magistrates' Court", '2026-06-05'));
		const when = await rana.under('clocks.heading');
		expect(when).toContain(`${t('clocks.duty.appeal.title')}. ${t('clocks.state.ask_us')}`);
		expect(when).toContain(`${t('clocks.duty.sentence.title')}. ${t('clocks.state.told', { date: day('2026-05-01') })}`);
	});

	await test.step('the sentence, in her words', async () => {
		const sentence = rana.stone(t('stages.event.sentence.conditional-discharge.title'));
		await expect(sentence).toContainText(rana.told('Humberside Police', '2026-05-01'));
		await sentence.getByText(t('updates.means')).click();
		await expect(sentence.getByText(t('stages.event.sentence.conditional-discharge.means'))).toBeVisible();
		const kinds = ['appeal_lodged', 'sentence.conditional-discharge', 'first_hearing', 'recorded', 'charged'];
		expect(await rana.stones()).toEqual(kinds.map((kind) => t(`stages.event.${kind}.title`)));
	});

	await test.step('numbers that are not Arabic stay whole, from left to right', async () => {
		await expect(rana.main.locator('bdi[dir=ltr]', { hasText: 'GM26-01977' })).toBeVisible();
		await expect(rana.main.locator('bdi[dir=ltr]', { hasText: '0808 157 0000' })).toBeVisible();
		for (const english of await rana.main.locator('[lang=en]').all()) await expect(english).toHaveAttribute('dir', 'ltr');
	});

	await test.step('she asks for an update', async () => {
		await rana.presses('button', 'updates.who.ask');
		await rana.sees(t('updates.heading'));
		expect(await rana.under('updates.who.heading')).toContain(rana.asked('2026-06-12'));
	});

	await rana.asksForHelpWith('complaint', '2026-06-12');
	await rana.signsOut();
});
