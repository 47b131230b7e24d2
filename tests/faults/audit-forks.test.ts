import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { memoryKeys } from '#server/crypto/key-file.ts';
import { createDb, type Db } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { newId } from '#server/db/keyring.ts';
import { appendAudit } from '#server/db/queries/house.ts';
import { verifyOne } from '#server/audit/verify-all.ts';
import type { HubId } from '#shared/ids.ts';
import { asOwner, now } from '../cases/a-chain.ts';
import { rounds } from './cluster.ts';

const writers = 50;
/** Every seventh change is undone after it wrote its row of the log. */
class Undone extends Error {}

describe.skipIf(inject('postgres') === null)('50 writers of the log at once', () => {
	const servers: Db[] = [];
	beforeAll(async () => {
		const url = new URL(inject('postgres') ?? '');
		const admin = await openEngine({ url: url.href });
		url.pathname = `/t_forks_${process.pid}`;
		await admin.exec(`create database ${url.pathname.slice(1)} template waymark_template`);
		await admin.close();
		const keys = memoryKeys();
		for (let n = 0; n < 2; n++) servers.push(createDb(await openEngine({ url: url.href }), keys));
	});
	afterAll(async () => {
		await Promise.all(servers.map((db) => db.close()));
	});

	it('on two servers: no fork, no gap, also where changes are undone; the chain verifies', async () => {
		const chain = newId<HubId>(now);
		const each = rounds(4, 60);
		let written = 0;
		const change = async (writer: number, round: number) => {
			const db = servers[writer % 2] as Db;
			const isUndone = (writer + round) % 7 === 0;
			await db
				.as({ kind: 'job', hub: chain }, now, async (tx) => {
					await appendAudit(tx, { action: 'case.viewed', objectId: `${writer}.${round}` }, 'test');
					if (isUndone) throw new Undone();
					await appendAudit(tx, { action: 'number.shown', objectId: `${writer}.${round}` }, 'test');
				})
				.catch((e: unknown) => {
					if (!(e instanceof Undone)) throw e;
				});
			if (!isUndone) written += 2;
		};
		const all = Array.from({ length: writers }, async (_, writer) => {
			for (let round = 0; round < each; round++) await change(writer, round);
		});
		await Promise.all(all);
		const [db] = servers as [Db];
		expect(await verifyOne(db, chain, '/nonexistent/anchors', now)).toEqual({ chain, rows: written, wrong: null });
		const [counted] = await asOwner<{ rows: number; last: number; links: number }>(
			db,
			sql`select count(*)::int as rows, max(seq)::int as last, count(distinct prev_hash)::int as links from audit_event where chain = ${chain}`
		);
		expect(counted).toEqual({ rows: written, last: written, links: written });
		expect(written).toBeGreaterThan(writers);
	});
});
