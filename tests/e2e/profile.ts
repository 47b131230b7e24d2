import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { chromium, type BrowserContext, type LaunchOptions, type Page } from '@playwright/test';

type Visited = { url: string; title: string };

/** Inside a file of Chromium's own cache: the address is plain, the body stands behind it as it was sent. */
const cacheHead = Buffer.from('305c72a71b6dfbfc', 'hex');

function opened(pack: () => Buffer): Buffer | null {
	try {
		return pack();
	} catch {
		return null;
	}
}

/** The body of a cached answer, unpacked where it was sent packed (brotli or gzip). */
function unpacked(file: Buffer): Buffer[] {
	if (!file.subarray(0, 8).equals(cacheHead)) return [];
	const body = file.subarray(24 + file.readUInt32LE(12));
	return [opened(() => brotliDecompressSync(body)), opened(() => gunzipSync(body))].filter((bytes) => bytes !== null);
}

/** Every way in which a word may stand in a file. */
const spellings = (word: string): Buffer[] => [
	Buffer.from(word),
	Buffer.from(word, 'utf16le'),
	Buffer.from(encodeURIComponent(word)),
	Buffer.from(encodeURIComponent(word).replaceAll('%20', '+'))
];

/** The whole browser, as anybody has it, where the shell of it is installed beside: the shell keeps no page for the way back and writes less to the disk. */
export const wholeBrowser = (options: LaunchOptions): LaunchOptions => {
	const executablePath = options.executablePath?.replace(/-headless-shell$/, '');
	return executablePath ? { ...options, executablePath } : options;
};

/**
 * A browser with a profile on the disk, as a person's own phone or computer has, and a search of everything it wrote (S-11). Not searched inside: blocks of
 * LevelDB that Snappy packed (only written once a store holds megabytes), memory, and what the system keeps of it (swap, thumbnails).
 */
export class Profile {
	private readonly folder = mkdtempSync(join(tmpdir(), 'waymark-profile-'));
	private context: BrowserContext | undefined;

	/** Opens the browser: pages may wait in memory for the way back, as in anybody's own. */
	async opens(launchOptions: LaunchOptions, house: { baseURL?: string; javaScriptEnabled?: boolean }): Promise<Page> {
		this.context = await chromium.launchPersistentContext(this.folder, {
			...wholeBrowser(launchOptions),
			...house,
			ignoreDefaultArgs: ['--disable-back-forward-cache']
		});
		// A step that waits for ever would hold up everything behind it.
		this.context.setDefaultTimeout(20_000);
		return this.context.pages()[0] ?? (await this.context.newPage());
	}

	async closes(): Promise<void> {
		await this.context?.close();
		this.context = undefined;
	}

	/** Every process of this browser dies in the middle of what it does, as when a battery is pulled: it can tidy nothing away. */
	async isKilled(): Promise<void> {
		const own = readdirSync('/proc').filter(
			(pid) => /^\d+$/.test(pid) && opened(() => readFileSync(`/proc/${pid}/cmdline`))?.includes(this.folder)
		);
		if (own.length === 0) throw new RangeError('no process has this profile');
		spawnSync('kill', ['-9', ...own]);
		await this.context?.close().catch(() => undefined);
		this.context = undefined;
	}

	removes(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}

	private files(): string[] {
		return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
			.map((file) => join(this.folder, file))
			.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
	}

	/** Where in the profile the words stand. */
	tracesOf(words: readonly string[]): string[] {
		return this.files().flatMap((file) => {
			const bytes = readFileSync(file);
			const texts = [bytes, ...unpacked(bytes)];
			return words
				.filter((word) => texts.some((text) => spellings(word).some((spelling) => text.includes(spelling))))
				.map((word) => `${word}: ${file.slice(this.folder.length)}`);
		});
	}

	/** The addresses whose answers the browser's cache holds. */
	cached(origin: string): string[] {
		const keys = this.files()
			.filter((file) => /Cache_Data/.test(file))
			.flatMap((file) => {
				const bytes = readFileSync(file);
				return bytes.subarray(0, 8).equals(cacheHead) ? [bytes.subarray(24, 24 + bytes.readUInt32LE(12)).toString('latin1')] : [];
			});
		return [...new Set(keys.flatMap((key) => (key.includes(origin) ? [key.slice(key.lastIndexOf(origin) + origin.length)] : [])))].sort();
	}

	/** What the history would show to somebody who looks. */
	visited(): Visited[] {
		return this.rows<Visited>('History', 'select url, title from urls');
	}

	/** What the browser would offer to fill into a form, or into the sign-in. */
	offered(): unknown[] {
		return [
			...this.rows('Web Data', 'select name, value from autofill'),
			...this.rows('Login Data', 'select origin_url, username_value from logins'),
			...this.rows('History', 'select term from keyword_search_terms')
		];
	}

	/** The addresses of the pictures in front of the visited pages. */
	icons(): string[] {
		return this.rows<{ url: string }>('Favicons', 'select distinct url from favicons').map(({ url }) => url);
	}

	private rows<Row>(name: string, query: string): Row[] {
		const file = join(this.folder, 'Default', name);
		if (!existsSync(file)) return [];
		const database = new DatabaseSync(file);
		try {
			return database.prepare(query).all() as Row[];
		} finally {
			database.close();
		}
	}
}
