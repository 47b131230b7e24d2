import type { Access, Audience, Crime, Need, Way } from './codes.ts';

/** What the hub knows of a service beyond the national standard. Its shape is the one stored (`FacetsRow`), with our own codes. */
export type Facets = {
	needs: Need[];
	crimes: Crime[];
	forWhom: Audience[];
	ways: Way[];
	/** BCP 47 codes: languages somebody there speaks. */
	langs: string[];
	/** Codes of police force areas; 'all' for England and Wales. */
	areas: string[];
	/** Codes of towns or districts, where it serves less than a whole force area. */
	towns: string[];
	access: Access[];
	scope: 'lives' | 'happened' | 'either';
	takesWitnesses: boolean;
	needsNoReport: boolean;
	isFree: boolean;
	bankHolidays: 'open' | 'closed' | 'unknown';
	/** As the service said on that day, `YYYY-MM-DD`. */
	capacity: { state: 'open' | 'waiting' | 'full'; weeks: number | null; on: string } | null;
	/** Further plain words it should be found by. */
	keywords: string[];
	/** By language: what they do, in one or two lines. */
	summaries: Record<string, string>;
};

/** Facets of a service of which nothing is known yet. */
export const noFacets = (): Facets => ({
	needs: [],
	crimes: [],
	forWhom: [],
	ways: [],
	langs: [],
	areas: [],
	towns: [],
	access: [],
	scope: 'either',
	takesWitnesses: false,
	needsNoReport: false,
	isFree: false,
	bankHolidays: 'unknown',
	capacity: null,
	keywords: [],
	summaries: {}
});
