import { createHash } from 'node:crypto';
import type { LocationRow, OrganisationRow, ServiceRow } from '#server/db/queries/directory-write.ts';
import { findableOf, qualityOf } from '../domain/findable.ts';
import { onMap } from '../domain/map.ts';
import { areaOf, townOf } from '../domain/places.ts';
import type { Entry } from '../domain/record.ts';

/** Whose an entry is: the feed it came from (null: the hub's own), its partner, its address, and whether it is shown. */
export type Owned = { sourceId: string | null; agencyId: string | null; slug: string; isShown: boolean; isAccredited: boolean };
export type EntryRows = { organisation: OrganisationRow; locations: LocationRow[]; service: ServiceRow };

/** The same for the same content, whatever the order of its fields. */
export const hashOf = (value: unknown): string => digestOf(written(value));
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 32);
/** As JSON with its fields in order; what is not there is left out. Written in one go: an import does this three times for each entry. */
function written(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const fields = value as Record<string, unknown>;
	let text = '';
	for (const name of Object.keys(fields).sort())
		if (fields[name] !== undefined) text += `${text && ','}${JSON.stringify(name)}:${written(fields[name])}`;
	return `{${text}}`;
}

/** The rows that one entry becomes. `external` gives the id under which its feed knows a record; `today` is the day in London, for its quality. */
export function rowsOfEntry(entry: Entry, owned: Owned, today: string, external: (id: string) => string = (id) => id): EntryRows {
	const { service, organisation, facets } = entry;
	const { sourceId, agencyId, slug, isShown, isAccredited } = owned;
	const open = isShown && (service.status === 'active' || service.status === 'temporarily closed');
	const placeNames = [...facets.areas.map(areaOf), ...facets.towns.map(townOf)].flatMap((place) =>
		place ? [place.name, place.cy ?? ''] : []
	);
	const organisationText = written(organisation);
	const quality = qualityOf(entry, isAccredited, today);
	const at = entry.at.map(({ link, location, isConfidential }) => ({
		id: link.id,
		locationId: location.id,
		externalId: external(link.id),
		doc: link,
		isConfidential: isConfidential || entry.isConfidential,
		point: onMap(location.latitude, location.longitude)
	}));
	return {
		organisation: {
			id: organisation.id,
			sourceId,
			externalId: external(organisation.id),
			agencyId,
			name: organisation.name,
			doc: organisation,
			contentHash: digestOf(organisationText)
		},
		locations: entry.at.map(({ location, isConfidential }) => ({
			id: location.id,
			sourceId,
			externalId: external(location.id),
			doc: location,
			isConfidential: isConfidential || entry.isConfidential,
			contentHash: hashOf([location, isConfidential || entry.isConfidential])
		})),
		service: {
			id: service.id,
			sourceId,
			externalId: external(service.id),
			organisationId: organisation.id,
			agencyId,
			slug,
			name: service.name,
			doc: service,
			contacts: entry.contacts,
			facets,
			isConfidential: entry.isConfidential,
			isShown: open,
			quality,
			find: findableOf(entry, placeNames),
			at,
			contentHash: digestOf(written([{ ...entry, organisation: null }, open, quality]) + organisationText),
			assuredOn: entry.assuredOn,
			checkedOn: entry.checkedOn
		}
	};
}
