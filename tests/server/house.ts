import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request, Agent, type IncomingHttpHeaders } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { openKeyFile } from '#server/crypto/key-file.ts';
import { createDb, type Db } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { rowsOf } from '#server/db/migrate.ts';

/** The clock of the house: it stands still. */
export const now = new Date('2026-06-10T10:00:00Z');

export type Asked = { method?: string; path: string; headers?: Record<string, string>; body?: string | Buffer };
export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
/** The built server as a child, on a PostgreSQL database of its own with the invented people in it. */
export type House = {
	origin: string;
	port: number;
	/** The process, and where its database and its keys are: another may be opened beside it. */
	pid: number;
	place: { url: string; dir: string };
	db: Db;
	ask(asked: Asked): Promise<Answer>;
	/** Everything in the database but these tables, as one line for each table. */
	print(without: readonly string[]): Promise<Record<string, string>>;
	/** Ends the process; `how` without a word. @returns how long it took, in milliseconds, and how it ended. */
	end(how: 'SIGTERM' | 'SIGKILL'): Promise<{ ms: number; code: number | null }>;
	stop(): Promise<void>;
};

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return port;
}

async function copyOfTemplate(cluster: string): Promise<string> {
	const name = `house_${process.pid}_${Date.now().toString(36)}`;
	const admin = await openEngine({ url: cluster });
	await admin.exec(`create database ${name} template waymark_template`);
	await admin.close();
	const at = new URL(cluster);
	at.pathname = `/${name}`;
	return at.href;
}

/** Starts the build that `npm run build` made; `beside` another one, on its database and with its keys. @throws when there is none. */
export async function openHouse(cluster: string, beside?: House, more: Record<string, string> = {}): Promise<House> {
	if (!existsSync('build/handler.js')) throw new Error('tests/server needs the built server: npm run build');
	const dir = beside?.place.dir ?? mkdtempSync(join(tmpdir(), 'waymark-doors-'));
	const [url, port] = [beside?.place.url ?? (await copyOfTemplate(cluster)), await freePort()];
	const env = {
		...{ PATH: process.env.PATH ?? '', PORT: `${port}`, HOST: '127.0.0.1', DATABASE_URL: url, DATA_DIR: join(dir, 'data') },
		...{ KEY_FILE: join(dir, 'keys', 'key'), WAYMARK_MODE: 'demo', WAYMARK_NOW: now.toISOString() },
		...more
	};
	const child = spawn(process.execPath, ['server.js'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.on('data', (piece: Buffer) => void (said += piece.toString()));
	const agent = new Agent({ keepAlive: true, maxSockets: 6 });
	const ask = asker(agent, port);
	await ready(child, ask, () => said);
	const end = async (how: 'SIGTERM' | 'SIGKILL') => {
		const started = performance.now();
		const isOver = child.exitCode !== null || child.signalCode !== null;
		if (!isOver) await Promise.all([once(child, 'exit'), child.kill(how)]);
		return { ms: performance.now() - started, code: child.exitCode };
	};
	const engine = await openEngine({ url });
	const db = createDb(engine, openKeyFile(env.KEY_FILE, { create: false, forbiddenInside: env.DATA_DIR }));
	return {
		origin: `http://localhost:${port}`,
		port,
		pid: child.pid ?? 0,
		place: { url, dir },
		end,
		db,
		ask,
		print: (without) => printOf(db, without),
		async stop() {
			agent.destroy();
			await end('SIGTERM');
			await db.close();
			if (!beside) rmSync(dir, { recursive: true, force: true });
		}
	};
}

async function ready(child: ChildProcess, ask: House['ask'], said: () => string): Promise<void> {
	for (let tries = 0; tries < 1200; tries++) {
		if (child.exitCode !== null) throw new Error(`the built server ended: ${said()}`);
		const answer = await ask({ path: '/readyz' }).catch(() => null);
		if (answer?.status === 200) return;
		await new Promise((later) => setTimeout(later, 50));
	}
	throw new Error(`the built server was not ready in a minute: ${said()}`);
}

const asker = (agent: Agent, port: number) => (asked: Asked) =>
	new Promise<Answer>((done, failed) => {
		const { method = 'GET', path, headers = {}, body } = asked;
		const length = body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` };
		let hasAnswer = false;
		const req = request(
			{ agent, host: '127.0.0.1', port, method, path, headers: { host: `localhost:${port}`, accept: 'text/html', ...headers, ...length } },
			(res) => {
				hasAnswer = true;
				const pieces: Buffer[] = [];
				res.on('data', (piece: Buffer) => void pieces.push(piece));
				res.on('end', () => done({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(pieces).toString() }));
				res.on('error', failed);
			}
		);
		// A body that is too long is refused before all of it was sent.
		req.on('error', (e) => void (hasAnswer || failed(e)));
		req.end(body);
	});

async function printOf(db: Db, without: readonly string[]): Promise<Record<string, string>> {
	return db.engine.tx('owner', async (q) => {
		const tables = rowsOf<{ name: string }>(
			await q.execute(
				sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`
			)
		)
			.map(({ name }) => name)
			.filter((name) => !without.includes(name));
		const each = tables.map(
			(name) =>
				// Where each row lies and who wrote it last: a change shows, also one to the same value, and nothing sealed has to be read.
				`select '${name}' as name, count(*) || ' rows ' || coalesce(sum(hashtext(x.ctid::text || x.xmin::text)::bigint), 0) as print from "${name}" x`
		);
		const rows = rowsOf<{ name: string; print: string }>(await q.execute(sql.raw(`${each.join(' union all ')} order by 1`)));
		return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
	});
}
