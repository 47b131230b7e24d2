import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { preprocessCSS, resolveConfig } from 'vite';
import { hubColours } from '#shared/hub.ts';
import { beforeAll, describe, expect, test } from 'vitest';

const sheets = ['public', 'console'] as const;
const made: Record<string, string> = {};

beforeAll(async () => {
	const config = await resolveConfig({ configFile: false, logLevel: 'error' }, 'build');
	for (const sheet of sheets) {
		const file = fileURLToPath(new URL(`./${sheet}.scss`, import.meta.url));
		made[sheet] = (await preprocessCSS(readFileSync(file, 'utf8'), file, config)).code;
	}
}, 30_000);

const rulesOf = (sheet: string): string[] => (made[sheet] ?? '').split('\n').filter((line) => /^\s+[\w-]+:/.test(line));
const tight = (css: string): string =>
	css
		.replace(/\/\*.*?\*\//gs, '')
		.replace(/\s+/g, ' ')
		.replace(/ ?([{};:,]) ?/g, '$1');

describe.each(sheets)('the %s sheet', (sheet) => {
	test('names no left and no right, so that Arabic mirrors (DESIGN §3)', () => {
		expect(rulesOf(sheet).filter((line) => /\b(left|right)\b/.test(line))).toEqual([]);
	});

	test('reaches no colour that is not one of our tokens (DESIGN §9)', () => {
		expect(rulesOf(sheet).filter((line) => !line.trim().startsWith('--') && /#[0-9a-f]{3,8}\b/i.test(line))).toEqual([]);
	});

	test('calls for no font and no file of others', () => {
		expect(made[sheet]).not.toMatch(/url\(|@font-face|@import|GDS Transport/);
	});

	test('stays within 9 kB of brotli', () => {
		expect(brotliCompressSync(tight(made[sheet] ?? '')).length).toBeLessThanOrEqual(9000);
	});
});

/** The tokens of one scheme, read back from the sheet: the first block is light, the second dark. */
function tokens(scheme: 'light' | 'dark'): Record<string, string> {
	const blocks = (made.public ?? '').split('@media (prefers-color-scheme: dark)');
	const source = (scheme === 'light' ? blocks[0] : blocks[1]?.split('@media')[0]) ?? '';
	return Object.fromEntries([...source.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
}

function light(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one = '#000000', other = '#000000'): number {
	const [low = 0, high = 0] = [light(one), light(other)].sort((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('the %s colours', (scheme) => {
	const texts = ['ink', 'soft', 'brand', 'error'].flatMap((text) => ['ground', 'sheet'].map((ground) => [text, ground]));
	const more = [
		['ink', 'brand-ground'],
		['brand', 'brand-ground'],
		['on-brand', 'brand'],
		['on-new', 'new'],
		['ink', 'hover'],
		['brand', 'hover'],
		['ground', 'ink']
	];
	test.each([...texts, ...more])('%s on %s is at least 7:1', (text = '', ground = '') => {
		const set = tokens(scheme);
		expect(contrast(set[text], set[ground])).toBeGreaterThanOrEqual(7);
	});

	test.each(['ground', 'sheet'])('the edge of a field on %s is at least 3:1', (ground) => {
		const set = tokens(scheme);
		expect(contrast(set.edge, set[ground])).toBeGreaterThanOrEqual(3);
	});

	test.each(hubColours.filter((colour) => colour !== 'green'))(
		'F84 a hub that is %s reads as well: at least 7:1 on every ground',
		(colour) => {
			const start = made.public?.split(scheme === 'light' ? `\n[data-colour=${colour}] {` : `\n  [data-colour=${colour}] {`)[1];
			const own = Object.fromEntries(
				[...(start?.split('}')[0] ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value])
			);
			expect(Object.keys(own).sort()).toEqual(['brand', 'brand-ground', 'on-brand']);
			const set = { ...tokens(scheme), ...own };
			for (const ground of ['ground', 'sheet', 'brand-ground', 'hover']) expect(contrast(set.brand, set[ground])).toBeGreaterThanOrEqual(7);
			expect(contrast(set.ink, set['brand-ground'])).toBeGreaterThanOrEqual(7);
			expect(contrast(set['on-brand'], set.brand)).toBeGreaterThanOrEqual(7);
		}
	);
});
