import { tempPostgres } from './scripts/temp-postgres.mjs';
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { openEngine } from '#server/db/client.ts';
import { newId } from '#server/db/keyring.ts';
import { migrate } from '#server/db/migrate.ts';
const pg = await tempPostgres();
const engine = await openEngine({ url: pg!.url });
await migrate(engine, 'drizzle');
await engine.close();
const sql = postgres(pg!.url, { max: 1, onnotice: () => {}, fetch_types: false });
const now = new Date(); const hub = '01930000-0000-7000-8000-000000000001';
const t: Record<string, number> = {};
const add = (k: string, v: number) => (t[k] = (t[k] ?? 0) + v);
for (let r = 0; r < 20; r++) {
	for (const role of ['waymark_worker', 'bare']) for (const how of ['json', 'lines']) {
		const rows = Array.from({ length: 1000 }, () => [newId(now), randomBytes(32).toString('hex'), randomBytes(32).toString('hex'), '2026-04', 'humberside-police', 'charged', 'Suspect charged', 'happened']);
		await sql.begin(async (q) => {
			if (role === 'bare') { await q`create table if not exists bare (like feed_event including all)`; }
			await q`select set_config('role', ${role === 'bare' ? 'none' : role}, true), set_config('app.hub', ${hub}, true)`;
			const into = role === 'bare' ? 'bare' : 'feed_event';
			const cols = 'id, hub_id, feed, row_key, ref_index, batch_id, month, agency_slug, outcome_code, outcome_name, as_of, received_at';
			const t0 = performance.now();
			if (how === 'json') await q.unsafe(`insert into ${into} (${cols}) select (r->>0)::uuid, $2::uuid, 'police-uk', decode(r->>1,'hex'), decode(r->>2,'hex'), $2::uuid, r->>3, r->>4, r->>5, r->>6, r->>7, $3::timestamptz from json_array_elements($1::text::json) r on conflict (hub_id, feed, row_key) do nothing returning id::text`, [JSON.stringify(rows), hub, now.toISOString()]);
			else await q.unsafe(`insert into ${into} (${cols}) select r.a::uuid, $9::uuid, 'police-uk', decode(r.b,'hex'), decode(r.c,'hex'), $9::uuid, r.d, r.e, r.f, coalesce(r.g,''), r.h, $10::timestamptz from unnest(${[1,2,3,4,5,6,7,8].map((i) => `string_to_array($${i}, chr(10), '')`).join(',')}) as r(a,b,c,d,e,f,g,h) on conflict (hub_id, feed, row_key) do nothing returning id::text`, [...[0,1,2,3,4,5,6,7].map((i) => rows.map((x) => x[i]).join('\n')), hub, now.toISOString()]);
			add(`${role} ${how}`, performance.now() - t0);
		});
	}
}
console.log(Object.fromEntries(Object.entries(t).map(([k, v]) => [k, (v / 20).toFixed(1)])));
await sql.end(); pg!.stop();
