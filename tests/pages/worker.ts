import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { demoCase } from '#demo/cases.ts';
import { workerOf } from '#demo/people.ts';
import { press, signInAs } from './screen.ts';
import { wordsIn } from './words.ts';

type House = { baseURL?: string; javaScriptEnabled?: boolean };
const { t } = wordsIn('en');
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Somebody of the hub in a browser of their own, as far as a person's journey needs them. */
export class Worker {
	private readonly context: BrowserContext;
	private readonly page: Page;

	private constructor(context: BrowserContext, page: Page) {
		this.context = context;
		this.page = page;
	}

	static async comes(browser: Browser, { baseURL, javaScriptEnabled }: House, key: string): Promise<Worker> {
		const context = await browser.newContext({ baseURL, javaScriptEnabled });
		const page = await context.newPage();
		await signInAs(page, workerOf(key).name);
		return new Worker(context, page);
	}

	/** How many open tasks of a kind the case has. */
	async tasksOf(caseKey: string, kind: string): Promise<number> {
		await this.page.goto(`/console/cases/${demoCase(caseKey).id}`);
		return this.page
			.getByRole('main')
			.getByRole('listitem')
			.filter({ hasText: t(`console.task.${kind}`) })
			.count();
	}

	/** Records, as of today, what an agency said, in the words the person will read. */
	async records(caseKey: string, kind: string, agency: string): Promise<void> {
		await this.page.goto(`/console/cases/${demoCase(caseKey).id}/events/new`);
		await this.page.getByLabel(t('due.event.choice')).selectOption(kind);
		await this.page.getByLabel(t('due.event.source')).selectOption({ label: agency });
		await press(this.page, this.page.getByRole('button', { name: t('due.event.save') }));
		await expect(this.page).toHaveURL(/\/tell\//);
	}

	/** Has told the person, on the page where the telling stands, and lets them read it. */
	async tells(): Promise<void> {
		await this.page.getByRole('radio', { name: t('due.outcome.told'), exact: true }).check();
		await press(this.page, this.page.getByRole('button', { name: t('shell.save') }));
		await expect(heading(this.page, /^Done/)).toBeVisible();
	}

	/** Adds a person with a case by hand and invites them with a word chosen together. @returns the code, which is shown once. */
	async invites(name: string, word: string): Promise<string> {
		await this.page.goto('/console/people/new');
		await this.page.getByLabel(t('console.name'), { exact: true }).fill(name);
		await this.page.getByRole('radio', { name: t('console.kind.crime'), exact: true }).check();
		await press(this.page, this.page.getByRole('button', { name: t('shell.save') }));
		await expect(heading(this.page, name)).toBeVisible();
		await press(this.page, this.page.getByRole('link', { name: t('console.invite') }));
		await this.page.getByLabel(t('console.invite.word'), { exact: true }).fill(word);
		await press(this.page, this.page.getByRole('button', { name: t('console.invite.make') }));
		await expect(heading(this.page, t('console.code.heading', { name }))).toBeVisible();
		const code = await this.page.locator('.done strong[dir=ltr]').innerText();
		await this.page.reload();
		await expect(this.page.getByText(code)).toHaveCount(0);
		return code;
	}

	async leaves(): Promise<void> {
		await this.context.close();
	}
}
