import data from '../domain/court-places.json' with { type: 'json' };

/** A building of a court as it was described in March 2021: old, and said so on the page. `cy` where the court wrote Welsh too. */
export type Place = {
	name: string;
	address: string;
	town: string;
	postcode: string;
	has: { what: string; en: string; cy?: string }[];
};

const places = new Map((data.courts as Place[]).map((place) => [place.name, place]));

/** What is known of a court by its name in the list; null for one that is none of the list. */
export const placeOf = (name: string): Place | null => places.get(name) ?? null;
