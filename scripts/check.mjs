// npm run check: format, lint, fences, types, dead code, byte budgets. Stops at the end, so that one run shows everything that is wrong.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');
const env = { ...process.env, PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH };
/** @typedef {[name: string, command: string, args: string[]]} Step */

// Two at a time, for two cores: the slow ones side by side.
/** @type {Step[][]} */
const queues = [
	[
		['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
		['lint', 'eslint', ['--cache', '--cache-location', 'node_modules/.cache/eslint/', '.']]
	],
	[
		['sync', 'svelte-kit', ['sync']],
		['types', 'svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']],
		['types of the service worker', 'tsc', ['--noEmit', '-p', 'src/service-worker']],
		['fences', 'depcruise', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
		['dead code', 'knip', ['--no-progress']],
		['budgets', 'node', ['scripts/budgets.mjs']]
	]
];

/** Runs one step and says what it said once it is over. @param {string} name @param {string} command @param {string[]} args @returns {Promise<boolean>} */
const run = (name, command, args) =>
	new Promise((done) => {
		const started = Date.now();
		const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
		/** @type {Buffer[]} */
		const said = [];
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (/** @type {Buffer} */ piece) => said.push(piece));
		child.on('error', () => done(false));
		child.on('close', (status) => {
			process.stdout.write(Buffer.concat(said));
			console.log(`check: ${status === 0 ? 'passed' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
			done(status === 0);
		});
	});

/** One after the other. @param {Step[]} queue */
async function all(queue) {
	let isGood = true;
	for (const [name, command, args] of queue) isGood = (await run(name, command, args)) && isGood;
	return isGood;
}

if (!process.argv.includes('--ready') && !(await all([['set-up', 'node', ['scripts/setup.mjs', '--build']]]))) process.exit(1);
const results = await Promise.all(queues.map(all));
process.exit(results.every(Boolean) ? 0 : 1);
