import { sql } from 'drizzle-orm';
import type { Db } from '#server/db/as.ts';
import { makeHub } from '#server/db/make-hub.ts';
import { demoHub } from '#demo/act.ts';
import type { HubId } from '#shared/ids.ts';
import { ask, ledger, tablesOf, type Column } from '../roles/catalogue.ts';
import { now } from './house.ts';

/** The same thing in the other hub; and one that is nowhere. The first eight letters tell them apart. */
export const twinOf = (id: string): string => `ffffffff${id.slice(8)}`;
export const missingOf = (id: string): string => `eeeeeeee${id.slice(8)}`;
export const twinHub = twinOf(demoHub) as HubId;

/** These hold what is not of a hub, or what the other hub gets afresh. */
const notCopied = [
	'hub',
	'data_key',
	'meta',
	'throttle',
	'session',
	'factor',
	'audit_event',
	'audit_head',
	'outbox',
	'outbox_done',
	ledger
];

/** Whose a row is, or who looks after an entry of the directory. */
const ownerOf = ({ name }: Column): boolean => name === 'hub_id' || name === 'kept_by';

function copied({ name, type, isKey }: Column): string {
	if (type === 'uuid') return `('ffffffff' || substr("${name}"::text, 9))::uuid`;
	// Values found by exact search are others in another hub: the key of the search is the hub's own.
	if (type === 'bytea' && (isKey || /_(index|hash|key)$/.test(name))) return `sha256("${name}")`;
	// Some sources have an id for a name.
	if (name === 'slug') return `case when slug ~ '^[0-9a-f]{8}-' then 'ffffffff' || substr(slug, 9) else 'f' || slug end`;
	if (type === 'text' && (isKey || name === 'content_hash')) return `'f' || "${name}"`;
	if (type === 'jsonb') return `regexp_replace("${name}"::text, '"[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-)', '"ffffffff\\1', 'g')::jsonb`;
	return `"${name}"`;
}

/**
 * A second hub with its own people, cases and workers: each row of the first once more, with other ids. What was sealed for the first hub stays shut in the
 * second, as it must.
 */
export async function makeTwinHub(db: Db): Promise<void> {
	await db.as({ kind: 'job', hub: twinHub }, now, (tx) => makeHub(tx, { slug: 'twin', name: 'Other Care Team' }));
	const statements = (await tablesOf(db))
		.filter(({ name, columns }) => !notCopied.includes(name) && columns.some((column) => ownerOf(column)))
		.map(({ name, columns }) => {
			const names = columns.map((column) => `"${column.name}"`).join(', ');
			const owner = columns.find((column) => ownerOf(column))?.name;
			return `insert into "${name}" (${names}) select ${columns.map(copied).join(', ')} from "${name}" where "${owner}" = '${demoHub}'`;
		});
	await db.engine.tx('owner', async (q) => {
		await q.execute(sql.raw('set local session_replication_role = replica'));
		for (const statement of statements)
			await q.execute(sql.raw(statement)).catch((cause: unknown) => {
				throw new Error(`tests/server/twin-hub.ts cannot copy a row: ${statement}`, { cause });
			});
	});
	const [row] = await ask<{ n: number }>(db, `select count(*)::int as n from person where hub_id = '${twinHub}'`);
	if (!row?.n) throw new Error('the other hub is empty');
}
