import { formOf, phoneRows, placeField, placeRows, summaryLangs, type EntryForm, type ListField } from './entry-form.ts';
import { isPlain, stretchesOf, weekdays } from './entry-hours.ts';
import type { Entry } from './record.ts';

/** What a value is, so that a page can put it into words: free text, what is written left to right in every language, a code of that kind, or hours of a day ("MO 09:00–17:00"). */
export type Kind =
	| 'text'
	| 'ltr'
	| 'need'
	| 'crime'
	| 'for'
	| 'way'
	| 'access'
	| 'lang'
	| 'area'
	| 'scope'
	| 'capacity'
	| 'status'
	| 'holidays'
	| 'yes'
	| 'hours'
	| 'day';
/** One thing that two entries say differently. A list says what came and what went, a text what it was and is; '' is nothing. */
export type Change = { field: string; kind: Kind } & ({ old: string; now: string } | { added: string[]; removed: string[] });

const texts: readonly (readonly [keyof EntryForm & string, Kind])[] = [
	['name', 'text'],
	['organisation', 'text'],
	['status', 'status'],
	['description', 'text'],
	...summaryLangs.map((lang) => [`summary-${lang}`, 'text'] as const),
	['email', 'ltr'],
	['url', 'ltr'],
	['holidays', 'holidays'],
	['scope', 'scope'],
	['witnesses', 'yes'],
	['unreported', 'yes'],
	['free', 'yes'],
	['fees', 'text'],
	['amount', 'ltr'],
	['ageFrom', 'text'],
	['ageTo', 'text'],
	['capacity', 'capacity'],
	['weeks', 'text'],
	['refuge', 'yes'],
	['askFor', 'text'],
	['askRole', 'text'],
	['askPhone', 'ltr'],
	['askEmail', 'ltr']
];
const lists: readonly (readonly [ListField, Kind])[] = [
	['needs', 'need'],
	['crimes', 'crime'],
	['forWhom', 'for'],
	['ways', 'way'],
	['access', 'access'],
	['langs', 'lang'],
	['areas', 'area']
];

const lines = (text: string) => text.split('\n').filter(Boolean);
const joined = (...parts: string[]) => parts.filter(Boolean).join(', ');
const phonesOf = (form: EntryForm) => phoneRows.map((row) => joined(form[`phone-${row}`], form[`phone-${row}-what`])).filter(Boolean);
const partsOf = (form: EntryForm, row: (typeof placeRows)[number]) =>
	joined(...(['name', 'line', 'line2', 'town', 'post', 'lat', 'lon'] as const).map((part) => form[placeField(row, part)]));
const placesOf = (form: EntryForm) => placeRows.map((row) => partsOf(form, row)).filter(Boolean);
const hiddenOf = (form: EntryForm) =>
	placeRows.flatMap((row) => (form[placeField(row, 'hidden')] === 'yes' ? [partsOf(form, row) || String(row)] : []));
const hoursOf = ({ service: { schedules = [] } }: Entry) =>
	weekdays.flatMap((day) => stretchesOf(schedules, day).map(({ from, to }) => `${day} ${from}–${to}`));

function listChange(field: string, kind: Kind, old: readonly string[], now: readonly string[]): Change[] {
	const [added, removed] = [now.filter((each) => !old.includes(each)), old.filter((each) => !now.includes(each))];
	return added.length || removed.length ? [{ field, kind, added, removed }] : [];
}
const textChange = (field: string, kind: Kind, old: string, now: string): Change[] => (old === now ? [] : [{ field, kind, old, now }]);

/**
 * What one entry says otherwise than another, field by field in the order of the form. That somebody looked at it (`checkedOn`, `assuredOn`) is no difference.
 * Anything that no field of the form shows is named last, so that nothing is agreed to unseen.
 */
export function diffOf(old: Entry, now: Entry): Change[] {
	const [before, after] = [formOf(old), formOf(now)];
	const changes = [
		...texts.flatMap(([field, kind]) => textChange(field, kind, String(before[field]), String(after[field]))),
		...lists.flatMap(([field, kind]) => listChange(field, kind, before[field], after[field])),
		...listChange('towns', 'text', lines(before.towns), lines(after.towns)),
		...listChange('tags', 'text', old.facets.keywords, now.facets.keywords),
		...listChange('phones', 'ltr', phonesOf(before), phonesOf(after)),
		...listChange('hours', 'hours', hoursOf(old), hoursOf(now)),
		...listChange('places', 'text', placesOf(before), placesOf(after)),
		...listChange('hidden', 'text', hiddenOf(before), hiddenOf(after)),
		...listChange('other', 'text', [], othersOf(old, now))
	];
	const [was, is] = [old.facets.capacity?.on ?? '', now.facets.capacity?.on ?? ''];
	return [...changes, ...(was && is ? textChange('capacityOn', 'day', was, is) : [])];
}

/** Fields of the service that the form shows, in the standard's words. */
const shownFields = [
	'id',
	'name',
	'status',
	'description',
	'email',
	'url',
	'fees',
	'minimum_age',
	'maximum_age',
	'languages',
	'last_modified'
];

/** Names of what differs and stands in no field of the form. */
function othersOf(old: Entry, now: Entry): string[] {
	const hidden = (entry: Entry): Record<string, unknown> => {
		const { phones = [], schedules = [], cost_options: costs = [], ...service } = entry.service;
		const rest = Object.fromEntries(Object.entries(service).filter(([field]) => !shownFields.includes(field)));
		return {
			...rest,
			phones: phones.slice(phoneRows.length),
			schedules: schedules.filter((each) => !isPlain(each)),
			cost_options: costs.slice(1),
			locations: entry.at.slice(placeRows.length),
			contacts: entry.contacts.slice(1)
		};
	};
	const [was, is] = [hidden(old), hidden(now)];
	const differs = (field: string) => JSON.stringify(was[field]) !== JSON.stringify(is[field]);
	return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(differs).sort();
}
