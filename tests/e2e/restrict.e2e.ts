import { mkdirSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { Desk } from '../pages/desk.ts';
import { press } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const reason = 'Their sister is on the phone and Jo is away';

/** Looks for a reference as a worker does, who has nothing else. */
async function searches(desk: Desk, reference: string): Promise<void> {
	await desk.page.goto('/console/people');
	await desk.main.getByLabel(t('console.reference'), { exact: true }).fill(reference);
	await desk.presses('button', 'console.find.button');
}

const box = (desk: Desk, name: RegExp) => desk.main.getByRole('checkbox', { name });
const answers = async (page: Page, path: string) => (await page.goto(path))?.status();

test('P19 S-32: a case restricted to named workers, and the glass before it', async ({ page, browser }) => {
	test.setTimeout(240_000);
	const [jo, helen, wanda] = [new Desk(page), await Desk.beside(browser), await Desk.beside(browser)];
	await jo.signsIn('jo');
	const path = await jo.adds({ name: 'Ottoline', reference: '16R 26 880041' });
	await jo.doesNotRead(t('shell.change') + t('restrict.who'));
	await helen.signsIn('helen');
	await wanda.signsIn('wanda');

	await test.step('a supervisor restricts it; its contact is ticked, and cannot be left out', async () => {
		await searches(helen, '16R 26 880041');
		await helen.main.getByRole('radio', { name: t('console.why.check') }).check();
		await helen.presses('button', 'shell.continue');
		await helen.reads(t('restrict.who.everyone'));
		await press(helen.page, helen.main.getByRole('link', { name: `${t('shell.change')} ${t('restrict.who')}` }));
		await helen.sees(t('restrict.title'));
		await helen.doesNotRead('Ottoline');
		await expect(box(helen, /Jo Lane/)).toBeChecked();
		await box(helen, /Jo Lane/).uncheck();
		await helen.main.getByRole('radio', { name: t('restrict.why.press') }).check();
		await helen.presses('button', 'restrict.button');
		await helen.sees(t('restrict.title'));
		await expect(helen.page.getByRole('alert')).toContainText(t('restrict.names.contact', { names: 'Jo Lane' }));
		await box(helen, /Jo Lane/).check();
		await helen.presses('button', 'restrict.button');
		await helen.sees(t('restrict.title'));
		await helen.reads(t('restrict.inside'), 'Jo Lane', t('restrict.how.contact'), t('restrict.how.you'));
	});

	await test.step('nobody else finds or opens it; the search says where restricted records are, as it always does', async () => {
		await searches(wanda, '16R 26 880041');
		await wanda.sees(t('console.people.title'));
		await wanda.reads(t('console.found.none'), t('restrict.find.hint'));
		expect(await answers(wanda.page, path)).toBe(404);
		expect(await answers(wanda.page, `${path}/invite`)).toBe(404);
		await jo.page.goto(path);
		await jo.reads('Ottoline', t('restrict.who.named'));
	});

	await test.step('breaking the glass needs a reason in words, and says the same whatever is there', async () => {
		await wanda.page.goto('/console/glass');
		await wanda.sees(t('restrict.menu'));
		await wanda.reads(t('restrict.glass.warning'), t('restrict.glass.told'), t('restrict.glass.seen'));
		await wanda.doesNotRead(t('restrict.broken.heading'));
		for (const [reference, why] of [
			['16R 26 880041', 'urgent'],
			['nothing such', reason]
		] as const) {
			await wanda.main.getByLabel(t('console.reference')).fill(reference);
			await wanda.main.getByLabel(t('restrict.glass.reason')).fill(why);
			await wanda.presses('button', 'restrict.glass.button');
			await wanda.sees(t('restrict.menu'));
		}
		await wanda.reads(t('restrict.glass.answer'));
		await wanda.presses('button', 'shell.continue');
		await wanda.sees(t('restrict.menu'));
		await wanda.reads(t('restrict.glass.nothing'));
		await wanda.main.getByLabel(t('console.reference')).fill('16r26/880041');
		await wanda.main.getByLabel(t('restrict.glass.reason')).fill(reason);
		await wanda.presses('button', 'restrict.glass.button');
		await wanda.reads(t('restrict.glass.answer'));
		await wanda.presses('button', 'shell.continue');
		await wanda.sees('Ottoline');
	});

	await test.step('a supervisor is told at once, reads the reason, and ends it', async () => {
		await helen.page.goto('/console');
		await press(helen.page, helen.main.getByRole('link', { name: t('due.task.glass_broken') }).last());
		await helen.sees(t('due.task.glass_broken'));
		await press(helen.page, helen.main.getByRole('link', { name: t('restrict.menu') }));
		await helen.sees(t('restrict.menu'));
		await expect(helen.row('Wanda Kowal', reason)).toBeVisible();
		await press(helen.page, helen.row('Wanda Kowal', reason).getByRole('button', { name: t('restrict.broken.end') }));
		await helen.reads(/Closed at/);
		expect(await answers(wanda.page, path)).toBe(404);
	});

	await test.step('opened up, it is there for everyone', async () => {
		await helen.page.goto(`${path}/restrict`);
		await helen.presses('button', 'restrict.open.button');
		await helen.reads(t('restrict.lede'));
		await searches(wanda, '16R 26 880041');
		await wanda.sees(t('console.why.heading'));
	});
});

test('P19: "I know someone in this case"', async ({ page, browser }) => {
	const [jo, helen] = [new Desk(page), await Desk.beside(browser)];
	await jo.signsIn('jo');
	await helen.signsIn('helen');
	const path = await jo.adds({ name: 'Peregrine' });
	await jo.presses('link', 'restrict.know.link');
	await jo.sees(t('restrict.know.title'));
	await jo.reads(t('restrict.know.nobody_asks'));
	await jo.doesNotRead('Peregrine');
	await expect(jo.main.getByRole('textbox')).toHaveCount(0);
	await jo.presses('button', 'restrict.know.button');
	await jo.sees(t('due.title'));
	await jo.reads(t('restrict.known.title'), t('restrict.known.text'));
	expect(await answers(page, path)).toBe(404);

	await test.step('the team is asked for another contact', async () => {
		await helen.page.goto('/console?f=hub');
		await press(helen.page, helen.main.getByRole('link', { name: t('due.task.name_contact') }).first());
		await helen.sees(t('due.task.name_contact'));
		await helen.presses('link', 'due.task.contact');
		await helen.sees(t('console.contact.set'));
		await expect(helen.main.getByRole('radio', { name: /Jo Lane/ })).toHaveCount(0);
	});

	await test.step('said by mistake: a supervisor opens it again', async () => {
		await helen.page.goto('/console/glass');
		await press(
			helen.page,
			helen
				.row('Jo Lane')
				.getByRole('link', { name: t('restrict.known.look') })
				.first()
		);
		await helen.sees(t('restrict.title'));
		await press(helen.page, helen.row('Jo Lane').getByRole('button', { name: t('restrict.known.lift') }));
		await helen.reads(t('restrict.known.none'));
		expect(await answers(page, path)).toBe(200);
	});
});

test('the first look offers "I know someone" before anything is shown', async ({ page, browser }) => {
	const [jo, wanda] = [new Desk(page), await Desk.beside(browser)];
	await jo.signsIn('jo');
	const path = await jo.adds({ name: 'Cosmo' });
	await wanda.signsIn('wanda');
	await wanda.page.goto(path);
	await wanda.sees(t('console.why.heading'));
	await wanda.doesNotRead('Cosmo');
	await wanda.presses('link', 'restrict.know.link');
	await wanda.sees(t('restrict.know.title'));
});

const pictures = process.env.WAYMARK_PICTURES;
test('these pages in three languages: axe, and 320 px', { tag: ['@script', '@long'] }, async ({ page }) => {
	test.setTimeout(240_000);
	const helen = new Desk(page);
	await helen.signsIn('helen');
	const path = await helen.adds({ name: 'Sidony' });
	for (const lang of ['en', 'cy', 'ar'] as const) {
		const words = wordsIn(lang);
		for (const [place, heading] of [
			['/console/glass', 'restrict.menu'],
			[`${path}/restrict`, 'restrict.title'],
			[`${path}/know`, 'restrict.know.title']
		] as const) {
			await page.goto(words.to(place));
			await helen.sees(words.t(heading));
			if (pictures) await pictureOf(page, `${pictures}/${lang}-${heading}`);
		}
	}
});

async function pictureOf(page: Page, name: string): Promise<void> {
	mkdirSync(name.replace(/\/[^/]*$/, ''), { recursive: true });
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await page.screenshot({ path: `${name}-${width}.png`, fullPage: true });
	}
}
