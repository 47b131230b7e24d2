import { tempPostgres } from './scripts/temp-postgres.mjs';
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { memoryKeys } from '#server/crypto/key-file.ts';
import { createDb } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { newId } from '#server/db/keyring.ts';
import { makeHub } from '#server/db/make-hub.ts';
import { migrate } from '#server/db/migrate.ts';
import { addFeedRows, holdersOf } from '#server/db/queries/feeds.ts';
const pg = await tempPostgres();
const engine = await openEngine({ url: pg!.url });
await migrate(engine, 'drizzle');
const db = createDb(engine, memoryKeys());
const hub = '01930000-0000-7000-8000-000000000001' as never;
const now = new Date();
await db.as({ kind: 'job', hub }, now, (tx) => makeHub(tx, { slug: 'humber', name: 'x' }));
const t: Record<string, number> = {};
for (let r = 0; r < 40; r++) {
	const rows = Array.from({ length: 1000 }, () => ({ id: newId(now), rowKey: randomBytes(32), refIndex: randomBytes(32), month: '2026-04', agencySlug: 'humberside-police', outcomeCode: 'charged', outcomeName: 'Suspect charged', asOf: 'happened' as const }));
	const t0 = performance.now();
	let a = 0, b = 0, c = 0;
	await db.as({ kind: 'job', hub }, now, async (tx) => {
		a = performance.now();
		await addFeedRows(tx, 'police-uk', newId(now), rows);
		b = performance.now();
		await holdersOf(tx, rows.map((x) => x.refIndex));
		c = performance.now();
	});
	const d = performance.now();
	for (const [k, v] of [['begin', a - t0], ['insert', b - a], ['holders', c - b], ['commit', d - c]] as const) t[k] = (t[k] ?? 0) + v;
}
console.log(Object.fromEntries(Object.entries(t).map(([k, v]) => [k, (v / 40).toFixed(1)])));
const plan = await db.as({ kind: 'job', hub }, now, async (tx) => {
	const rows = JSON.stringify(Array.from({ length: 1000 }, () => [newId(now), randomBytes(32).toString('hex'), randomBytes(32).toString('hex'), '2026-04', 'x', 'c', 'n', 'happened']));
	return tx.q.execute(sql`explain (analyze, buffers, verbose) insert into feed_event (id, hub_id, feed, row_key, ref_index, batch_id, month, agency_slug, outcome_code, outcome_name, as_of, received_at)
		select (r->>0)::uuid, ${hub}::uuid, 'police-uk', decode(r->>1, 'hex'), decode(r->>2, 'hex'), ${newId(now)}::uuid, r->>3, r->>4, r->>5, r->>6, r->>7, ${now.toISOString()}::timestamptz
		from json_array_elements(${rows}::json) r on conflict (hub_id, feed, row_key) do nothing returning id::text`);
});
console.log((plan as unknown as { 'QUERY PLAN': string }[]).map((x) => x['QUERY PLAN']).join('\n').slice(0, 3000));
const plan2 = await db.as({ kind: 'job', hub }, now, async (tx) => {
	const rows = JSON.stringify(Array.from({ length: 1000 }, () => [newId(now), randomBytes(32).toString('hex'), randomBytes(32).toString('hex'), '2026-04', 'x', 'c', 'n', 'happened']));
	return tx.q.execute(sql`explain (analyze) select (r->>0)::uuid, decode(r->>1, 'hex'), decode(r->>2, 'hex'), r->>3, r->>4, r->>5, r->>6, r->>7 from json_array_elements(${rows}::json) r`);
});
console.log((plan2 as unknown as { 'QUERY PLAN': string }[]).map((x) => x['QUERY PLAN']).join('\n').slice(0, 3000));
await db.close(); pg!.stop();
