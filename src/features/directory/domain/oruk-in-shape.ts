import { isObject, wordOf, type Json } from './oruk-in-fields.ts';

/** The objects of a list, or of a single one where a list was meant; anything else in it is left out. */
export const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value : [value]).filter(isObject);

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
function bydayOf(weekday: unknown): string | undefined {
	const word = wordOf(weekday);
	if (/^[1-7]$/.test(word)) return weekdays[Number(word) - 1];
	const two = word.slice(0, 2).toUpperCase();
	return weekdays.includes(two) && word.length > 2 ? two : undefined;
}

/** Under which names earlier versions (HSDS 1 and 2, Open Referral UK 1) hold what is called so in version 3. */
const earlierLists: Record<string, readonly string[]> = {
	schedules: ['regular_schedules', 'regular_schedule'],
	service_at_locations: ['services_at_location', 'service_at_location'],
	attributes: ['service_taxonomys', 'service_taxonomies', 'service_taxonomy', 'services_taxonomy', 'taxonomy_terms', 'taxonomies'],
	funding: ['fundings'],
	cost_options: ['cost_option'],
	phones: ['phone'],
	languages: ['language'],
	contacts: ['contact'],
	service_areas: ['service_area']
};

/** Where a service says that it is of an earlier version: what has no meaning in version 3. */
export const isEarlier = (raw: Json): boolean =>
	[
		'regular_schedules',
		'regular_schedule',
		'service_taxonomys',
		'service_taxonomies',
		'service_taxonomy',
		'services_taxonomy',
		'eligibilitys',
		'eligibility',
		'fundings',
		'services_at_location',
		'physical_addresses',
		'physical_address'
	].some((name) => Object.hasOwn(raw, name)) ||
	objectsIn(raw['service_at_locations']).some((each) => isObject(each['location']) && 'physical_addresses' in each['location']);

function renamed(raw: Json): Json {
	const out = { ...raw };
	for (const [name, before] of Object.entries(earlierLists))
		for (const old of before) {
			if (!Object.hasOwn(out, old)) continue;
			const list = objectsIn(out[old]);
			// A name such as `phone` may hold a text in some feed: that is no list.
			if (!list.length && out[old] !== null && !(Array.isArray(out[old]) && !out[old].length)) continue;
			delete out[old];
			if (!objectsIn(out[name]).length) out[name] = list;
		}
	return out;
}

const schedule = ({ weekday, ...rest }: Json): Json => {
	const byday = rest['byday'] ?? bydayOf(weekday);
	return byday === undefined ? rest : { freq: 'WEEKLY', ...rest, byday };
};

/** Of version 1: `{ taxonomy: { id, name, vocabulary } }`; of version 2 often the term itself. */
function attribute(raw: Json): Json {
	if (isObject(raw['taxonomy_term'])) return raw;
	const { taxonomy, ...rest } = raw;
	const term = isObject(taxonomy) ? taxonomy : 'name' in raw ? raw : null;
	if (!term) return raw;
	const { vocabulary, parent: _parent, taxonomy: under, ...fields } = term;
	const link: Json = term === raw ? { id: rest['id'] } : rest;
	return { ...link, taxonomy_term: { ...fields, ...((vocabulary ?? under) !== undefined && { taxonomy: vocabulary ?? under }) } };
}

function location(raw: Json): Json {
	const { physical_addresses, physical_address, postal_addresses, postal_address, accessibility_for_disabilities, ...rest } = raw;
	const typed = (list: unknown, address_type: string) =>
		objectsIn(list).map((each) => ({ ...each, address_type: each['address_type'] ?? address_type }));
	const addresses = [
		...objectsIn(rest['addresses']),
		...typed(physical_addresses ?? physical_address, 'physical'),
		...typed(postal_addresses ?? postal_address, 'postal')
	];
	const accessibility = objectsIn(accessibility_for_disabilities).map(({ accessibility: description, ...each }) => ({
		description,
		...each
	}));
	return {
		...rest,
		...(addresses.length && { addresses }),
		...(accessibility.length && { accessibility: [...objectsIn(rest['accessibility']), ...accessibility] })
	};
}

/** Ages and words of version 1's list; of version 2 it is one text. */
function eligibility(raw: Json): Json {
	const { eligibilitys, eligibility: said, ...rest } = raw;
	const list = objectsIn(eligibilitys ?? said);
	const first = (field: string) => list.find((each) => each[field] !== undefined && each[field] !== null)?.[field];
	const words = typeof said === 'string' ? [said] : list.map((each) => wordOf(each['eligibility'])).filter((word) => word !== '');
	const found: Json = {
		minimum_age: first('minimum_age'),
		maximum_age: first('maximum_age'),
		eligibility_description: words.join('\n') || undefined
	};
	return { ...Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)), ...rest };
}

const named =
	(field: string) =>
	(raw: Json): Json => {
		const { [field]: name, ...rest } = raw;
		return rest['name'] === undefined && name !== undefined ? { ...rest, name } : raw;
	};

/**
 * A service of HSDS 1 or 2, or of Open Referral UK 1, as version 3 writes it, as far as it maps cleanly; one of version 3 stays as it is but for lists that
 * hold a single object.
 */
export function asVersion3(raw: Json): Json {
	const out = renamed(isEarlier(raw) || 'eligibilitys' in raw ? eligibility(raw) : raw);
	const map = (name: string, each: (raw: Json) => Json) => void (name in out && (out[name] = objectsIn(out[name]).map(each)));
	map('schedules', schedule);
	map('attributes', attribute);
	map('languages', named('language'));
	map('service_areas', named('service_area'));
	// Some feeds of version 2 hang places on the service itself.
	const places = objectsIn(out['locations'] ?? out['location']);
	if (places.length && !objectsIn(out['service_at_locations']).length)
		out['service_at_locations'] = places.map((place) => ({ location: place }));
	if (out['physical_address'] !== undefined || out['physical_addresses'] !== undefined)
		out['service_at_locations'] ??= [{ location: location({ physical_addresses: out['physical_addresses'] ?? out['physical_address'] }) }];
	map('service_at_locations', (link) => {
		const { regular_schedules, regular_schedule, ...rest } = link;
		const schedules = objectsIn(rest['schedules'] ?? regular_schedules ?? regular_schedule).map(schedule);
		return {
			...rest,
			...(schedules.length && { schedules }),
			...(isObject(rest['location']) && { location: location(rest['location']) })
		};
	});
	return out;
}

/** Why nothing of what was handed in can be read at all, as `sources.refused.<name>`; null for what may be a service. */
export function notServices(value: unknown): 'geojson' | 'descriptor' | 'error' | 'other' | null {
	if (!isObject(value)) return 'other';
	if (value['type'] === 'FeatureCollection' || value['type'] === 'Feature') return 'geojson';
	if (Array.isArray(value['resources']) && 'profile' in value) return 'descriptor';
	if (!('name' in value) && ('error' in value || 'errors' in value || 'message' in value)) return 'error';
	// Earlier versions also send organisations with their services inside.
	return 'name' in value || 'id' in value ? null : 'other';
}
