import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const found = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/google-chrome'
].find((path) => path && existsSync(path));
const base = Number(process.env.E2E_PORT ?? 4630);
// Each project has a house of its own, so that what a journey changes with script is not there when it is made without.
const houses = [
	{ name: 'script on', port: base, javaScriptEnabled: true },
	{ name: 'script off', port: base + 1, javaScriptEnabled: false }
];

export default defineConfig({
	testDir: 'e2e',
	testMatch: '*.e2e.ts',
	outputDir: '../test-results/journeys',
	workers: 2,
	timeout: 120_000,
	forbidOnly: Boolean(process.env.CI),
	reporter: [['list'], ['json', { outputFile: '../test-results/journeys.json' }]],
	use: {
		browserName: 'chromium',
		locale: 'en-GB',
		timezoneId: 'Europe/London',
		launchOptions: {
			...(found ? { executablePath: found } : {}),
			args: [
				'--no-sandbox',
				'--disable-dev-shm-usage',
				'--disable-gpu',
				...(process.env.XFLAGS ?? '').split(' ').filter(Boolean),
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	},
	webServer: houses.map(({ port }) => ({
		command: `node tests/e2e/house.mjs ${port}`,
		cwd: '..',
		url: `http://localhost:${port}/readyz`,
		timeout: 120_000,
		reuseExistingServer: false,
		gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5_000 },
		stdout: 'ignore' as const,
		stderr: 'pipe' as const
	})),
	projects: houses.map(({ name, port, javaScriptEnabled }) => ({
		name,
		...(javaScriptEnabled ? {} : { grepInvert: /@script/ }),
		use: { baseURL: `http://localhost:${port}`, javaScriptEnabled }
	}))
});
