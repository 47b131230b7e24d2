import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { memoryKeys } from '#server/crypto/key-file.ts';
import { createDb, type Db } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { appendOutbox, setMeta, metaOf } from '#server/db/queries/house.ts';
import { drainOutbox, type Handlers } from '#server/outbox/drain.ts';
import { job, testHub } from '../database/open.ts';
import { pause, rounds } from './cluster.ts';

const now = new Date('2026-06-02T10:00:00Z');

describe.skipIf(inject('postgres') === null)('R-11 two servers on one database', () => {
	const servers: Db[] = [];
	beforeAll(async () => {
		const url = new URL(inject('postgres') ?? '');
		const admin = await openEngine({ url: url.href });
		url.pathname = `/t_outbox_${process.pid}`;
		await admin.exec(`create database ${url.pathname.slice(1)} template waymark_template`);
		await admin.close();
		const keys = memoryKeys();
		for (let n = 0; n < 2; n++) servers.push(createDb(await openEngine({ url: url.href }), keys));
	});
	afterAll(async () => {
		await Promise.all(servers.map((db) => db.close()));
	});

	it('each event is handled once, though both ask for the oldest at the same time', async () => {
		const [first] = servers;
		const count = rounds(20, 400);
		for (let n = 0; n < count; n++)
			await first?.as(job, new Date(now.getTime() + n), (tx) => appendOutbox(tx, 'test.happened', { n: String(n) }));
		const seen: string[] = [];
		const handlers: Handlers = {
			'test.happened': async (ctx, { n = '' }) => {
				await pause(Math.random() * 5);
				// Kept in the handler's own transaction: what counts is what was committed.
				await setMeta(ctx.db, `handled.${n}`, String(Number((await metaOf(ctx.db, `handled.${n}`)) ?? 0) + 1));
				seen.push(n);
			}
		};
		const later = new Date(now.getTime() + 60_000);
		while ((await waiting()) > 0) await Promise.all(servers.map((db) => drainOutbox(db, handlers, later)));
		const handled = await first?.engine.tx('owner', async (q) =>
			rowsOf<{ value: string }>(await q.execute(sql`select value from meta where key like 'handled.%'`))
		);
		expect(handled?.map(({ value }) => value)).toEqual(Array.from({ length: count }, () => '1'));
		expect(seen.length).toBe(count);
	});

	const waiting = async () =>
		(
			await servers[0]?.engine.tx('owner', async (q) =>
				rowsOf<{ n: number }>(
					await q.execute(
						sql`select count(*)::int as n from outbox where hub_id = ${testHub} and id not in (select outbox_id from outbox_done where done_at is not null)`
					)
				)
			)
		)?.[0]?.n ?? 0;
});
