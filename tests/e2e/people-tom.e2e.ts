import { expect, test } from '@playwright/test';
import { Person } from '../pages/person.ts';
import { press } from '../pages/screen.ts';
import { Worker } from '../pages/worker.ts';

test('Tom, who uses a screen reader, waits for a charge decision and asks for an update once', async ({
	page,
	context,
	browser,
	baseURL,
	javaScriptEnabled
}) => {
	const tom = new Person(page, 'tom');
	const { t, day } = tom.words;

	await tom.signsIn();
	await tom.reads('There is one update for you.', t('stages.next.with_cps'), 'Jo Lane');
	await tom.opens();

	await test.step('where it is, who said so, and that it was asked again', async () => {
		await tom.reads(
			'The police have sent their work to the Crown Prosecution Service (CPS), who decide if there will be a court case.',
			'Humberside Police told us this on 21 May 2026.',
			'We checked again on 3 June 2026: nothing has changed.'
		);
		expect(await tom.under('updates.next.heading')).toContain('Waiting is not your fault, and it does not mean no.');
		const when = await tom.under('clocks.heading');
		expect(when).toContain(t('clocks.rhythm.agreed_weeks', { count: 4 }));
		expect(when).toContain(t('clocks.rhythm.next', { date: day('2026-07-02') }));
		// He has Enhanced Rights: one working day, not five.
		expect(when).toContain(t('clocks.duty.not_charged_cps.next', { count: 1 }));
		for (const reference of ['16X 26 003377', '16GR0337726']) expect(await tom.under('updates.references.heading')).toContain(reference);
	});

	await test.step('by headings and names alone', async () => {
		const levels = await page.locator('h1, h2, h3, h4').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
		expect(levels.filter((level, at) => level - (levels[at - 1] ?? level) > 1)).toEqual([]);
		// Links with the same words say by their description what they are about.
		for (const hide of await tom.main
			.locator('ol.path a, dl a')
			.filter({ hasText: t('updates.hide.link') })
			.all())
			await expect(hide).toHaveAccessibleDescription(/\S/);
		await expect(tom.main.locator('ol.path')).toHaveRole('list');
	});

	const forgotten = await context.newPage();
	await forgotten.goto(page.url());
	const ask = (where: typeof page) => where.getByRole('button', { name: 'Ask for an update' });
	await test.step('he asks for an update with the keyboard', async () => {
		await ask(page).focus();
		const came = page.waitForEvent('domcontentloaded');
		await page.keyboard.press('Enter');
		await came;
		await tom.sees('Your updates');
		await tom.reads(t('updates.done.asked'));
		expect(await tom.under('updates.who.heading')).toContain('We have asked. We will answer by Friday, 12 June 2026.');
		await expect(ask(page)).toHaveCount(0);
	});

	await test.step('twice, in a window that was still open, makes no second task', async () => {
		await press(forgotten, ask(forgotten));
		await expect(forgotten.getByText(t('updates.asked', { date: 'Friday, 12 June 2026' }))).toHaveCount(1);
		await forgotten.close();
		const jo = await Worker.comes(browser, { baseURL, javaScriptEnabled }, 'jo');
		expect(await jo.tasksOf('tom', 'update_asked')).toBe(1);
		await jo.leaves();
	});

	await tom.asksForHelpWith('statement', '2026-06-12');
	await tom.signsOut();
});

test('the answer is no: Jo speaks to Tom first, then he reads it and by when to ask for another look', async ({
	page,
	browser,
	baseURL,
	javaScriptEnabled
}) => {
	const tom = new Person(page, 'tom');
	const { t } = tom.words;
	const decided = t('stages.event.not_charged.title');
	const text = () => tom.main.innerText();
	await tom.signsIn();
	await tom.opens('my.read');
	const update = page.url();
	const before = await text();

	const jo = await Worker.comes(browser, { baseURL, javaScriptEnabled }, 'jo');
	await jo.records('tom', 'not_charged', 'CPS Yorkshire and Humberside');

	await test.step('P4: until somebody has spoken to him, his page knows nothing of it', async () => {
		await page.reload();
		expect(await text()).toBe(before);
		for (const path of ['/news', '/do/2']) expect((await page.goto(`${update}${path}`))?.status(), path).toBe(404);
		await page.goto('/my');
		await tom.reads(t('my.new', { count: 1 }), t('stages.next.with_cps'));
	});

	await jo.tells();
	await jo.leaves();

	await test.step('afterwards it stands there, with what he can do', async () => {
		await page.reload();
		await tom.reads(t('my.new', { count: 2 }));
		await tom.opens('my.read');
		await tom.reads('No one will be charged at this time.', tom.told('CPS Yorkshire and Humberside', '2026-06-10'));
		expect((await tom.stones())[0]).toBe(decided);
		const can = await tom.under('rights.open.heading');
		expect(can).toContain('Ask the CPS to look again at their decision. Ask by 24 June 2026.');
		await tom.presses('link', 'rights.open.review_cps.title');
		await tom.sees(t('rights.open.review_cps.title'));
		await expect(page).toHaveURL(`${update}/do/2`);
		await tom.reads(
			'Ask by Wednesday, 24 June 2026.',
			'It is possible up to Thursday, 10 September 2026.',
			t('rights.open.reason.from_told')
		);
		await tom.presses('link', 'updates.back');
		await tom.asksForHelpWith('review_cps', '2026-06-12');
	});
	await tom.signsOut();
});
