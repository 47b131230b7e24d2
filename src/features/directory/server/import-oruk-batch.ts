import { createHash } from 'node:crypto';
import type { Tx } from '#server/db/as.ts';
import { hidePlaces, releaseLinks, standingOf, takenIds, takenSlugs, type Standing } from '#server/db/queries/directory-import.ts';
import { keepLocations, keepOrganisations, keepServices } from '#server/db/queries/directory-write.ts';
import type { FieldFault } from '../domain/oruk-in.ts';
import { slugOf } from '../domain/ids.ts';
import type { Entry } from '../domain/record.ts';
import { rowsOfEntry, type EntryRows } from './entry-rows.ts';

/** One read service on its way into the directory. */
export type Coming = { id: string; entry: Entry; external: Map<string, string> };
/** What one reading remembers of what it has brought so far. */
export type Going = {
	sourceId: string;
	today: string;
	derive: (text: string) => string;
	isApplied: boolean;
	/** Which service each link belongs to. */
	links: Map<string, string>;
	/** What each organisation and location said first: a second version of it in the same feed is not kept, or they would take turns. */
	first: Map<string, string>;
	/** Places that must not be shown, whichever service is there. */
	hidden: Set<string>;
};
/** `first`: what to remember once it is committed. */
export type Kept = { added: number; changed: number; same: number; first: Map<string, string> };

const idsOf = ({ entry }: Coming): string[] => [
	entry.service.id,
	entry.organisation.id,
	...entry.at.flatMap(({ link, location }) => [link.id, location.id])
];

/** Gives what stands under somebody else's id an id of its own, the same each time, and tells. */
function movedFrom(taken: ReadonlySet<string>, coming: Coming, { derive, links }: Going, say: (fault: FieldFault) => void): Coming {
	const { entry, external } = coming;
	const told = external.get(coming.id) ?? coming.id;
	const own = <T extends { id: string }>(row: T, at: string, isElsewhere = false): T => {
		if (!taken.has(row.id) && !isElsewhere) return row;
		const id = derive(isElsewhere ? `link/${entry.service.id}/${row.id}` : `taken/${row.id}`);
		external.set(id, external.get(row.id) ?? row.id);
		say({ id: told, at, why: 'id_taken' });
		return { ...row, id };
	};
	const service = own(entry.service, '/id');
	const at = entry.at.map((each, n) => {
		const owner = links.get(each.link.id);
		const link = own(each.link, `/service_at_locations/${n}/id`, owner !== undefined && owner !== service.id);
		links.set(link.id, service.id);
		return { ...each, link, location: own(each.location, `/service_at_locations/${n}/location/id`) };
	});
	return { id: service.id, external, entry: { ...entry, service, at, organisation: own(entry.organisation, '/organization/id') } };
}

/** The short name in the address of each new entry: its name, and where that is taken, four letters more, or eight. An entry that is there keeps its own. */
async function slugsFor(db: Tx, coming: readonly Coming[], standing: ReadonlyMap<string, Standing>): Promise<Map<string, string>> {
	const fresh = coming.filter(({ id }) => !standing.has(id));
	const ways = ({ id, entry }: Coming) => {
		const hash = createHash('sha256').update(id).digest('hex');
		const name = slugOf(entry.service.name);
		return [name, ...[4, 8, 16].map((letters) => `${name}-${hash.slice(0, letters)}`)];
	};
	const used = new Set<string>();
	const taken = fresh.length ? await takenSlugs(db, fresh.flatMap(ways)) : new Set<string>();
	return new Map(
		fresh.map((each) => {
			const slug = ways(each).find((way) => !taken.has(way) && !used.has(way)) ?? each.id;
			used.add(slug);
			return [each.id, slug];
		})
	);
}

/** With the places hidden that any service of this source hides. */
function hiding({ entry, ...rest }: Coming, { hidden }: Going): Coming {
	for (const { location, isConfidential } of entry.at) if (isConfidential || entry.isConfidential) hidden.add(location.id);
	return {
		...rest,
		entry: { ...entry, at: entry.at.map((each) => ({ ...each, isConfidential: each.isConfidential || hidden.has(each.location.id) })) }
	};
}

function rowsFor({ id, entry, external }: Coming, standing: Standing | undefined, slug: string, { sourceId, today }: Going): EntryRows {
	const owned = {
		sourceId,
		agencyId: standing?.agencyId ?? null,
		slug: standing?.slug ?? slug,
		isShown: !standing?.isHeldBack,
		isAccredited: standing?.isAccredited ?? false
	};
	return rowsOfEntry(
		{ ...entry, checkedOn: standing?.checkedOn ?? null },
		owned,
		today,
		(each) => external.get(each) ?? (each === id ? id : each)
	);
}

/**
 * Brings a batch of entries of one source into the directory, or only says what would change: what says the same as before is not written at all. Ids
 * and addresses of other sources and hubs are left to them.
 */
export async function keepBatch(db: Tx, batch: readonly Coming[], going: Going, say: (fault: FieldFault) => void): Promise<Kept> {
	const taken = await takenIds(db, going.sourceId, [...new Set(batch.flatMap(idsOf))]);
	const coming = batch.map((each) => hiding(movedFrom(taken, each, going, say), going));
	const standing = await standingOf(
		db,
		going.sourceId,
		coming.map(({ id }) => id),
		going.today
	);
	const slugs = await slugsFor(db, coming, standing);
	const rows = coming.map((each) => rowsFor(each, standing.get(each.id), slugs.get(each.id) ?? '', going));
	const isSame = ({ service }: EntryRows) =>
		standing.get(service.id)?.contentHash === service.contentHash && !standing.get(service.id)?.isGone;
	const news = rows.filter((row) => !isSame(row));
	const added = news.filter(({ service }) => !standing.has(service.id)).length;
	const first = going.isApplied && news.length ? await write(db, news, going) : new Map<string, string>();
	return { added, changed: news.length - added, same: rows.length - news.length, first };
}

async function write(db: Tx, news: readonly EntryRows[], { sourceId, first, hidden }: Going): Promise<Map<string, string>> {
	const fresh = new Map<string, string>();
	const isFirst = (id: string, hash: string): boolean => {
		if (first.has(id) || fresh.has(id)) return false;
		fresh.set(id, hash);
		return true;
	};
	await releaseLinks(
		db,
		sourceId,
		news.flatMap(({ service }) => service.at.map(({ id }) => ({ id, serviceId: service.id })))
	);
	await keepOrganisations(
		db,
		news.map(({ organisation }) => organisation).filter(({ id, contentHash }) => isFirst(id, contentHash))
	);
	const places = news.flatMap(({ locations }) => locations);
	await keepLocations(
		db,
		places.filter(({ id, contentHash }) => isFirst(id, contentHash))
	);
	await keepServices(
		db,
		news.map(({ service }) => service)
	);
	// Another service at the same address came earlier, and did not know.
	const shut = [...new Set(places.map(({ id }) => id))].filter((id) => hidden.has(id));
	if (shut.length) await hidePlaces(db, shut);
	return fresh;
}
