import { expect, test, type Page } from '@playwright/test';
import { arriveAt, press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const main = (page: Page) => page.getByRole('main');
const menu = (page: Page) => page.getByRole('navigation', { name: t('shell.menu'), exact: true });
const button = (page: Page, key: string, values?: Record<string, string>) =>
	main(page).getByRole('button', { name: t(key, values), exact: true });

/** A day in the three boxes of one question: the clock of the house stands at 10 June 2026, 11 o'clock. */
async function date(page: Page, which: 'from' | 'to', day: string): Promise<void> {
	const [date = '', month = ''] = day.split('.');
	for (const [part, value] of [
		['day', date],
		['month', month],
		['year', '2026']
	] as const)
		await main(page).locator(`[name="${which}-${part}"]`).fill(value);
}

/** Somebody of the team in a window of their own. */
async function colleague(page: Page, name: string): Promise<Page> {
	const browser = page.context().browser();
	const { javaScriptEnabled = true, baseURL } = test.info().project.use;
	const context = await browser?.newContext({ javaScriptEnabled, ...(baseURL ? { baseURL } : {}) });
	if (!context) throw new Error('no browser');
	const theirs = await context.newPage();
	await signInAs(theirs, name);
	return theirs;
}

test('P19 Wanda says when she is away and who covers: Sam finds her work marked as for her, and no longer when she is back', async ({
	page
}) => {
	await signInAs(page, 'Wanda Kowal');
	await press(page, menu(page).getByRole('link', { name: t('staff.menu'), exact: true }));
	await arriveAt(page, t('staff.rota.title'));
	// The rota is a supervisor's to write.
	await expect(button(page, 'staff.onCall.save')).toHaveCount(0);
	await press(page, main(page).getByRole('link', { name: t('staff.own') }));
	await arriveAt(page, t('staff.own'));
	await expect(button(page, 'staff.teams.save')).toHaveCount(0);

	await test.step('what is wrong is said at its field, and what was typed is kept', async () => {
		await date(page, 'from', '12.6');
		await date(page, 'to', '9.6');
		await press(page, button(page, 'staff.away.save'));
		await expect(page.getByRole('alert').getByRole('link', { name: t('staff.error.daysOrder') })).toBeVisible();
		await expect(main(page).locator('[name="from-day"]')).toHaveValue('12');
		await arriveAt(page, t('staff.own'));
	});
	await test.step('she is away until Friday, and Sam covers', async () => {
		await date(page, 'from', '9.6');
		await date(page, 'to', '12.6');
		await main(page).getByLabel(t('staff.away.cover'), { exact: true }).selectOption({ label: 'Sam Idris' });
		await press(page, button(page, 'staff.away.save'));
		await arriveAt(page, t('staff.own'));
		await expect(main(page)).toContainText(
			`${t('staff.away.days', { from: '9 June 2026', to: '12 June 2026' })}. ${t('staff.cover.is', { name: 'Sam Idris' })}`
		);
	});
	const sam = await colleague(page, 'Sam Idris');
	const forHer = t('staff.for', { name: 'Wanda Kowal', day: '12 June 2026' });
	try {
		await sam.goto('/console?f=mine');
		await arriveAt(sam, t('due.title'));
		const rows = main(sam).locator('tbody tr').filter({ hasText: forHer });
		expect(await rows.count()).toBeGreaterThan(0);
		// Whoever gives something away is told who is away.
		await expect(
			main(sam)
				.getByLabel(t('due.give.to'))
				.getByRole('option', { name: t('staff.hand.away', { name: 'Wanda Kowal', day: '12 June 2026' }) })
		).toHaveCount(1);
		await sam.goto('/console/team/rota');
		await expect(
			main(sam)
				.getByRole('row', { name: /Wanda Kowal/ })
				.last()
		).toContainText(t('staff.away.until', { day: '12 June 2026' }));
	} finally {
		await press(page, button(page, 'staff.away.back', { days: t('staff.away.days', { from: '9 June 2026', to: '12 June 2026' }) }));
	}
	await sam.goto('/console?f=mine');
	await expect(main(sam)).not.toContainText(forHer);
	await sam.context().close();
});

test('P19 working hours and teams: Helen puts Wanda into a second team, and its inbox can be chosen', async ({ page }) => {
	await signInAs(page, 'Helen Reyes');
	await page.goto('/console/team/rota');
	await press(page, main(page).getByRole('link', { name: 'Wanda Kowal' }));
	await arriveAt(page, t('staff.time.of', { name: 'Wanda Kowal' }));
	await main(page).locator('[name="from1"]').fill('09:00');
	await press(page, button(page, 'staff.hours.save'));
	await expect(page.getByRole('alert').getByRole('link', { name: t('staff.error.half') })).toBeVisible();
	await main(page).locator('[name="to1"]').fill('13:00');
	await press(page, button(page, 'staff.hours.save'));
	await expect(page.getByRole('alert')).toHaveCount(0);
	await main(page).getByLabel(t('staff.teams.another'), { exact: true }).fill('Early Help');
	await press(page, button(page, 'staff.teams.save'));
	await expect(main(page).getByRole('checkbox', { name: 'Early Help' })).toBeChecked();
	await page.goto('/console/team/rota');
	await expect(
		main(page)
			.getByRole('row', { name: /Wanda Kowal/ })
			.last()
	).toContainText('Monday, 9:00 am to 1:00 pm');
	await page.goto('/console/messages');
	await arriveAt(page, t('messages.desk.title'));
	await press(page, main(page).getByRole('link', { name: 'Early Help' }));
	await expect(main(page).getByRole('link', { name: 'Early Help' })).toHaveAttribute('aria-current', 'true');
	await press(page, main(page).getByRole('link', { name: t('messages.desk.box.unassigned') }));
	await expect(page).toHaveURL(/box=unassigned&team=Early%20Help/);
	// Back as it was: one team.
	await page.goto('/console/team/rota');
	await press(page, main(page).getByRole('link', { name: 'Wanda Kowal' }));
	await main(page).getByRole('checkbox', { name: 'Early Help' }).uncheck();
	await press(page, button(page, 'staff.teams.save'));
	await expect(main(page).getByRole('checkbox', { name: 'Early Help' })).toHaveCount(0);
});

test('P4 Helen puts Sam on call: the list of what is due says so to everybody', async ({ page }) => {
	await signInAs(page, 'Helen Reyes');
	await page.goto('/console/team/rota');
	await press(page, button(page, 'staff.onCall.save'));
	await expect(page.getByRole('alert').getByRole('link', { name: t('staff.error.worker') })).toBeVisible();
	await arriveAt(page, t('staff.rota.title'));
	await main(page).getByLabel(t('staff.who'), { exact: true }).selectOption({ label: 'Sam Idris' });
	await date(page, 'from', '10.6');
	await date(page, 'to', '11.6');
	await main(page).locator('[name="fromTime"]').fill('08:00');
	await main(page).locator('[name="toTime"]').fill('09:00');
	await press(page, button(page, 'staff.onCall.save'));
	await expect(main(page)).toContainText(t('staff.onCall.now', { name: 'Sam Idris' }));
	const jo = await colleague(page, 'Jo Lane');
	try {
		await jo.goto('/console');
		await expect(main(jo)).toContainText(t('staff.onCall.nowUntil', { name: 'Sam Idris', until: '11 June 2026 at 9:00 am' }));
		await jo.goto('/console/team/rota');
		await expect(button(jo, 'staff.onCall.save')).toHaveCount(0);
	} finally {
		await press(page, button(page, 'staff.onCall.drop', { name: 'Sam Idris', at: '10 June 2026 at 8:00 am' }));
	}
	await expect(main(page)).toContainText(t('staff.onCall.nobody'));
	await jo.context().close();
});

/** Says one part of what the hub says of itself, and begins again where another walk was first. */
const say = (page: Page, part: string, fill: () => Promise<void>) =>
	expect(async () => {
		await page.goto(`/console/hub/${part}`);
		await fill();
		await press(page, button(page, 'hub.save'));
		await arriveAt(page, t('hub.title'));
	}).toPass({ timeout: 60_000 });

test('T44 whom we help is said on the page of the hub, with at least one area', async ({ page }) => {
	await signInAs(page, 'Helen Reyes');
	await page.goto('/console/hub/scope');
	await arriveAt(page, t('hub.part.scope'));
	const area = (name: string) => main(page).getByRole('checkbox', { name, exact: true });
	await expect(area('Humberside')).toBeChecked();
	await area('Humberside').uncheck();
	await press(page, button(page, 'hub.save'));
	await expect(page.getByRole('alert').getByRole('link', { name: t('hub.error.areas') })).toBeVisible();
	await expect(area('Humberside')).not.toBeChecked();
	await say(page, 'scope', () => area('Kent').check());
	await expect(main(page)).toContainText('Humberside, Kent');
	await say(page, 'scope', () => area('Kent').uncheck());
	await expect(main(page)).not.toContainText('Kent');
});

test('P15 the words to say when asked who is calling stand before the number, in her language with the English beside', async ({
	page
}) => {
	test.setTimeout(120_000);
	const words = { en: 'It is Jo about your parcel', cy: 'Jo sydd yma am eich parsel' };
	await signInAs(page, 'Helen Reyes');
	const box = (lang: string) => main(page).locator(`[name="${lang}"]`);
	await say(page, 'say', async () => {
		for (const [lang, text] of Object.entries(words)) await box(lang).fill(text);
	});
	const jo = await colleague(page, 'Jo Lane');
	try {
		await jo.goto('/console?f=hub');
		const link = main(jo).locator('tbody tr').filter({ hasText: 'Nerys Pritchard' }).getByRole('link').first();
		await press(jo, link);
		// Every process learns it within seconds.
		await expect(async () => {
			await jo.reload();
			await expect(main(jo)).toContainText(t('reach.asked_who'), { timeout: 500 });
		}).toPass({ timeout: 20_000 });
		await expect(main(jo).locator('bdi[lang="cy"]')).toHaveText(words.cy);
		await expect(main(jo).locator('bdi[lang="en"]')).toHaveText(words.en);
	} finally {
		await say(page, 'say', async () => {
			for (const lang of Object.keys(words)) await box(lang).fill('');
		});
		await jo.context().close();
	}
});

test('P8 an agency finds its messages in the menu', async ({ page }) => {
	await signInAs(page, 'Peter Shaw');
	await press(page, menu(page).getByRole('link', { name: t('messages.agency.title'), exact: true }));
	await arriveAt(page, t('messages.agency.title'));
});
