import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const found = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium-headless-shell',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/google-chrome'
].find((path) => path && existsSync(path));
// The long form makes every journey in both houses. In the short one what is marked @long, which looks at every page in every language again, is left out, and these, of people who work
// here or about what the server sends, are made once, with script: their pages carry none of a framework's, and a form is a form.
const isLong = Boolean(process.env.WAYMARK_LONG);
const once = [
	'account',
	'console-call',
	'console-directory',
	'console-due',
	'console-people',
	'console-rounds',
	'console-tell',
	'egress',
	'frame',
	'headers',
	'hosts',
	'keeping',
	'looks',
	'open-data',
	'restrict',
	'team',
	'titles',
	'traces'
];
const base = Number(process.env.E2E_PORT ?? 4630);
// Each project has a house of its own, so that what a journey changes with script is not there when it is made without.
const houses = [
	{ name: 'script on', port: base, javaScriptEnabled: true },
	{ name: 'script off', port: base + 1, javaScriptEnabled: false }
];

// What Playwright turns off itself: a second list takes the place of the first.
const asPlaywright = [
	'AimEnabled',
	'AvoidCorsURLLoaderRestartOnRedirect',
	'AvoidUnnecessaryBeforeUnloadCheckSync',
	'DestroyProfileOnBrowserClose',
	'HttpsFirstBalancedModeAutoEnable',
	'HttpsUpgrades',
	'LensOverlay',
	'MediaRouter',
	'NetworkTimeServiceQuerying',
	'OptimizationHints',
	'PaintHolding',
	'PreconnectToSearch',
	'ThirdPartyStoragePartitioning'
];
// Each window draws its own bars as pages, in processes of their own, which nobody sees: a sixth of all the work of the journeys.
const barsAsPages = [
	'InitialWebUI',
	'PreloadTopChromeWebUI',
	'PreloadTopChromeWebUILessNavigations',
	'TabSearch',
	'WebUILocationBar',
	'WebUIOmniboxPopup',
	'WebUIReloadButton',
	'WebUIToolbar'
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
		// The soft cross-fade between pages is drawn by the processor here, frame by frame.
		contextOptions: { reducedMotion: 'reduce' },
		launchOptions: {
			...(found ? { executablePath: found } : {}),
			args: [
				'--no-sandbox',
				'--disable-dev-shm-usage',
				'--disable-gpu',
				`--disable-features=${[...asPlaywright, ...barsAsPages].join()}`,
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
		grepInvert: [...(isLong ? [] : [/@long/]), ...(javaScriptEnabled ? [] : [/@script/])],
		testIgnore: isLong || javaScriptEnabled ? [] : once.map((name) => `${name}.e2e.ts`),
		use: { baseURL: `http://localhost:${port}`, javaScriptEnabled }
	}))
});
