import { expect, test } from '@playwright/test';
import { demoCase } from '#demo/cases.ts';
import { anyNumber, Desk } from '../pages/desk.ts';
import { press } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const danger = t('stages.event.bail_changed.title');
const hearing = t('stages.event.hearing_listed.title');

test('T5: what is due, danger first, then by day; no number before it is asked for', async ({ page }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	await jo.sees(t('due.title'));
	const rows = jo.main.locator('tbody tr');
	await expect(rows.first()).toContainText(danger);
	await expect(rows.first()).toContainText('Leah Marsden');
	await expect(rows.first()).toContainText(t('due.tag.safety'));
	await jo.reads(/\d+ things for you\. \d+ (is|are) about safety\./);
	await jo.doesNotRead(anyNumber);

	await test.step('what is due today stands before what is due tomorrow, and what has no day stands last', async () => {
		const texts = await rows.allInnerTexts();
		const at = (...parts: string[]) => texts.findIndex((text) => parts.every((part) => text.includes(part)));
		const places = [
			at('Leah Marsden', danger),
			at('Nerys Pritchard', hearing),
			at('Jay Thornton', t('stages.event.suspect_arrested.title')),
			at('Margaret Bell', t('due.noDay'))
		];
		expect(places.every((place) => place >= 0)).toBe(true);
		expect(places).toEqual(places.toSorted((one, other) => one - other));
	});

	await test.step('T4: only enhanced; mine, my team, the whole hub', async () => {
		await jo.presses('link', 'due.filter.enhanced');
		await expect(jo.link('due.filter.all')).toBeVisible();
		const count = await rows.count();
		await expect(rows.filter({ hasText: t('due.tag.enhanced') })).toHaveCount(count);
		await jo.doesNotRead('Nerys Pritchard');
		await jo.presses('link', 'due.filter.all');
		await expect(jo.row('Nerys Pritchard', hearing)).toHaveCount(1);
		const grace = jo.row('Grace Whitlock', t('stages.event.trial_window.title'));
		await expect(grace).toHaveCount(0);
		await jo.presses('link', 'due.filter.hub');
		await expect(grace).toHaveCount(1);
	});
});

test('a woman whose stalker knows her phone: that number is never offered, nor any other while she wants no contact', async ({ page }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	await press(page, jo.row('Leah Marsden', danger).getByRole('link'));
	await jo.sees(t('due.tell.title', { name: 'Leah Marsden', what: danger }));
	await jo.reads(t('reach.verdict.worker_decides'), t('reach.reason.no_look_here_danger'), t('due.tell.codeWord', { word: 'lantern' }));
	await jo.doesNotRead(anyNumber, t('reach.reason.stale'));
	await expect(jo.button('reach.show_number')).toHaveCount(0);
	// Two phones are on record; only the safe one can have been used.
	await expect(jo.main.getByLabel(t('due.went.way')).getByRole('option')).toHaveText([
		t('reach.way.phone'),
		t('due.way.in_person'),
		t('due.way.letter')
	]);
	await page.goto(`/console/cases/${demoCase('leah').id}`);
	await jo.sees('Leah Marsden');
	await jo.doesNotRead(anyNumber);
	await expect(jo.button('reach.show_number')).toHaveCount(0);
});

test('S-20: an unsafe number can never be shown; a safe one is shown on the page of the case, once', async ({ page }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	await jo.adds({ name: 'Bethan', phone: '07700 900204', safe: 'unsafe', may: 'yes' });
	await jo.sees('Bethan');
	await jo.reads(t('reach.verdict.never'), t('reach.reason.unsafe'));
	await jo.doesNotRead(anyNumber);
	await expect(jo.button('reach.show_number')).toHaveCount(0);
	const casePath = await jo.adds({ name: 'Carys', phone: '07700 900205', safe: 'safe', may: 'yes' });
	await jo.doesNotRead(anyNumber);
	await jo.presses('button', 'reach.show_number');
	await jo.sees('Carys');
	await jo.reads('07700 900205', t('console.number.shown'));
	expect(page.url()).not.toContain('900205');
	await page.goto(casePath);
	await jo.doesNotRead(anyNumber);
});

test('the list goes by keyboard: down, up, Enter @script', async ({ page }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	const links = jo.main.locator('[data-row]').getByRole('link');
	await page.keyboard.press('ArrowDown');
	await expect(links.nth(0)).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await expect(links.nth(2)).toBeFocused();
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('ArrowUp');
	await expect(links.nth(0)).toBeFocused();
	await page.keyboard.press('Enter');
	await jo.sees(t('due.tell.title', { name: 'Leah Marsden', what: danger }));
});

test('F73: what is ticked goes to a colleague and back; a list is kept and let go; a task done too soon is opened again', async ({
	page
}) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	await jo.presses('link', 'due.filter.hub');
	// The one row of his that the seed has: another journey may have left him more.
	const ofTom = () => jo.row('Tom Ashby', t('stages.event.officer_allocated.title'));
	await ofTom().getByRole('checkbox').check();
	await jo.presses('button', 'due.give.button');
	await jo.reads(t('due.give.error.to'));
	await expect(ofTom().getByRole('checkbox')).toBeChecked();
	await jo.main.getByLabel(t('due.give.to')).selectOption({ label: t('due.give.worker', { name: 'Sam Idris', team: 'Care Team' }) });
	await jo.presses('button', 'due.give.button');
	await jo.reads(t('due.give.done', { count: 1 }));
	await expect(ofTom()).toContainText(t('due.give.has', { name: 'Sam Idris' }));

	await test.step('what it is about and by when; kept for next time', async () => {
		await jo.main.getByLabel(t('due.group.label'), { exact: true }).selectOption('news');
		await jo.main.getByLabel(t('due.by.label'), { exact: true }).selectOption('week');
		await jo.presses('button', 'due.filter.show');
		await jo.doesNotRead('Tom Ashby');
		await jo.presses('button', 'due.list.keep');
		await page.goto('/console');
		await jo.main.getByRole('link', { name: [t('due.filter.hub'), t('due.group.news'), t('due.by.week')].join(' · ') }).click();
		await expect(jo.button('due.list.drop')).toBeVisible();
		await jo.presses('button', 'due.list.drop');
		await expect(jo.button('due.list.keep')).toBeVisible();
	});

	await test.step('done too soon', async () => {
		await page.goto('/console?f=hub');
		await press(page, jo.row('Ravi Menon', t('due.task.update_asked')).getByRole('link'));
		await jo.presses('button', 'due.task.done');
		await jo.reads(t('due.task.doneNow'));
		await jo.presses('button', 'due.done.undo');
		await jo.sees(t('due.task.update_asked'));
		await expect(jo.button('due.task.done')).toBeVisible();
	});
});
