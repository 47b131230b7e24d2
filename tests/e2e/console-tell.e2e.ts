import { expect, test } from '@playwright/test';
import { anyNumber, Desk, starts } from '../pages/desk.ts';
import { arriveAt } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';

const { t } = wordsIn('en');
const word = 'lighthouse';
const event = (kind: string) => t(`stages.event.${kind}.title`);
const telling = (name: string, kind: string) => t('due.tell.title', { name, what: event(kind) });

test('the main job: Jo records what happened next, tells Gwenno through the gate, and Gwenno reads it in Welsh', async ({
	page,
	browser
}) => {
	const jo = new Desk(page);
	const phone = '01632 960201';
	await jo.signsIn('jo');
	await jo.sees(t('due.title'));
	const casePath = await jo.adds({ name: 'Gwenno', lang: 'cy', phone, safe: 'safe', may: 'yes' });
	await jo.sees('Gwenno');
	await jo.presses('link', 'console.invite');
	await jo.sees(t('console.invite'));
	const code = await jo.invites(casePath, 'Gwenno', word);
	const gwenno = await starts(browser, 'cy', code, word);

	await test.step('records it in the words she will read', async () => {
		await page.goto(casePath);
		await jo.presses('link', 'console.record');
		await jo.sees(t('due.event.title'));
		await jo.records(casePath, 'charged');
		await jo.sees(telling('Gwenno', 'charged'));
		await jo.reads(gwenno.words.t('stages.event.charged.title'));
	});

	await test.step('S-20: the gate speaks before any number; the number is asked for, shown once, and stands in no address', async () => {
		await expect(jo.main.getByRole('heading', { level: 2 }).first()).toHaveText(
			t('reach.verdict.go.phone', { name: 'Gwenno', until: '5:00 pm' })
		);
		await jo.reads(t('due.tell.interpreter', { language: t('codes.lang.cy') }), t('reach.words.someone_else'));
		await jo.doesNotRead(anyNumber);
		await jo.presses('button', 'reach.show_number');
		await jo.sees(telling('Gwenno', 'charged'));
		await jo.reads(phone);
		expect(page.url()).not.toMatch(/960201|number=/);
		await page.reload();
		await jo.doesNotRead(anyNumber);
	});

	await test.step('an outcome is needed; then it is told, on time, and nothing is sent', async () => {
		await jo.presses('button', 'shell.save');
		await jo.sees(telling('Gwenno', 'charged'));
		await expect(page.getByRole('alert')).toContainText(t('due.error.outcome'));
		await jo.wentSo('told');
		await jo.sees(/^Done, /);
		await jo.reads('Told by phone', t('due.done.canRead', { name: 'Gwenno' }), t('due.done.noNotice'));
		await page.goto('/console');
		await expect(jo.row('Gwenno', event('charged'))).toHaveCount(0);
	});

	await test.step('and she reads it on her page, in her language', async () => {
		const { words } = gwenno;
		await gwenno.page.reload();
		await arriveAt(gwenno.page, `${words.t('my.hello')} Gwenno`);
		await expect(gwenno.page.locator('html')).toHaveAttribute('lang', 'cy');
		await gwenno.presses('link', 'my.read');
		await arriveAt(gwenno.page, words.t('updates.heading'));
		await expect(gwenno.main).toContainText(words.t('stages.event.charged.title'));
		await expect(gwenno.main).toContainText('Jo Lane');
	});
});

test('P4: hard news for a person who wants a call first is on no page until she was told', async ({ page, browser }) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	const casePath = await jo.adds({ name: 'Marged', phone: '01632 960202', safe: 'safe', may: 'yes' });
	const marged = await starts(browser, 'en', await jo.invites(casePath, 'Marged', word), word);

	await jo.records(casePath, 'closed_other');
	await jo.sees(telling('Marged', 'closed_other'));
	await jo.reads(t('due.news.hard'), t('due.went.show', { name: 'Marged' }));
	await page.goto(casePath);
	await jo.reads(t('console.news.hard'), t('console.line.unpublished'));

	await test.step('she sees nothing of it, also when Jo tried and she wanted to wait', async () => {
		await page.goBack();
		await jo.wentSo('not_now');
		await jo.reads(t('due.done.cannotRead', { name: 'Marged' }));
		await marged.page.reload();
		await expect(marged.main).not.toContainText(event('closed_other'));
		await marged.presses('link', 'my.see');
		await expect(marged.main).not.toContainText(event('closed_other'));
	});

	await test.step('Jo tells her; from then on it stands on her page', async () => {
		await page.goto('/console');
		await jo.row('Marged', event('closed_other')).getByRole('link').click();
		await jo.wentSo('told');
		await jo.reads(t('due.done.canRead', { name: 'Marged' }));
		await marged.page.reload();
		await arriveAt(marged.page, t('updates.heading'));
		await expect(marged.main).toContainText(event('closed_other'));
	});
});

test('P9: someone else answers and that way is shut; undone within ten minutes; three calls in vain go to a supervisor', async ({
	page,
	browser
}) => {
	const jo = new Desk(page);
	await jo.signsIn('jo');
	const casePath = await jo.adds({ name: 'Ffion', phone: '01632 960203', safe: 'safe', may: 'yes' });
	await jo.records(casePath, 'under_investigation');
	const tell = page.url();

	await test.step('someone else answered: the way is paused for everyone, a safe one is looked for', async () => {
		await jo.wentSo('someone_else');
		await jo.reads('That way is paused for everyone.');
		const done = page.url();
		await jo.presses('link', 'due.done.case');
		await jo.sees('Ffion');
		await jo.reads(t('reach.reason.paused'), t('console.task.find_safe_way'));
		await expect(jo.button('reach.show_number')).toHaveCount(0);
		await page.goto(done);
	});

	await test.step('it was her after all: Jo takes it back, and the way is open again', async () => {
		await jo.presses('button', 'due.done.undo');
		await expect(jo.button('reach.show_number')).toBeVisible();
		await page.goto(casePath);
		await jo.doesNotRead(t('reach.reason.paused'), t('console.task.find_safe_way'));
	});

	await test.step('no answer three times: no safe way is left, a supervisor decides', async () => {
		for (const time of [1, 2, 3]) {
			await page.goto(tell);
			await jo.wentSo('no_answer');
			await jo.reads('No answer by phone');
			const last = jo.main.getByText(t('due.done.supervisor'));
			await expect(last).toHaveCount(time === 3 ? 1 : 0);
		}
		await page.goto(casePath);
		await expect(jo.row('Ffion', t('console.outcome.no_answer'))).toHaveCount(3);
	});

	await test.step('and it stands on top of the supervisor’s list', async () => {
		const helen = await Desk.beside(browser);
		await helen.signsIn('helen');
		await helen.sees(t('due.title'));
		const row = helen.row('Ffion', t('due.task.find_safe_way'));
		await expect(row).toContainText(t('due.tag.escalated'));
		await expect(helen.main.getByRole('row').nth(1)).toContainText(t('due.tag.escalated'));
		await helen.reads(event('bail_changed'));
		await row.getByRole('link').click();
		await helen.sees(t('due.task.find_safe_way'));
		await helen.presses('button', 'due.task.done');
		await expect(helen.row('Ffion', t('due.task.find_safe_way'))).toHaveCount(0);
	});
});
