import { expect, type Locator, type Page } from '@playwright/test';
import { demoCase } from '#demo/cases.ts';
import { personOf } from '#demo/people.ts';
import { arriveAt, press, signInAs } from './screen.ts';
import { addressText, tellingWords } from './telling.ts';
import { wordsIn, type JourneyWords } from './words.ts';

/** S-09: neither where the person is nor what the tab is called says anything. */
async function tellsNothing(page: Page): Promise<void> {
	for (const text of [await page.title(), addressText(page.url())]) expect(tellingWords(text), text).toEqual([]);
}

/** One of the ten in front of a browser, in their own language. */
export class Person {
	readonly page: Page;
	readonly words: JourneyWords;
	readonly name: string;
	private readonly key: string;

	constructor(page: Page, key: string) {
		const { name, lang } = personOf(key);
		this.page = page;
		this.key = key;
		this.name = name;
		this.words = wordsIn(lang);
	}

	get main(): Locator {
		return this.page.getByRole('main');
	}

	/** Looks at the screen that came: as every page must be, saying nothing outside, and no wider than a small phone. */
	async sees(heading: string): Promise<void> {
		await arriveAt(this.page, heading);
		await expect(this.page.locator('html')).toHaveAttribute('lang', this.words.lang);
		await tellsNothing(this.page);
	}

	async signsIn(): Promise<void> {
		const { t, lang } = this.words;
		await signInAs(this.page, this.name, lang === 'en' ? '' : `/${lang}`);
		await this.sees(`${t('my.hello')} ${this.name}`);
	}

	/** From "My page" to the page of a case, by the link that stands there. */
	async opens(link = 'my.read', caseKey = this.key): Promise<void> {
		await press(this.page, this.home(caseKey).getByRole('link', { name: this.words.t(link), exact: true }));
		await this.sees(this.words.t('updates.heading'));
	}

	/** A case on "My page". */
	home = (caseKey = this.key): Locator => this.main.locator(`section[aria-labelledby="case-${demoCase(caseKey).id}"]`);

	/** Presses a button or a link of the page by its words' key, and waits for the page that comes. */
	async presses(role: 'button' | 'link', key: string, within: Locator = this.main): Promise<void> {
		await press(this.page, within.getByRole(role, { name: this.words.t(key), exact: true }));
	}

	/** The sentences stand on the page. */
	async reads(...sentences: string[]): Promise<void> {
		for (const sentence of sentences) await expect(this.main).toContainText(sentence);
	}

	async doesNotRead(...sentences: (string | RegExp)[]): Promise<void> {
		for (const sentence of sentences) await expect(this.main).not.toContainText(sentence);
	}

	/** What stands between one second heading and the next, as one text. */
	async under(key: string): Promise<string> {
		const heading = this.page.locator('h2').filter({ hasText: new RegExp(`^\\s*${RegExp.escape(this.words.t(key))}\\s*$`) });
		await expect(heading).toHaveCount(1);
		const texts = await heading.evaluate((from) => {
			const found: string[] = [];
			for (let next = from.nextElementSibling; next && next.tagName !== 'H2'; next = next.nextElementSibling) found.push(next.textContent);
			return found;
		});
		return texts.join(' ').replaceAll(/\s+/g, ' ');
	}

	/** The titles of what has happened so far, newest first, as the page has them. */
	async stones(): Promise<string[]> {
		const titles = await this.main.locator('ol.path > li > h3').allInnerTexts();
		return titles.map((title) => title.replace(this.words.t('shell.new'), '').trim());
	}

	stone = (title: string): Locator => this.main.locator('ol.path > li').filter({ has: this.page.getByRole('heading', { name: title }) });

	/** Who said where things are, and when we heard it. */
	told = (source: string, day: string): string => this.words.t('stages.since.told', { source, date: this.words.day(day) });

	/** "We have asked. We will answer by …" */
	asked = (day: string): string => this.words.t('updates.asked', { date: this.words.weekday(day) });

	/** The screen of one right: who decides, when, two sentences to copy, and that nothing is promised; then help with it. */
	async asksForHelpWith(right: string, helpBy: string): Promise<void> {
		const { t } = this.words;
		await this.presses('link', `rights.open.${right}.title`);
		await this.sees(t(`rights.open.${right}.title`));
		await this.reads(t('rights.open.who'), t(`rights.open.${right}.say_1`), t(`rights.open.${right}.say_2`), t('rights.open.no_promise'));
		await this.presses('button', 'rights.open.help');
		await this.sees(t(`rights.open.${right}.title`));
		await this.reads(t('rights.open.help_done'), this.asked(helpBy));
		await expect(this.main.getByRole('button')).toHaveCount(0);
		await this.presses('link', 'updates.back');
		await expect(this.page.getByRole('heading', { level: 1, name: t('updates.heading') })).toBeVisible();
	}

	/** Signs out; afterwards the way to the page leads to the door, also by Back. */
	async signsOut(): Promise<void> {
		const { t, to } = this.words;
		await press(this.page, this.page.getByRole('button', { name: t('shell.signOut'), exact: true }));
		await expect(this.page).toHaveURL(to('/').replace(/(?<=.)\/$/, ''));
		for (const returns of [() => this.page.goBack(), () => this.page.goto(to('/my'))]) {
			await returns();
			await expect(this.page).toHaveURL(to('/sign-in'));
			await expect(this.page.locator('body')).not.toContainText(this.name);
		}
	}
}
