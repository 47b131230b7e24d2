/** What our own hub knows of a service beyond the national standard: codes of `features/directory/domain/codes.ts`. */
export type FacetsRow = {
	needs: string[];
	crimes: string[];
	forWhom: string[];
	ways: string[];
	langs: string[];
	/** Codes of police force areas; 'all' for England and Wales. */
	areas: string[];
	/** Towns or districts, where it serves less than a whole force area. */
	towns: string[];
	access: string[];
	/** Whose: lives here, happened here, or either (T44). */
	scope: 'lives' | 'happened' | 'either';
	takesWitnesses: boolean;
	needsNoReport: boolean;
	isFree: boolean;
	bankHolidays: 'open' | 'closed' | 'unknown';
	capacity: { state: 'open' | 'waiting' | 'full'; weeks: number | null; on: string } | null;
	keywords: string[];
	/** Short lines in other languages: what they do. */
	summaries: Record<string, string>;
};

export type RunCounts = { read: number; added: number; changed: number; same: number; gone: number; left: number };
/** One thing of a feed that was not taken: which record, which field (a JSON pointer), and why, as a key. */
export type RunFault = { id: string; at: string; key: string };
