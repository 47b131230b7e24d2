import { expect, type Browser, type Page } from '@playwright/test';
import { demoCase, demoPassphrase, demoSignIn } from '#tests/people/people.ts';
import { press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';
import { shapeOf } from './places.ts';
import { publicPages } from './routes.ts';
import { invited } from './start-steps.ts';

const { t } = wordsIn('en');
type House = { baseURL?: string; javaScriptEnabled?: boolean };
const main = (page: Page) => page.getByRole('main');
const types = (page: Page, key: string, text: string) => main(page).getByLabel(t(key), { exact: true }).fill(text);
const presses = (page: Page, role: 'button' | 'link', key: string) =>
	press(page, main(page).getByRole(role, { name: t(key), exact: true }));

/** What was read and typed during a visit, and may be nowhere afterwards. */
export class Seen {
	readonly typed: string[] = [];
	private readonly lines = new Set<string>();
	private readonly titles = new Set<string>();
	private readonly everyones = new Set<string>();

	/** Remembers what stands on the page. */
	async reads(page: Page, isPublic = false): Promise<void> {
		const text = await main(page).innerText();
		this.titles.add(await page.title());
		for (const line of text.split('\n').map((each) => each.trim())) (isPublic ? this.everyones : this.lines).add(line);
	}

	/** The longest sentences that only this person's pages had, and everything typed. */
	words(): string[] {
		const own = [...this.lines].filter((line) => line.length > 11 && !this.everyones.has(line) && !this.titles.has(line));
		return [...own.sort((a, b) => b.length - a.length).slice(0, 25), ...this.typed];
	}
}

/** Somebody who is not signed in looks at the public pages, and types into the doors: sent and refused, and not sent at all. */
export async function looks(page: Page, seen: Seen): Promise<void> {
	seen.typed.push('dilwyn harrow', 'seventeen blue kettles', 'QQXJ 7781 WVTR', 'tangerine-hatstand');
	await searches(page, seen);
	for (const path of publicPages) {
		await page.goto(path);
		await seen.reads(page, true);
	}
	await page.goto('/sign-in');
	await types(page, 'accounts.signIn.name.label', 'dilwyn harrow');
	await types(page, 'accounts.signIn.password.label', 'seventeen blue kettles');
	await presses(page, 'button', 'accounts.signIn.button');
	await expect(page.getByRole('alert')).toBeVisible();
	await page.goto('/start');
	await types(page, 'accounts.start.code.label', 'QQXJ 7781 WVTR');
	await presses(page, 'button', 'shell.continue');
	await page.goto('/sign-in');
	await types(page, 'accounts.signIn.name.label', 'tangerine-hatstand');
}

/** P18: signed-out search. What is typed comes back on the page, and may be on it alone. */
async function searches(page: Page, seen: Seen): Promise<void> {
	const [words, street] = ['quartz-marmalade counselling', '31 Pewter Gate'];
	seen.typed.push('quartz-marmalade', street, 'HU5 9QX');
	await page.goto('/support');
	await seen.reads(page, true);
	await types(page, 'support.q.label', words);
	await types(page, 'support.place.label', `${street} HU5 9QX`);
	await presses(page, 'button', 'support.search');
	await expect(main(page).getByLabel(t('support.q.label'), { exact: true })).toHaveValue(words);
	await press(page, main(page).getByRole('heading', { level: 3 }).first().getByRole('link'));
	await page.goBack({ waitUntil: 'commit' });
	await expect(main(page).getByLabel(t('support.q.label'), { exact: true })).toHaveValue(words);
}

/** A worker looks for people by everything the form takes, reads a case, and writes a note that is not saved yet. */
export async function works(page: Page, seen: Seen): Promise<void> {
	const note = 'Rang twice, a dog barked, purple door';
	seen.typed.push('Leah Marsden', '07700 900102', '16X 26 004512', note);
	await signInAs(page, 'Jo Lane');
	await seen.reads(page);
	for (const [field, text] of [
		['console.name', 'Leah Marsden'],
		['console.phone', '07700 900102'],
		['console.reference', '16X 26 004512']
	] as const) {
		await page.goto('/console/people');
		await types(page, field, text);
		await main(page).getByLabel(t('console.why.heading')).selectOption({ index: 1 });
		await presses(page, 'button', 'console.find.button');
		await seen.reads(page);
	}
	await page.goto(`/console/cases/${demoCase('leah').id}`);
	await seen.reads(page);
	await page.goto('/console');
	await press(page, main(page).locator('a[href*="/tell/"]').first());
	await seen.reads(page);
	await types(page, 'due.went.note', note);
}

/** An invited person starts: code, word, a name and a password of her own. */
export async function starts(page: Page, seen: Seen, browser: Browser, house: House): Promise<void> {
	const name = 'Mirabel Quince';
	const password = 'velvet anchor mistral pond';
	const code = await invited(browser, house, name);
	const signIn = `walnut ferry ${code}`;
	seen.typed.push(name, code, signIn, password, 'lighthouse');
	await page.goto('/start');
	await types(page, 'accounts.start.code.label', code);
	await presses(page, 'button', 'shell.continue');
	await types(page, 'accounts.start.word.label', 'lighthouse');
	await presses(page, 'button', 'shell.continue');
	await presses(page, 'link', 'safety.before.go');
	await main(page).getByText(t('accounts.start.own')).click();
	await types(page, 'accounts.start.name.label', signIn);
	await presses(page, 'button', 'shell.continue');
	await main(page).getByText(t('accounts.start.own')).click();
	await types(page, 'accounts.start.password.label', password);
	await presses(page, 'button', 'shell.continue');
	await main(page)
		.getByRole('radio', { name: t('accounts.start.contact.no_look_here'), exact: true })
		.check();
	await presses(page, 'button', 'shell.save');
	await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
	await seen.reads(page);
}

/** Signs in with name and password, reads every kind of page there is, opens hard news, asks for something; stays on the page of the news. */
export async function reads(page: Page, seen: Seen): Promise<void> {
	seen.typed.push('Ravi Menon', 'Ravi', demoSignIn('ravi'), demoPassphrase, '16X 26 001702');
	await page.goto('/sign-in');
	await types(page, 'accounts.signIn.name.label', demoSignIn('ravi'));
	await types(page, 'accounts.signIn.password.label', demoPassphrase);
	await presses(page, 'button', 'accounts.signIn.button');
	await expect(page).toHaveURL('/my');
	const waiting = ['/my'];
	const known = new Set(waiting);
	for (let path = waiting.shift(); path; path = waiting.shift()) {
		await page.goto(path);
		await seen.reads(page);
		const links = await page.locator('a[href^="/my"]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
		for (const href of links.filter((each) => !known.has(shapeOf(each)))) {
			if (known.has(shapeOf(href))) continue;
			known.add(shapeOf(href));
			waiting.push(href);
		}
	}
	for (const kind of ['/my/updates/*', '/my/updates/*/news', '/my/updates/*/print', '/my/rights']) expect(known, kind).toContain(kind);
	const cases = await page
		.goto('/my')
		.then(() => page.locator('main a[href*="/my/updates/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? '')));
	await page.goto(cases.find((href) => !href.endsWith('/news')) ?? '');
	// Asked once, the question stands until somebody answers it: the next visit of the same house finds it asked.
	if (
		(await main(page)
			.getByRole('button', { name: t('updates.news.call'), exact: true })
			.count()) > 0
	)
		await presses(page, 'button', 'updates.news.call');
	await seen.reads(page);
	await page.goto(cases.find((href) => href.endsWith('/news')) ?? cases[0] ?? '');
	await seen.reads(page);
}
