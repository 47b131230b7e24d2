import { chromium, expect, test, type LaunchOptions, type Page } from '@playwright/test';
import { press, signInAs } from '../pages/screen.ts';
import { wordsIn } from '../pages/words.ts';
import { neutralSite, neutralTitle, standInForNeutralSite } from './neutral-site.ts';
import { Visitor } from './places.ts';
import { doorPages, inLanguage, kitPages, personalPages, prefixes, publicPages } from './routes.ts';
import { invited } from './start-steps.ts';

const name = 'Leah Marsden';
const { t } = wordsIn('en');
/** Phone at 400 % zoom, small phone, half-zoomed laptop, laptop, wide screen at 400 % and 200 %, wide screen. */
const sizes = [
	[320, 256],
	[320, 568],
	[640, 400],
	[1280, 800],
	[480, 270],
	[960, 540],
	[1920, 1080]
] as const;

/** S-01: the way out is on the screen without scrolling, whole, and a finger on any part of it would meet it. */
async function showsWayOut(page: Page, where: string): Promise<void> {
	const link = page.locator('aside [data-leave]');
	for (const [width, height] of sizes) {
		await page.setViewportSize({ width, height });
		await expect.soft(link, `${where} at ${width} × ${height}`).toBeInViewport({ ratio: 1 });
		const covered = await link.evaluate((element) => {
			const { left, right, top, bottom } = element.getBoundingClientRect();
			const points = [left + 6, (left + right) / 2, right - 6].flatMap((x) =>
				[top + 6, (top + bottom) / 2, bottom - 6].map((y) => [x, y] as const)
			);
			return points.filter(([x, y]) => !element.contains(document.elementFromPoint(x, y))).length;
		});
		expect.soft(covered, `parts of it covered, ${where} at ${width} × ${height}`).toBe(0);
	}
}

test.describe('S-01 the way out is in sight', () => {
	for (const prefix of prefixes)
		test(`everywhere, ${prefix || 'English'}`, { tag: prefix ? '@script' : [] }, async ({ page }) => {
			for (const path of [...publicPages, ...doorPages, ...kitPages, '/nothing-here']) {
				await page.goto(inLanguage(prefix, path));
				await showsWayOut(page, inLanguage(prefix, path));
			}
		});

	test('on personal pages, and beside the warning that the time is nearly over', async ({ page }) => {
		await signInAs(page, name);
		for (const path of personalPages) {
			await page.goto(path);
			await showsWayOut(page, path);
			await page.locator('[data-timeout]').evaluate((box) => box.removeAttribute('hidden'));
			await showsWayOut(page, `${path} with the warning`);
		}
	});

	for (const [who, start, within] of [
		['michael', '/my', /^\/my([/?]|$)/],
		['ravi', '/my', /^\/my([/?]|$)/],
		['jo', '/console', /^\/console(?!\/kit)([/?]|$)/]
	] as const)
		test(`on every kind of page that ${who} can reach`, { tag: '@script' }, async ({ page, playwright, baseURL }) => {
			test.slow();
			const visitor = await Visitor.comes(playwright, baseURL);
			await visitor.enters(who);
			const pages = await visitor.walks(start, within);
			expect(pages.length).toBeGreaterThan(5);
			await page.context().addCookies((await visitor.request.storageState()).cookies);
			for (const { path } of pages) {
				await page.goto(path);
				await showsWayOut(page, path);
			}
			await visitor.leaves();
		});

	test('where something was typed wrongly, with the message on the page', async ({ page }) => {
		for (const path of ['/sign-in', '/start', '/sign-in/code']) {
			await page.goto(path);
			await press(page, page.locator('main form button').first());
			await expect(page.getByRole('alert')).toBeVisible();
			await showsWayOut(page, `${path} with an error`);
		}
	});
});

test.describe('S-02 leaving', () => {
	test.use({ serviceWorkers: 'block' });

	test('is a link, so that it works without script', async ({ page }) => {
		await page.goto('/');
		for (const link of await page.locator('[data-leave]').all()) await expect(link).toHaveAttribute('href', '/leave');
		const asked = await standInForNeutralSite(page);
		await page.locator('aside [data-leave]').click();
		await expect(page).toHaveTitle(neutralTitle);
		expect(asked).toContain(neutralSite);
	});

	test('empties the screen at once and leaves no step in the history', { tag: '@script' }, async ({ page }) => {
		await standInForNeutralSite(page);
		await page.goto('/safety');
		const steps = await page.evaluate(() => history.length);
		expect(await leaveWhileHeld(page)).toEqual({ children: 1, isFull: true, title: 'Loading' });
		await expect(page).toHaveTitle(neutralTitle);
		expect(await page.evaluate(() => history.length)).toBe(steps);
	});
});

/** Leaves while the server does not answer, and tells what the first frame painted after the click held. How soon that is stands in the benchmark. */
async function leaveWhileHeld(page: Page) {
	const held = Promise.withResolvers<void>();
	await page.route(
		'**/leave',
		async (route) => {
			await held.promise;
			await route.continue();
		},
		{ times: 1 }
	);
	const said = page.waitForEvent('console', (message) => message.text().startsWith('{"seen"'));
	await page.evaluate(() => {
		const say = () => {
			const { x, y, width, height } = document.querySelector('body > .gone')?.getBoundingClientRect() ?? new DOMRect();
			const isFull = x === 0 && y === 0 && width === innerWidth && height === innerHeight;
			console.log(JSON.stringify({ seen: { children: document.body.children.length, isFull, title: document.title } }));
		};
		const { port1, port2 } = new MessageChannel();
		addEventListener('click', () => {
			// A message sent in a frame is read once that frame has been painted.
			port1.onmessage = say;
			requestAnimationFrame(() => port2.postMessage(''));
		});
	});
	// Not awaited: Playwright's click waits for the page that is being held back.
	const clicked = page.locator('aside [data-leave]').click();
	const { seen } = JSON.parse((await said).text()) as { seen: { children: number; isFull: boolean; title: string } };
	held.resolve();
	await clicked;
	return seen;
}

test.describe('S-03 what leaving ends', () => {
	test('the session here and on the server, the cookie, what the browser keeps', async ({ page, playwright, baseURL }) => {
		await signInAs(page, name);
		const token = (await page.context().cookies()).find((cookie) => cookie.name === 'w');
		expect(token).toMatchObject({ httpOnly: true, expires: -1, sameSite: 'Lax' });
		const thief = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { cookie: `w=${token?.value}` } });
		expect((await thief.get('/my', { maxRedirects: 0 })).status()).toBe(200);
		await standInForNeutralSite(page);
		await page.locator('aside [data-leave]').click();
		await expect(page).toHaveTitle(neutralTitle);
		expect((await page.context().cookies()).filter((cookie) => cookie.domain === 'localhost')).toEqual([]);
		const again = await thief.get('/my', { maxRedirects: 0 });
		expect([again.status(), again.headers()['location']]).toEqual([303, '/sign-in']);
		await thief.dispose();
	});

	test('a worker’s too', async ({ request, baseURL }) => {
		await request.post('/demo', { form: { who: 'jo' }, headers: { origin: baseURL ?? '', accept: 'text/html' }, maxRedirects: 0 });
		const { cookies } = await request.storageState();
		const worker = cookies.find((cookie) => cookie.name === 'c');
		expect(worker).toBeTruthy();
		await request.get('/leave', { maxRedirects: 0 });
		const again = await request.get('/console', { maxRedirects: 0, headers: { cookie: `c=${worker?.value}` } });
		expect([again.status(), again.headers()['location']]).toEqual([303, '/sign-in']);
	});

	test('in each language, with the headers that empty the browser', async ({ request }) => {
		for (const prefix of prefixes) {
			const answer = await request.get(`${prefix}/leave`, { maxRedirects: 0 });
			expect.soft(answer.status()).toBe(303);
			expect.soft(answer.headers()).toMatchObject({
				location: neutralSite,
				'clear-site-data': '"cookies", "storage", "cache"',
				'cache-control': 'no-store',
				'referrer-policy': 'no-referrer'
			});
		}
	});

	test('another site’s link leads away but ends nothing', async ({ page, baseURL }) => {
		await signInAs(page, name);
		await standInForNeutralSite(page);
		await page.goto(`${baseURL?.replace('localhost', '127.0.0.1')}/healthz`);
		await page.evaluate((to) => location.assign(to), `${baseURL}/leave`);
		await expect(page).toHaveTitle(neutralTitle);
		await page.goto('/my');
		await expect(page.getByRole('heading', { level: 1 })).toContainText('Leah');
	});
});

/** A browser as anybody's own: Playwright's otherwise keeps no page in memory for the way back, and going back would prove nothing. */
async function withMemory(
	{ launchOptions, baseURL, javaScriptEnabled }: { launchOptions: LaunchOptions; baseURL?: string; javaScriptEnabled?: boolean },
	visit: (page: Page) => Promise<void>
): Promise<void> {
	const browser = await chromium.launch({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
	const context = await browser.newContext({ baseURL, javaScriptEnabled });
	context.setDefaultTimeout(20_000);
	await visit(await context.newPage()).finally(() => browser.close());
}

/** Goes back five times; no step may show anything of the person. The list of the demonstration names everybody and is left out. */
async function backShowsNothing(page: Page): Promise<void> {
	for (let step = 0; step < 5; step++) {
		await page.goBack({ timeout: 5000 }).catch(() => null);
		const text = await page.locator('html').innerHTML();
		expect.soft(text, page.url()).not.toMatch(/data-private/);
		if (!page.url().endsWith('/demo')) expect.soft(text, page.url()).not.toMatch(/Leah|Marsden/);
	}
}

/** Reads some pages of her own, one after another, and has seen her name there. */
async function readsHerPages(page: Page): Promise<void> {
	await signInAs(page, name);
	await press(page, page.locator('main a[href*="/my/updates/"]').first());
	await page.goto('/my/rights');
	await page.goto('/my');
	await expect(page.locator('main')).toContainText('Leah');
}

test.describe('S-04 going back shows nothing about the person', () => {
	test('after leaving, five steps back', async ({ launchOptions, baseURL, javaScriptEnabled }) => {
		await withMemory({ launchOptions, baseURL, javaScriptEnabled }, async (page) => {
			await readsHerPages(page);
			await standInForNeutralSite(page);
			await page.locator('aside [data-leave]').click();
			await expect(page).toHaveTitle(neutralTitle);
			await backShowsNothing(page);
		});
	});

	test('after signing out', async ({ launchOptions, baseURL, javaScriptEnabled }) => {
		await withMemory({ launchOptions, baseURL, javaScriptEnabled }, async (page) => {
			await readsHerPages(page);
			await press(page, page.getByRole('button', { name: t('shell.signOut'), exact: true }));
			await expect(page).toHaveURL('/');
			await backShowsNothing(page);
		});
	});

	test('after leaving in another tab', async ({ launchOptions, baseURL, javaScriptEnabled }) => {
		await withMemory({ launchOptions, baseURL, javaScriptEnabled }, async (page) => {
			await readsHerPages(page);
			await page.goto('/safety');
			const other = await page.context().newPage();
			await standInForNeutralSite(other);
			await other.goto('/safety');
			await other.locator('aside [data-leave]').click();
			await expect(other).toHaveTitle(neutralTitle);
			await backShowsNothing(page);
		});
	});

	test('this browser does keep pages for the way back, as the tests above need', { tag: '@script' }, async ({ launchOptions, baseURL }) => {
		await withMemory({ launchOptions, baseURL }, async (page) => {
			await page.goto('/safety');
			await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => (document.title = `kept ${persisted}`)));
			await page.goto('/rights');
			await page.goBack();
			await expect(page).toHaveTitle('kept true');
		});
	});

	test('a page that was kept is blank before it is shown, and asks the server again', { tag: '@script' }, async ({ page }) => {
		await signInAs(page, name);
		await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
		await expect(page.locator('main')).toBeHidden();
		await page.context().clearCookies();
		const again = page.waitForRequest((request) => request.isNavigationRequest());
		await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
		expect(new URL((await again).url()).pathname).toBe('/my');
		await expect(page).toHaveURL('/sign-in');
	});
});

test.describe('S-05 three times Shift', { tag: '@script' }, () => {
	test('leaves', async ({ page }) => {
		await page.goto('/');
		await standInForNeutralSite(page);
		const status = page.locator('aside [role=status]');
		await page.keyboard.press('Shift');
		await expect(status).not.toBeEmpty();
		await page.keyboard.press('Shift');
		await page.keyboard.press('Shift');
		await expect(page).toHaveTitle(neutralTitle);
	});

	test('typing capital letters does not', async ({ page }) => {
		await page.goto('/console/kit/fields');
		const field = page.locator('textarea').first();
		await field.focus();
		for (const key of 'HELLO') {
			await page.keyboard.down('Shift');
			await page.keyboard.press(key);
			await page.keyboard.up('Shift');
		}
		await expect(field).toHaveValue('HELLO');
		await expect(page.locator('aside [role=status]')).toBeEmpty();
	});
});

test('S-06 without a network the page goes all the same', { tag: '@script' }, async ({ page, context }) => {
	await page.goto('/safety');
	await page.evaluate(() => navigator.serviceWorker.ready);
	await context.setOffline(true);
	await page.locator('aside [data-leave]').click();
	await expect(page).toHaveTitle('No connection');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('No connection');
	expect(await page.content()).not.toMatch(/Waymark|Humber|Care|crime|Leave now/i);
	await context.setOffline(false);
});

test.describe('S-06 leaving a page of one’s own without a network', { tag: '@script' }, () => {
	test('shows the neutral page, not the last one, and nothing comes back with the network', async ({ page, context }) => {
		await page.goto('/safety');
		await page.evaluate(() => navigator.serviceWorker.ready);
		await signInAs(page, name);
		await context.setOffline(true);
		await page.locator('aside [data-leave]').click();
		await expect(page).toHaveTitle('No connection');
		expect(await page.content()).not.toMatch(/Leah|Waymark|Humber/);
		await page.goBack({ timeout: 5000 }).catch(() => null);
		expect(await page.content()).not.toMatch(/data-private|Marsden/);
		await context.setOffline(false);
	});

	test('before anything was kept: the page is empty all the same', async ({ browser, baseURL }) => {
		const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
		const page = await context.newPage();
		await signInAs(page, name);
		await context.setOffline(true);
		await page.locator('aside [data-leave]').click();
		await expect(page.locator('main#main')).toHaveCount(0);
		expect(await page.locator('body').innerText()).not.toMatch(/Leah|Marsden/);
		await context.close();
	});
});

test.describe('S-08 what leaving does not do is said before the first page of one’s own', () => {
	for (const lang of ['en', 'cy', 'ar'] as const)
		test(
			`on the way in and on the safety page, ${lang}`,
			{ tag: lang === 'en' ? [] : '@script' },
			async ({ page, browser, baseURL, javaScriptEnabled }) => {
				const { t: say, to } = wordsIn(lang);
				const main = page.getByRole('main');
				const code = await invited(browser, { baseURL, javaScriptEnabled }, 'Emrys');
				await page.goto(to('/start'));
				await main.getByLabel(say('accounts.start.code.label'), { exact: true }).fill(code);
				await press(page, main.getByRole('button', { name: say('shell.continue'), exact: true }));
				await main.getByLabel(say('accounts.start.word.label'), { exact: true }).fill('lighthouse');
				await press(page, main.getByRole('button', { name: say('shell.continue'), exact: true }));
				await expect(page).toHaveURL(to('/start/before'));
				for (const key of ['seen', 'leave', 'history', 'spy', 'other']) await expect(main).toContainText(say(`safety.before.${key}`));
				await page.goto(to('/safety'));
				for (const key of ['device.history', 'device.erase', 'spy.sees', 'spy.keep', 'cannot.camera', 'cannot.bill', 'cannot.court'])
					await expect(main).toContainText(say(`safety.${key}`));
			}
		);
});

test.describe('S-15 nobody is asked to install', { tag: '@script' }, () => {
	test('the browser’s offer is declined on every kind of page', async ({ page }) => {
		await signInAs(page, name);
		for (const path of [...publicPages, ...doorPages, ...personalPages, '/nothing-here']) {
			await page.goto(path);
			await page.waitForLoadState('load');
			const isDeclined = await page.evaluate(() => !dispatchEvent(new Event('beforeinstallprompt', { cancelable: true })));
			expect.soft(isDeclined, path).toBe(true);
		}
	});
});
