import data from './places.json' with { type: 'json' };

/** One of the 43 police force areas. `cy` is its Welsh name, where it has one. */
export type ForceArea = { code: string; name: string; cy?: string };
/** A town or district, with the force area it lies in and about where it is. */
export type Town = { code: string; name: string; cy?: string; area: string; lat: number; lon: number };

export const forceAreas: readonly ForceArea[] = data.areas;
export const towns: readonly Town[] = data.towns;
const districts: Record<string, readonly string[]> = data.districts;

export const areaOf = (code: string): ForceArea | undefined => forceAreas.find((area) => area.code === code);
export const townOf = (code: string): Town | undefined => towns.find((town) => town.code === code);

/**
 * The first half of a postcode, from whatever was typed; the second half is dropped before anything else is done with it (P18). Null where it is none.
 */
export function outwardOf(typed: string): string | null {
	const found = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{0,2})?$/.exec(typed.toUpperCase().replace(/\s+/g, ' ').trim().split(' ')[0] ?? '');
	if (!found) return null;
	const whole = typed.toUpperCase().replace(/\s+/g, '');
	const split = /^([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2}$/.exec(whole);
	return split?.[1] ?? (found[2] ? found[1] : found[0]) ?? null;
}

/**
 * The force areas in which addresses with this first half of a postcode may lie: one, or several where a border runs through it (then the page asks), or none
 * that we know of. A district we do not hold is answered by its letters (T32).
 */
export function areasOfDistrict(outward: string): readonly string[] {
	const letters = /^[A-Z]{1,2}/.exec(outward)?.[0] ?? '';
	return districts[outward] ?? districts[letters] ?? [];
}

/** The police force area in which somebody lives, from the town or area that is written down for her; null where it says none that we know. */
export function areaOfPlace(place: string | null): string | null {
	const name = place?.trim().toLowerCase() ?? '';
	const isNamed = (each: { name: string; cy?: string; code: string }) =>
		[each.name, each.cy ?? '', each.code].some((one) => one.toLowerCase() === name);
	return name ? (towns.find(isNamed)?.area ?? forceAreas.find(isNamed)?.code ?? null) : null;
}
