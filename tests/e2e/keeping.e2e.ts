import { expect, test, type Page } from '@playwright/test';
import { Desk, starts } from '../pages/desk.ts';
import { checkScreen, fitsWidth, press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t, day } = wordsIn('en');
const word = 'lighthouse';
const today = day('2026-06-10');

/** What the jobs do moments later: the page is loaded again until it says so. */
async function untilGone(page: Page, text: string): Promise<void> {
	await expect(async () => {
		await page.reload();
		await expect(page.getByRole('main')).not.toContainText(text, { timeout: 100 });
	}).toPass({ timeout: 20_000 });
}

test('Pr7: anyone in the hub sees what is kept and how last night went; a supervisor changes a rule after seeing what it does', async ({
	page,
	browser
}) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	await press(page, page.getByRole('link', { name: t('shell.menu.keeping'), exact: true }));
	await jo.sees(t('keeping.title'));
	await jo.reads(t('keeping.last'));
	await expect(jo.row(t('keeping.record.case_served'))).toContainText(t('keeping.from.last_contact', { span: '6 years' }));
	await expect(jo.link('keeping.rule.change')).toHaveCount(0);
	expect((await page.goto('/console/keeping/outbox'))?.status()).toBe(404);

	const helen = await Desk.beside(browser);
	await helen.signsIn('helen');
	await helen.page.goto('/console/keeping');
	await press(helen.page, helen.row(t('keeping.record.outbox')).getByRole('link'));
	await helen.sees(t('keeping.record.outbox'));
	const field = helen.main.getByLabel(t('keeping.change.label'));
	await field.fill('5');
	await helen.presses('button', 'keeping.change.see');
	await helen.sees(t('keeping.record.outbox'));
	await expect(helen.page.getByRole('alert')).toContainText(t('keeping.change.outside'));
	await field.fill('14');
	await helen.presses('button', 'keeping.change.see');
	await helen.reads(t('keeping.change.would', { span: '14 days' }), t('keeping.change.gone'));
	await press(helen.page, helen.main.getByRole('button', { name: t('keeping.change.save', { span: '14 days' }) }));
	await helen.sees(t('keeping.title'));
	await expect(helen.row(t('keeping.record.outbox'))).toContainText('14 days');
	await expect(helen.row(t('keeping.record.outbox'))).toContainText(t('keeping.rule.own'));
	await helen.presses('link', 'keeping.soon');
	await helen.sees(t('keeping.soon.title'));
});

test(
	'a legal hold: a supervisor sets it with a reason and a review day, the case says so, and it can be ended',
	{ tag: '@long' },
	async ({ page }) => {
		const helen = new Desk(page);
		await helen.signsIn('helen');
		const casePath = await helen.adds({ name: 'Gwenllian' });
		await helen.reads(t('keeping.case.until', { date: day('2026-12-11') }));
		await helen.presses('link', 'keeping.case.hold.set');
		await helen.sees(t('keeping.hold.title'));
		await helen.presses('button', 'keeping.hold.set');
		await helen.sees(t('keeping.hold.title'));
		await expect(page.getByRole('alert')).toContainText(t('keeping.hold.reason.needed'));
		await helen.main.getByLabel(t('keeping.hold.reason'), { exact: true }).fill('The coroner asked by letter');
		for (const [part, value] of [
			['day', '1'],
			['month', '9'],
			['year', '2026']
		] as const)
			await helen.main.getByLabel(t(`keeping.date.${part}`), { exact: true }).fill(value);
		await helen.presses('button', 'keeping.hold.set');
		await helen.reads('The coroner asked by letter', t('keeping.hold.review.on', { date: day('2026-09-01') }));
		await page.goto(casePath);
		await helen.reads(t('keeping.case.held', { date: day('2026-09-01') }));
		await helen.presses('link', 'keeping.case.hold.change');
		await helen.presses('button', 'keeping.hold.end');
		await helen.doesNotRead('The coroner asked by letter');
		await page.goto(casePath);
		await helen.reads(t('keeping.case.until', { date: day('2026-12-11') }));
	}
);

test('P8: a person asks for deletion, is told the day, and reads what was decided and why', async ({ page, browser }) => {
	const helen = new Desk(page);
	await helen.signsIn('helen');
	const casePath = await helen.adds({ name: 'Branwen', phone: '01632 960211', safe: 'safe', may: 'yes' });
	const branwen = await starts(browser, 'cy', await helen.invites(casePath, 'Branwen', word), word);
	const { t: cy, to, weekday } = branwen.words;
	await branwen.page.goto(to('/my/account/erase'));
	await expect(branwen.page).toHaveTitle(new RegExp(cy('keeping.mine.tab')));
	await expect(branwen.main).toContainText(cy('keeping.mine.disclose'));
	// A translation that nobody has checked stands beside the English.
	await expect(branwen.main).toContainText(t('keeping.mine.disclose'));
	await branwen.main.getByLabel(cy('keeping.mine.line'), { exact: true }).fill('My phone number');
	await branwen.presses('button', 'keeping.mine.ask');
	await expect(branwen.main).toContainText(cy('keeping.mine.by', { date: weekday('2026-07-08') }));
	await expect(branwen.main.getByRole('button', { name: cy('keeping.mine.ask') })).toHaveCount(0);

	await test.step('Helen decides: the number goes, the case stays', async () => {
		await page.goto('/console?f=hub');
		await press(page, helen.row('Branwen', t('due.task.erase_asked')).getByRole('link').first());
		await helen.sees(t('due.task.erase_asked'));
		await helen.presses('link', 'keeping.task.open');
		await helen.sees(t('keeping.erase.decide'));
		await helen.reads('Branwen', 'My phone number');
		await helen.main.getByRole('radio', { name: t('keeping.erase.outcome.part'), exact: true }).check();
		await helen.main.getByRole('checkbox', { name: t('keeping.erase.contact'), exact: true }).check();
		await helen.presses('button', 'keeping.erase.save');
		await helen.sees(t('keeping.erase.decide'));
		await expect(page.getByRole('alert')).toContainText(t('keeping.erase.reason.needed'));
		await helen.main.getByLabel(t('keeping.erase.reason'), { exact: true }).selectOption({ label: t('keeping.because.claim') });
		await helen.main.getByLabel(t('keeping.erase.words'), { exact: true }).fill('The case stays until the inquest is over.');
		await helen.presses('button', 'keeping.erase.save');
		await helen.sees(t('due.title'));
		await expect(helen.row('Branwen', t('due.task.erase_asked'))).toHaveCount(0);
	});

	await test.step('she reads it, and her number is gone', async () => {
		await branwen.page.goto(to('/my/account/erase'));
		await expect(branwen.main).toContainText(cy('keeping.mine.part'));
		await expect(branwen.main).toContainText(cy('keeping.mine.because.claim'));
		await expect(branwen.main).toContainText('The case stays until the inquest is over.');
		await expect(branwen.main).toContainText(t('keeping.mine.complain'));
		await untilGone(branwen.page, cy('keeping.mine.soon'));
	});
});

test('everything is deleted: the page ends for her, and the console says on which day', { tag: '@long' }, async ({ page, browser }) => {
	const helen = new Desk(page);
	await helen.signsIn('helen');
	const casePath = await helen.adds({ name: 'Heledd', reference: '16X 26 777311' });
	const heledd = await starts(browser, 'en', await helen.invites(casePath, 'Heledd', word), word);
	await heledd.page.goto('/my/account/erase');
	await heledd.presses('button', 'keeping.mine.ask');
	await page.goto('/console?f=hub');
	await press(page, helen.row('Heledd', t('due.task.erase_asked')).getByRole('link').first());
	await helen.presses('link', 'keeping.task.open');
	await helen.main.getByRole('radio', { name: t('keeping.erase.outcome.all'), exact: true }).check();
	await helen.presses('button', 'keeping.erase.save');
	await page.goto(casePath);
	await untilGone(page, 'Heledd');
	await helen.sees(t('keeping.case.gone', { date: today }));
	await heledd.page.goto('/my');
	await expect(heledd.page).toHaveURL(/\/sign-in/);
	await page.goto('/console/people');
	await helen.main.getByLabel(t('console.reference'), { exact: true }).fill('16X 26 777311');
	await helen.presses('button', 'console.find.button');
	await helen.reads(t('console.found.none'));
});

test('S-26: undoing a wrong link opens its record with who could see what; a supervisor decides within 72 hours', async ({
	page,
	browser
}) => {
	const helen = new Desk(page);
	await helen.signsIn('helen');
	const casePath = await helen.adds({ name: 'Angharad' });
	await helen.records(casePath, 'charged');
	const angharad = await starts(browser, 'en', await helen.invites(casePath, 'Angharad', word), word);
	await angharad.page.goto(`${casePath.replace('/console/cases', '/my/updates')}/hide/all`);
	await angharad.presses('button', 'updates.hide.do');
	await page.goto(casePath);
	await helen.presses('link', 'console.flag.look');
	await helen.presses('button', 'console.unlink.button');
	await press(page, page.getByRole('link', { name: t('shell.menu.breaches'), exact: true }));
	await helen.sees(t('keeping.wrong.title'));
	await expect(helen.row(t('keeping.wrong.open'))).toContainText('13 June 2026 at 11:00 am');
	await press(page, helen.row(t('keeping.wrong.open')).getByRole('link').first());
	await helen.sees(t('keeping.wrong.one'));
	await helen.reads('Angharad', t('stages.event.charged.title'), t('keeping.wrong.by.at', { date: '13 June 2026 at 11:00 am' }));
	await helen.presses('button', 'keeping.wrong.save');
	await helen.sees(t('keeping.wrong.one'));
	await expect(page.getByRole('alert')).toContainText(t('keeping.wrong.note.needed'));
	await helen.main.getByRole('radio', { name: t('keeping.wrong.decision.reported'), exact: true }).check();
	await helen.main.getByLabel(t('keeping.wrong.note'), { exact: true }).fill('Sent on 10 June, number 17');
	await helen.presses('button', 'keeping.wrong.save');
	await helen.sees(t('keeping.wrong.one'));
	await helen.reads('Sent on 10 June, number 17');
	await expect(helen.main.getByRole('button', { name: t('keeping.wrong.save') })).toHaveCount(0);
	await page.goto(casePath);
	await helen.doesNotRead(t('console.task.breach_open'));
});

test(
	'every page of keeping in three languages: sound, and no wider than 320 px',
	{ tag: ['@script', '@long'] },
	async ({ page, browser }) => {
		test.setTimeout(240_000);
		const helen = new Desk(page);
		await helen.signsIn('helen');
		const casePath = await helen.adds({ name: 'Lleucu' });
		const lleucu = await starts(browser, 'en', await helen.invites(casePath, 'Lleucu', word), word);
		await lleucu.page.goto('/my/account/erase');
		await lleucu.presses('button', 'keeping.mine.ask');
		await page.goto('/console?f=hub');
		await press(page, helen.row('Lleucu', t('due.task.erase_asked')).getByRole('link').first());
		const decide = (await helen.link('keeping.task.open').getAttribute('href')) ?? '';
		const hers = await browser.newPage();
		await signInAs(hers, 'Michael Okafor');
		const desk = [
			'/console/keeping',
			'/console/keeping/soon',
			'/console/keeping/case_served?count=7',
			'/console/breaches',
			`${casePath}/hold`,
			decide
		];
		for (const prefix of ['', '/cy', '/ar'])
			for (const [where, paths] of [
				[page, desk],
				[hers, ['/my/account/erase']]
			] as const)
				for (const path of paths)
					await test.step(`${prefix}${path}`, async () => {
						await where.setViewportSize({ width: 1280, height: 800 });
						expect((await where.goto(prefix + path))?.status()).toBe(200);
						await checkScreen(where);
						await where.setViewportSize({ width: 320, height: 568 });
						await fitsWidth(where);
					});
	}
);
