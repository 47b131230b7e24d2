import { fold } from './fold.ts';
import type { Facets } from './facets.ts';
import { facetsOf, type MeaningOf, type TermUsed } from './oruk-in-facets.ts';
import { fieldsOf, isObject, wordOf, type FaultName, type Json, type Note } from './oruk-in-fields.ts';
import { isHiddenPlace, isRefuge } from './oruk-in-hidden.ts';
import { peopleOf } from './oruk-in-people.ts';
import { linkRules, locationRules, organisationRules, serviceRules } from './oruk-in-rules.ts';
import { asVersion3, notServices, objectsIn } from './oruk-in-shape.ts';
import { isUuid } from './ids.ts';
import type { Doc, Entry, LocationDoc, OrganisationDoc, ServiceDoc, ServiceLocationDoc } from './record.ts';

/** A fault of one service: the feed's own id, where in it as a JSON pointer, and why. */
export type FieldFault = { id: string; at: string; why: FaultName };
/** One service of a feed as an entry, or why it cannot be one. `external` gives the feed's own id for each of ours. */
export type ServiceRead =
	| { entry: Entry; external: Map<string, string>; terms: TermUsed[]; faults: FieldFault[]; id: string }
	| { entry?: undefined; faults: FieldFault[]; id: string | null };

export type Reader = {
	/** A UUID that is always the same for the same text: it makes ids where the feed has none that can be kept. */
	derive: (text: string) => string;
	meaningOf: MeaningOf;
};

const childLists = [
	'phones',
	'schedules',
	'languages',
	'cost_options',
	'service_areas',
	'attributes',
	'funding',
	'addresses',
	'accessibility',
	'organization_identifiers'
];

/** Gives everything inside an id: its own where it is a UUID, else one made of what the feed calls it, or of where it stands. */
function withIds(row: Json, derive: Reader['derive'], from: string): void {
	for (const list of childLists)
		for (const [at, child] of objectsIn(row[list]).entries()) {
			const own = wordOf(child['id']);
			const path = `${from}/${list}/${at}`;
			child['id'] = isUuid(own) ? own.toLowerCase() : derive(own ? `${list}/${own}` : path);
			withIds(child, derive, path);
			const term = child['taxonomy_term'];
			if (isObject(term) && !isUuid(term['id']))
				term['id'] = derive(`term/${wordOf(term['id']) || `${wordOf(term['taxonomy'])}/${wordOf(term['name'])}`}`);
		}
}

class Ids {
	readonly external = new Map<string, string>();
	readonly #reader: Reader;
	constructor(reader: Reader) {
		this.#reader = reader;
	}
	of(kind: string, own: string, path: string): string {
		const id = isUuid(own) ? own.toLowerCase() : this.#reader.derive(`${kind}/${own || path}`);
		this.external.set(id, own || id);
		return id;
	}
	doc<T extends Doc>(kind: string, row: Json, path: string): T {
		const id = this.of(kind, wordOf(row['id']), path);
		withIds(row, this.#reader.derive, `${kind}/${id}`);
		return { ...row, id } as T;
	}
}

/** A place as the feed has it; both coordinates or none, and not the middle of the sea. */
function placeOf(raw: Json, at: string, note: Note): Json {
	const place = fieldsOf(raw, locationRules, at, note);
	place['location_type'] ??= 'physical';
	const { latitude, longitude } = place;
	if (latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0)) {
		if (latitude === 0 && longitude === 0) note(`${at}/latitude`, 'coordinates');
		delete place['latitude'];
		delete place['longitude'];
	}
	return place;
}

function statusOf(service: Json, raw: Json, note: Note): void {
	if (service['status'] !== undefined) return;
	// Nothing said: a service that is published is taken to be there.
	if (raw['status'] === undefined || raw['status'] === null || raw['status'] === '') note('/status', 'empty');
	service['status'] = 'active';
}

function organisationOf(raw: Json, note: Note): Json | null {
	const given = isObject(raw['organization']) ? raw['organization'] : objectsIn(raw['organization'])[0];
	const organisation = given && fieldsOf(given, organisationRules, '/organization', note);
	if (!organisation || typeof organisation['name'] !== 'string') return (note('/organization', 'organisation'), null);
	if (organisation['website'] === undefined && organisation['url'] !== undefined) organisation['website'] = organisation['url'];
	delete organisation['url'];
	organisation['description'] ??= '';
	return organisation;
}

/**
 * One service of a feed, of any version we know, as an entry of ours: cleaned field by field, with its facets, and with every place hidden that may be a
 * refuge's. Never throws, whatever it is given; what was not taken is told.
 */
export function entryOf(given: unknown, reader: Reader): ServiceRead {
	const faults: FieldFault[] = [];
	const own = isObject(given) ? wordOf(given['id']).slice(0, 200) : '';
	const note: Note = (at, why) => void (faults.length < 200 && faults.push({ id: own, at, why }));
	if (!isObject(given) || notServices(given)) return (note('', 'kind'), { faults, id: null });
	const raw = asVersion3(given);
	const service = fieldsOf(raw, serviceRules, '', note);
	const organisation = organisationOf(raw, note);
	if (typeof service['name'] !== 'string') note('/name', 'name');
	const ids = new Ids(reader);
	const id = ids.of('service', own, `${wordOf(organisation?.['name'])}/${wordOf(service['name'])}`);
	if (typeof service['name'] !== 'string' || !organisation) return { faults, id: own ? id : null };
	if (!isUuid(own)) note('/id', 'id');
	statusOf(service, raw, note);
	const links = objectsIn(raw['service_at_locations']).slice(0, 100);
	const places = links.map((link, at) =>
		isObject(link['location']) ? placeOf(link['location'], `/service_at_locations/${at}/location`, note) : null
	);
	const { people } = peopleOf(raw, links, service, reader.derive, note);
	const there = places.filter((place) => place !== null);
	let isConfidential: boolean | null = null;
	const isHidden = (facets: Facets, isSaid: boolean): boolean => (isConfidential ??= isRefuge(service, facets, isSaid));
	const read = facetsOf(service, there, reader.meaningOf, note, isHidden);
	isConfidential = isHidden(read.facets, read.isSaidRefuge);
	const at = links.flatMap((link, n): Entry['at'] => {
		const place = places[n];
		if (!place) return (note(`/service_at_locations/${n}/location`, 'where'), []);
		return [placed(link, place, n, { id, ids, note, facets: read.facets, isConfidential: isConfidential === true })];
	});
	if (isConfidential) hideIn(service, organisation);
	const assured = service['assured_date'];
	withIds(service, reader.derive, `service/${id}`);
	const entry: Entry = {
		service: { ...service, id } as ServiceDoc,
		organisation: ids.doc<OrganisationDoc>('organisation', organisation, fold(String(organisation['name']))),
		at: [...new Map(at.map((each) => [each.location.id, each])).values()],
		contacts: people,
		facets: read.facets,
		isConfidential,
		assuredOn: typeof assured === 'string' ? assured : null,
		checkedOn: null
	};
	return { entry, external: ids.external, terms: read.terms, faults, id };
}

type Here = { id: string; ids: Ids; note: Note; facets: Facets; isConfidential: boolean };
function placed(link: Json, place: Json, n: number, { id, ids, note, facets, isConfidential }: Here): Entry['at'][number] {
	const location = ids.doc<LocationDoc>('location', place, `${id}/${n}`);
	const isHidden = isConfidential || isHiddenPlace(place, facets);
	if (isHidden) note(`/service_at_locations/${n}/location`, 'place_hidden');
	const kept = fieldsOf(link, linkRules, `/service_at_locations/${n}`, note);
	return { link: ids.doc<ServiceLocationDoc>('link', kept, `${id}/${location.id}`), location, isConfidential: isHidden };
}

const knownOf = (rules: object, row: Json): void => {
	for (const name of Object.keys(row)) if (!Object.hasOwn(rules, name)) delete row[name];
};
/** Of a refuge nothing stays that we do not read: a field we do not know could hold a street, and the outline of an area a house. */
function hideIn(service: Json, organisation: Json): void {
	knownOf(serviceRules, service);
	knownOf(organisationRules, organisation);
	for (const area of objectsIn(service['service_areas'])) {
		delete area['extent'];
		delete area['extent_type'];
	}
}
