import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEntry } from '#tests/cases/an-entry.ts';
import { faultsIn, schemata } from '#tests/feeds/oruk-schemata.ts';
import { accesses, audiences, crimes, needs, ways } from './codes.ts';
import type { Facets } from './facets.ts';
import { knownIn } from './oruk-facets.ts';
import { placeInList, placeOut, serviceInList, serviceOut, type Names, type Published } from './oruk-out.ts';
import type { Doc, Entry, ServiceDoc } from './record.ts';

const names: Names = { of: (kind, code) => `codes.${kind}.${code}`, lang: (code) => code };
const id = (n: number) => `0193c000-0000-7000-9000-${String(n).padStart(12, '0')}`;
const published = (entry: Entry, over: Partial<Published> = {}): Published => ({
	...entry,
	accreditedUntil: null,
	modifiedAt: '2026-05-02T09:00:00.000Z',
	...over
});
const place = (n: number, isConfidential = false): Entry['at'][number] => ({
	link: { id: id(n), schedules: [{ id: id(n + 1), freq: 'WEEKLY', byday: 'TU', opens_at: '10:00' }] },
	location: {
		id: id(n + 2),
		location_type: 'physical',
		name: 'Lantern House',
		latitude: 53.7431,
		longitude: -0.3312,
		addresses: [
			{
				id: id(n + 3),
				attention: 'Ada Invented',
				address_1: '7 Secret Lane',
				city: 'Hull',
				state_province: 'East Riding',
				postal_code: 'HU9 9ZZ',
				country: 'GB',
				address_type: 'physical'
			}
		]
	},
	isConfidential
});

const some = <T>(list: readonly T[]) => fc.uniqueArray(fc.constantFrom(...list), { maxLength: 4 });
const day = fc.constantFrom('2026-05-01', '2025-12-31', '2024-02-29');
const text = fc.string({ minLength: 1, maxLength: 40 });
const facets: fc.Arbitrary<Facets> = fc.record({
	needs: some(needs),
	crimes: some(crimes),
	forWhom: some(audiences),
	ways: some(ways),
	langs: some(['en', 'cy', 'pl', 'ur', 'zh-Hant']),
	areas: some(['humberside', 'all']),
	towns: some(['hull']),
	access: some(accesses),
	scope: fc.constantFrom('lives', 'happened', 'either'),
	takesWitnesses: fc.boolean(),
	needsNoReport: fc.boolean(),
	isFree: fc.boolean(),
	bankHolidays: fc.constantFrom('open', 'closed', 'unknown'),
	capacity: fc.option(
		fc.record({ state: fc.constantFrom('open', 'waiting', 'full'), weeks: fc.option(fc.integer({ min: 0, max: 104 })), on: day })
	),
	keywords: fc.uniqueArray(text, { maxLength: 3 }),
	summaries: fc.dictionary(fc.constantFrom('en', 'cy', 'ar'), text, { maxKeys: 3 })
});
const entries = fc
	.record({
		n: fc.integer({ min: 1, max: 9999 }),
		facets,
		isConfidential: fc.boolean(),
		hasPlace: fc.boolean(),
		assuredOn: fc.option(day),
		checkedOn: fc.option(day),
		until: fc.option(day),
		more: fc.dictionary(
			fc.constantFrom('x_local', 'alternate_name', 'interpretation_services'),
			fc.oneof(text, fc.record({ deep: fc.array(text, { minLength: 1 }) }))
		)
	})
	.map(({ n, facets, hasPlace, isConfidential, assuredOn, checkedOn, until, more }) => {
		const entry = anEntry(n, { facets, isConfidential, assuredOn, checkedOn, at: hasPlace ? [place(n * 10, isConfidential)] : [] });
		return published({ ...entry, service: { ...entry.service, ...more } as ServiceDoc }, { accreditedUntil: until });
	});

describe('the feed out', () => {
	it('T33: whatever is kept leaves as Open Referral UK 3.0 wants it', () => {
		expect(schemata.length).toBe(17);
		fc.assert(
			fc.property(entries, (entry) => {
				expect(faultsIn('service', serviceOut(entry, names))).toEqual([]);
				expect(faultsIn('service', serviceInList(entry, names))).toEqual([]);
				for (const doc of [placeOut(entry, names), placeInList(entry, names)])
					if (doc) {
						expect(faultsIn('service_at_location', doc)).toEqual([]);
						expect(faultsIn('service', doc['service'])).toEqual([]);
					}
			})
		);
	});

	it('T33: what we know beyond the standard is read back from what we gave out, all of it', () => {
		fc.assert(
			fc.property(entries, (entry) => {
				const out = serviceOut(entry, names) as ServiceDoc;
				expect(knownIn(out)).toEqual({ facets: entry.facets, isConfidential: entry.isConfidential, checkedOn: entry.checkedOn });
			})
		);
	});

	it('T33: given out, kept and given out again it is the same', () => {
		fc.assert(
			fc.property(entries, (entry) => {
				const first = serviceOut(entry, names);
				const {
					organization,
					service_at_locations: at = [],
					...service
				} = first as ServiceDoc & { organization: Doc; service_at_locations?: Doc[] };
				const again = published(
					{
						...entry,
						...knownIn(service),
						contacts: [],
						service,
						organisation: organization as Entry['organisation'],
						assuredOn: service.assured_date ?? null,
						at: at.map(({ location, ...link }) => ({ link, location: location as Entry['at'][number]['location'], isConfidential: false }))
					},
					{ modifiedAt: service.last_modified ?? '' }
				);
				expect(serviceOut(again, names)).toEqual(first);
			})
		);
	});

	it('T33: every field of a feed leaves as it came, those we do not know included; what says nothing is left out', () => {
		const service = {
			...anEntry(1).service,
			x_local: { deep: [1, { er: 'still here' }] },
			minimum_age: 0,
			fees: '',
			funding: [],
			email: null,
			attributes: [{ id: id(900), link_type: 'theirs', taxonomy_term: { id: id(901), name: 'Their term' } }]
		} as unknown as ServiceDoc;
		const out = serviceOut(published({ ...anEntry(1), service }), names);
		expect(out).toMatchObject({ x_local: { deep: [1, { er: 'still here' }] }, minimum_age: 0, phones: service.phones });
		for (const field of ['fees', 'funding', 'email', 'service_at_locations']) expect(out).not.toHaveProperty(field);
		// The standard wants a description of every term, and theirs has none.
		expect((out['attributes'] as Doc[])[0]).toEqual({
			id: id(900),
			link_type: 'theirs',
			taxonomy_term: { id: id(901), name: 'Their term', description: 'Their term' }
		});
	});

	it('says when it was assured, until when it is accredited and when it last changed', () => {
		const out = serviceOut(published(anEntry(1), { accreditedUntil: '2027-01-31' }), names);
		expect(out).toMatchObject({ assured_date: '2026-05-01', last_modified: '2026-05-02T09:00:00.000Z' });
		expect(out['accreditations']).toContain('2027-01-31');
		expect(serviceOut(published(anEntry(1)), names)).not.toHaveProperty('accreditations');
	});

	it('S-24: a refuge says what it does and nothing of where it is, whatever its feed put where', () => {
		const entry = anEntry(1, { isConfidential: true, at: [place(10, true)] });
		const where = { address_1: '7 Secret Lane', postal_code: 'HU9 9ZZ', latitude: 53.7431, longitude: -0.3312 };
		const refuge = published({
			...entry,
			service: {
				...entry.service,
				x_where: '7 Secret Lane',
				locations: [where],
				service_areas: [{ id: id(5), name: 'Humberside', extent: '53.7431' }]
			} as unknown as ServiceDoc,
			organisation: { ...entry.organisation, locations: [where], x_office: 'HU9 9ZZ' } as Entry['organisation']
		});
		const all = JSON.stringify([serviceOut, serviceInList, placeOut, placeInList].map((out) => out(refuge, names)));
		expect(all).toContain('Service 1');
		for (const secret of ['Secret', 'HU9', '53.74', '-0.33', 'Lantern House', id(12)]) expect(all).not.toContain(secret);
		expect(placeOut(refuge, names)).toBeNull();
		// The same entry with its place known gives it: the test above can fail.
		expect(JSON.stringify(serviceOut({ ...refuge, isConfidential: false }, names))).toContain('7 Secret Lane');
	});

	it('no person is named: contacts, to whose attention, who assured it', () => {
		const entry = anEntry(1, { at: [place(10)], contacts: [{ id: id(3), name: 'Ada Invented' }] });
		const service = {
			...entry.service,
			contacts: [{ id: id(4), name: 'Ada Invented' }],
			assurer_email: 'ada@example.org',
			phones: [{ id: id(6), number: '01632 960001', contact_id: id(4) }]
		};
		const all = JSON.stringify(
			[serviceOut, placeOut, serviceInList, placeInList].map((out) => out(published({ ...entry, service } as Entry), names))
		);
		expect(all).toContain('01632 960001');
		for (const secret of ['Ada', 'ada@', 'contact_id']) expect(all).not.toContain(secret);
	});
});
