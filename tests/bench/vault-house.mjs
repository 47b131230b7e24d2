// The built pages on a database handle of the bench's own: as they are, or bare, as a superuser without roles, row security and unsealing. Only what a page costs is asked here.
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { openKeyFile } from '../../src/server/crypto/key-file.ts';
import { createDb } from '../../src/server/db/as.ts';
import { openEngine } from '../../src/server/db/client.ts';

const [, , port, mode] = process.argv;
const engine = await openEngine({ url: process.env.DATABASE_URL });
const provider = openKeyFile(process.env.KEY_FILE ?? '', { create: false, forbiddenInside: '' });
const full = createDb(engine, provider);
const keys = {
	make: async () => {},
	fetch: async () => {},
	seal: async () => Buffer.alloc(0),
	open: async () => 'Sam',
	index: () => Buffer.alloc(32)
};
/** @type {typeof full} */
const bare = {
	...full,
	as: (actor, now, fn) =>
		engine.tx('owner', (q) => fn(/** @type {any} */ ({ q, keys, hub: 'hub' in actor ? actor.hub : '', actor, now, provider })))
};
/** @type {any} */ (globalThis).waymarkDb = Promise.resolve(mode === 'bare' ? bare : full);

process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
process.env.HOST_HEADER = 'x-forwarded-host';
// Each try comes from another network, or the throttle would answer instead of the password check.
process.env.ADDRESS_HEADER = 'x-bench-address';
const { handler } = await import(new URL('../../build/handler.js', import.meta.url).href);
const delay = monitorEventLoopDelay({ resolution: 5 });
createServer((req, res) => {
	req.headers['x-forwarded-proto'] = 'http';
	delete req.headers['x-forwarded-host'];
	req.headers['x-bench-address'] ??= '192.0.2.1';
	handler(req, res, () => res.writeHead(404).end());
}).listen(Number(port), '127.0.0.1', () => process.send?.('up'));
process.on('message', (what) => {
	if (what === 'watch') {
		delay.reset();
		delay.enable();
		process.send?.('watching');
	}
	if (what === 'delay') process.send?.({ p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 });
});
process.on('SIGTERM', () => process.exit(0));
