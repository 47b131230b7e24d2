#!/usr/bin/env node
// Makes a fresh clone ready: install -> (build) -> (browser). Node built-ins only; must run on old Node (>=18).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import process from 'node:process';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const want = new Set(process.argv.slice(2)); // --build --browser --postgres --quiet
process.chdir(root);
const bin = join(root, 'node_modules', '.bin');
const env = { ...process.env, PATH: bin + delimiter + process.env.PATH };
const say = (m) => console.log(`setup: ${m}`);
const t0 = Date.now();

function run(cmd, args, opts = {}) {
	const r = spawnSync(cmd, args, { stdio: 'inherit', env, cwd: root, ...opts });
	if (r.error && !opts.allowFail) throw r.error;
	return r.status ?? 1;
}
function die(msg) {
	console.error(`setup: ${msg}`);
	process.exit(1);
}
function hash(paths) {
	const h = createHash('sha256');
	const walk = (p) => {
		if (!existsSync(p)) return;
		if (statSync(p).isDirectory()) {
			for (const f of readdirSync(p).sort()) walk(join(p, f));
		} else h.update(p).update('\0').update(readFileSync(p)).update('\0');
	};
	paths.forEach(walk);
	return h.digest('hex');
}
const stampOk = (file, value) => existsSync(file) && readFileSync(file, 'utf8') === value;

// 1. dependencies ------------------------------------------------------------
const depStamp = join('node_modules', '.setup-stamp');
const depHash = hash(['package-lock.json', '.npmrc']);
if (!stampOk(depStamp, depHash)) {
	say('installing dependencies (first run: about a minute)');
	// the npm that is running us, else the one on PATH
	const viaNode = process.env.npm_execpath && process.env.npm_execpath.endsWith('.js');
	const cmd = viaNode ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm';
	const pre = viaNode ? [process.env.npm_execpath] : [];
	// --include: NODE_ENV=production or an omit= in the user's npmrc must not drop vite or the native bindings.
	// --ignore-scripts: nothing here needs an install script, so none is allowed to run.
	const args = [...pre, 'ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	let rc = 1;
	for (let i = 1; i <= 3 && rc !== 0; i++) {
		rc = run(cmd, args, { allowFail: true, shell: process.platform === 'win32' });
		if (rc !== 0) say(`npm ci failed (try ${i} of 3)`);
	}
	if (rc !== 0) die('could not install the dependencies. Is the npm registry reachable?');
	mkdirSync('node_modules', { recursive: true });
	writeFileSync(depStamp, depHash);
}

// 2. the Node that npm scripts will use from here on -------------------------
const v = spawnSync('node', ['-p', 'process.versions.node'], { env, encoding: 'utf8' }).stdout?.trim() ?? '0';
const [maj = 0, min = 0] = v.split('.').map(Number);
if (maj < 22 || (maj === 22 && min < 18))
	die(`Node ${v} is too old and no bundled Node is available for ${process.platform}-${process.arch}. Install Node 24.`);

// 3. build -------------------------------------------------------------------
if (want.has('--build')) {
	const srcHash = hash([
		'src',
		'static',
		'locales',
		'vite.config.ts',
		'vite.cli.config.ts',
		'scripts/vite-entries.mjs',
		'postcss.config.js',
		'package.json',
		'package-lock.json',
		'tsconfig.json'
	]);
	if (!stampOk(join('build', '.stamp'), srcHash)) {
		say('building');
		const vite = (...args) => run('node', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', ...args]) === 0;
		if (!vite() || !vite('--config', 'vite.cli.config.ts')) die('the build failed');
		writeFileSync(join('build', '.stamp'), srcHash);
	}
}

// 4. a browser for the tests -------------------------------------------------
if (want.has('--browser')) {
	const found = [
		process.env.CHROMIUM_PATH,
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome-stable',
		'/usr/bin/google-chrome'
	].find((p) => p && existsSync(p));
	const own = () =>
		spawnSync('node', ['-p', "require('node:fs').existsSync(require('playwright-core').chromium.executablePath())"], {
			env,
			cwd: root,
			encoding: 'utf8'
		}).stdout?.trim() === 'true';
	if (!found && !own()) {
		const debian = process.platform === 'linux' && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
		let ok = false;
		if (debian && process.getuid?.() === 0) {
			say('installing Chromium with apt-get');
			const apt = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, allowFail: true };
			// the timeout covers the dpkg lock only; the package-list lock needs its own retry
			for (let i = 0; i < 10 && run('apt-get', ['-qq', 'update'], apt) !== 0; i++) spawnSync('sleep', ['5']);
			const install = (...names) =>
				run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', 'install', '-y', '--no-install-recommends', ...names], apt) === 0;
			// The shell draws no window of its own: two thirds of the work. Where the distribution has none, the browser alone does.
			ok = (install('chromium', 'chromium-headless-shell') || install('chromium')) && existsSync('/usr/bin/chromium');
		}
		if (!ok) {
			say("installing Playwright's Chromium");
			ok = run('node', ['node_modules/playwright-core/cli.js', 'install', 'chromium'], { allowFail: true }) === 0;
		}
		if (!ok) die('no Chromium: set CHROMIUM_PATH, or install the chromium package');
	}
}
// 5. a PostgreSQL for the tests, from the machine or from apt; without one their half of the tests is skipped and said --------
if (want.has('--postgres') && !process.env.TEST_DATABASE_URL && !process.env.PG_BIN) {
	const base = '/usr/lib/postgresql';
	const there = existsSync(base) && readdirSync(base).some((v) => existsSync(join(base, v, 'bin', 'initdb')));
	if (!there && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		say('installing PostgreSQL with apt-get');
		const apt = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, allowFail: true };
		for (let i = 0; i < 5 && run('apt-get', ['-qq', 'update'], apt) !== 0; i++) spawnSync('sleep', ['5']);
		run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', 'install', '-y', '--no-install-recommends', 'postgresql'], apt);
	}
}
const took = Date.now() - t0;
if (took > 1500 && !want.has('--quiet')) say(`ready in ${(took / 1000).toFixed(1)} s`);
