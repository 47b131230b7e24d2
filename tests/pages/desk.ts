import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { workerOf } from '#demo/people.ts';
import type { Lang } from '#shared/lang.ts';
import { arriveAt, fitsWidth, press, signInAs } from './screen.ts';
import { wordsIn } from './words.ts';

const { t } = wordsIn('en');
/** Every number of the invented people is from these ranges (Ofcom): where none of them stands, no number stands. */
export const anyNumber = /01632\s?960\d{3}|07700\s?900\d{3}/;
/** What a form for a new person may say beyond name and kind. */
export type NewPerson = {
	name: string;
	lang?: Lang;
	phone?: string;
	safe?: 'safe' | 'unsafe';
	may?: 'yes';
	reference?: string;
	rhythm?: number;
};

/** Somebody who works at the console, in front of a browser. */
export class Desk {
	readonly page: Page;
	readonly t = t;

	constructor(page: Page) {
		this.page = page;
	}

	/** One more worker, in a browser of their own with the same settings. */
	static async beside(browser: Browser): Promise<Desk> {
		const { baseURL, javaScriptEnabled } = test.info().project.use;
		const context = await browser.newContext({ baseURL, javaScriptEnabled });
		return new Desk(await context.newPage());
	}

	get main(): Locator {
		return this.page.getByRole('main');
	}

	async signsIn(key: string): Promise<void> {
		await signInAs(this.page, workerOf(key).name);
	}

	/** Looks at the screen that came: sound, no wider than a desk or a small phone. */
	async sees(heading: string | RegExp): Promise<void> {
		await arriveAt(this.page, heading);
		await fitsWidth(this.page);
	}

	async reads(...sentences: (string | RegExp)[]): Promise<void> {
		for (const sentence of sentences) await expect(this.main).toContainText(sentence);
	}

	async doesNotRead(...sentences: (string | RegExp)[]): Promise<void> {
		for (const sentence of sentences) await expect(this.main).not.toContainText(sentence);
	}

	button = (key: string): Locator => this.main.getByRole('button', { name: t(key), exact: true });
	link = (key: string): Locator => this.main.getByRole('link', { name: t(key) });
	/** One answer of a group of radios, both named by their words. */
	choice = (question: string, answer: string): Locator =>
		this.main.getByRole('group', { name: t(question), exact: true }).getByRole('radio', { name: t(`${question}.${answer}`), exact: true });
	/** A row of a table by a text in it. */
	row = (...texts: string[]): Locator => texts.reduce((rows, text) => rows.filter({ hasText: text }), this.main.getByRole('row'));

	async presses(role: 'button' | 'link', key: string): Promise<void> {
		await press(this.page, role === 'button' ? this.button(key) : this.link(key));
	}

	/** Adds a person and a case by hand and stands on the page of the case. @returns its address. */
	async adds({ name, lang, phone, safe, may, reference, rhythm }: NewPerson): Promise<string> {
		await this.page.goto('/console/people/new');
		await this.main.getByLabel(t('console.name'), { exact: true }).fill(name);
		await this.main.getByRole('radio', { name: t('console.kind.crime'), exact: true }).check();
		if (lang) await this.main.getByLabel(t('console.language'), { exact: true }).selectOption(lang);
		if (phone) await this.main.getByLabel(t('console.phone'), { exact: true }).fill(phone);
		if (safe) await this.choice('console.safe', safe).check();
		if (may) await this.choice('console.may', may).check();
		if (reference) await this.fillsReference(reference);
		if (rhythm) await this.main.getByLabel(t('console.rhythm.label')).fill(String(rhythm));
		await this.presses('button', 'shell.save');
		await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
		return new URL(this.page.url()).pathname;
	}

	async fillsReference(reference: string): Promise<void> {
		await this.main.getByLabel(t('console.reference.row', { number: 1 }), { exact: true }).fill(reference);
		await this.main.getByLabel(t('console.reference.from', { number: 1 })).selectOption({ label: 'Humberside Police' });
	}

	/** Records, as of today, what an agency said, in the words the person will read; the page to tell them comes. */
	async records(casePath: string, kind: string, agency = 'Humberside Police'): Promise<void> {
		await this.page.goto(`${casePath}/events/new`);
		await this.main.getByLabel(t('due.event.choice')).selectOption(kind);
		await this.main.getByLabel(t('due.event.source')).selectOption({ label: agency });
		await this.presses('button', 'due.event.save');
	}

	/** Says how the contact went and saves it. */
	async wentSo(outcome: string): Promise<void> {
		await this.main.getByRole('radio', { name: t(`due.outcome.${outcome}`), exact: true }).check();
		await this.presses('button', 'shell.save');
	}

	/** Invites the person of a case with a word chosen together. @returns the code, which is shown once. */
	async invites(casePath: string, name: string, word: string): Promise<string> {
		await this.page.goto(`${casePath}/invite`);
		await this.main.getByLabel(t('console.invite.word'), { exact: true }).fill(word);
		await this.presses('button', 'console.invite.make');
		await this.sees(t('console.code.heading', { name }));
		const code = await this.main.locator('.done strong[dir=ltr]').innerText();
		await this.page.reload();
		await this.reads(t('console.invite.lede'));
		await this.doesNotRead(code);
		return code;
	}
}

/** A person who was invited starts in their own language, on their own device. @returns where they read, and their page of the case. */
export async function starts(browser: Browser, lang: Lang, code: string, word: string) {
	const words = wordsIn(lang);
	const { baseURL, javaScriptEnabled } = test.info().project.use;
	const page = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
	const main = page.getByRole('main');
	const types = async (label: string, text: string) => {
		await main.getByLabel(words.t(label), { exact: true }).fill(text);
		await press(page, main.getByRole('button', { name: words.t('shell.continue'), exact: true }));
	};
	const presses = (role: 'button' | 'link', key: string) => press(page, main.getByRole(role, { name: words.t(key), exact: true }));
	await page.goto(words.to('/start'));
	await types('accounts.start.code.label', code);
	await types('accounts.start.word.label', word);
	await presses('link', 'safety.before.go');
	await presses('button', 'accounts.start.name.use');
	await presses('button', 'accounts.start.password.use');
	await main.getByRole('radio', { name: words.t('accounts.start.contact.yes'), exact: true }).check();
	await presses('button', 'shell.save');
	await expect(page).toHaveURL(words.to('/my'));
	return { page, main, words, presses };
}
