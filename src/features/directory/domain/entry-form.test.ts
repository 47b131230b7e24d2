import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accesses, audiences, crimes, needs, ways } from './codes.ts';
import { diffOf } from './diff.ts';
import { formOf, type EntryForm } from './entry-form.ts';
import { entryFrom, newEntry } from './entry-from.ts';
import { timeOf } from './entry-hours.ts';
import { entryForm, entryIn } from '../entry-schema.ts';
import type { Entry } from './record.ts';

let n = 0;
const made = { newId: () => `01930009-0000-7000-9000-${String(++n).padStart(12, '0')}`, today: '2026-06-02' };
const id = fc.uuid();
/** What people write, and what feeds bring: lines, spaces at the ends, other scripts. */
const words = fc.oneof(
	fc.constantFrom('Harbour Counselling', ' two  spaces ', 'line\nbreak', 'القلب', 'Llŷn', '1 < 2 & "three"'),
	fc.string({ maxLength: 40 })
);
const some = <T extends string>(list: readonly T[]) => fc.uniqueArray(fc.constantFrom(...list), { maxLength: 4 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const tidy = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const time = fc.constantFrom('09:00', '09:30:00', '13:00', '17:00', '20:15');

const phone = fc.record({
	id,
	number: fc.constantFrom('01632 960001', '01632 960002 ext 4', '999'),
	description: maybe(words),
	extension: maybe(fc.integer())
});
const schedule = fc.record({
	id,
	freq: maybe(fc.constantFrom('WEEKLY', 'MONTHLY')),
	byday: maybe(fc.constantFrom('MO', 'MO,TU', 'SA, SU', '2TU')),
	opens_at: maybe(time),
	closes_at: maybe(time),
	valid_from: maybe(fc.constant('2026-01-01')),
	notes: maybe(words)
});
const location = fc.record({
	id,
	location_type: fc.constantFrom('physical', 'virtual'),
	name: maybe(words),
	latitude: maybe(fc.constant(53.744)),
	longitude: maybe(fc.constant(-0.335)),
	transportation: maybe(words),
	addresses: maybe(
		fc.array(
			fc.record({
				id,
				address_1: words,
				city: words,
				region: maybe(words),
				state_province: words,
				postal_code: fc.constant('HU1 1AA'),
				country: fc.constant('GB'),
				address_type: fc.constant('physical')
			}),
			{ maxLength: 2 }
		)
	)
});
const facets = fc.record({
	needs: some(needs),
	crimes: some(crimes),
	forWhom: some(audiences),
	ways: some(ways),
	langs: some(['en', 'pl', 'ar', 'zh-Hant']),
	areas: fc.constantFrom(['humberside'], ['all', 'humberside']),
	towns: fc.constantFrom([], ['hull'], ['a-town-we-do-not-know', 'hull']),
	access: some(accesses),
	scope: fc.constantFrom('lives' as const, 'happened' as const, 'either' as const),
	takesWitnesses: fc.boolean(),
	needsNoReport: fc.boolean(),
	isFree: fc.boolean(),
	bankHolidays: fc.constantFrom('open' as const, 'closed' as const, 'unknown' as const),
	capacity: fc.option(
		fc.record({
			state: fc.constantFrom('open' as const, 'waiting' as const, 'full' as const),
			weeks: fc.option(fc.integer({ min: 0, max: 50 })),
			on: fc.constant('2026-01-05')
		})
	),
	keywords: fc.array(words, { maxLength: 3 }),
	summaries: fc.dictionary(fc.constantFrom('en', 'cy', 'ar', 'pl'), words, { maxKeys: 4 })
});
/** Any entry, however it came about: with fields the form knows, and with others. */
const entries: fc.Arbitrary<Entry> = fc
	.record({
		service: fc.record({
			id,
			name: words,
			status: fc.constantFrom('active' as const, 'inactive' as const, 'defunct' as const, 'temporarily closed' as const),
			description: maybe(words),
			email: maybe(fc.constant('help@example.org')),
			url: maybe(fc.constantFrom('https://example.org/', 'http://example.org')),
			fees: maybe(words),
			minimum_age: maybe(fc.integer({ min: 0, max: 20 })),
			maximum_age: maybe(fc.integer({ min: 21, max: 99 })),
			alert: maybe(words),
			phones: maybe(fc.array(phone, { maxLength: 7 })),
			schedules: maybe(fc.array(schedule, { maxLength: 5 })),
			languages: maybe(fc.array(fc.record({ id, code: fc.constantFrom('pl', 'ar', 'ro'), note: maybe(words) }), { maxLength: 3 })),
			cost_options: maybe(fc.array(fc.record({ id, amount: maybe(fc.constantFrom(5, 12.5)), option: maybe(words) }), { maxLength: 2 }))
		}),
		organisation: fc.record({ id, name: words, description: words, logo: maybe(words) }),
		at: fc.array(fc.record({ link: fc.record({ id, note: maybe(words) }), location, isConfidential: fc.boolean() }), { maxLength: 6 }),
		contacts: fc.array(
			fc.record({
				id,
				name: maybe(words),
				title: maybe(words),
				department: maybe(words),
				phones: maybe(fc.array(phone, { maxLength: 2 }))
			}),
			{ maxLength: 2 }
		),
		facets,
		isConfidential: fc.boolean(),
		assuredOn: fc.option(fc.constant('2026-01-02')),
		checkedOn: fc.option(fc.constant('2026-01-03'))
	})
	.map((entry) => tidy(entry) as unknown as Entry);

/** As a browser sends it: line ends of its own, and the server cuts the spaces at the ends. */
const sent = (form: EntryForm): EntryForm =>
	Object.fromEntries(
		Object.entries(form).map(([key, value]) => [key, typeof value === 'string' ? value.replace(/\r?\n/g, '\r\n').trim() : value])
	) as EntryForm;

const plain = (): Entry => ({
	...newEntry(made),
	service: {
		id: 's',
		name: 'Harbour',
		status: 'active',
		phones: [
			{ id: 'p1', number: '01632 960001', extension: 12 },
			{ id: 'p2', number: '01632 960002', description: 'Text' }
		],
		schedules: [{ id: 'h1', freq: 'WEEKLY', byday: 'MO,TU', opens_at: '09:00', closes_at: '17:00', notes: 'Ring twice' }]
	},
	organisation: { id: 'o', name: 'Harbour Trust', description: 'A charity.' }
});
const edited = (entry: Entry, change: Partial<EntryForm>) => entryFrom({ ...formOf(entry), ...change } as EntryForm, entry, made);

describe('the form of an entry', () => {
	it('sent back unchanged gives the same entry, with every field that it does not know', () => {
		fc.assert(
			fc.property(entries, (entry) => {
				expect(entryFrom(sent(formOf(entry)), entry, made)).toEqual(entry);
			}),
			{ numRuns: 300 }
		);
	});
	it('through the rules of the form, too', () => {
		const entry = {
			...plain(),
			facets: { ...plain().facets, areas: ['humberside'], towns: ['hull'], langs: ['pl'], needs: ['home' as const] }
		};
		const typed = Object.fromEntries(
			Object.entries(formOf(entry)).map(([key, value]) => [key, Array.isArray(value) && value.length === 1 ? value[0] : value])
		);
		const parsed = entryForm.parse(typed);
		expect(entryFrom(entryIn(parsed), entry, made)).toEqual(entry);
	});
	it('what one field changes is a difference, whatever the entry, and no other field is', () => {
		const fields = ['name', 'organisation', 'description', 'fees', 'summary-cy', 'askFor', 'email'] as const;
		fc.assert(
			fc.property(entries, fc.constantFrom(...fields), (entry, field) => {
				const changes = diffOf(entry, edited(entry, { [field]: 'Something quite different' }));
				expect(changes.map((change) => change.field)).toEqual([field]);
			}),
			{ numRuns: 150 }
		);
	});
	it('an entry does not differ from itself', () => {
		fc.assert(
			fc.property(entries, (entry) => void expect(diffOf(entry, entry)).toEqual([])),
			{ numRuns: 100 }
		);
	});

	it('a phone that changes keeps what else is known of it, one that is emptied goes, and a new one comes', () => {
		const { service } = edited(plain(), { 'phone-1': '01632 960009', 'phone-2': '', 'phone-2-what': '', 'phone-3': '01632 960003' });
		expect(service.phones).toEqual([
			{ id: 'p1', number: '01632 960009', extension: 12 },
			{ id: expect.stringMatching(/^01930009/), number: '01632 960003' }
		]);
	});
	it('hours that change keep the schedule that still says the same times', () => {
		const { service } = edited(plain(), { 'WE-1-from': '9am', 'WE-1-to': '5pm', 'TU-1-from': '10', 'TU-1-to': '12.30' });
		expect(service.schedules).toEqual([
			{ id: 'h1', freq: 'WEEKLY', byday: 'MO,WE', opens_at: '09:00', closes_at: '17:00', notes: 'Ring twice' },
			{ id: expect.any(String), freq: 'WEEKLY', byday: 'TU', opens_at: '10:00', closes_at: '12:30' }
		]);
	});
	it('S-24: a refuge and a confidential place are said by the form, and their secrecy is a difference that can be seen', () => {
		const entry = edited(plain(), { 'at-1-line': '1 Quay Street', 'at-1-town': 'Hull', 'at-1-hidden': 'yes' });
		expect(entry.at).toMatchObject([{ isConfidential: true, location: { addresses: [{ address_1: '1 Quay Street', city: 'Hull' }] } }]);
		expect(diffOf(entry, edited(entry, { 'at-1-hidden': '' }))).toEqual([
			{ field: 'hidden', kind: 'text', added: [], removed: ['1 Quay Street, Hull'] }
		]);
		expect(diffOf(entry, edited(entry, { refuge: 'yes' }))).toEqual([{ field: 'refuge', kind: 'yes', old: '', now: 'yes' }]);
	});
	it('what stands in no field of the form is named, so that nothing is agreed to unseen', () => {
		const other = { ...plain(), service: { ...plain().service, alert: 'Ring this other number' } };
		expect(diffOf(plain(), other)).toEqual([{ field: 'other', kind: 'text', added: ['alert'], removed: [] }]);
	});

	it.each([
		['9', '09:00'],
		['9.30', '09:30'],
		['5pm', '17:00'],
		['12 am', '00:00'],
		['17:30', '17:30'],
		['25', null],
		['13pm', null],
		['soon', null]
	])('reads the time %s as %s', (typed, is) => expect(timeOf(typed)).toBe(is));
});

describe('what the form refuses', () => {
	const filled = { name: 'Harbour', organisation: 'Harbour Trust', areas: 'humberside' };
	const keys = (more: Record<string, unknown>) => {
		const { error } = entryForm.safeParse({ ...filled, ...more });
		return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
	};
	it('needs a name, whose it is and where it is for, and nothing else', () => {
		expect(keys({})).toEqual([]);
		expect(keys({ name: ' ', organisation: '', areas: [] })).toEqual([
			'name: entries.error.name',
			'organisation: entries.error.organisation',
			'areas: entries.error.areas'
		]);
	});
	it.each([
		[{ 'phone-2': 'ring us' }, 'phone-2: entries.error.phone'],
		[{ 'phone-2-what': 'Text' }, 'phone-2: entries.error.phone.needed'],
		[{ email: 'nobody' }, 'email: entries.error.email'],
		[{ url: 'javascript:alert(1)' }, 'url: entries.error.url'],
		[{ 'MO-1-from': '9' }, 'MO-1-to: entries.error.time'],
		[{ 'MO-1-from': '17:00', 'MO-1-to': '9:00' }, 'MO-1-to: entries.error.later'],
		[{ 'at-1-post': 'HU1' }, 'at-1-post: entries.error.postcode'],
		[{ 'at-1-lat': '200', 'at-1-lon': '0' }, 'at-1-lon: entries.error.coordinates'],
		[{ towns: 'Hull\nAtlantis' }, 'towns: entries.error.town'],
		[{ amount: 'five' }, 'amount: entries.error.amount'],
		[{ ageFrom: '18', ageTo: '11' }, 'ageTo: entries.error.ages']
	])('%o', (more, said) => expect(keys(more)).toEqual([said]));
	it('takes no area, need or agency that is not one', () => {
		expect(keys({ areas: 'narnia' })).toEqual(['areas: entries.field.choose']);
		expect(keys({ needs: ['home', 'magic'] })).toEqual(['needs: entries.field.choose']);
		expect(keys({ agency: 'mine' })).toEqual(['agency: entries.field.choose']);
	});
});
