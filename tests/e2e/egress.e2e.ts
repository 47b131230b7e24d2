import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { linksIn, Visitor } from './places.ts';
import { isLong } from '../pages/screen.ts';
import { changingPages, doorPages, inLanguage, kitPages, prefixes, publicPages, type Prefix } from './routes.ts';

const root = join(import.meta.dirname, '..', '..');
/** What only looks like an address to load: names of formats, and where the framework's error messages are explained. */
const formats = /^http:\/\/www\.w3\.org\/|^https:\/\/svelte\.dev\/e\/|^https?:\/\/json-schema\.org\//;
/** An address as an example of one, in words beside a field: at a name that nobody can have (RFC 2606). */
const example = /^https:\/\/directory\.example\.org\//;
/** The one way out there is: feeds of other directories, which the hub names and asks for; guarded against our own network (read-oruk.test.ts). */
const feeds = ['features/directory/server/fetch-feed-address.ts', 'features/directory/server/fetch-feed.ts'];
const ours = /^(\/|\?|#|data:,|data:image\/)/;

/** Chromium itself asks its maker what kinds of fields a form has, by hashes of their names, whatever the page says (docs/security.md, Pr1). */
const ofTheMaker = 'https://content-autofill.googleapis.com';

/** Everything a page makes the browser load or send, in its markup. */
const loadedBy = (html: string): string[] =>
	[...html.matchAll(/<(?!a\b)[a-z]+\b[^>]*?\s(?:src|href|action|formaction|srcset|poster|data|ping)="([^"]*)"/g)].map(
		([, address]) => address ?? ''
	);

test(
	'S-34 Pr1 no page asks anybody else for anything, in three languages',
	{ tag: '@script' },
	async ({ playwright, baseURL, launchOptions }) => {
		test.slow();
		const visitor = await Visitor.comes(playwright, baseURL);
		await visitor.enters('michael');
		const own = await visitor.walks('/my', /^\/my([/?]|$)/);
		await visitor.enters('jo');
		const desk = await visitor.walks('/console', /^\/console(?!\/kit)([/?]|$)/);
		for (const { path, html } of [...own, ...desk])
			expect
				.soft(
					loadedBy(html).filter((address) => address && !ours.test(address)),
					path
				)
				.toEqual([]);
		const links = [...own, ...desk].flatMap(({ html }) => linksIn(html));
		expect(links.filter((href) => !/^(\/(?!\/)|\?|#|tel:|otpauth:)/.test(href))).toEqual([]);
		await visitor.leaves();

		const folder = mkdtempSync(join(tmpdir(), 'waymark-net-'));
		const file = join(folder, 'net.json');
		const browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), `--log-net-log=${file}`] });
		const page = await browser.newPage({ ...(baseURL ? { baseURL } : {}) });
		const complaints: string[] = [];
		page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()}: ${message.text()}`));
		const walked = new Set<string>();
		const walk = async (paths: readonly string[], inLanguages: readonly Prefix[] = isLong ? prefixes : ['/cy']) => {
			for (const prefix of inLanguages)
				for (const path of paths) {
					await page.goto(inLanguage(prefix, path), { waitUntil: 'load' });
					walked.add(page.url());
				}
		};
		await walk([...publicPages, ...changingPages, ...doorPages, ...kitPages]);
		// Links to sites of others, which a person may follow, and no browser ahead of them.
		await walk(['/support?q=counselling'], ['']);
		await page.evaluate(() => navigator.serviceWorker.ready);
		for (const [who, pages] of [
			['Michael Okafor', own],
			['Jo Lane', desk]
		] as const) {
			await page.goto('/demo');
			await page.getByRole('button', { name: new RegExp(who) }).click();
			await page.waitForURL(/\/(my|console)$/);
			// What a page loads does not depend on its language: the markup of each was read above. The long form opens them all.
			await walk(
				pages.map(({ path }) => path),
				isLong ? prefixes : ['/ar']
			);
		}
		await browser.close();
		expect(walked.size).toBeGreaterThan(isLong ? 150 : 55);
		// A page that tried would be stopped by its policy, which says so on the console.
		expect(complaints).toEqual([]);
		const asked = askedByPages(file);
		rmSync(folder, { recursive: true, force: true });
		expect(asked.length, 'the browser’s own record of its network').toBeGreaterThan(walked.size);
		expect([...new Set(asked.map((url) => new URL(url).origin))].filter((origin) => origin !== ofTheMaker)).toEqual([baseURL]);
	}
);

/** Every address the browser went to for a page or a service worker, from its own record of the network: nothing passes it by. Its maker's own errands are not ours. */
function askedByPages(file: string): string[] {
	const { constants, events } = JSON.parse(readFileSync(file, 'utf8').replace(/,\s*$/, ']}')) as {
		constants: { logEventTypes: Record<string, number> };
		events: { type: number; params?: { url?: string; initiator?: string; privacy_mode?: string; network_isolation_key?: string } }[];
	};
	return events
		.filter(({ type, params }) => type === constants.logEventTypes['URL_REQUEST_START_JOB'] && params?.url?.startsWith('http'))
		.filter(({ params }) => /localhost/.test(`${params?.url} ${params?.initiator} ${params?.network_isolation_key}`))
		.map(({ params }) => params?.url ?? '');
}

test('S-34 Pr1 nothing that is built or said names another address to load', { tag: '@script' }, () => {
	const texts = ['build/client', 'locales', 'static'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.(js|css|json|svg|html|webmanifest|txt)$/.test(entry.name))
			.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
	);
	expect(texts.length).toBeGreaterThan(50);
	const named = texts.flatMap((text) =>
		[...text.matchAll(/(?:https?:|(?<=["'`(=]))\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`)]*/gi)].map(([address]) => address)
	);
	expect([...new Set(named)].filter((address) => !formats.test(address) && !example.test(address))).toEqual([]);
});

test.describe('S-34 Pr1 the server asks nobody', { tag: '@script' }, () => {
	/** Makes a network of its own, where the system has it and lets us. */
	const walls = 'unshare';
	const hasWalls = spawnSync(walls, ['-rn', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
	/** In a network of its own without any way out where the system allows one; watched from the inside in any case. */
	const inside = (...args: string[]): { isStarted: boolean; pages: number; tried: string[]; unreachable: number } => {
		const run = [process.execPath, join(root, 'tests/e2e/inside.ts'), ...args];
		const [command = '', ...rest] = hasWalls ? [walls, '-rn', 'sh', '-c', 'ip link set lo up; exec "$0" "$@"', ...run] : run;
		return JSON.parse(execFileSync(command, rest, { cwd: root, encoding: 'utf8', timeout: 200_000 }));
	};

	test('a house with no way out serves everybody everything, and never tried to get out', ({ baseURL }) => {
		test.slow();
		const { isStarted, pages, tried, unreachable } = inside(`${Number(new URL(baseURL ?? '').port) + 4}`);
		expect(isStarted).toBe(true);
		expect(pages).toBeGreaterThan(50);
		// Node looks up the address it listens on, which is a number already.
		expect(tried.filter((line) => line !== 'dns.lookup ["127.0.0.1"]')).toEqual([]);
		if (hasWalls) expect(unreachable, 'packets that the kernel could not send').toBe(0);
	});

	test('and had it tried, it would be known', () => {
		const { tried, unreachable } = inside('0', 'control');
		for (const what of [/^net\.connect .*192\.0\.2\.1/, /^global\.fetch .*example\.org/, /^dns\.lookup .*example\.org/])
			expect
				.soft(
					tried.some((line) => what.test(line)),
					String(what)
				)
				.toBe(true);
		if (hasWalls) expect(unreachable).toBeGreaterThan(0);
	});

	test('no file of the server holds a way to ask: the database driver, the reader of feeds and the provider of notices that a hub sets up are the only clients', () => {
		const asking = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.(ts|svelte)$/.test(file) && !/\.test\.ts$|^client\/|^service-worker\//.test(file))
			.filter((file) =>
				/from 'node:(net|https?|http2|dns|dgram|tls)(\/promises)?'|(?:await|return|=>|=|\()\s*(?:globalThis\.)?fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource/.test(
					readFileSync(join(root, 'src', file), 'utf8').replaceAll(/^import type .*$/gm, '')
				)
			);
		expect(asking.sort()).toEqual([...feeds, 'server/post/notify.ts'].sort());
	});
});
