import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Away } from '#shared/faults.ts';
import { openEngine } from '#server/db/client.ts';
import { guardedPool } from '#server/db/guarded-pool.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { pause } from './cluster.ts';
import { aWire, type Wire } from './proxy.ts';

const deadline = 2000;
type Pool = ReturnType<typeof guardedPool>;

describe.skipIf(inject('postgres') === null)('R-03 the connection to PostgreSQL', () => {
	const address = new URL(inject('postgres') ?? 'postgres://none');
	let wire: Wire;
	let pool: Pool;
	beforeAll(async () => {
		const admin = await openEngine({ url: address.href });
		address.pathname = `/t_wire_${process.pid}`;
		await admin.exec(`create database ${address.pathname.slice(1)} template waymark_template`);
		await admin.close();
	});
	beforeEach(async () => {
		wire = await aWire(address.href);
		pool = guardedPool(wire.url, 4, deadline);
	});
	afterEach(async () => {
		await pool.close();
		wire.close();
	});

	const one = () => pool.tx(async (tx) => rowsOf<{ one: number }>(await tx.execute(sql`select 1 as one`))[0]?.one);
	const keep = (key: string) => sql`insert into meta (key, value) values (${key}, 'kept')`;
	const kept = async (key: string) => pool.tx(async (tx) => rowsOf(await tx.execute(sql`select key from meta where key = ${key}`)).length);
	/** How it failed, and after how many milliseconds. */
	async function failed(run: Promise<unknown>): Promise<{ name: string; after: number }> {
		const started = performance.now();
		const fault: unknown = await run.then(
			() => null,
			(e: unknown) => e
		);
		return { name: fault instanceof Error ? fault.name : 'nothing', after: performance.now() - started };
	}

	it('ended by the server in the middle of a transaction: Away, nothing kept, the next one works', async () => {
		const other = guardedPool(address.href, 1, deadline);
		const cutShort = pool.tx(async (tx) => {
			await tx.execute(keep('ended'));
			const pid = rowsOf<{ pid: number }>(await tx.execute(sql`select pg_backend_pid() as pid`))[0]?.pid;
			await other.tx((tx2) => tx2.execute(sql`select pg_terminate_backend(${pid})`));
			await pause(50);
			await tx.execute(keep('ended.2'));
		});
		expect(await failed(cutShort)).toMatchObject({ name: 'Away' });
		expect(await one()).toBe(1);
		expect(await kept('ended')).toBe(0);
		await other.close();
	});

	it('reset in the middle of a transaction: Away, nothing kept, the next one works', async () => {
		const cutShort = pool.tx(async (tx) => {
			await tx.execute(keep('reset'));
			wire.cut();
			await tx.execute(keep('reset.2'));
		});
		expect(await failed(cutShort)).toMatchObject({ name: 'Away' });
		expect(await one()).toBe(1);
		expect(await kept('reset')).toBe(0);
	});

	it('stalled in the middle of a transaction: Away at the deadline, nothing kept, and the next one works', async () => {
		const held = failed(
			pool.tx(async (tx) => {
				await tx.execute(keep('stalled'));
				wire.stall();
				await tx.execute(keep('stalled.2'));
			})
		);
		const { name, after } = await held;
		expect(name).toBe('Away');
		expect(after).toBeLessThan(deadline + 500);
		wire.flow();
		expect(await one()).toBe(1);
		expect(await kept('stalled')).toBe(0);
	});

	it('stalled while nobody used it: all who ask hear Away by the deadline, and after it all is well', async () => {
		expect(await one()).toBe(1);
		wire.stall();
		const asked = await Promise.all(Array.from({ length: 12 }, () => failed(one())));
		expect(new Set(asked.map(({ name }) => name))).toEqual(new Set(['Away']));
		expect(Math.max(...asked.map(({ after }) => after))).toBeLessThan(deadline + 500);
		wire.flow();
		expect(await one()).toBe(1);
	});

	it('a statement that takes too long is Away, and those beside it are served', async () => {
		const slow = failed(pool.tx((tx) => tx.execute(sql`select pg_sleep(5)`)));
		expect(await one()).toBe(1);
		const { name, after } = await slow;
		expect({ name, inTime: after < deadline }).toEqual({ name: 'Away', inTime: true });
	});

	it('whoever was told Away while waiting for a free connection finds that nothing was done; those who have one go on', async () => {
		const busy = Array.from({ length: 4 }, () =>
			pool.tx(async (tx) => {
				for (let n = 0; n < 14; n++) await tx.execute(sql`select pg_sleep(0.2)`);
				return 'done';
			}, 6000)
		);
		await pause(100);
		const waiting = await failed(pool.tx((tx) => tx.execute(keep('waited'))));
		expect(waiting.name).toBe('Away');
		expect(await Promise.all(busy)).toEqual(['done', 'done', 'done', 'done']);
		expect(await kept('waited')).toBe(0);
	});

	it('a transaction that outlives its deadline does not commit behind the back of whoever was told Away', async () => {
		let isOver = false;
		const late = failed(
			pool.tx(async (tx) => {
				await tx.execute(keep('late'));
				await pause(deadline + 200);
				isOver = true;
			})
		);
		expect((await late).name).toBe('Away');
		await pause(400);
		expect(isOver).toBe(true);
		expect(await kept('late')).toBe(0);
	});

	it('no server at all is Away, at once', async () => {
		const nobody = guardedPool('postgres://postgres@127.0.0.1:1/none', 2, deadline);
		expect(await failed(nobody.tx((tx) => tx.execute(sql`select 1`)))).toMatchObject({ name: new Away('').name });
		await nobody.close();
	});
});
