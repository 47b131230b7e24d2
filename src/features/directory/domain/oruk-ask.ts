import { wordsIn } from './fold.ts';
import { isUuid } from './ids.ts';
import words from './oruk-words.json' with { type: 'json' };
import { areasOfDistrict, outwardOf } from './places.ts';

/** What somebody asks the feed for. Parameters that are not given, or empty, are not there. */
export type Asked = {
	/** Folded words of the search, at most twelve; null where nothing is searched for, empty where the search holds no word. */
	search: string[] | null;
	page: number;
	perPage: number;
	term: string | null;
	taxonomy: string | null;
	organisation: string | null;
	minimumAge: number | null;
	maximumAge: number | null;
	/** Minutes are compared, "HH:MM". */
	startTime: string | null;
	endTime: string | null;
	/** Two letters, as `byday` has them. */
	day: string | null;
	/** Areas in which the postcode may lie; null where none was given. */
	areas: readonly string[] | null;
	isFull: boolean;
	isMinimal: boolean;
	modifiedAfter: string | null;
	isStream: boolean;
};
/** A parameter that cannot be used, and what it should be. */
export type Wrong = { parameter: string; detail: string };

export type Parameter = keyof typeof words.wrong;
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const nothing = (): Asked => ({
	search: null,
	page: 1,
	perPage: 50,
	term: null,
	taxonomy: null,
	organisation: null,
	minimumAge: null,
	maximumAge: null,
	startTime: null,
	endTime: null,
	day: null,
	areas: null,
	isFull: false,
	isMinimal: false,
	modifiedAfter: null,
	isStream: false
});

const whole = (text: string, most: number): number | null =>
	/^\d{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null;
const age = (text: string): number | null => (/^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= 150 ? Number(text) : null);
const uuid = (text: string): string | null => (isUuid(text) ? text.toLowerCase() : null);
const time = (text: string): string | null => /^(([01]\d|2[0-3]):[0-5]\d)(:[0-5]\d(\.\d{1,6})?)?Z?$/.exec(text)?.[1] ?? null;
const truth = (text: string): boolean | null => {
	const asked = text.toLowerCase();
	if (asked === 'true' || asked === '1') return true;
	return asked === 'false' || asked === '0' ? false : null;
};
function dayOf(text: string): string | null {
	const asked = text.toLowerCase();
	const day = days.find((name) => name === asked || name.slice(0, 3) === asked || name.slice(0, 2) === asked);
	return day ? day.slice(0, 2).toUpperCase() : null;
}
function moment(text: string): string | null {
	// A plus sign that was not escaped arrives as a space.
	const asked = text.replace(/ (\d\d:?\d\d)$/, '+$1');
	if (!/^(19|20|21)\d\d-[01]\d-[0-3]\d(T[0-2]\d:[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-][01]\d:?[0-5]\d)?)?$/.test(asked)) return null;
	const at = new Date(/T.*(Z|[+-]\d\d:?\d\d)$/.test(asked) ? asked : asked.includes('T') ? `${asked}Z` : asked);
	return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
function areasOf(text: string): readonly string[] | null {
	const outward = text.length <= 10 ? outwardOf(text) : null;
	return outward === null ? null : areasOfDistrict(outward);
}

/** How each parameter is read: what it sets, or null where its value cannot be used. */
const readers: Record<Parameter, (text: string) => Partial<Asked> | null> = {
	search: (text) => (text.length <= 200 ? { search: wordsIn(text) } : null),
	page: (text) => given(whole(text, 1_000_000), (page) => ({ page })),
	per_page: (text) => given(whole(text, 100), (perPage) => ({ perPage })),
	taxonomy_term_id: (text) => given(uuid(text), (term) => ({ term })),
	taxonomy_id: (text) => given(uuid(text), (taxonomy) => ({ taxonomy })),
	organization_id: (text) => given(uuid(text), (organisation) => ({ organisation })),
	minimum_age: (text) => given(age(text), (minimumAge) => ({ minimumAge })),
	maximum_age: (text) => given(age(text), (maximumAge) => ({ maximumAge })),
	start_time: (text) => given(time(text), (startTime) => ({ startTime })),
	end_time: (text) => given(time(text), (endTime) => ({ endTime })),
	day: (text) => given(dayOf(text), (day) => ({ day })),
	postcode: (text) => given(areasOf(text), (areas) => ({ areas })),
	// Where a postcode lies is not held, on purpose: the second half of one is dropped before anything is done with it (P18).
	proximity: () => null,
	full: (text) => given(truth(text), (isFull) => ({ isFull })),
	minimal: (text) => given(truth(text), (isMinimal) => ({ isMinimal })),
	modified_after: (text) => given(moment(text), (modifiedAfter) => ({ modifiedAfter })),
	format: (text) => (text === 'json' || text === 'ndjson' ? { isStream: text === 'ndjson' } : null)
};
const given = <T>(value: T | null, set: (value: T) => Partial<Asked>): Partial<Asked> | null => (value === null ? null : set(value));

const lists: Parameter[] = [
	'search',
	'page',
	'per_page',
	'taxonomy_term_id',
	'taxonomy_id',
	'organization_id',
	'minimum_age',
	'maximum_age'
];
const filters: Parameter[] = [...lists, 'start_time', 'end_time', 'day', 'postcode', 'full', 'modified_after', 'format'];
/** Which parameters each list takes; any other is passed over. */
export const parametersOf: Record<'services' | 'places' | 'pages', readonly Parameter[]> = {
	services: [...filters, 'proximity', 'minimal'],
	places: [...filters, 'proximity'],
	pages: ['page', 'per_page']
};

/** Reads what is asked for, and says of every parameter that cannot be used what it should be. */
export function askedIn(query: URLSearchParams, parameters: readonly Parameter[]): Asked | Wrong[] {
	const asked = nothing();
	const wrong: Wrong[] = [];
	for (const parameter of parameters) {
		const [first = '', ...more] = query.getAll(parameter).map((text) => text.trim());
		const set = more.length ? null : first === '' ? {} : readers[parameter](first);
		if (set) Object.assign(asked, set);
		else wrong.push({ parameter, detail: more.length ? words.twice : words.wrong[parameter] });
	}
	return wrong.length ? wrong : asked;
}

/** The title of a problem, by its status. */
export const problemTitle = (status: 400 | 404 | 405 | 503): string => words.title[status];
