import { expect, test } from '@playwright/test';
import { Desk, starts } from '../pages/desk.ts';
import { press } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const word = 'lighthouse';

test('P1: a person and a case by hand; exact matches are a question and nothing is merged', async ({ page }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	await page.goto('/console/people');
	await jo.sees(t('console.people.title'));
	await jo.presses('link', 'console.people.add');
	await jo.sees(t('console.new.title'));
	await jo.reads(t('console.new.not_suspect'));

	await test.step('a name to use and the kind are needed, and what was typed is kept', async () => {
		await jo.fillsReference('16X 26 777301');
		await jo.presses('button', 'shell.save');
		await jo.sees(t('console.new.title'));
		await expect(page.getByRole('alert')).toContainText(t('console.new.name.needed'));
		await expect(page.getByRole('alert')).toContainText(t('console.new.kind.needed'));
		await expect(jo.main.getByLabel(t('console.reference.row', { number: 1 }), { exact: true })).toHaveValue('16X 26 777301');
	});
	const first = await jo.adds({ name: 'Rhodri', phone: '01632 960206', reference: '16X 26 777301' });

	await test.step('the same reference again asks who this is', async () => {
		await page.goto('/console/people/new');
		await jo.main.getByLabel(t('console.name'), { exact: true }).fill('Rhodri Vaughan');
		await jo.main.getByRole('radio', { name: t('console.kind.crime'), exact: true }).check();
		await jo.fillsReference('16x26777301');
		await jo.presses('button', 'shell.save');
		await jo.sees(t('console.new.title'));
		await jo.reads(t('console.same.heading'), t('console.same.text'), t('console.same.by.reference'));
		await jo.presses('button', 'shell.save');
		await expect(page.getByRole('alert')).toContainText(t('console.same.needed'));
		await jo.main.getByRole('radio', { name: 'Rhodri', exact: true }).check();
		await jo.presses('button', 'shell.save');
		await expect(page).toHaveURL(first);
	});

	await test.step('T1: one named contact; the one before stays in the history', async () => {
		await jo.reads('Jo Lane, Care Team');
		await press(page, jo.main.getByRole('link', { name: `${t('shell.change')} ${t('console.contact')}` }));
		await jo.sees(t('console.contact.set'));
		await jo.main.getByRole('radio', { name: 'Wanda Kowal, Witness Care' }).check();
		await jo.main.getByRole('radio', { name: t('console.contact.role.witness_care') }).check();
		await jo.presses('button', 'shell.save');
		await expect(page).toHaveURL(first);
	});

	await test.step('P19: no longer hers, so Jo is asked why she looks', async () => {
		await jo.sees(t('console.why.heading'));
		await jo.doesNotRead('Rhodri');
		await jo.presses('button', 'shell.continue');
		await expect(page.getByRole('alert')).toContainText(t('console.why.needed'));
		await jo.main.getByRole('radio', { name: t('console.why.check') }).check();
		await jo.presses('button', 'shell.continue');
		await jo.sees('Rhodri');
		await jo.reads('Wanda Kowal, Witness Care', t('console.contact.before'));
	});
});

test('P19: a case is found by its exact reference, and a reason is asked where no task leads to it', async ({ page, browser }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	const casePath = await jo.adds({ name: 'Ifan', reference: '16X 26 777302' });
	const sam = await Desk.beside(browser);
	await sam.signsIn('sam');
	await sam.page.goto('/console/people');
	const find = async (label: string, text: string) => {
		await sam.main.getByLabel(t(label), { exact: true }).fill(text);
		await sam.presses('button', 'console.find.button');
	};
	await find('console.reference', '16X 26 77730');
	await sam.sees(t('console.people.title'));
	await sam.reads(t('console.found.none'));
	await find('console.name', 'Ifan');
	await sam.sees(t('console.people.title'));
	await expect(sam.page.getByRole('alert')).toContainText(t('console.why.needed'));
	await sam.main.getByLabel(t('console.name'), { exact: true }).fill('');
	await find('console.reference', '16x 26777302');
	await expect(sam.page).toHaveURL(casePath);
	await sam.sees(t('console.why.heading'));
	await sam.doesNotRead('Ifan');
	await sam.main.getByRole('radio', { name: t('console.why.agency_called') }).check();
	await sam.presses('button', 'shell.continue');
	await sam.sees('Ifan');
	await sam.reads('16X 26 777302');
});

test('P13: "This is not about me" hides it at once; Jo unlinks it and sees who could see what', async ({ page, browser }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	const casePath = await jo.adds({ name: 'Eluned', reference: '16X 26 777303' });
	const eluned = await starts(browser, 'en', await jo.invites(casePath, 'Eluned', word), word);
	await eluned.presses('link', 'my.see');
	const references = eluned.main.locator('dl').filter({ hasText: '16X 26 777303' });
	await press(eluned.page, references.getByRole('link', { name: t('updates.hide.link') }));
	await eluned.presses('button', 'updates.hide.do');
	await expect(eluned.main).not.toContainText('16X 26 777303');

	await test.step('an urgent task leads to it', async () => {
		await page.goto('/console');
		const row = jo.row('Eluned', t('due.task.not_about_me'));
		await expect(row).toContainText(t('due.tag.urgent'));
		await press(page, row.getByRole('link'));
		await jo.presses('link', 'due.done.case');
		await jo.sees('Eluned');
		await jo.reads(t('console.flag.title'));
	});

	await test.step('unlinked: gone from every page and from search, on record, the task done', async () => {
		await jo.presses('link', 'console.flag.look');
		await jo.sees(t('console.unlink.title'));
		await jo.reads('16X 26 777303', 'People in this case: Eluned.');
		await jo.presses('button', 'console.unlink.button');
		await jo.sees(t('console.unlink.record'));
		await jo.reads(/Unlinked on 10 June 2026/);
		await page.goto('/console');
		await expect(jo.row('Eluned', t('due.task.not_about_me'))).toHaveCount(0);
		await page.goto('/console/people');
		await jo.main.getByLabel(t('console.reference'), { exact: true }).fill('16X 26 777303');
		await jo.presses('button', 'console.find.button');
		await jo.reads(t('console.found.none'));
	});
});
