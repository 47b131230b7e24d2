import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { expect, test } from 'vitest';

/** One entry as the build makes it, in memory. */
async function made(entry: string): Promise<string> {
	const input = fileURLToPath(new URL(entry, import.meta.url));
	const result = await build({
		configFile: false,
		publicDir: false,
		logLevel: 'error',
		define: { 'process.env.NODE_ENV': '"production"' },
		build: { write: false, modulePreload: false, rolldownOptions: { input } }
	});
	const chunks = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
	return chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
}

test('the page script stays within 3 kB of brotli and writes no markup (target 2)', async () => {
	const code = await made('./page.ts');
	expect(code).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
	expect(brotliCompressSync(code).length).toBeLessThanOrEqual(3000);
}, 30_000);

test('the console script stays tiny and keeps nothing on the machine', async () => {
	const code = await made('./console.ts');
	expect(code).not.toMatch(/localStorage|sessionStorage|indexedDB/);
	expect(brotliCompressSync(code).length).toBeLessThanOrEqual(1000);
}, 30_000);

test('P18: the script of what is kept is one small file that writes no markup and keeps nothing elsewhere', async () => {
	const code = await made('./kept.ts');
	expect(code).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|localStorage|sessionStorage|indexedDB/);
	expect(brotliCompressSync(code).length).toBeLessThanOrEqual(4096);
}, 30_000);
