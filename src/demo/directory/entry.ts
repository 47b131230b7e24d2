import type { Access, Audience, Crime, Need, Way } from '#features/directory/domain/codes.ts';
import { noFacets } from '#features/directory/domain/facets.ts';
import { slugOf } from '#features/directory/domain/ids.ts';
import { townOf } from '#features/directory/domain/places.ts';
import type { Entry, ScheduleDoc } from '#features/directory/domain/record.ts';
import { addDays, type Day } from '#shared/london.ts';

/** One service of the demo, as it is written down: lists are words with a space between, codes of `features/directory/domain/codes.ts`. */
export type Line = {
	name: string;
	/** Its organisation, where it is not the same name. */
	org?: string;
	/** What they do, in one or two lines; and in Welsh and Arabic. */
	does: string;
	cy?: string;
	ar?: string;
	needs: string;
	crimes?: string;
	for?: string;
	ways?: string;
	langs?: string;
	access?: string;
	towns?: string;
	/** 'free', 'local' or 'london': one of Ofcom's numbers for drama, which reach nobody; or, for a real organisation, its own. */
	phone?: string;
	text?: boolean | string;
	site?: string;
	/** "MO-FR 9-17, SA 10-13:30", or "always". */
	hours?: string;
	/** Code of the town, the street, and the first half of the postcode. Left out for a service without a door. */
	at?: string[];
	isRefuge?: boolean;
	cost?: string;
	/** The least age, and the most. */
	ages?: number[];
	who?: string;
	/** 'lives', 'happened' or 'either'. */
	scope?: string;
	witnesses?: boolean;
	/** Only after a report to the police. */
	reported?: boolean;
	/** 'open' or 'closed' on bank holidays. */
	holidays?: string;
	/** 'open', 'full', or 'waiting 6' for so many weeks. */
	capacity?: string;
	/** Days since it was agreed with them, and since the hub looked; null: never. */
	agreed?: number | null;
	looked?: number | null;
	agency?: string;
	keywords?: string;
};
export type Region = { area: string; base: number; lines: readonly Line[] };

const words = <T extends string>(text = ''): T[] => (text ? (text.split(' ') as T[]) : []);
const idOf = (kind: number, n: number, part = 0) => `01930000-0000-7000-8d0${kind}-${String(n * 100 + part).padStart(12, '0')}`;
const week = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The standard's schedules for "MO-FR 9-17, SA 10-13:30" or "always". */
export function schedulesOf(hours: string, id: (part: number) => string): ScheduleDoc[] {
	const spans = hours === 'always' ? ['MO-SU 0-23:59'] : hours.split(', ');
	return spans.map((span, part) => {
		const [days = '', times = ''] = span.split(' ');
		const [first = '', last = first] = days.split('-');
		const [opens = '', closes = ''] = times.split('-').map((time) => (time.includes(':') ? time : `${time}:00`).padStart(5, '0'));
		const byday = week.slice(week.indexOf(first), week.indexOf(last) + 1).join(',');
		return { id: id(part), freq: 'WEEKLY', interval: 1, byday, opens_at: opens, closes_at: closes };
	});
}

/** Its own for each entry, and past those of the invented people: theirs may stand nowhere in a copy of the database (Pr4). */
const lastThree = (n: number): string => String((n + 400) % 1000).padStart(3, '0');
/** A number that reaches nobody (Ofcom's ranges for drama). */
function numberOf(kind: string, n: number): string {
	const last = lastThree(n);
	const drama: Record<string, string> = { free: `0808 157 0${last}`, local: `01632 960${last}`, london: `020 7946 0${last}` };
	return drama[kind] ?? kind;
}

function facetsOf(line: Line, area: string, today: Day): Entry['facets'] {
	const [state, weeks] = words(line.capacity);
	const { does, cy, ar } = line;
	return {
		...noFacets(),
		needs: words<Need>(line.needs),
		crimes: words<Crime>(line.crimes),
		forWhom: words<Audience>(line.for),
		ways: words<Way>(line.ways ?? 'phone self'),
		langs: words(line.langs ?? 'en'),
		areas: [area],
		towns: words(line.towns),
		access: words<Access>(line.access),
		scope: (line.scope ?? 'either') as 'either',
		takesWitnesses: line.witnesses ?? false,
		needsNoReport: !line.reported,
		isFree: !line.cost,
		bankHolidays: (line.holidays as 'open') ?? (line.hours === 'always' ? 'open' : 'unknown'),
		capacity: state ? { state: state as 'open', weeks: weeks ? Number(weeks) : null, on: addDays(today, -6) } : null,
		keywords: words(line.keywords),
		summaries: { en: does, ...(cy ? { cy } : {}), ...(ar ? { ar } : {}) }
	};
}

function placeOf({ name, at = [], isRefuge, access = '' }: Line, n: number): Entry['at'] {
	const [code = '', street = '', outward = ''] = at;
	const town = townOf(code);
	if (!town) return [];
	const address = {
		id: idOf(5, n),
		address_1: street,
		city: town.name,
		state_province: town.area,
		// No real postcode ends in these letters.
		postal_code: `${outward} 9VV`,
		country: 'GB',
		address_type: 'physical'
	};
	const location = {
		id: idOf(3, n),
		location_type: 'physical',
		name,
		latitude: town.lat,
		longitude: town.lon,
		addresses: [address],
		...(access.includes('step_free') ? { accessibility: [{ id: idOf(6, n), description: 'Step-free way in' }] } : {})
	};
	return [{ link: { id: idOf(4, n) }, location, isConfidential: isRefuge ?? false }];
}

function phonesOf({ phone, text }: Line, n: number) {
	const texts = text === true ? `07700 900${lastThree(n)}` : text;
	return [
		...(phone ? [{ id: idOf(2, n), number: numberOf(phone, n), type: 'voice' }] : []),
		...(texts ? [{ id: idOf(2, n, 1), number: texts, type: 'text', description: 'Text messages' }] : [])
	];
}

function serviceOf(line: Line, n: number, site: string | undefined, email: string | undefined): Entry['service'] {
	const [least, most] = line.ages ?? [];
	const phones = phonesOf(line, n);
	return {
		id: idOf(1, n),
		name: line.name,
		status: 'active',
		description: line.does,
		...(site ? { url: site } : {}),
		...(email ? { email } : {}),
		...(line.cost ? { fees: line.cost, cost_options: [{ id: idOf(7, n), option: line.cost }] } : {}),
		...(least === undefined ? {} : { minimum_age: least }),
		...(most === undefined ? {} : { maximum_age: most }),
		...(line.who ? { eligibility_description: line.who } : {}),
		...(phones.length ? { phones } : {}),
		...(line.hours ? { schedules: schedulesOf(line.hours, (part) => idOf(8, n, part)) } : {})
	};
}

/** The whole entry that the `index`th line of a region means, with days counted back from `today`. The same ids and numbers every time. */
export function entryOf({ area, base, lines }: Region, index: number, today: Day): Entry {
	const line = lines[index];
	if (!line) throw new RangeError(`no line ${index} in ${area}`);
	const n = base + index;
	const isInvented = area !== 'all';
	const of = line.org ?? line.name;
	// Two services of one organisation share its record, as the first of them tells it.
	const first = lines.findIndex(({ org, name }) => (org ?? name) === of);
	const website = lines[first]?.site ?? (isInvented ? `https://example.org/${slugOf(of)}` : undefined);
	const site = line.site ?? website;
	const email = isInvented && words(line.ways).includes('email') ? `${slugOf(of)}@example.org` : undefined;
	const day = (days: number | null | undefined, usual: number) => {
		const ago = days === undefined && isInvented ? usual : (days ?? null);
		return ago === null ? null : addDays(today, -ago);
	};
	return {
		service: serviceOf(line, n, site, email),
		organisation: { id: idOf(9, base + first), name: of, description: lines[first]?.does ?? '', ...(website ? { website } : {}) },
		at: placeOf(line, n),
		contacts: [],
		facets: facetsOf(line, area, today),
		isConfidential: line.isRefuge ?? false,
		assuredOn: day(line.agreed, 60 + index),
		checkedOn: day(line.looked, 20 + index)
	};
}
