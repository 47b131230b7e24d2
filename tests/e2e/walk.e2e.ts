import { expect, test, type Page } from '@playwright/test';
import { personOf } from '#demo/people.ts';
import { dirOf, langs, otherLangs, toPath, wholeLangs, type Lang } from '#shared/lang.ts';
import { checkFrame, checkScreen, fitsWidth, isLong, signInAs } from '../pages/screen.ts';

/**
 * Every page behind a door: it loads, its frame is whole, nothing is wider than 320 px. In the long form in every language, and axe looks at each; in the short one in the first three and one of the
 * others by turns, and axe looks at it in one of the first three, by turns. What the pages say is in the journeys.
 */
const languagesFor = (i: number): readonly Lang[] =>
	isLong ? langs : [...wholeLangs, ...otherLangs.slice(i % otherLangs.length, (i % otherLangs.length) + 1)];

const linksOn = (page: Page, pattern: RegExp): Promise<string[]> =>
	page
		.locator('a[href]')
		.evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))])
		.then((all) => all.filter((href) => pattern.test(href)));

async function walks(page: Page, paths: readonly string[]): Promise<void> {
	for (const [i, path] of paths.entries())
		for (const [turn, lang] of languagesFor(i).entries())
			await test.step(toPath(lang, path), async () => {
				await page.setViewportSize({ width: 1280, height: 800 });
				const answer = await page.goto(toPath(lang, path));
				expect(answer?.status()).toBe(200);
				await expect(page.locator('html')).toHaveAttribute('lang', lang);
				await expect(page.locator('html')).toHaveAttribute('dir', dirOf(lang));
				await (isLong || i % 3 === turn ? checkScreen(page) : checkFrame(page));
				await page.setViewportSize({ width: 320, height: 256 });
				await fitsWidth(page);
				// S-01: also where the screen is small and what is on it is four times as large.
				await expect(page.locator('aside [data-leave]')).toBeInViewport({ ratio: 1 });
			});
}

// In the long form axe looks at each page in each of the twelve languages.
test.describe.configure({ timeout: isLong ? 1_200_000 : 300_000 });

test('the pages of a person', { tag: '@script' }, async ({ page }) => {
	await signInAs(page, 'Michael Okafor');
	const [update = ''] = await linksOn(page, /^\/my\/updates\/[^/]+$/);
	await page.goto(update);
	const [hide = ''] = await linksOn(page, /\/hide\//);
	const [right = ''] = await linksOn(page, /\/do\//);
	await page.goto('/my/account/looked');
	const [look = ''] = await linksOn(page, /^\/my\/account\/looked\/[^/]+$/);
	const parts = ['', '/devices', '/password', '/time', '/close', '/passkeys', '/looked', '/held', '/held/wrong', '/held/file', '/erase'];
	const account = [...parts.map((part) => `/my/account${part}`), look];
	const updates = [update, `${update}/print`, `${update}/hide/all`, hide, right];
	const contact = [
		'',
		'/unsure',
		'/saved',
		'/easier',
		...['may', 'ways', 'see', 'when', 'answer', 'more', 'check'].map((step) => `/change/${step}`)
	];
	await walks(page, [
		...contact.map((part) => `/my/contact${part}`),
		...['', '/needs', '/needs/what', '/now', '/fit', '/there-is', '/people', '/people/add', '/meeting', '/shared', '/shared/about'].map(
			(part) => `/my/help${part}`
		)
	]);
	await walks(page, ['/my', '/my/rights', ...account, '/my/again', '/my/still', ...updates]);
});

test('the pages of a worker', { tag: '@script' }, async ({ page }) => {
	await signInAs(page, 'Jo Lane');
	const [tell = ''] = await linksOn(page, /^\/console\/cases\/[^/]+\/tell\//);
	const [task = ''] = await linksOn(page, /^\/console\/tasks\//);
	const place = /^\/console\/cases\/[^/]+/.exec(tell)?.[0] ?? '';
	await page.goto(place);
	const [reach = ''] = await linksOn(page, /\/reach\//);
	const help = reach.replace('/reach/', '/needs/');
	const refer = reach.replace('/reach/', '/refer/');
	await page.goto('/console/self-referrals');
	const [ask = ''] = await linksOn(page, /^\/console\/self-referrals\/[^/]+$/);
	await page.goto('/console/referrals');
	const [request = ''] = await linksOn(page, /^\/console\/referrals\/[^/]+$/);
	const restorative = reach.replace('/reach/', '/restorative/');
	const inCase = ['', '/contact', '/rhythm', '/references', '/invite', '/events/new', '/know'].map((part) => place + part);
	const desk = [
		'/console',
		'/console?f=hub',
		'/console/people',
		'/console/people/new',
		'/console/nothing-new',
		'/console/reports',
		'/console/reports/numbers',
		'/console/feeds'
	];
	const account = [
		'/account',
		'/account/devices',
		'/account/password',
		'/account/passkeys',
		'/again',
		'/still',
		'/glass',
		'/keeping',
		'/breaches'
	].map((part) => `/console${part}`);
	await walks(
		page,
		[
			...desk,
			tell,
			task,
			...account,
			...inCase,
			reach,
			help,
			refer,
			`${refer}/safety`,
			'/console/referrals',
			'/console/self-referrals',
			ask,
			request,
			`${help}/letter`,
			restorative,
			`${place}/helpers`,
			`${place}/helpers/add`
		].filter(Boolean)
	);
});

test('the pages of a supervisor', { tag: '@script' }, async ({ page }) => {
	await signInAs(page, 'Helen Reyes');
	const log = `/console/people/${personOf('leah').id}/log`;
	await page.goto(log);
	const [keep = ''] = await linksOn(page, /\/log\/[^/]+$/);
	await page.goto('/console/directory');
	const [entry = ''] = await linksOn(page, /^\/console\/directory\/[0-9a-f-]{36}$/);
	await page.goto('/console/team/rota');
	const [time = ''] = await linksOn(page, /\/time$/);
	const directory = ['', '/new', '/gaps', '/sources', '/sources/new'].map((part) => `/console/directory${part}`);
	await walks(page, [...directory, entry, `${entry}/edit`, `${entry}/accredit`]);
	await walks(page, [
		log,
		keep,
		'/console/team',
		'/console/team/rota',
		time,
		...['', '/name', '/phone', '/hours', '/closed', '/leave', '/say', '/look', '/scope'].map((part) => `/console/hub${part}`),
		'/console/keeping',
		'/console/keeping/soon',
		'/console/keeping/case_served?count=7',
		'/console/glass'
	]);
});

test('the page of a worker of a partner agency', { tag: '@script' }, async ({ page }) => {
	await signInAs(page, 'Peter Shaw');
	const [request = ''] = await linksOn(page, /^\/agency\/referrals\/[^/]+$/);
	await walks(page, [
		'/agency',
		'/agency/messages',
		'/agency/ask',
		request,
		'/agency/services',
		'/agency/account',
		'/agency/account/devices',
		'/agency/account/password',
		'/agency/again',
		'/agency/still'
	]);
});
