// Budgets in bytes over the wire (performance.md targets 1 and 2, DESIGN §9). Fails when one is passed; says each figure.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { brotliCompressSync } from 'node:zlib';

const client = join(import.meta.dirname, '..', 'build', 'client', '_app');
const assets = join(client, 'immutable', 'assets');
const sheet = (/** @type {string} */ name) =>
	join(assets, readdirSync(assets).find((file) => file.startsWith(`${name}.`) && file.endsWith('.css')) ?? '');
const br = (/** @type {string} */ file) => brotliCompressSync(readFileSync(file)).length;

const budgets = [
	['sheet of public and personal pages', br(sheet('public')), 9 * 1024],
	['script of public and personal pages', br(join(client, 'page.js')), 3 * 1024],
	['script of passkeys', br(join(client, 'passkey.js')), 1536],
	['script that reads aloud', br(join(client, 'read.js')), 1536],
	['script of what is new', br(join(client, 'live.js')), 1024],
	['script of what is kept on the device', br(join(client, 'kept.js')), 4 * 1024],
	['sheet of the console', br(sheet('console')), 14 * 1024],
	['script of the console', br(join(client, 'console.js')), 60 * 1024]
];
let over = 0;
for (const [name, bytes, limit] of budgets) {
	const isOver = Number(bytes) > Number(limit);
	if (isOver) over++;
	console.log(`budget: ${isOver ? 'PASSED ITS LIMIT ' : ''}${name}: ${bytes} of ${limit} bytes`);
}
// A device that was asked to keep a list keeps these two and nothing they would load: without a network they have to stand alone (P18).
const leaning = ['page.js', 'kept.js'].filter((name) => /\bimport\b/.test(readFileSync(join(client, name), 'utf8')));
for (const name of leaning) console.log(`budget: ${name} loads another file, which is not kept with it`);
process.exit(over || leaning.length ? 1 : 0);
