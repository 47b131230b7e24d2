import type { Entry, LocationDoc, PhoneDoc, ScheduleDoc } from './record.ts';
import { stretches, stretchesOf, weekdays, type Stretch, type Weekday } from './entry-hours.ts';
import { townOf, towns } from './places.ts';

/** How many phone numbers and places the form has rows for. Of an entry that has more, the rest is kept as it is. */
export const phoneRows = [1, 2, 3, 4, 5] as const;
export const placeRows = [1, 2, 3, 4] as const;
export const placeParts = ['name', 'line', 'line2', 'town', 'post', 'lat', 'lon', 'hidden'] as const;
/** Languages in which an entry says in a line what it does. */
export const summaryLangs = ['en', 'cy', 'ar'] as const;
export const statuses = ['active', 'temporarily closed', 'inactive', 'defunct'] as const;

/** Languages that a service may say it speaks; of one that is not here, the entry keeps what it says. */
export const spoken =
	'en cy bfi am ar bg bn ckb cs de el es et fa fr gu ha hi hu ig it kmr lt lv ml ne pa pl prs ps pt ro rom ru si sk so sq sw ta te th ti tl tr uk ur vi yo yue zh'.split(
		' '
	);

export type PhoneRow = (typeof phoneRows)[number];
export type PlaceRow = (typeof placeRows)[number];
type PlacePart = (typeof placeParts)[number];

/** Fields that hold one text. A name must not sound like a secret: what was typed there would not be shown again (`http/guard.ts`). */
export const plainFields = [
	'name',
	'organisation',
	'status',
	'description',
	'towns',
	'scope',
	'witnesses',
	'unreported',
	'free',
	'fees',
	'amount',
	'ageFrom',
	'ageTo',
	'capacity',
	'weeks',
	'tags',
	'email',
	'url',
	'holidays',
	'refuge',
	'askFor',
	'askRole',
	'askPhone',
	'askEmail'
] as const;
export const listFields = ['needs', 'crimes', 'forWhom', 'ways', 'access', 'langs', 'areas'] as const;

export type ListField = (typeof listFields)[number];
export type PhoneField = `phone-${PhoneRow}` | `phone-${PhoneRow}-what`;
export type PlaceField = `at-${PlaceRow}-${PlacePart}`;
export type HourField = `${Weekday}-${Stretch}-${'from' | 'to'}`;
export type SummaryField = `summary-${(typeof summaryLangs)[number]}`;
export type TextField = (typeof plainFields)[number] | PhoneField | PlaceField | HourField | SummaryField;
/** An entry as a form holds it: texts, and lists of codes. */
export type EntryForm = Record<TextField, string> & Record<ListField, string[]>;
type Texts<Field extends string> = Record<Field, string>;

const yes = (is: boolean) => (is ? 'yes' : '');
const numeral = (value: number | undefined) => (value === undefined ? '' : String(value));

const phonesIn = (phones: readonly PhoneDoc[] = []): Texts<PhoneField> =>
	Object.fromEntries(
		phoneRows.flatMap((row) => {
			const phone = phones[row - 1];
			return [
				[`phone-${row}`, phone?.number ?? ''],
				[`phone-${row}-what`, phone?.description ?? '']
			];
		})
	) as Texts<PhoneField>;

/** The parts of one place, as the form has them. */
export function placeIn(location: LocationDoc | undefined, isConfidential: boolean): Record<PlacePart, string> {
	const address = location?.addresses?.[0];
	return {
		name: location?.name ?? '',
		line: address?.address_1 ?? '',
		line2: typeof address?.['address_2'] === 'string' ? address['address_2'] : '',
		town: address?.city ?? '',
		post: address?.postal_code ?? '',
		lat: numeral(location?.latitude),
		lon: numeral(location?.longitude),
		hidden: yes(isConfidential)
	};
}
const placesIn = (at: Entry['at']): Texts<PlaceField> =>
	Object.fromEntries(
		placeRows.flatMap((row) => {
			const parts = placeIn(at[row - 1]?.location, at[row - 1]?.isConfidential ?? false);
			return placeParts.map((part) => [`at-${row}-${part}`, parts[part]]);
		})
	) as Texts<PlaceField>;

const hoursIn = (schedules: readonly ScheduleDoc[] = []): Texts<HourField> =>
	Object.fromEntries(
		weekdays.flatMap((day) => {
			const open = stretchesOf(schedules, day);
			return stretches.flatMap((at) => [
				[`${day}-${at}-from`, open[at - 1]?.from ?? ''],
				[`${day}-${at}-to`, open[at - 1]?.to ?? '']
			]);
		})
	) as Texts<HourField>;

const townLine = (code: string): string[] => {
	const town = townOf(code);
	if (!town) return [];
	return [towns.filter(({ name }) => name === town.name).length > 1 ? code : town.name];
};

/** An entry as the form shows it. What the form has no field for is not in it, and stays in the entry (`entryFrom`). */
export function formOf({ service, organisation, at, contacts, facets, isConfidential }: Entry): EntryForm {
	const [contact] = contacts as { name?: string; title?: string; email?: string; phones?: PhoneDoc[] }[];
	const { needs, crimes, forWhom, ways, access, langs, areas } = facets;
	return {
		...{ needs, crimes, forWhom, ways, access, langs, areas },
		name: service.name,
		organisation: organisation.name,
		status: service.status,
		description: service.description ?? '',
		...(Object.fromEntries(summaryLangs.map((lang) => [`summary-${lang}`, facets.summaries[lang] ?? ''])) as Texts<SummaryField>),
		towns: facets.towns.flatMap(townLine).join('\n'),
		scope: facets.scope,
		witnesses: yes(facets.takesWitnesses),
		unreported: yes(facets.needsNoReport),
		free: facets.isFree ? 'yes' : 'no',
		fees: service.fees ?? '',
		amount: numeral(service.cost_options?.[0]?.amount),
		ageFrom: numeral(service.minimum_age),
		ageTo: numeral(service.maximum_age),
		capacity: facets.capacity?.state ?? '',
		weeks: numeral(facets.capacity?.weeks ?? undefined),
		tags: facets.keywords.join('\n'),
		email: service.email ?? '',
		url: service.url ?? '',
		...phonesIn(service.phones),
		...hoursIn(service.schedules),
		holidays: facets.bankHolidays,
		...placesIn(at),
		refuge: yes(isConfidential),
		askFor: contact?.name ?? '',
		askRole: contact?.title ?? '',
		askPhone: contact?.phones?.[0]?.number ?? '',
		askEmail: contact?.email ?? ''
	};
}

/** The address of a form's field for a place, a phone or hours. */
export const placeField = (row: PlaceRow, part: PlacePart): PlaceField => `at-${row}-${part}`;
export const hourField = (day: Weekday, at: Stretch, end: 'from' | 'to'): HourField => `${day}-${at}-${end}`;
