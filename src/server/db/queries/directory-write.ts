import { sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import type { FacetsRow } from '../schema/directory-detail.ts';

type Json = Record<string, unknown>;
export type OrganisationRow = {
	id: string;
	sourceId: string | null;
	externalId: string;
	agencyId: string | null;
	name: string;
	doc: Json;
	contentHash: string;
};
export type LocationRow = {
	id: string;
	sourceId: string | null;
	externalId: string;
	doc: Json;
	isConfidential: boolean;
	contentHash: string;
};
export type ServiceRow = {
	id: string;
	sourceId: string | null;
	externalId: string;
	organisationId: string;
	agencyId: string | null;
	slug: string;
	name: string;
	doc: Json;
	contacts: Json[];
	facets: FacetsRow;
	isConfidential: boolean;
	isShown: boolean;
	quality: number;
	/** What it is found by, from the most to the least weight, and codes as they are. */
	find: { name: string; near: string; far: string; codes: string[]; listing: [string, number][]; words: string[] };
	at: { id: string; locationId: string; externalId: string; doc: Json; isConfidential: boolean; point: { x: number; y: number } | null }[];
	contentHash: string;
	assuredOn: string | null;
	checkedOn: string | null;
};

/** Rows as one text: an array of values each costs four times as much to send and read. */
const asRows = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;
const when = (db: Tx) => sql`${db.now.toISOString()}::timestamptz`;

/** Keeps organisations of this hub, each once; what says the same as before is left alone. @returns the ids that were added or changed */
export async function keepOrganisations(db: Tx, rows: readonly OrganisationRow[]): Promise<Set<string>> {
	if (!rows.length) return new Set();
	const kept = await db.q.execute(sql`
		insert into organisation (id, kept_by, source_id, external_id, agency_id, name, doc, content_hash, modified_at, gone_at)
		select r.id, ${db.hub}::uuid, r."sourceId", r."externalId", r."agencyId", r.name, r.doc, r."contentHash", ${when(db)}, null
		from jsonb_to_recordset(${asRows(rows)}) as r(id uuid, "sourceId" uuid, "externalId" text, "agencyId" uuid, name text, doc jsonb, "contentHash" text)
		on conflict (id) do update set name = excluded.name, doc = excluded.doc, agency_id = excluded.agency_id, content_hash = excluded.content_hash,
			modified_at = excluded.modified_at, gone_at = null
		where organisation.kept_by = ${db.hub}::uuid and organisation.source_id is not distinct from excluded.source_id
			and (organisation.content_hash <> excluded.content_hash or organisation.gone_at is not null or organisation.agency_id is distinct from excluded.agency_id)
		returning id::text`);
	return new Set(rowsOf<{ id: string }>(kept).map(({ id }) => id));
}

/** Keeps locations of this hub, each once. @returns the ids that were added or changed */
export async function keepLocations(db: Tx, rows: readonly LocationRow[]): Promise<Set<string>> {
	if (!rows.length) return new Set();
	const kept = await db.q.execute(sql`
		insert into location (id, kept_by, source_id, external_id, doc, is_confidential, content_hash, modified_at)
		select r.id, ${db.hub}::uuid, r."sourceId", r."externalId", r.doc, r."isConfidential", r."contentHash", ${when(db)}
		from jsonb_to_recordset(${asRows(rows)}) as r(id uuid, "sourceId" uuid, "externalId" text, doc jsonb, "isConfidential" boolean, "contentHash" text)
		on conflict (id) do update set doc = excluded.doc, is_confidential = excluded.is_confidential, content_hash = excluded.content_hash, modified_at = excluded.modified_at
		where location.kept_by = ${db.hub}::uuid and location.source_id is not distinct from excluded.source_id and location.content_hash <> excluded.content_hash
		returning id::text`);
	return new Set(rowsOf<{ id: string }>(kept).map(({ id }) => id));
}

/**
 * Keeps entries of this hub with what they are found by: an entry whose content hash is the one kept is left alone, any other gets the next version. Their
 * organisations and locations are kept first. @returns by id, whether it was added or changed
 */
export async function keepServices(db: Tx, rows: readonly ServiceRow[]): Promise<Map<string, 'added' | 'changed'>> {
	if (!rows.length) return new Map();
	const kept = rowsOf<{ id: string; version: number }>(
		await db.q.execute(sql`
		insert into service (id, kept_by, source_id, external_id, organisation_id, agency_id, slug, name, doc, contacts, facets, is_confidential, is_shown, quality,
			content_hash, version, assured_on, checked_on, made_at, modified_at, gone_at)
		select r.id, ${db.hub}::uuid, r."sourceId", r."externalId", r."organisationId", r."agencyId", r.slug, r.name, r.doc, r.contacts, r.facets, r."isConfidential", r."isShown",
			r.quality, r."contentHash", 1, r."assuredOn", r."checkedOn", ${when(db)}, ${when(db)}, null
		from jsonb_to_recordset(${asRows(rows.map(({ find: _, at: __, ...row }) => row))}) as r(id uuid, "sourceId" uuid, "externalId" text, "organisationId" uuid, "agencyId" uuid, slug text, name text, doc jsonb,
			contacts jsonb, facets jsonb, "isConfidential" boolean, "isShown" boolean, quality smallint, "contentHash" text, "assuredOn" date, "checkedOn" date)
		on conflict (id) do update set organisation_id = excluded.organisation_id, agency_id = excluded.agency_id, name = excluded.name, doc = excluded.doc,
			contacts = excluded.contacts, facets = excluded.facets, is_confidential = excluded.is_confidential, is_shown = excluded.is_shown, quality = excluded.quality,
			content_hash = excluded.content_hash, version = service.version + 1, assured_on = excluded.assured_on,
			checked_on = excluded.checked_on, modified_at = excluded.modified_at, gone_at = null
		where service.kept_by = ${db.hub}::uuid and service.source_id is not distinct from excluded.source_id
			and (service.content_hash <> excluded.content_hash or service.gone_at is not null or service.agency_id is distinct from excluded.agency_id)
		returning id::text, version`)
	);
	const versions = new Map(kept.map(({ id, version }) => [id, version]));
	const changed = rows.filter(({ id }) => versions.has(id));
	await clearServices(
		db,
		changed.filter(({ id }) => versions.get(id) !== 1)
	);
	await followServices(db, changed);
	return new Map(kept.map(({ id, version }) => [id, version === 1 ? 'added' : 'changed']));
}

const idsOf = (rows: readonly { id: string }[]) =>
	sql`(select (jsonb_array_elements_text(${asRows(rows.map(({ id }) => id) as never)}))::uuid)`;

/** Forgets where entries were and what they were found by. */
async function clearServices(db: Tx, rows: readonly { id: string }[]): Promise<void> {
	if (!rows.length) return;
	const ids = idsOf(rows);
	await db.q.execute(sql`delete from service_location where kept_by = ${db.hub}::uuid and service_id in ${ids}`);
	await db.q.execute(sql`delete from service_listing where service_id in ${ids}`);
	await db.q.execute(sql`delete from service_find where service_id in ${ids}`);
}

/** Where they are, in which lists they stand, what they are found by, and their words. None of it is there before. */
async function followServices(db: Tx, rows: readonly ServiceRow[]): Promise<void> {
	if (!rows.length) return;
	const at = rows.flatMap((row) =>
		row.at.map(({ point, ...each }) => {
			const isHidden = row.isConfidential || each.isConfidential;
			return {
				...each,
				serviceId: row.id,
				isConfidential: isHidden,
				isShown: row.isShown,
				x: isHidden ? null : (point?.x ?? null),
				y: point?.y ?? null
			};
		})
	);
	if (at.length)
		await db.q.execute(sql`
			insert into service_location (id, kept_by, service_id, location_id, external_id, doc, is_confidential, is_shown, at)
			select r.id, ${db.hub}::uuid, r."serviceId", r."locationId", r."externalId", r.doc, r."isConfidential", r."isShown", case when r.x is null then null else point(r.x, r.y) end
			from jsonb_to_recordset(${asRows(at)}) as r(id uuid, "serviceId" uuid, "locationId" uuid, "externalId" text, doc jsonb, "isConfidential" boolean, "isShown" boolean,
				x double precision, y double precision)
			on conflict (service_id, location_id) do nothing`);
	const shown = rows.filter(({ isShown }) => isShown);
	if (shown.length)
		await db.q.execute(sql`
			insert into service_find (service_id, quality, words)
			select r.id, r.quality, setweight(to_tsvector('english', r.name), 'A') || setweight(to_tsvector('english', r.near), 'B')
				|| setweight(to_tsvector('english', r.far), 'D') || array_to_tsvector(r.codes)
			from jsonb_to_recordset(${asRows(shown.map(({ id, quality, find: { name, near, far, codes } }) => ({ id, quality, name, near, far, codes })))})
				as r(id uuid, quality smallint, name text, near text, far text, codes text[])`);
	// In the order of their index, each once: neighbours are written together.
	const lines = shown.flatMap(({ id, quality, find }) =>
		find.listing.map(([area, need]) => [`${area} ${need} ${id}`, { area, need, rank: 100 - quality, id }] as const)
	);
	const listing = [...new Map(lines).entries()].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
	if (listing.length)
		await db.q.execute(sql`
			insert into service_listing (area, need, rank, service_id)
			select r.area, r.need, r.rank, r.id from jsonb_to_recordset(${asRows(listing)}) as r(area text, need smallint, rank smallint, id uuid)`);
	const words = [...new Set(shown.flatMap(({ find }) => find.words))].sort();
	if (words.length)
		await db.q.execute(
			sql`insert into directory_word (word) select jsonb_array_elements_text(${asRows(words as never)}) on conflict do nothing`
		);
}

/** Takes entries of this hub's source off the directory that the source no longer has; nothing else of the hub is touched. @returns how many */
export async function takeAway(db: Tx, sourceId: string, ids: readonly string[]): Promise<number> {
	if (!ids.length) return 0;
	const list = idsOf(ids.map((id) => ({ id })));
	const gone = rowsOf<{ id: string }>(
		await db.q.execute(sql`update service set is_shown = false, gone_at = ${when(db)}, modified_at = ${when(db)}, version = version + 1
			where kept_by = ${db.hub}::uuid and source_id = ${sourceId}::uuid and gone_at is null and id in ${list} returning id::text`)
	);
	const these = idsOf(gone);
	await db.q.execute(sql`delete from service_listing where service_id in ${these}`);
	await db.q.execute(sql`delete from service_find where service_id in ${these}`);
	await db.q.execute(
		sql`update service_location set is_shown = false, at = null where kept_by = ${db.hub}::uuid and service_id in ${these}`
	);
	return gone.length;
}
