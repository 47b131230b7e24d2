import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf, isObject, url, type FaultName } from './oruk-in-fields.ts';
import { noFacets } from './facets.ts';
import { isUuid } from './ids.ts';
import { entryOf, type Reader, type ServiceRead } from './oruk-in.ts';
import { langOf } from './oruk-in-langs.ts';
import { joinPackage, tablesOf } from './oruk-in-package.ts';
import { plainText } from './oruk-in-text.ts';
import { ours, vocabulary } from './vocabulary.ts';

const derive = (text: string) =>
	createHash('sha256')
		.update(text)
		.digest('hex')
		.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
const reader: Reader = { derive, meaningOf: () => undefined };
const read = (given: unknown) => entryOf(given, reader);
const entered = (given: unknown) => {
	const done = read(given);
	if (!done.entry) throw new Error(JSON.stringify(done.faults));
	return done;
};
const fileOf = (name: string): unknown => JSON.parse(readFileSync(`tests/feeds/oruk/${name}`, 'utf8'));
const said = ({ faults }: ServiceRead) => faults.map(({ at, why }) => `${at} ${why}`);
const whole = fileOf('oruk-3.0-service.json') as Record<string, unknown>;
const dirty = fileOf('dirty-services.json') as Record<string, unknown>[];

describe('a service of the standard', () => {
	it('T33: keeps what the standard says as it was said', () => {
		const { entry } = entered(whole);
		const { organization, service_at_locations, contacts, ...service } = whole;
		// Whom to ask for stands beside it; their numbers, here none, would not.
		expect(entry.service).toEqual({ ...service, description: String(service['description']).trim() });
		expect(entry.organisation).toEqual(organization);
		expect(entry.at).toHaveLength((service_at_locations as unknown[]).length);
		expect(entry.contacts).toEqual([...(contacts as unknown[]), { id: entry.contacts[1]?.id, name: 'A. Persona' }]);
		expect(entry.assuredOn).toBe('2005-01-01');
	});
	it('leaves out coordinates that are no place on earth, and tells which', () => {
		const done = entered(whole);
		expect(done.entry.at[0]?.location.latitude).toBeUndefined();
		expect(done.entry.at[0]?.location.longitude).toBeUndefined();
		expect(said(done)).toContain('/service_at_locations/0/location/latitude coordinates');
	});
	it('T33: what a house of ours wrote into it comes back as it was, with nothing guessed', () => {
		const own = (kind: string, value: string, more = {}) => ({
			link_type: ours,
			...more,
			taxonomy_term: {
				name: value,
				description: value,
				taxonomy: 'waymark',
				term: `${kind}.${value}`,
				term_uri: `${vocabulary}${kind}/${value}`
			}
		});
		const attributes = [
			own('need', 'home'),
			own('for', 'women'),
			own('area', 'humberside'),
			own('scope', 'lives'),
			own('is', 'unreported'),
			own('bank', 'closed'),
			own('capacity', 'waiting', { value: '2026-05-01/P6W' }),
			own('text', 'keyword', { value: 'quilts' }),
			own('text', 'summary', { value: 'Rhywun i siarad.', label: 'cy' }),
			own('need', 'nonsense')
		];
		const { facets, isConfidential } = entered({ ...whole, attributes, languages: [{ code: 'pl' }] }).entry;
		expect(isConfidential).toBe(false);
		expect(facets).toEqual({
			...noFacets(),
			needs: ['home'],
			forWhom: ['women'],
			langs: ['pl'],
			areas: ['humberside'],
			scope: 'lives',
			needsNoReport: true,
			bankHolidays: 'closed',
			capacity: { state: 'waiting', weeks: 6, on: '2026-05-01' },
			keywords: ['quilts'],
			summaries: { cy: 'Rhywun i siarad.' }
		});
		expect(entered({ ...whole, attributes: [own('is', 'refuge')] }).entry.isConfidential).toBe(true);
	});
});

describe('a dirty service', () => {
	const first = entered(dirty[0]);
	const { entry } = first;
	it('gets text without markup', () => {
		expect(entry.service.name).toBe('Tidal Counselling & Support');
		expect(entry.service.description).toBe('Talk to somebody.\n\n• By phone\n• In a room\n\nIt’s free £0');
	});
	it('gets ids that are UUIDs, the same each time, and keeps the ones it came with', () => {
		expect(isUuid(entry.service.id)).toBe(true);
		expect(first.external.get(entry.service.id)).toBe('SVC-001');
		expect(first.external.get(entry.organisation.id)).toBe('ORG-1');
		expect(entered(dirty[0]).entry).toEqual(entry);
		expect(entry.service.phones?.every(({ id }) => isUuid(id))).toBe(true);
	});
	it('is told of field by field', () => {
		expect(said(first)).toEqual(
			expect.arrayContaining([
				'/id id',
				'/email email',
				'/last_modified day',
				'/maximum_age number',
				'/phones/1/number phone',
				'/phones/2/number empty',
				'/schedules/0/freq unknown',
				'/organization/website url',
				'/languages/2 lang',
				'/service_areas/1/name area',
				'/service_at_locations/1/location/latitude coordinates',
				'/service_at_locations/1/location/addresses/0 kind',
				'/contacts/0/name person'
			])
		);
	});
	it('keeps what was right of it', () => {
		expect(entry.service.url).toBe('https://www.example.org/counselling');
		expect(entry.assuredOn).toBe('2026-03-14');
		expect(entry.service.schedules?.[0]).toMatchObject({ byday: 'MO,TU', opens_at: '09:00', closes_at: '17:30' });
		expect(entry.facets).toMatchObject({
			needs: ['health'],
			langs: ['pl', 'ur'],
			areas: ['humberside'],
			towns: ['hull'],
			isFree: true,
			keywords: ['Quilting circles']
		});
		expect(entry.facets.ways).toEqual(['phone', 'online', 'person']);
	});
	it('a person by name is for the hub only, an office is for everybody', () => {
		expect(entry.service.phones?.map(({ number }) => number)).toEqual(['01632 960101', '01632 960103']);
		expect(entry.contacts.map((contact) => contact['name'])).toEqual(['Marlow Pemberton', 'Reception', 'Wren Halloway', 'Wren Halloway']);
		expect(JSON.stringify({ ...entry, contacts: [] })).not.toMatch(/Halloway|Pemberton|900102/);
	});
	it.each([
		[2, '/organization organisation'],
		[3, '/name name'],
		[4, ' kind']
	])('number %i cannot be an entry, and why', (n, why) => {
		const done = read(dirty[n]);
		expect(done.entry).toBeUndefined();
		expect(said(done)).toContain(why);
	});
	it('is not shown where nobody can tell whether it is open', () => {
		const last = entered(dirty[5]);
		expect(last.entry.service.status).toBe('inactive');
		expect(said(last)).toEqual(expect.arrayContaining(['/status unknown', '/description kind', '/phones/0 kind']));
		expect(last.entry.service['extra']).toEqual({ nested: ['ab', '\ufffd'] });
	});
});

describe('where a refuge is', () => {
	const { entry, external } = entered(dirty[1]);
	it('is hidden, whatever field says it', () => {
		expect(entry.isConfidential).toBe(true);
		expect(entry.at.every(({ isConfidential }) => isConfidential)).toBe(true);
		expect(JSON.stringify([entry.service, entry.organisation, entry.facets, [...external]])).not.toContain('Secret Street');
		expect(entry.facets.areas).toEqual([]);
	});
	const named = (over: object) => entered({ ...whole, ...over }).entry;
	it.each([
		['the name', { name: 'Women’s Refuge' }],
		['a word of its taxonomy', { attributes: [{ taxonomy_term: { name: 'Refuges', taxonomy: 'x' } }] }],
		['the text', { description: 'Our address is confidential.' }],
		['the name in Welsh', { name: 'Lloches y Bae' }]
	])('is known by %s', (_what, over) => expect(named(over).isConfidential).toBe(true));
	it('is not seen in a word that only looks like it', () => {
		expect(named({ name: 'Refugee welcome', description: 'All we say is confidential.' }).isConfidential).toBe(false);
	});
	it('hides one place that says so, and only it', () => {
		const links = [
			{ location: { id: 'a', name: 'Confidential' } },
			{ location: { id: 'b', name: 'Town hall', addresses: [{ address_1: '1 Example Street' }] } }
		];
		expect(named({ service_at_locations: links }).at.map(({ isConfidential }) => isConfidential)).toEqual([true, false]);
	});
});

describe('earlier versions', () => {
	it('reads Open Referral UK 1.0', () => {
		const page = fileOf('oruk-1.0-service.json') as { content: unknown[] };
		const { entry } = entered(page.content[0]);
		expect(entry.service).toMatchObject({ minimum_age: 60, eligibility_description: 'Older people', phones: [{ number: '01632 960111' }] });
		expect(entry.service.schedules?.[0]).toMatchObject({ byday: 'WE', opens_at: '10:00' });
		expect(entry.organisation.website).toBe('https://fenland.example.org');
		expect(entry.at[0]).toMatchObject({
			link: { schedules: [{ byday: 'FR' }] },
			location: { addresses: [{ address_1: '2 Example Lane', address_type: 'physical' }] }
		});
		expect(entry.facets).toMatchObject({
			needs: ['social'],
			forWhom: ['older'],
			langs: ['cy'],
			access: ['loop'],
			areas: ['humberside'],
			isFree: true
		});
	});
	it('joins the tables of a package', () => {
		const tables = tablesOf({
			organizations: [{ id: 'o1', name: 'Org' }],
			services: [{ id: 's1', organization_id: 'o1', name: 'One', status: 'active' }],
			locations: [{ id: 'l1', name: 'Hall' }],
			services_at_location: [{ id: 'x1', service_id: 's1', location_id: 'l1' }],
			addresses: [{ id: 'a1', location_id: 'l1', address_1: '1 Example Street', city: 'Hull' }],
			phones: [
				{ id: 'p1', service_id: 's1', number: '01632 960120' },
				{ id: 'p2', contact_id: 'c1', number: '07700 900121' }
			],
			contacts: [{ id: 'c1', service_id: 's1', name: 'Ansel Brook' }],
			taxonomy_terms: [{ id: 't1', name: 'Housing', taxonomy: 'List' }],
			attributes: [{ id: 'at1', link_id: 's1', link_entity: 'service', taxonomy_term_id: 't1' }]
		});
		const [row] = [...joinPackage(tables)];
		const { entry } = entered(row);
		expect(entry.at[0]?.location).toMatchObject({ name: 'Hall', addresses: [{ address_1: '1 Example Street' }] });
		expect(entry.service.phones?.map(({ number }) => number)).toEqual(['01632 960120']);
		expect(entry.contacts[0]).toMatchObject({ name: 'Ansel Brook', phones: [{ number: '07700 900121' }] });
		expect(entry.facets.needs).toEqual(['home']);
	});
});

describe('whatever is in a feed', () => {
	const anything = fc.anything({
		withNullPrototype: true,
		maxDepth: 4,
		key: fc.oneof(fc.string(), fc.constantFrom('id', 'name', 'location', '__proto__', 'constructor', 'contacts'))
	});
	const json = fc.oneof(
		fc.json({ maxDepth: 5 }).map((text): unknown => JSON.parse(text)),
		anything
	);
	const paths = Object.keys(whole);
	it('never throws, and tells in words there are (any JSON in place of any field)', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...paths, 'eligibilitys', 'regular_schedule', 'locations', 'physical_addresses', 'extra'),
				json,
				(field, value) => {
					const done = read({ ...whole, [field]: value });
					expect(done.faults.every(({ at, why }) => typeof at === 'string' && typeof (why satisfies FaultName) === 'string')).toBe(true);
					if (done.entry) expect(JSON.stringify(done.entry)).not.toMatch(/\\u0000|\\ud[89a-f]/);
				}
			),
			{ numRuns: 250 }
		);
	});
	it('never throws one level down', () => {
		const lists = paths.filter((name) => Array.isArray(whole[name]));
		fc.assert(
			fc.property(fc.constantFrom(...lists), json, json, (field, one, value) => {
				const [first] = whole[field] as object[];
				const name = Object.keys(first ?? {})[typeof one === 'number' ? Math.abs(Math.trunc(one)) % 4 || 0 : 1] ?? 'id';
				read({ ...whole, [field]: [{ ...first, [name]: value }, value] });
			}),
			{ numRuns: 250 }
		);
	});
	it('is never an entry without what an entry needs', () => {
		fc.assert(
			fc.property(json, (value) => {
				const done = read(value);
				if (done.entry)
					expect([isUuid(done.entry.service.id), isUuid(done.entry.organisation.id), done.entry.service.name !== '']).toEqual([
						true,
						true,
						true
					]);
			})
		);
	});
});

describe('text', () => {
	it('is plain: no tag, no entity, no control, bounded, and its own answer again', () => {
		const bits = fc.constantFrom(
			'<p>',
			'</p>',
			'<script>',
			'</script>',
			'&amp;',
			'&lt;',
			'&#60;',
			'b>',
			'<b',
			'<!--',
			'-->',
			'&amp;lt;',
			'word',
			' ',
			'\n',
			'\0',
			'<a href="javascript:x">',
			'&nbsp;',
			'é',
			'🌊'
		);
		const texts = fc.oneof(
			fc.array(bits, { maxLength: 30 }).map((parts) => parts.join('')),
			fc.string({ unit: 'binary', maxLength: 200 })
		);
		fc.assert(
			fc.property(texts, (raw) => {
				const plain = plainText(raw);
				expect(plain).not.toMatch(/<[a-z/!?]|\0/i);
				expect(plainText(plain)).toBe(plain);
			}),
			{ numRuns: 600 }
		);
	});
	it('stays as it is where it was plain', () => {
		for (const text of ['a < b & c > d', 'Smith & Sons', '<3 from us', 'two\n\nlines', 'مرحبا  بك']) expect(plainText(text)).toBe(text);
	});
	it('is read in no time, however it was built', () => {
		const started = performance.now();
		for (const bit of ['<a', '<!--', '&amp;', '<script>', '&', '<p>', '</'])
			expect(plainText(bit.repeat(40_000)).length).toBeLessThanOrEqual(10_000);
		expect(performance.now() - started).toBeLessThan(2000);
	});
});

describe('small things', () => {
	it.each([
		['https://example.org', 'https://example.org'],
		['example.org/a', 'https://example.org/a'],
		['javascript:alert(1)', undefined],
		['data:text/html,x', undefined],
		['http://user:pass@example.org', undefined],
		['http://localhost/', undefined],
		['not a url', undefined],
		['ftp://example.org', undefined]
	])('the address %s', (given, kept) => expect(url(given, '', () => {})).toBe(kept));
	it.each([
		['Welsh', 'cy'],
		['Cymraeg', 'cy'],
		['POLISH', 'pl'],
		['polski', 'pl'],
		['en-GB', 'en'],
		['pan', 'pa'],
		['British Sign Language', 'bfi'],
		['Klingonese', null]
	])('the language %s', (name, code) => expect(langOf(name)).toBe(code));
	it('a field that nobody reads is kept, and none that could be anything else than a field', () => {
		const kept = fieldsOf(
			JSON.parse('{"more":{"a":[1,"<b>x</b>"]},"__proto__":{"x":1},"constructor":1}') as Record<string, unknown>,
			{},
			'',
			() => {}
		);
		expect(kept).toEqual({ more: { a: [1, 'x'] } });
		expect(isObject(kept)).toBe(true);
	});
});
