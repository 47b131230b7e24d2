import { isObject, wordOf, type Json } from './oruk-in-fields.ts';
import { objectsIn } from './oruk-in-shape.ts';

/** Tables of a package by their name in version 3. */
export type Tables = Map<string, Json[]>;

const alias: Record<string, string> = {
	organization: 'organizations',
	service: 'services',
	location: 'locations',
	services_at_location: 'service_at_locations',
	service_at_location: 'service_at_locations',
	phone: 'phones',
	schedule: 'schedules',
	regular_schedule: 'schedules',
	regular_schedules: 'schedules',
	language: 'languages',
	address: 'addresses',
	physical_address: 'physical_addresses',
	postal_address: 'postal_addresses',
	service_area: 'service_areas',
	cost_option: 'cost_options',
	contact: 'contacts',
	taxonomy_term: 'taxonomy_terms',
	taxonomy: 'taxonomies',
	attribute: 'attributes',
	fundings: 'funding',
	eligibility: 'eligibilitys',
	accessibility_for_disabilities: 'accessibility',
	service_taxonomy: 'service_taxonomys',
	service_taxonomies: 'service_taxonomys',
	services_taxonomy: 'service_taxonomys',
	organization_identifier: 'organization_identifiers'
};
/** Which table a name of a file or of a list in a package means. */
export const tableOf = (name: string): string => alias[name.toLowerCase()] ?? name.toLowerCase();

/** The tables of a package in JSON: its lists of objects. */
export const tablesOf = (raw: Json): Tables =>
	new Map(Object.entries(raw).flatMap(([name, list]) => (Array.isArray(list) ? [[tableOf(name), objectsIn(list)] as const] : [])));

const keyOf = (row: Json, field: string): string => wordOf(row[field]);
const without = (row: Json, ...fields: string[]): Json =>
	Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name)));

class Joined {
	readonly #tables: Tables;
	readonly #indexes = new Map<string, Map<string, Json[]>>();
	constructor(tables: Tables) {
		this.#tables = tables;
	}
	/** Rows of a table whose `field` is this id. */
	of(table: string, field: string, id: string): Json[] {
		const name = `${table}.${field}`;
		let index = this.#indexes.get(name);
		if (!index) {
			index = Map.groupBy(this.#tables.get(table) ?? [], (row) => keyOf(row, field));
			this.#indexes.set(name, index);
		}
		return id === '' ? [] : (index.get(id) ?? []);
	}
	/** A list that is there already stays; else what the table has for it. */
	fill(row: Json, lists: Record<string, Json[]>): Json {
		const out = { ...row };
		for (const [name, list] of Object.entries(lists)) if (list.length && !objectsIn(out[name]).length) out[name] = list;
		return out;
	}
	attributes(id: string): Json[] {
		const linked = this.of('attributes', 'link_id', id).map((row) =>
			isObject(row['taxonomy_term'])
				? without(row, 'link_id')
				: { ...without(row, 'link_id', 'taxonomy_term_id'), taxonomy_term: this.term(keyOf(row, 'taxonomy_term_id')) }
		);
		const earlier = this.of('service_taxonomys', 'service_id', id).map((row) => ({
			id: row['id'],
			taxonomy_term: this.term(keyOf(row, 'taxonomy_term_id') || keyOf(row, 'taxonomy_id'))
		}));
		return [...linked, ...earlier];
	}
	term(id: string): Json | undefined {
		const found = this.of('taxonomy_terms', 'id', id)[0] ?? this.of('taxonomies', 'id', id)[0];
		if (!found) return undefined;
		const { vocabulary, ...rest } = without(found, 'taxonomy_id');
		const taxonomy = rest['taxonomy'] ?? vocabulary ?? this.of('taxonomies', 'id', keyOf(found, 'taxonomy_id'))[0]?.['name'];
		return taxonomy === undefined ? rest : { ...rest, taxonomy };
	}
	phones(field: string, id: string): Json[] {
		// A number of one service at one place is not a number of the service anywhere.
		const others = ['contact_id', 'service_at_location_id', 'location_id', 'service_id', 'organization_id'];
		const narrower = others.slice(0, others.indexOf(field));
		return this.of('phones', field, id)
			.filter((row) => narrower.every((other) => keyOf(row, other) === ''))
			.map((row) => this.fill(without(row, ...others), { languages: this.of('languages', 'phone_id', keyOf(row, 'id')) }));
	}
	contacts(field: string, id: string): Json[] {
		return this.of('contacts', field, id).map((row) => this.fill(row, { phones: this.phones('contact_id', keyOf(row, 'id')) }));
	}
	location(row: Json): Json {
		const id = keyOf(row, 'id');
		const of = (table: string) => this.of(table, 'location_id', id).map((each) => without(each, 'location_id'));
		return this.fill(row, {
			addresses: of('addresses'),
			physical_addresses: of('physical_addresses'),
			postal_addresses: of('postal_addresses'),
			accessibility: of('accessibility'),
			phones: this.phones('location_id', id),
			contacts: this.contacts('location_id', id),
			attributes: this.attributes(id)
		});
	}
	link(row: Json): Json {
		const id = keyOf(row, 'id');
		const place = isObject(row['location']) ? row['location'] : this.of('locations', 'id', keyOf(row, 'location_id'))[0];
		const filled = this.fill(without(row, 'service_id', 'location_id'), {
			schedules: this.of('schedules', 'service_at_location_id', id).map((each) => without(each, 'service_at_location_id', 'service_id')),
			phones: this.phones('service_at_location_id', id),
			contacts: this.contacts('service_at_location_id', id)
		});
		return place ? { ...filled, location: this.location(place) } : filled;
	}
	organisation(row: Json): Json {
		const id = keyOf(row, 'id');
		return this.fill(row, {
			organization_identifiers: this.of('organization_identifiers', 'organization_id', id).map((each) => without(each, 'organization_id')),
			phones: this.phones('organization_id', id)
		});
	}
	service(row: Json): Json {
		const id = keyOf(row, 'id');
		const of = (table: string) => this.of(table, 'service_id', id).map((each) => without(each, 'service_id'));
		const organisation = isObject(row['organization'])
			? row['organization']
			: this.of('organizations', 'id', keyOf(row, 'organization_id'))[0];
		const ownHours = this.of('schedules', 'service_id', id)
			.filter((each) => keyOf(each, 'service_at_location_id') === '')
			.map((each) => without(each, 'service_id', 'service_at_location_id', 'location_id'));
		const filled = this.fill(row, {
			phones: this.phones('service_id', id),
			schedules: ownHours,
			languages: of('languages'),
			service_areas: of('service_areas'),
			cost_options: of('cost_options'),
			funding: of('funding'),
			eligibilitys: of('eligibilitys'),
			contacts: this.contacts('service_id', id),
			attributes: this.attributes(id),
			service_at_locations: of('service_at_locations')
		});
		const links = objectsIn(filled['service_at_locations']).map((link) => this.link(link));
		return {
			...without(filled, 'organization_id'),
			...(links.length && { service_at_locations: links }),
			...(organisation ? { organization: this.organisation(organisation) } : { organization_id: row['organization_id'] })
		};
	}
}

/** Each service of a package with what belongs to it, as the paged form of the standard would send it. The tables are held; the services are made one by one. */
export function* joinPackage(tables: Tables): Generator<Json> {
	const joined = new Joined(tables);
	for (const row of tables.get('services') ?? []) yield joined.service(row);
	// Version 1 in JSON also hangs services on their organisations.
	for (const organisation of tables.get('organizations') ?? [])
		for (const row of objectsIn(organisation['services']))
			yield joined.service({ ...row, organization: without(organisation, 'services') });
}
