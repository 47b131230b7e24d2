import { day, email, fieldsOf, instant, isObject, number, oneOf, phone, text, time, url, wordOf, type Rule } from './oruk-in-fields.ts';

const most = 200;
type Rules = Readonly<Record<string, Rule | null>>;

/** Objects of a list by their rules, 200 at most; one without what it `needs` is left out. */
export const listOf =
	(rules: Rules, needs: string | null = null): Rule =>
	(value, at, note) => {
		const list: unknown[] = Array.isArray(value) ? value : [value];
		if (list.length > most) note(at, 'many');
		const kept = list.slice(0, most).flatMap((each, place) => {
			const where = `${at}/${place}`;
			if (!isObject(each)) return (note(where, 'kind'), []);
			const out = fieldsOf(each, rules, where, note);
			if (needs !== null && out[needs] === undefined) {
				// Where it was there and wrong, that was told already.
				if (each[needs] === undefined || each[needs] === null || each[needs] === '') note(`${where}/${needs}`, 'empty');
				return [];
			}
			return Object.keys(out).some((name) => name !== 'id') || needs === null ? [out] : [];
		});
		return kept.length ? kept : undefined;
	};
const objectOf =
	(rules: Rules): Rule =>
	(value, at, note) =>
		isObject(value) ? fieldsOf(value, rules, at, note) : void note(at, 'kind');

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Days as iCal writes them; also as people do. */
const byday: Rule = (value, at, note) => {
	const list = (Array.isArray(value) ? value : [value]).map(wordOf).join(',');
	const each = list.split(/[,;\s]+/).filter((part) => part !== '');
	const read = each.map((part) => {
		const found = /^([+-]?\d{0,2})([a-z]{2})[a-z]*$/i.exec(part);
		const name = (found?.[2] ?? '').toUpperCase();
		return days.includes(name) ? `${found?.[1]}${name}` : null;
	});
	if (read.includes(null)) note(at, 'unknown');
	return read.filter((part) => part !== null).join(',') || undefined;
};

const languages = listOf({ id: text, name: text, code: text, note: text });
const phones = listOf({ id: text, number: phone, description: text, languages, contact_id: null, service_id: null }, 'number');
const schedules = listOf({
	id: text,
	service_id: null,
	service_at_location_id: null,
	freq: oneOf(['WEEKLY', 'MONTHLY']),
	interval: number(1, 366),
	byday,
	opens_at: time,
	closes_at: time,
	valid_from: day,
	valid_to: day,
	dtstart: day,
	until: day,
	schedule_link: url,
	description: text,
	notes: text
});
const attributes = listOf(
	{ id: text, link_id: null, taxonomy_term_id: null, taxonomy_term: objectOf({ id: text, name: text, term_uri: text }) },
	'taxonomy_term'
);
/** Where somebody is, outside the places that can be hidden: never kept on a service or an organisation. */
const noPlace = Object.fromEntries(
	[
		'locations',
		'location',
		'addresses',
		'address',
		'physical_address',
		'physical_addresses',
		'postal_address',
		'postal_addresses',
		'postal_code',
		'postcode',
		'latitude',
		'longitude',
		'geo',
		'geometry',
		'service_at_locations',
		'metadata',
		'contacts',
		'contact',
		'people',
		'program',
		'programs',
		'programme'
	].map((name) => [name, null])
);

export const statuses = ['active', 'inactive', 'defunct', 'temporarily closed'] as const;
export const serviceRules: Rules = {
	...noPlace,
	id: text,
	organization: null,
	organization_id: null,
	program_id: null,
	name: text,
	description: text,
	url,
	email,
	status: oneOf(statuses, 'inactive'),
	fees: text,
	accreditations: text,
	minimum_age: number(0, 150),
	maximum_age: number(0, 150),
	assured_date: day,
	assurer_email: email,
	alert: text,
	last_modified: instant,
	eligibility_description: text,
	phones,
	schedules,
	languages,
	cost_options: listOf({
		id: text,
		service_id: null,
		option: text,
		amount: number(0, 1_000_000),
		amount_description: text,
		currency: text,
		valid_from: day,
		valid_to: day
	}),
	service_areas: listOf({ id: text, service_id: null, name: text, extent: text, extent_type: text, uri: text }),
	attributes,
	funding: listOf({ id: text, service_id: null, organization_id: null, source: text })
};
export const organisationRules: Rules = {
	...noPlace,
	id: text,
	services: null,
	name: text,
	description: text,
	email,
	website: url,
	url,
	logo: url,
	uri: url,
	phones,
	attributes,
	organization_identifiers: listOf({ id: text, organization_id: null })
};
const addressType = ['physical', 'postal', 'virtual'] as const;
export const locationRules: Rules = {
	id: text,
	organization_id: null,
	contacts: null,
	contact: null,
	services: null,
	service_at_locations: null,
	metadata: null,
	location_type: oneOf(addressType, 'physical'),
	name: text,
	description: text,
	url,
	latitude: number(-90, 90, 'coordinates'),
	longitude: number(-180, 180, 'coordinates'),
	addresses: listOf({
		id: text,
		location_id: null,
		attention: null,
		address_1: text,
		address_2: text,
		city: text,
		region: text,
		state_province: text,
		postal_code: text,
		country: text,
		address_type: oneOf(addressType, 'physical')
	}),
	accessibility: listOf({ id: text, location_id: null, description: text, details: text, url }),
	phones,
	languages,
	schedules,
	attributes
};
export const linkRules: Rules = {
	id: text,
	service_id: null,
	location_id: null,
	service: null,
	location: null,
	contacts: null,
	contact: null,
	metadata: null,
	description: text,
	schedules,
	phones,
	service_areas: listOf({ id: text, name: text, extent: text }),
	attributes
};
export const contactRules: Rules = {
	id: text,
	service_id: null,
	organization_id: null,
	service_at_location_id: null,
	location_id: null,
	name: text,
	title: text,
	department: text,
	email,
	phones,
	attributes
};
