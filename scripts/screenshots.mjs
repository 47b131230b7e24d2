// npm run screenshots: the three pictures of the README, from a house of the invented people with a clock that stands still.
import { mkdirSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';

const root = join(import.meta.dirname, '..');
const port = 4690;
const url = `http://localhost:${port}`;
const out = join(root, 'docs', 'screenshots');
mkdirSync(out, { recursive: true });

const house = spawn(process.execPath, ['tests/e2e/house.mjs', String(port)], { cwd: root, stdio: 'inherit' });
for (let tries = 0; tries < 240; tries++) {
	if (
		await fetch(`${url}/readyz`).then(
			(answer) => answer.ok,
			() => false
		)
	)
		break;
	await new Promise((go) => setTimeout(go, 500));
}
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });

/** @param {string} name @param {string} who @param {{ width: number, height: number }} viewport @param {(page: import('@playwright/test').Page) => Promise<void>} go */
async function picture(name, who, viewport, go) {
	const context = await browser.newContext({ viewport, javaScriptEnabled: false, reducedMotion: 'reduce' });
	const page = await context.newPage();
	await page.goto(`${url}/demo`);
	await page.locator(`button[value=${who}]`).click();
	await go(page);
	await page.screenshot({ path: join(out, `${name}.png`) });
	await context.close();
}

const openUpdate = async (/** @type {import('@playwright/test').Page} */ page) => {
	const href = await page.locator('a[href*="/my/updates/"]').first().getAttribute('href');
	await page.goto(url + href);
};
await picture('updates', 'michael', { width: 1100, height: 900 }, openUpdate);
await picture('updates-arabic-phone', 'rana', { width: 390, height: 844 }, openUpdate);
await picture('console-due', 'jo', { width: 1280, height: 900 }, async () => {});
await browser.close();
house.kill('SIGTERM');
