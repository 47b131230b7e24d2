import { fold } from './fold.ts';
import { areaOf, areasOfDistrict, forceAreas, outwardOf, towns, townOf } from './places.ts';

/** Where somebody means: one place, several of which the page asks one ('area.x', 'town.y'), or none that we know. */
export type Place = { area: string | null; town: string | null; district: string | null; places: string[]; isLost: boolean };

const nowhere: Place = { area: null, town: null, district: null, places: [], isLost: false };
const whole = /\b([A-Za-z]{1,2}\d[A-Za-z\d]?)\s*\d[A-Za-z]{2}\b/g;

/** A text with every full postcode cut to its first half: an address must not travel further than it has to (P18, T32). */
export const withoutPostcodes = (text: string): string => text.replace(whole, (_, half: string) => half.toUpperCase());

/**
 * Reads a town, a police force area or a postcode. Of a postcode only the first half is used, and nothing else that was typed beside it. Names are found in English
 * and Welsh, whole or by their beginning.
 */
export function placeIn(typed: string): Place {
	const text = withoutPostcodes(typed.slice(0, 400)).trim();
	if (!text) return nowhere;
	const district = outwardOf(text) ?? halfWithin(text);
	if (district) return ofDistrict(district);
	return ofName(fold(text));
}

/** The first half of a postcode that stands among other words, and the words without it. */
export function districtAmong(q: string): { district: string | null; rest: string } {
	const half = halfWithin(q);
	return half
		? {
				district: half,
				rest: q
					.replace(new RegExp(`\\b${half}\\b`, 'i'), ' ')
					.replace(/\s+/g, ' ')
					.trim()
			}
		: { district: null, rest: q };
}

const halfWithin = (text: string): string | null => {
	const halves = text.toUpperCase().match(/(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]?(?![\p{L}\d])/gu) ?? [];
	return halves.find((half) => areasOfDistrict(half).length) ?? null;
};

/** Where the district lies: in one area, in several of which the page asks one, or nowhere that we know. */
function ofDistrict(district: string): Place {
	const areas = areasOfDistrict(district);
	if (areas.length === 1) return { ...nowhere, district, area: areas[0] ?? null };
	return { ...nowhere, district, places: areas.map((area) => `area.${area}`), isLost: !areas.length };
}

const named: readonly { names: string[]; place: string; area: string }[] = [
	...forceAreas.map(({ code, name, cy }) => ({ names: [name, cy ?? ''], place: `area.${code}`, area: code })),
	...towns.map(({ code, name, cy, area }) => ({
		names: [name, cy ?? '', `${name} (${areaOf(area)?.name ?? ''})`],
		place: `town.${code}`,
		area
	}))
].map(({ names, ...rest }) => ({ ...rest, names: names.map(fold).filter(Boolean) }));

function ofName(text: string): Place {
	const exact = named.filter(({ names }) => names.includes(text));
	const found = exact.length ? exact : text.length > 2 ? named.filter(({ names }) => names.some((name) => name.startsWith(text))) : [];
	// A town of the same name as its area: the area holds it.
	const areas = new Set(found.filter(({ place }) => place.startsWith('area.')).map(({ area }) => area));
	const left = found.filter(({ place, area }) => place.startsWith('area.') || !areas.has(area));
	if (left.length === 1 && left[0]) return chosen(left[0].place);
	if (left.length > 1 && left.length <= 8) return { ...nowhere, places: left.map(({ place }) => place) };
	return { ...nowhere, isLost: true };
}

/** The place of a code such as 'town.hull'; nowhere for anything else. */
export function chosen(place: string): Place {
	const [kind, code = ''] = place.split('.', 2);
	if (kind === 'area' && forceAreas.some((area) => area.code === code)) return { ...nowhere, area: code };
	const town = kind === 'town' ? townOf(code) : undefined;
	return town ? { ...nowhere, area: town.area, town: code } : nowhere;
}

const codesByName = new Map<string, string[]>();
for (const { names, place, area } of named)
	for (const name of names) codesByName.set(name, [...new Set([...(codesByName.get(name) ?? []), place, `area.${area}`, 'area.all'])]);

/** What a name of a place stands for among the words of a search, folded; nothing where it is none. */
export const codesOfName = (name: string): readonly string[] => codesByName.get(name) ?? [];
