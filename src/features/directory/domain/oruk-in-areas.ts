import { everywhere } from './codes.ts';
import { fold } from './fold.ts';
import { wordOf, type Json, type Note } from './oruk-in-fields.ts';
import { objectsIn } from './oruk-in-shape.ts';
import { areaOf, areasOfDistrict, forceAreas, outwardOf, townOf, towns } from './places.ts';

const wholeCountry = new Set(
	'england and wales|england & wales|england|wales|cymru|lloegr|uk|u k|united kingdom|great britain|britain|gb|national|nationwide|national coverage|uk wide|ukwide|all of england and wales|england wales and scotland|everywhere|gb-eng|gb-wls|gb-eaw|gb-ukm|gb-gbn'.split(
		'|'
	)
);

type Place = { area: string; town?: string };
let byName: Map<string, Place> | null = null;
function places(): Map<string, Place> {
	if (byName) return byName;
	const map = new Map<string, Place>();
	const add = (name: string | undefined, place: Place) => name && !map.has(fold(name)) && map.set(fold(name), place);
	for (const { code, name, cy } of forceAreas) for (const each of [code, name, cy]) add(each, { area: code });
	for (const { code, name, cy, area } of towns) for (const each of [name, cy, code]) add(each, { area, town: code });
	byName = map;
	return map;
}

const around =
	/\b(the|all|of|residents?|people|living|in|area|areas|region|county|city|borough|boroughs|district|council|unitary|metropolitan|authority|police|force|whole|across|and surrounding)\b/g;
/** The place that a name means; `everywhere`, or null where we do not know it. */
function placeOf(name: string): Place | typeof everywhere | null {
	const plain = fold(name).replace(/\./g, ' ').replace(/\s+/g, ' ').trim();
	const bare = plain.replace(around, ' ').replace(/\s+/g, ' ').trim();
	for (const each of [plain, bare]) {
		const found = places().get(each);
		if (found) return found;
		if (wholeCountry.has(each)) return everywhere;
	}
	return null;
}

/** All places that a text names: as a whole first ("Devon and Cornwall" is one), then part by part. */
function placesIn(text: string): (Place | typeof everywhere)[] {
	const whole = placeOf(text);
	if (whole) return [whole];
	const parts = text.slice(0, 400).split(/[,;/|\n()]|\band\b|\bor\b|&|\+/i);
	return parts.length > 1 ? parts.flatMap((part) => placeOf(part) ?? []) : [];
}

/**
 * Which areas and towns a service serves, by the names in its feed; what nobody knows is told. Where the feed names none, the area its own addresses lie in,
 * unless where it is must not be known.
 */
export function areasServed(
	service: Json,
	locations: readonly Json[],
	isHidden: boolean,
	note: Note
): { areas: string[]; towns: string[] } {
	const areas = new Set<string>();
	const wholly = new Set<string>();
	const inTowns = new Map<string, string>();
	for (const [at, each] of objectsIn(service['service_areas']).entries()) {
		const name = wordOf(each['name']) || wordOf(each['uri']);
		const found = placesIn(name);
		if (name && !found.length) note(`/service_areas/${at}/name`, 'area');
		for (const place of found) {
			if (place === everywhere) wholly.add(everywhere);
			else if (place.town) inTowns.set(place.town, place.area);
			else wholly.add(place.area);
		}
	}
	for (const area of wholly) areas.add(area);
	// A town of an area that is served as a whole says nothing more.
	const served = [...inTowns].filter(([, area]) => !wholly.has(area) && !wholly.has(everywhere));
	for (const [, area] of served) areas.add(area);
	if (!areas.size && !isHidden) for (const area of areasOfAddresses(locations)) areas.add(area);
	return {
		areas: [...areas].filter((area) => area === everywhere || areaOf(area)),
		towns: served.map(([town]) => town).filter((town) => townOf(town))
	};
}

function areasOfAddresses(locations: readonly Json[]): string[] {
	const found = locations.flatMap((place) =>
		objectsIn(place['addresses']).flatMap((address) => {
			const outward = outwardOf(wordOf(address['postal_code']));
			const areas = outward ? areasOfDistrict(outward) : [];
			return areas.length === 1 ? areas : [];
		})
	);
	return [...new Set(found)];
}
