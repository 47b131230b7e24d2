// npm run check: format, lint, fences, types, dead code, byte budgets. Stops at the end, so that one run shows everything that is wrong.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');
const env = { ...process.env, PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH };
if (!process.argv.includes('--ready')) run('set-up', 'node', ['scripts/setup.mjs', '--build']);

const steps = [
	['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
	['lint', 'eslint', ['--cache', '--cache-location', 'node_modules/.cache/eslint/', '.']],
	['fences', 'depcruise', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
	['sync', 'svelte-kit', ['sync']],
	['types', 'svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']],
	['types of the service worker', 'tsc', ['--noEmit', '-p', 'src/service-worker']],
	['dead code', 'knip', ['--no-progress']],
	['budgets', 'node', ['scripts/budgets.mjs']]
];

/** @param {string} name @param {string} command @param {string[]} args */
function run(name, command, args) {
	const started = Date.now();
	const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' });
	console.log(`check: ${status === 0 ? 'passed' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
	return status === 0;
}

const failed = steps.filter(
	([name, command, args]) => !run(/** @type {string} */ (name), /** @type {string} */ (command), /** @type {string[]} */ (args))
);
process.exit(failed.length ? 1 : 0);
