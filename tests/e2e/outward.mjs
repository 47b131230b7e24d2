// Loaded before everything else (`--import`): writes down every attempt of this process to reach another machine. Nothing is changed but that it is known.
import { appendFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

const load = createRequire(import.meta.url);
const file = process.env.OUTWARD_LOG ?? '';

/** @param {string} what @param {unknown[]} args */
const tell = (what, args) => {
	const to = args.filter((arg) => typeof arg !== 'function' && !(arg instanceof Uint8Array)).slice(0, 1);
	appendFileSync(file, `${what} ${JSON.stringify(to, (_, value) => (typeof value === 'function' ? '' : value)).slice(0, 200)}\n`);
};

/** @param {Record<string, any>} owner @param {string} name @param {string} what */
function watch(owner, name, what) {
	const real = owner[name];
	if (typeof real !== 'function') return;
	owner[name] = function (/** @type {unknown[]} */ ...args) {
		tell(`${what}.${name}`, args);
		return real.apply(this, args);
	};
}

const net = load('node:net');
const dns = load('node:dns');
const dgram = load('node:dgram');
watch(net.Socket.prototype, 'connect', 'net');
for (const name of ['send', 'connect']) watch(dgram.Socket.prototype, name, 'dgram');
for (const owner of [dns, dns.promises])
	for (const name of Object.keys(owner).filter((each) => /^(lookup|resolve|reverse)/.test(each))) watch(owner, name, 'dns');
watch(globalThis, 'fetch', 'global');
syncBuiltinESMExports();
