import { expect, test, type Page } from '@playwright/test';
import { isLong, press, signInAs } from '../pages/screen.ts';
import { neutralSite, neutralTitle, standInForNeutralSite } from './neutral-site.ts';
import { Visitor } from './places.ts';
import { changingPages, doorPages, inLanguage, kitPages, personalPages, prefixes, publicPages } from './routes.ts';

const name = 'Leah Marsden';
/** Phone at 400 % zoom, small phone, half-zoomed laptop, laptop, wide screen at 400 % and 200 %, wide screen. The short form takes the first and the last. */
const everySize = [
	[320, 256],
	[320, 568],
	[640, 400],
	[1280, 800],
	[480, 270],
	[960, 540],
	[1920, 1080]
] as const;

const sizes = isLong ? everySize : ([everySize[0], everySize[6]] as const);

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
		test(`everywhere, ${prefix || 'English'}`, { tag: prefix ? ['@script', '@long'] : [] }, async ({ page }) => {
			for (const path of [...publicPages, ...changingPages, ...doorPages, ...kitPages, '/nothing-here']) {
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
		test(`on every kind of page that ${who} can reach`, { tag: ['@script', '@long'] }, async ({ page, playwright, baseURL }) => {
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
