// npm test: set-up, check, unit and use-case tests on both engines, journeys in Chromium; ends with one line of counts.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');
const long = process.argv.includes('--long');
const env = {
	...process.env,
	PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH,
	TZ: 'Europe/London',
	...(long ? { WAYMARK_LONG: '1' } : {})
};
const started = Date.now();
let passed = 0;
let failed = 0;
let skipped = 0;

/** @param {string} command @param {string[]} args */
const run = (command, args) => spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status === 0;
/** @param {boolean} ok */
const count = (ok) => void (ok ? passed++ : failed++);

if (
	spawnSync(process.execPath, ['scripts/setup.mjs', '--build', '--browser', '--postgres'], { cwd: root, stdio: 'inherit' }).status !== 0
) {
	console.log('0 passed, 1 failed');
	process.exit(1);
}
mkdirSync(join(root, 'test-results'), { recursive: true });

count(run('node', ['scripts/check.mjs', '--ready']));

const unit = join(root, 'test-results', 'vitest.json');
const unitOk = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`]);
const u = read(unit);
passed += u.numPassedTests ?? 0;
failed += u.numFailedTests ?? 0;
skipped += u.numPendingTests ?? 0;
if (!unitOk && !u.numFailedTests) failed++;

const journeys = join(root, 'test-results', 'journeys.json');
const journeysOk = run('playwright', ['test', '--config', 'tests/playwright.config.ts']);
const j = read(journeys).stats ?? {};
passed += (j.expected ?? 0) + (j.flaky ?? 0);
failed += j.unexpected ?? 0;
skipped += j.skipped ?? 0;
if (!journeysOk && !j.unexpected) failed++;

/** @param {string} file */
function read(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return {};
	}
}
console.log(`took ${((Date.now() - started) / 60_000).toFixed(1)} minutes`);
if (skipped) console.log('Some tests were skipped: where no PostgreSQL can be had, its half of the use cases is not run.');
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failed ? 1 : 0);
