import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { demoCase } from '#demo/cases.ts';
import { personOf } from '#demo/people.ts';
import { Desk } from '../pages/desk.ts';
import { Person } from '../pages/person.ts';
import { press } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const at = (page: Page, what: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: what });

test('Pr4: a worker looks; he reads which role, when and why, asks about it, and reads by when we answer', async ({ page, browser }) => {
	const sam = await Desk.beside(browser);
	await sam.signsIn('sam');
	await sam.page.goto(`/console/cases/${demoCase('ravi').id}`);
	const reason = sam.main.getByRole('radio', { name: t('console.why.cover') });
	if ((await reason.count()) > 0) {
		await reason.check();
		await sam.presses('button', 'shell.continue');
	}
	await expect(sam.page.getByRole('heading', { level: 1, name: personOf('ravi').name })).toBeVisible();

	const ravi = new Person(page, 'ravi');
	await ravi.signsIn();
	await page.goto('/my/account/looked');
	await ravi.sees(t('looks.title'));
	await ravi.reads(t('looks.lede'), t('looks.back_kept'), t('looks.who.signed_in'));
	const entry = at(page, t('looks.action.case.viewed')).first();
	await expect(entry).toContainText(`11:00 am. ${t('looks.who.care')}`);
	await expect(entry).toContainText(/Why: (they|you|somebody|another) /);
	await ravi.doesNotRead('Sam Idris', 'Jo Lane', 'seemed', /track/i);

	await press(page, entry.getByRole('link', { name: /^Ask about this/ }));
	await ravi.sees(t('looks.ask.title'));
	await ravi.reads(t('looks.write.facts'), 'Monday to Friday, 9:00 am to 5:00 pm', t('looks.ask.by', { date: 'Wednesday, 17 June 2026' }));
	await ravi.main.getByLabel(t('looks.ask.note'), { exact: true }).fill('Who was that? I had not called.');
	await ravi.presses('button', 'shell.send');
	await ravi.sees(t('looks.title'));
	const asked = t('looks.asked.open', { date: '10 June 2026', by: 'Wednesday, 17 June 2026' });
	await expect(entry).toContainText(asked);
	await expect(entry.getByRole('link')).toHaveCount(0);

	await test.step('the supervisor finds the question, reads it, and opens the log from there', async () => {
		const helen = await Desk.beside(browser);
		await helen.signsIn('helen');
		await helen.page.goto('/console?f=hub');
		await press(helen.page, helen.row(t('due.task.look_asked')).getByRole('link').first());
		await helen.sees(t('due.task.look_asked'));
		await helen.reads('Who was that? I had not called.');
		await helen.presses('link', 'looks.log.link');
		await helen.sees(new RegExp(t('looks.log.title')));
		await expect(helen.row(t('looks.action.case.viewed'), 'Sam Idris').first()).toBeVisible();
		await helen.page.context().close();
	});
	await sam.page.context().close();
	await page.goto('/my/account/looked');
	await ravi.signsOut();
});

test('P16: a supervisor keeps an entry back with a reason and a day; it is gone from her page, and back when shown again', async ({
	page,
	browser
}) => {
	const helen = await Desk.beside(browser);
	await helen.signsIn('helen');
	const grace = new Person(page, 'grace');
	await grace.signsIn();
	const made = grace.words.t('looks.action.person.added');
	await page.goto(grace.words.to('/my/account/looked'));
	await expect(at(page, made)).toHaveCount(1);

	const log = `/console/people/${personOf('grace').id}/log`;
	await helen.page.goto(log);
	await helen.sees(new RegExp(personOf('grace').name));
	const row = helen.row(t('looks.action.person.added'));
	await press(helen.page, row.getByRole('link', { name: t('looks.log.withhold') }));
	await helen.sees(t('looks.withhold.title'));
	await helen.reads(t('console.facts'));
	await helen.presses('button', 'looks.withhold.do');
	await helen.sees(t('looks.withhold.title'));
	await expect(helen.page.getByRole('alert')).toContainText(t('looks.withhold.reason.needed'));
	await helen.main.getByLabel(t('looks.withhold.reason'), { exact: true }).fill('Someone else reads her page.');
	for (const [part, value] of [
		['day', '1'],
		['month', '9'],
		['year', '2026']
	] as const)
		await helen.main.getByLabel(t(`shell.date.${part}`), { exact: true }).fill(value);
	await helen.presses('button', 'looks.withhold.do');
	await expect(row).toContainText('Someone else reads her page.');
	await expect(row).toContainText(t('looks.log.review', { date: '1 September 2026' }));

	await page.goto(grace.words.to('/my/account/looked'));
	await expect(at(page, made)).toHaveCount(0);
	await press(helen.page, row.getByRole('button', { name: t('looks.log.show') }));
	await expect(row).toContainText(t('looks.log.canRead'));
	await page.goto(grace.words.to('/my/account/looked'));
	await expect(at(page, made)).toHaveCount(1);

	await test.step('a care worker has no such page', async () => {
		const jo = await Desk.beside(browser);
		await jo.signsIn('jo');
		expect((await jo.page.goto(log))?.status()).toBe(404);
		await jo.page.context().close();
	});
	await helen.page.context().close();
});

test('P6: everything held is a page first, then a file with a name that says nothing; the safety plan is in neither', async ({ page }) => {
	const leah = new Person(page, 'leah');
	await leah.signsIn();
	await page.goto('/my/account/held');
	await leah.sees(t('held.title'));
	await leah.reads(leah.name, t('held.left'), t('held.way.phone'), t('held.keep.text'));
	const secrets = ['lantern', /01632 ?960\d{3}|07700 ?900\d{3}/, 'Jo Lane'];
	await leah.doesNotRead(...secrets.slice(0, 2));

	await leah.presses('button', 'held.notes.ask');
	await leah.sees(t('held.title'));
	const by = t('held.answerBy', { date: 'Wednesday, 17 June 2026' });
	await leah.reads(`${t('held.notes.done')} ${by}`);
	await leah.presses('link', 'held.wrong.say');
	await leah.sees(t('held.wrong'));
	await leah.presses('button', 'shell.send');
	await leah.sees(t('held.title'));
	await leah.reads(`${t('held.wrong.done')} ${by}`);

	await leah.presses('link', 'held.file.link');
	await leah.sees(t('held.file'));
	await leah.reads(t('held.file.stays'), t('held.file.anyone'));
	for (const [kind, name] of [
		['page', 'page.html'],
		['data', 'page.json']
	] as const) {
		await leah.main.getByRole('radio', { name: t(`held.file.kind.${kind}`) }).check();
		const coming = page.waitForEvent('download');
		await leah.main.getByRole('button', { name: t('held.file.get') }).click();
		const file = await coming;
		expect(file.suggestedFilename()).toBe(name);
		const text = readFileSync(await file.path(), 'utf8');
		expect(text).toContain(leah.name);
		for (const secret of secrets) expect(text).not.toMatch(secret);
	}
	await page.goto('/my/account/looked');
	await expect(at(page, t('looks.action.held.taken'))).toContainText(`${t('looks.who.you')}. ${t('looks.times', { count: 2 })}`);
	await leah.signsOut();
});

test('the file: kept nowhere on the way, and for nobody who is not signed in', async ({ request, baseURL }) => {
	const ask = () =>
		request.post('/my/account/held/file/get', { form: { kind: 'data' }, headers: { origin: baseURL ?? '' }, maxRedirects: 0 });
	expect((await ask()).status()).toBe(303);
	await request.post('/demo', { form: { who: 'tom' }, headers: { origin: baseURL ?? '' }, maxRedirects: 0 });
	const answer = await ask();
	expect(answer.status()).toBe(200);
	expect(answer.headers()).toMatchObject({
		'cache-control': 'no-store',
		'content-disposition': 'attachment; filename="page.json"',
		'content-type': 'application/json; charset=utf-8',
		'x-content-type-options': 'nosniff'
	});
	expect(answer.headers().etag).toBeUndefined();
	const bad = await request.post('/my/account/held/file/get', {
		form: { kind: 'other' },
		headers: { origin: baseURL ?? '' },
		maxRedirects: 0
	});
	expect(bad.status()).toBe(400);
	const got = await request.get('/my/account/held/file/get', { maxRedirects: 0 });
	expect([got.status(), got.headers().location]).toEqual([303, '/my/account/held/file']);
});
