import { mkdirSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { Desk, starts } from '../pages/desk.ts';
import { arriveAt } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const pictures = process.env.LETTERS_PICTURES;

/** Where pictures are asked for: the same screen in English and in Arabic, on a small phone and on a desk. */
async function pictureOf(page: Page, name: string): Promise<void> {
	if (!pictures) return;
	mkdirSync(pictures, { recursive: true });
	const [back, size] = [page.url(), page.viewportSize()];
	for (const lang of ['en', 'ar'] as const) {
		const { pathname, search } = new URL(back);
		if (lang === 'ar') await page.goto(`/ar${pathname}${search}`);
		for (const width of [320, 1280]) {
			await page.setViewportSize({ width, height: 800 });
			await page.screenshot({ path: `${pictures}/${name}-${lang}-${width}.png`, fullPage: true });
		}
	}
	if (size) await page.setViewportSize(size);
	await page.goto(back);
}

test('P9 P22 S-20 two letters are printed and marked as posted in one go, on a day; he says that he has seen it, and no more is sent', async ({
	page,
	browser
}) => {
	test.setTimeout(180_000);
	const jo = new Desk(page);
	await jo.signsIn('jo');
	const casePath = await jo.adds({ name: 'Alun Pritchard', phone: '01632 960271', safe: 'safe', may: 'yes' });
	const alun = await starts(browser, 'en', await jo.invites(casePath, 'Alun Pritchard', 'lighthouse'), 'lighthouse');
	const letters = () => jo.row('Alun Pritchard').getByRole('link', { name: t('notice.letter.open') });

	await test.step('he said on the phone that a letter is safe', async () => {
		await page.goto(casePath);
		await page.goto((await jo.main.locator('a[href*="/reach/"]').first().getAttribute('href')) ?? '');
		await jo.main.locator('summary', { hasText: t('contact.reach.add') }).click();
		await jo.main
			.getByRole('group', { name: t('contact.reach.way'), exact: true })
			.getByRole('radio', { name: t('contact.way.post'), exact: true })
			.check();
		await jo.main.getByLabel(t('contact.reach.number'), { exact: true }).fill('7 Example Row, Goole, DN14 1AA');
		await jo.choice('console.safe', 'safe').check();
		await jo.main.getByLabel(t('contact.reach.deed.checked'), { exact: true }).check();
		await jo.presses('button', 'contact.reach.add');
		await jo.sees(/./);
	});

	await test.step('an update, and a hearing that moved: two letters wait, and for the hearing somebody calls as well', async () => {
		await jo.records(casePath, 'under_investigation');
		await jo.records(casePath, 'hearing_moved');
		await expect
			.poll(async () => {
				await page.goto('/console/notices/letters');
				return letters().count();
			})
			.toBe(2);
		await jo.sees(t('notice.letters.title'));
		await jo.doesNotRead('Example Row');
		await jo.reads(t('notice.kind.court_critical'));
		await pictureOf(page, 'letters');
	});

	await test.step('one is opened to print: his name, his address, words that say nothing', async () => {
		await page.goto((await letters().first().getAttribute('href')) ?? '');
		await jo.sees(t('notice.letter.title'));
		await jo.reads('Alun Pritchard', '7 Example Row', 'DN14 1AA', t('notice.letter.posted'));
		await pictureOf(page, 'letter');
	});

	await test.step('nothing ticked is said so; both are marked as posted today, once', async () => {
		await page.goto('/console/notices/letters');
		await jo.presses('button', 'notice.letters.mark');
		await jo.sees(t('notice.letters.title'));
		await jo.reads(t('notice.letter.error.which'));
		await pictureOf(page, 'letters-error');
		await page.goto('/console/notices/letters');
		for (const box of await jo.row('Alun Pritchard').getByRole('checkbox').all()) await box.check();
		await jo.presses('button', 'notice.letters.mark');
		await jo.sees(t('notice.letters.title'));
		await jo.reads(t('notice.letters.done', { count: 2 }));
		await expect(letters()).toHaveCount(0);
		await pictureOf(page, 'letters-done');
	});

	await test.step('the day stands in what left the hub and in his contact log', async () => {
		const day = t('notice.log.posted', { day: 'Wednesday, 10 June 2026' });
		await page.goto('/console/notices');
		await expect(jo.row('Alun Pritchard', day)).toHaveCount(2);
		await page.goto(casePath);
		await jo.reads(day);
		await jo.doesNotRead(t('notice.log.seen', { when: '' }).trim());
	});

	await test.step('P22 he reads the page, which says nothing to anybody; then he says that he has seen it', async () => {
		await alun.page.goto('/my');
		await alun.presses('link', 'my.read');
		await arriveAt(alun.page, alun.words.t('updates.heading'));
		await expect(alun.main).toContainText(t('notice.seen.title'));
		await pictureOf(alun.page, 'seen');
		await page.goto(casePath);
		await jo.doesNotRead(t('notice.log.seen', { when: '' }).trim());
		await alun.presses('button', 'notice.seen.do');
		await arriveAt(alun.page, alun.words.t('updates.heading'));
		await expect(alun.main).not.toContainText(t('notice.seen.title'));
		await pictureOf(alun.page, 'seen-done');
		await page.goto(casePath);
		await jo.reads(t('notice.log.seen', { when: '' }).trim());
	});
});
