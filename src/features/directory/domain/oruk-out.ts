import type { Facets } from './facets.ts';
import { attributesOf, attributesOfOthers, languagesOf, serviceAreasOf, type NameOf } from './oruk-facets.ts';
import type { AttributeDoc, Doc, LocationDoc, OrganisationDoc, ServiceDoc, ServiceLocationDoc } from './record.ts';
import { accreditedUntil } from './vocabulary.ts';

/** A shown entry as it is kept, to be given away: only what the public may read of it. */
export type Published = {
	service: ServiceDoc;
	organisation: OrganisationDoc;
	at: { link: ServiceLocationDoc; location: LocationDoc }[];
	facets: Facets;
	isConfidential: boolean;
	assuredOn: string | null;
	checkedOn: string | null;
	/** The last day of its accreditation, where it has one today. */
	accreditedUntil: string | null;
	modifiedAt: string;
};
/** What codes and languages are called in English. */
export type Names = { of: NameOf; lang: (code: string) => string };

/** Whom to ask for by name: never given away, at whatever depth a feed has put it. */
const people = new Set(['contacts', 'contact', 'contact_id', 'attention', 'assurer_email']);
/** What says where something is. An organisation and a refuge give none of it. */
const places = new Set([
	...['location', 'locations', 'location_id', 'location_ids', 'service_at_location', 'service_at_locations', 'latitude', 'longitude'],
	...['address', 'addresses', 'address_1', 'address_2', 'street', 'postal_code', 'postcode', 'physical_addresses', 'postal_addresses'],
	...['extent', 'extent_type', 'uprn', 'geo', 'coordinates', 'services']
]);
/** All that is said of a refuge: what we do not know could be where it is. */
const ofRefuge = new Set([
	...['id', 'name', 'alternate_name', 'description', 'url', 'email', 'status', 'fees', 'fees_description', 'accreditations', 'minimum_age'],
	...['maximum_age', 'assured_date', 'alert', 'last_modified', 'eligibility_description', 'application_process', 'interpretation_services'],
	...[
		'phones',
		'schedules',
		'languages',
		'cost_options',
		'service_areas',
		'attributes',
		'funding',
		'website',
		'organization_identifiers',
		'logo'
	],
	...['uri', 'tax_status', 'legal_status', 'year_incorporated', 'parent_organization_id']
]);

const isEmpty = (value: unknown): boolean =>
	value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length);
/** Without fields that say nothing, and without these names, at every depth. */
function without(value: unknown, names: ReadonlySet<string>): unknown {
	if (Array.isArray(value)) return value.map((each) => without(each, names)).filter((each) => !isEmpty(each));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !names.has(name))
			.map(([name, each]) => [name, without(each, names)])
			.filter(([, each]) => !isEmpty(each))
	);
}
const open = <D extends Doc>(doc: D): D => without(doc, people) as D;
const hidden = <D extends Doc>(doc: D): D =>
	without(Object.fromEntries(Object.entries(doc).filter(([name]) => ofRefuge.has(name))), new Set([...people, ...places])) as D;

/** The standard asks for a description of every term; a feed that has none is given its name. */
const described = (attribute: AttributeDoc): AttributeDoc => {
	const term = attribute.taxonomy_term;
	return term && isEmpty(term['description']) ? { ...attribute, taxonomy_term: { ...term, description: term.name } } : attribute;
};

function organisationOut({ organisation, isConfidential }: Published): OrganisationDoc {
	const doc = isConfidential ? hidden(organisation) : (without(organisation, new Set([...people, ...places])) as OrganisationDoc);
	return { ...doc, description: doc.description || doc.name };
}

/** The service itself, without its locations: as a location gives it, and as the rest of an entry. */
function bodyOf(entry: Published, names: Names): ServiceDoc {
	const { service, facets, assuredOn, modifiedAt, isConfidential } = entry;
	const { accreditations } = service;
	const ours = entry.accreditedUntil ? accreditedUntil(entry.accreditedUntil) : '';
	const whole: ServiceDoc = {
		...service,
		assured_date: assuredOn ?? service.assured_date ?? '',
		accreditations: [accreditations, ours].filter((text) => !isEmpty(text)).join('\n'),
		languages: languagesOf(service, facets.langs, names.lang),
		service_areas: serviceAreasOf(service, facets) ?? [],
		attributes: [...attributesOfOthers(service).map(described), ...attributesOf(service.id, entry, names.of)],
		last_modified: modifiedAt
	};
	return { ...(isConfidential ? hidden(whole) : open(whole)), organization: organisationOut(entry) };
}

const locationsOut = (entry: Published) => (entry.isConfidential ? [] : entry.at);
const linkOut = ({ link, location }: Published['at'][number]): Doc => ({ ...open(link), location: open(location) });

/**
 * A service with all that belongs to it, as Open Referral UK 3.0 writes it. What its feed said is kept as it came, fields we do not know included (T33); empty
 * fields are left out. No person's name or own address leaves the house, and nothing of where a refuge is (S-24).
 */
export function serviceOut(entry: Published, names: Names): Doc {
	const at = locationsOut(entry).map(linkOut);
	return { ...bodyOf(entry, names), ...(at.length ? { service_at_locations: at } : {}) };
}

/** Only what a record has one of, as the lists of the standard give it. */
const flat = (doc: Doc): Doc => Object.fromEntries(Object.entries(doc).filter(([, value]) => typeof value !== 'object')) as Doc;
const flatService = (entry: Published, names: Names): Doc => ({
	...flat(bodyOf(entry, names)),
	organization: flat(organisationOut(entry))
});

/** A service as a list gives it: with its organisation, and without whatever it may have several of. */
export const serviceInList = flatService;

/** A service at a location, with both: as `/service_at_locations/{id}` gives it. Null for a place that is kept secret. */
export function placeOut(entry: Published, names: Names): Doc | null {
	const [at] = locationsOut(entry);
	return at ? { ...linkOut(at), service: bodyOf(entry, names) } : null;
}

/** A service at a location as a list gives it. Null for a place that is kept secret. */
export function placeInList(entry: Published, names: Names): Doc | null {
	const [at] = locationsOut(entry);
	return at ? { ...flat(open(at.link)), location: flat(open(at.location)), service: flatService(entry, names) } : null;
}
