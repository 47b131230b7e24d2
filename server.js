// The way in. Kit's hooks do not run for static files, so headers for everything are set here; adapter-node 6 knows no ORIGIN at run time and takes plain
// http for https, so the origin of each request is decided here too.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import compression from 'compression';
import sirv from 'sirv';
import { constants } from 'node:zlib';
import { withCharset } from './src/server/http/content-type.ts';
import { headersFor } from './src/server/http/headers.ts';
import { isOpenData } from './src/server/http/open-data-path.ts';
import { PageMemory } from './src/server/http/page-memory.ts';

const port = Number(process.env.PORT || 3000);
const host = process.env.HOST || '0.0.0.0';
const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
const origin = process.env.ORIGIN ? new URL(process.env.ORIGIN) : null;
// Where staff have a host of their own, the host that was asked for decides which of the two it is, and no third one is served.
const consoleOrigin = process.env.CONSOLE_ORIGIN ? new URL(process.env.CONSOLE_ORIGIN) : null;
const trustProxy = process.env.TRUST_PROXY === '1';
const isLive = process.env.WAYMARK_MODE === 'live';
const headers = headersFor(isLive);
process.env.PROTOCOL_HEADER ??= 'x-forwarded-proto';
process.env.HOST_HEADER ??= 'x-forwarded-host';
process.env.BODY_SIZE_LIMIT ??= '64K';

/** @param {string} line */
function stop(line, code = 3) {
	process.stderr.write(`${line}\n`);
	process.exit(code);
}

// Whether the port is free is asked before anything is written.
const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000 });
/** Until the house is open. @param {import('node:http').IncomingMessage} _ @param {import('node:http').ServerResponse} res */
const starting = (_, res) => {
	for (const [name, value] of headers) res.setHeader(name, value);
	res.writeHead(503, { 'retry-after': '1', 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' }).end();
};
server.on('request', starting);
await new Promise((done) => {
	server.once('error', (/** @type {NodeJS.ErrnoException} */ e) => {
		if (e.code === 'EADDRINUSE') stop(`The port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`);
		stop(`The address ${host}:${port} cannot be opened (${e.code}).`);
	});
	server.listen(port, host, () => done(null));
});

// A first start makes and fills the embedded database in a short-lived process: making a cluster takes memory that would never be given back. Once that is done
// a mark says so, and later starts spare themselves the process; after 14 days it looks again, and offers to make the demonstration anew.
const mark = process.env.DATABASE_URL ? null : join(process.env.DATA_DIR || '.data', 'demo-made');
const isMade = mark && existsSync(mark) && existsSync(join(mark, '..', 'pglite')) && Date.now() - statSync(mark).mtimeMs < 14 * 86_400_000;
if (!isLive && !isMade) {
	const made = spawnSync(process.execPath, ['build/cli.js', 'demo', '--if-empty', '--quiet'], { stdio: ['ignore', 'inherit', 'inherit'] });
	if (made.status !== 0) process.exit(made.status ?? 3);
	if (mark) writeFileSync(mark, '');
}

process.env.WAYMARK_SERVING = '1';
const { handler } = await import(new URL('./build/handler.js', import.meta.url).href).catch((e) => {
	if (e?.name === 'CannotNow') stop(e.message);
	// A key's fault is a code: the command line has the words for it.
	if (e?.name === 'KeyFault') {
		spawnSync(process.execPath, ['build/cli.js', 'doctor'], { stdio: ['ignore', 'inherit', 'inherit'] });
		process.exit(3);
	}
	throw e;
});

/** Which of our addresses a request came to; null for a host that is not ours. With one address every request is taken for it. @param {import('node:http').IncomingMessage} req */
function originOf(req) {
	if (!origin || !consoleOrigin) return origin;
	// Whether it lives is asked by machines that know no name of ours; it says nothing else.
	if (req.url === '/healthz' || req.url === '/readyz') return origin;
	const forwarded = trustProxy ? req.headers['x-forwarded-host'] : undefined;
	const asked = String(forwarded ?? req.headers.host ?? '').toLowerCase();
	return [origin, consoleOrigin].find(({ host: ours }) => ours === asked) ?? null;
}

const compress = compression({
	threshold: 512,
	// A line that stays open is sent word by word.
	filter: (req, res) => !String(res.getHeader('content-type') ?? '').startsWith('text/event-stream') && compression.filter(req, res),
	brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 16 } }
});
// Films in sign language (decision 29) are large and are wanted in parts; nothing of them stays in the store of a browser.
const films = process.env.FILMS_DIR
	? sirv(process.env.FILMS_DIR, { dev: true, setHeaders: (res) => void res.setHeader('cache-control', 'no-store') })
	: null;
const memory = new PageMemory();
// The pages are made in the bundle, which knows nothing of this memory: it says when the hub says something else about itself.
process.on(/** @type {any} */ ('waymark:hub'), () => memory.forget());

server.off('request', starting);
server.on('request', (req, res) => {
	for (const [name, value] of headers) res.setHeader(name, value);
	withCharset(res);
	if (origin) {
		const here = originOf(req);
		if (!here) {
			res.writeHead(421, { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' }).end();
			return;
		}
		req.headers['x-forwarded-proto'] = here.protocol.slice(0, -1);
		req.headers['x-forwarded-host'] = here.host;
	} else if (!trustProxy) {
		req.headers['x-forwarded-proto'] = 'http';
		delete req.headers['x-forwarded-host'];
	}
	// The open feed answers other sites, which ask first whether they may, and says of other verbs that there are none.
	const isOpen = isOpenData((req.url ?? '').split('?')[0] ?? '') && ['OPTIONS', 'PUT', 'PATCH', 'DELETE'].includes(req.method ?? '');
	if (!isOpen && !['GET', 'HEAD', 'POST'].includes(req.method ?? '')) {
		res.statusCode = 405;
		res.setHeader('allow', 'GET, HEAD, POST');
		res.end();
		return;
	}
	if (films && /^\/films\/[a-z-]+\.(mp4|webm|vtt)$/.test(req.url ?? '')) {
		req.url = (req.url ?? '').slice('/films'.length);
		films(req, res, () => res.writeHead(404).end());
		return;
	}
	if (memory.answer(req, res)) return;
	compress(/** @type {any} */ (req), /** @type {any} */ (res), () => {
		memory.keep(req, res);
		handler(req, res, () => res.writeHead(404).end());
	});
});

const said = isLive
	? [`Waymark is serving ${[origin, consoleOrigin].flatMap((each) => each?.href ?? []).join(' and ')} on port ${port}.`]
	: [
			`Waymark is at http://${shown}:${port}`,
			`To sign in, open http://${shown}:${port}/demo and choose one of the invented people.`,
			'To stop, press Ctrl and C.'
		];
process.stdout.write(`${said.join('\n')}\n`);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'])
	process.on(signal, () => {
		if (stopping) return;
		stopping = true;
		// The lines that stay open end first: they would be waited for.
		process.emit(/** @type {any} */ ('waymark:stopping'), /** @type {any} */ (signal));
		server.close(() => {
			process.emit(/** @type {any} */ ('sveltekit:shutdown'), /** @type {any} */ (signal));
			setTimeout(() => process.exit(0), 1500).unref();
		});
		server.closeIdleConnections();
		setTimeout(() => server.closeAllConnections(), 10_000).unref();
	});
