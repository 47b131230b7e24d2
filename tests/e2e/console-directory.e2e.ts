import { expect, test } from '@playwright/test';
import { Desk } from '../pages/desk.ts';
import { checkScreen, fitsWidth, isLong, press } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';
import { prefixes } from './routes.ts';

const { t } = wordsIn('en');

/** Jo adds an entry that Harbour Support may change. @returns its address in the console */
async function adds(jo: Desk, name: string): Promise<string> {
	await jo.page.goto('/console/directory/new');
	await jo.main.getByLabel(t('entries.field.name'), { exact: true }).fill(name);
	await jo.main.getByLabel(t('entries.field.organisation'), { exact: true }).fill('Harbour Support');
	await jo.main.getByRole('checkbox', { name: 'Humberside', exact: true }).check();
	await jo.main.getByLabel(t('entries.field.phone', { number: 1 }), { exact: true }).fill('01632 960001');
	await jo.main.getByLabel(t('entries.field.agency'), { exact: true }).selectOption({ label: 'Harbour Support' });
	await jo.presses('button', 'shell.save');
	await jo.sees(name);
	return new URL(jo.page.url()).pathname;
}

test('T22: a partner says what its entry should be; the hub compares, agrees, and everybody reads it', async ({ page, browser }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	await press(page, page.getByRole('link', { name: t('entries.menu'), exact: true }));
	await jo.sees(t('entries.title'));

	await test.step('a new entry: what is missing is said at its field, and what was typed stays', async () => {
		await jo.presses('link', 'entries.add');
		await jo.sees(t('entries.add'));
		await jo.main.getByLabel(t('entries.field.name'), { exact: true }).fill('Lantern Walks');
		await jo.main.getByLabel(t('entries.hours.from-1'), { exact: true }).first().fill('half 9');
		await jo.presses('button', 'shell.save');
		await jo.sees(t('entries.add'));
		await jo.reads(t('entries.error.organisation'), t('entries.error.areas'), t('entries.error.time'));
		await expect(jo.main.getByLabel(t('entries.field.name'), { exact: true })).toHaveValue('Lantern Walks');
		await expect(jo.main.getByLabel(t('entries.hours.from-1'), { exact: true }).first()).toHaveValue('half 9');
	});
	const entryPath = await adds(jo, 'Lantern Walks');

	const peter = await Desk.beside(browser);
	await peter.signsIn('peter');
	await test.step('the partner asks for another number and hours; it waits', async () => {
		await press(
			peter.page,
			peter.page.getByRole('navigation', { name: t('shell.menu') }).getByRole('link', { name: t('entries.own.title'), exact: true })
		);
		await peter.sees(t('entries.own.title'));
		await expect(peter.row('Lantern Walks')).toContainText(t('entries.own.stale'));
		await press(peter.page, peter.row('Lantern Walks').getByRole('link'));
		await peter.sees('Lantern Walks');
		await peter.main.getByLabel(t('entries.field.phone', { number: 1 }), { exact: true }).fill('01632 960002');
		await peter.main.getByLabel(t('entries.field.description'), { exact: true }).fill('We walk with you, slowly.');
		await peter.main.getByLabel(t('entries.hours.from-1'), { exact: true }).first().fill('9am');
		await peter.main.getByLabel(t('entries.hours.to-1'), { exact: true }).first().fill('5pm');
		await peter.presses('button', 'entries.own.send');
		await peter.sees('Lantern Walks');
		await peter.reads(t('entries.own.waits.title'), '01632 960002', 'Monday');
	});

	await test.step('the task leads to the entry, and the entry to the change beside it', async () => {
		await expect(async () => {
			await page.goto('/console?f=hub');
			await expect(jo.row(t('due.task.service_changed'))).toHaveCount(1, { timeout: 100 });
		}).toPass({ timeout: 20_000 });
		await press(page, jo.row(t('due.task.service_changed')).getByRole('link').first());
		await jo.sees('Lantern Walks');
		await jo.presses('link', 'entries.waits.open');
		await jo.sees(t('entries.compare.title'));
		await expect(jo.row(t('entries.field.phones'))).toContainText('01632 960001');
		await expect(jo.row(t('entries.field.phones'))).toContainText('01632 960002');
		await expect(jo.row(t('entries.field.description'))).toContainText('We walk with you, slowly.');
		await jo.presses('button', 'shell.save');
		await jo.sees(t('entries.compare.title'));
		await jo.reads(t('entries.error.decision'));
		await jo.main.getByRole('radio', { name: t('entries.decide.agree'), exact: true }).check();
		await jo.presses('button', 'shell.save');
		await jo.sees('Lantern Walks');
		await jo.reads('We walk with you, slowly.', t('entries.versions.number', { number: 2 }));
		await jo.doesNotRead(t('entries.waits.title'));
		expect((await page.goto('/support/lantern-walks'))?.status()).toBe(200);
		await jo.reads('We walk with you, slowly.', '01632 960002');
		await page.goto('/console?f=hub');
		await expect(jo.row(t('due.task.service_changed'))).toHaveCount(0);
	});

	await test.step('the partner sees that it is live, and agreed with it', async () => {
		await peter.page.goto('/agency/services');
		await expect(peter.row('Lantern Walks')).toContainText(t('entries.own.live'));
		await expect(peter.row('Lantern Walks')).not.toContainText(t('entries.own.stale'));
	});

	await test.step('sent back with a note, which the partner reads', async () => {
		await press(peter.page, peter.row('Lantern Walks').getByRole('link'));
		await peter.main.getByLabel(t('entries.field.fees'), { exact: true }).fill('Ten pounds');
		await peter.presses('button', 'entries.own.send');
		await page.goto(entryPath);
		await jo.presses('link', 'entries.waits.open');
		await jo.main.getByRole('radio', { name: t('entries.decide.back'), exact: true }).check();
		await jo.main.getByLabel(t('entries.decide.note'), { exact: true }).fill('Is it not free?');
		await jo.presses('button', 'shell.save');
		await peter.page.reload();
		await peter.reads(t('entries.own.back.title'), 'Is it not free?');
	});
});

test('T40: a supervisor accredits an entry with evidence, and ends it; nobody else can', async ({ page, browser }) => {
	const helen = new Desk(page);
	await helen.signsIn('helen');
	const path = await adds(helen, 'Beacon Watch');
	await helen.presses('link', 'entries.accredit.title');
	await helen.sees(t('entries.accredit.title'));
	await helen.main.getByRole('checkbox').first().check();
	await helen.main.getByLabel(t('entries.accredit.assessor'), { exact: true }).fill('Helen');
	await helen.main.getByLabel(t('entries.accredit.evidence'), { exact: true }).fill('A visit on 1 June');
	const until = helen.main.getByRole('group', { name: t('entries.accredit.until'), exact: true });
	for (const [part, value] of [
		['day', '11'],
		['month', '6'],
		['year', '2029']
	] as const)
		await until.getByLabel(t(`shell.date.${part}`), { exact: true }).fill(value);
	await helen.presses('button', 'shell.save');
	await helen.sees(t('entries.accredit.title'));
	await helen.reads(t('entries.error.threeYears'));
	await until.getByLabel(t('shell.date.day'), { exact: true }).fill('10');
	await helen.presses('button', 'shell.save');
	await helen.sees('Beacon Watch');
	await helen.reads(t('entries.accredited.now'), 'A visit on 1 June');

	const jo = await Desk.beside(browser);
	await jo.signsIn('jo');
	await jo.page.goto(path);
	await jo.reads(t('entries.accredited.now'), t('entries.accredited.supervisor'));
	await expect(jo.button('entries.accredited.end')).toHaveCount(0);
	expect((await jo.page.goto(`${path}/accredit`))?.status()).toBe(404);
	await helen.presses('button', 'entries.accredited.end');
	await helen.doesNotRead(t('entries.accredited.now'));
});

test(
	'every page of the directory’s desk in three languages: sound, and no wider than 320 px',
	{ tag: ['@script', '@long'] },
	async ({ page, browser }) => {
		test.setTimeout(300_000);
		const helen = new Desk(page);
		await helen.signsIn('helen');
		const path = await adds(helen, 'Tide House');
		const peter = await Desk.beside(browser);
		await peter.signsIn('peter');
		const own = path.replace('/console/directory/', '/agency/services/');
		await peter.page.goto(own);
		await peter.main.getByLabel(t('entries.field.fees'), { exact: true }).fill('Ten pounds');
		await peter.presses('button', 'entries.own.send');
		await page.goto(path);
		const change = (await helen.link('entries.waits.open').getAttribute('href')) ?? '';
		const desk = [
			'/console/directory',
			'/console/directory/new',
			'/console/directory/gaps',
			'/console/directory/sources',
			'/console/directory/sources/new',
			path,
			`${path}/edit`,
			`${path}/accredit`,
			change
		];
		for (const [language, prefix] of prefixes.entries())
			for (const [where, paths] of [
				[page, desk],
				[peter.page, ['/agency/services', own]]
			] as const)
				for (const [i, each] of paths.entries()) {
					// The short form opens each page once, in one language or another.
					if (!isLong && i % prefixes.length !== language) continue;
					await test.step(`${prefix}${each}`, async () => {
						await where.setViewportSize({ width: 1280, height: 800 });
						expect((await where.goto(prefix + each))?.status()).toBe(200);
						await checkScreen(where);
						await where.setViewportSize({ width: 320, height: 568 });
						await fitsWidth(where);
					});
				}
	}
);
