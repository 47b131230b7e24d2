import { beforeAll, expect, it } from 'vitest';
import { rowsOfEntry } from '#features/directory/server/entry-rows.ts';
import { keepEntries } from '#features/directory/server/keep-entries.ts';
import { listPlaces, listPublished, onePlace, onePublished, type Reading } from '#features/directory/server/publish.ts';
import { aboutFeed, listTaxonomies, listTerms, oneTaxonomy, oneTerm, type Answer } from '#features/directory/server/publish-terms.ts';
import type { Doc, Entry } from '#features/directory/domain/record.ts';
import { idFor, taxonomies, termOf } from '#features/directory/domain/vocabulary.ts';
import { takeAway } from '#server/db/queries/directory-write.ts';
import { faultsIn } from '../feeds/oruk-schemata.ts';
import { job, onOneEngine } from '../database/open.ts';
import { anEntry } from './an-entry.ts';

const now = new Date('2026-06-02T10:00:00Z');
const today = '2026-06-02';
const source = '01930000-0000-7000-8000-0000000000f1';
const id = (kind: number, n: number) => `0193c00${kind}-0000-7000-9000-${String(n).padStart(12, '0')}`;
const at = (n: number, where: Record<string, unknown> = {}, isConfidential = false): Entry['at'] => [
	{
		link: { id: id(1, n), schedules: [{ id: id(2, n), freq: 'WEEKLY', byday: 'SA', opens_at: '10:00:00', closes_at: '12:00:00' }] },
		location: { id: id(3, n), location_type: 'physical', name: `House ${n}`, latitude: 53.74, longitude: -0.33, ...where },
		isConfidential
	}
];
const secret = {
	name: 'Lantern House',
	latitude: 53.7431,
	longitude: -0.3312,
	addresses: [
		{
			id: id(4, 3),
			address_1: '7 Secret Lane',
			city: 'Hull',
			state_province: 'East Riding',
			postal_code: 'HU9 9ZZ',
			country: 'GB',
			address_type: 'physical'
		}
	]
};
const theirTerm = { id: id(5, 1), name: 'Talking', description: 'Talking.', taxonomy_id: id(5, 2), taxonomy: 'theirs' };
const withDoc = (entry: Entry, doc: object): Entry => ({ ...entry, service: { ...entry.service, ...doc } });
const entries: Entry[] = [
	withDoc(anEntry(1, { name: 'Harbour Counselling', facets: { needs: ['health'], langs: ['pl'], isFree: true }, at: at(1) }), {
		minimum_age: 11,
		maximum_age: 25,
		schedules: [{ id: id(2, 9), freq: 'WEEKLY', byday: 'MO,TU', opens_at: '09:00', closes_at: '17:00:00' }],
		attributes: [{ id: id(6, 1), link_type: 'theirs', taxonomy_term: theirTerm }]
	}),
	anEntry(2, { name: 'Wolds Money Advice', facets: { needs: ['money'], areas: ['all'] }, at: at(2) }),
	anEntry(3, { name: 'Lantern Refuge', facets: { needs: ['home'] }, isConfidential: true, at: at(3, secret) }),
	anEntry(4, { name: 'Tamar Counselling', facets: { needs: ['health'], areas: ['devon-and-cornwall'] } }),
	anEntry(5, { name: 'Open Door', facets: { needs: ['social'] }, at: at(5, { ...secret, name: 'Back Room' }, true) }),
	anEntry(6, { name: 'Not Yet Agreed', at: at(6, { name: 'House of Drafts' }) }),
	anEntry(7, { name: 'Gone Again', at: at(7) })
].map((entry) => ({ ...entry, contacts: [{ id: id(7, 1), name: 'Ada Invented' }] }));
const [harbour, wolds, refuge, tamar, door, draft, gone] = entries.map(({ service }) => service.id) as [
	string,
	string,
	string,
	string,
	string,
	string,
	string
];
const kept = (entry: Entry) =>
	rowsOfEntry(
		entry,
		{ sourceId: source, agencyId: null, slug: entry.service.id, isShown: entry.service.id !== draft, isAccredited: false },
		today
	);

onOneEngine('the feed out', (db) => {
	let readings = 0;
	const reading: Reading = (run) => {
		readings++;
		return db().as({ kind: 'reader' }, now, run);
	};
	const docOf = (answer: Answer) =>
		'doc' in answer ? (answer.doc as Record<string, unknown> & { contents: Doc[]; total_items: number }) : null;
	const services = async (query = '') => docOf(await listPublished(reading, new URLSearchParams(query), now));
	const places = async (query = '') => docOf(await listPlaces(reading, new URLSearchParams(query), now));
	const idsIn = async (query: string) => (await services(query))?.contents.map((doc) => doc.id);
	const linesOf = async (answer: Answer) => {
		let text = '';
		if ('lines' in answer) for await (const piece of answer.lines) text += piece;
		return text
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as Doc);
	};
	beforeAll(async () => {
		await db().as(job, now, (tx) => keepEntries(tx, entries.map(kept)));
		await db().as(job, now, (tx) => takeAway(tx, source, [gone]));
	});

	it('T33: every shown service is on one page, in the standard, with what we know of it', async () => {
		const page = await services();
		expect(page).toMatchObject({
			total_items: 5,
			total_pages: 1,
			page_number: 1,
			size: 5,
			first_page: true,
			last_page: true,
			empty: false
		});
		expect(page?.contents.map((doc) => doc.id)).toEqual([harbour, wolds, refuge, tamar, door]);
		for (const doc of [...(page?.contents ?? []), ...((await services('full=true'))?.contents ?? [])])
			expect(faultsIn('service', doc)).toEqual([]);
		const one = docOf(await onePublished(reading, harbour, now)) as unknown as Doc & {
			service_at_locations: Doc[];
			attributes: Doc[];
			languages: Doc[];
		};
		expect(faultsIn('service', one)).toEqual([]);
		expect(one.service_at_locations).toHaveLength(1);
		expect(one.attributes.map((each) => (each['taxonomy_term'] as Doc)['term'] ?? '')).toEqual(
			expect.arrayContaining(['need.health', 'is.free', 'area.humberside'])
		);
		expect(one.languages).toMatchObject([{ code: 'pl' }]);
		expect(page?.contents[0]).not.toHaveProperty('service_at_locations');
	});

	it('S-24: nothing of a secret place, of a person or of what is not shown is in any answer of any path', async () => {
		const link = (n: number) => onePlace(reading, id(1, n), now);
		const answers = [
			...(await Promise.all(
				[...entries.keys()].map(async (n) => [await onePublished(reading, entries[n]!.service.id, now), await link(n + 1)])
			)),
			await services(),
			await services('full=true&per_page=100'),
			await services('minimal=true'),
			await linesOf(await listPublished(reading, new URLSearchParams('format=ndjson'), now)),
			await linesOf(await listPlaces(reading, new URLSearchParams('format=ndjson'), now)),
			await places(),
			await places('full=true'),
			await places('postcode=HU9 9ZZ'),
			await services('search=secret lane'),
			await services('search=lantern house')
		];
		const all = JSON.stringify(answers);
		for (const hidden of [
			'Secret',
			'9ZZ',
			'53.7431',
			'-0.3312',
			'Lantern House',
			'Back Room',
			'Ada',
			'House of Drafts',
			'Not Yet',
			'Gone Again'
		])
			expect(all, hidden).not.toContain(hidden);
		for (const told of ['Lantern Refuge', 'Open Door', 'House 1', 'is.refuge']) expect(all, told).toContain(told);
		for (const n of [3, 5, 6, 7]) expect(await link(n)).toEqual({ missing: true });
		for (const each of [draft, gone, id(9, 9), 'nobody', "'; drop table service; --"])
			expect(await onePublished(reading, each, now)).toEqual({ missing: true });
	});

	it('cuts pages, and says where one is', async () => {
		expect(await services('per_page=2&page=2')).toMatchObject({
			total_items: 5,
			total_pages: 3,
			page_number: 2,
			size: 2,
			first_page: false,
			last_page: false,
			contents: [{ id: refuge }, { id: tamar }]
		});
		expect(await services('per_page=2&page=3')).toMatchObject({ size: 1, last_page: true });
		expect(await services('page=1000000')).toMatchObject({ size: 0, empty: true, last_page: true, first_page: false });
	});

	it.each([
		['search=counselling', [harbour, tamar]],
		['search=💥', []],
		['search=money advice', [wolds]],
		[`taxonomy_term_id=${termOf('need', 'health').id}`, [harbour, tamar]],
		[`taxonomy_term_id=${termOf('is', 'refuge').id}`, [refuge]],
		[`taxonomy_term_id=${theirTerm.id}`, [harbour]],
		[`taxonomy_term_id=${id(9, 9)}`, []],
		[`taxonomy_id=${taxonomies[0]!.id}`, [harbour, wolds, refuge, tamar, door]],
		[`taxonomy_id=${theirTerm.taxonomy_id}`, [harbour]],
		[`taxonomy_id=${idFor('https://waymark.example.org/taxonomies/capacity')}`, []],
		['minimum_age=11', [harbour]],
		['minimum_age=12', []],
		['maximum_age=25', [harbour]],
		['maximum_age=24.5', []],
		['day=MO', [harbour]],
		['day=saturday', [harbour, wolds]],
		['start_time=09:00&end_time=17:00', [harbour, wolds]],
		['start_time=09:01&end_time=17:00', [harbour, wolds]],
		['start_time=10:01', []],
		['day=MO&end_time=16:59', []],
		['postcode=HU1 2AB', [harbour, wolds, refuge, door]],
		['postcode=ZE1', []],
		[`organization_id=${entries[1]!.organisation.id}`, [wolds]],
		['modified_after=2026-06-02T10:00:00Z', [harbour, wolds, refuge, tamar, door]],
		['modified_after=2026-06-02T10:00:01Z', []],
		['search=counselling&day=MO&minimum_age=5&modified_after=2026-01-01', [harbour]]
	])('narrows by %s', async (query, found) => {
		expect(await idsIn(query)).toEqual(found);
		expect((await services(query))?.total_items).toBe(found.length);
	});

	it('gives places with their services, narrowed in the same way', async () => {
		const page = await places();
		expect(page).toMatchObject({ total_items: 2, contents: [{ id: id(1, 1), service: { id: harbour } }, { id: id(1, 2) }] });
		for (const doc of [...(page?.contents ?? []), ...((await places('full=1'))?.contents ?? [])])
			expect(faultsIn('service_at_location', doc)).toEqual([]);
		expect((await places('search=money'))?.contents.map((doc) => doc.id)).toEqual([id(1, 2)]);
		expect((await places('postcode=HU1&day=MO'))?.contents.map((doc) => doc.id)).toEqual([id(1, 1)]);
		expect(docOf(await onePlace(reading, id(1, 1), now))).toMatchObject({
			id: id(1, 1),
			location: { latitude: 53.74 },
			service: { id: harbour }
		});
	});

	it('says what is wrong with what is asked, and reads nothing for it', async () => {
		readings = 0;
		expect(await listPublished(reading, new URLSearchParams('page=1000000001&day=x'), now)).toMatchObject({
			wrong: [{ parameter: 'page' }, { parameter: 'day' }]
		});
		expect(await listPlaces(reading, new URLSearchParams('postcode=HU1&proximity=500'), now)).toMatchObject({
			wrong: [{ parameter: 'proximity' }]
		});
		expect(listTerms(new URLSearchParams('per_page=1000'))).toMatchObject({ wrong: [{ parameter: 'per_page' }] });
		expect(readings).toBe(0);
	});

	it('T33: all of it line by line, each the same as by its id, and the short form', async () => {
		const lines = await linesOf(await listPublished(reading, new URLSearchParams('format=ndjson'), now));
		expect(lines).toEqual(
			await Promise.all([harbour, wolds, refuge, tamar, door].map(async (each) => docOf(await onePublished(reading, each, now))))
		);
		const short = await linesOf(await listPublished(reading, new URLSearchParams('format=ndjson&minimal=true'), now));
		expect(short[0]).toEqual({ id: harbour, modified_date: now.toISOString(), last_modified: now.toISOString() });
		expect(short).toHaveLength(5);
		expect(await linesOf(await listPlaces(reading, new URLSearchParams('format=ndjson'), now))).toHaveLength(2);
	});

	it('reads a long list a stretch at a time, each in a transaction of its own, and loses or doubles none', async () => {
		const many = Array.from({ length: 401 }, (_, n) => kept(anEntry(1000 + n, { facets: { areas: ['long'] }, at: at(1000 + n) })));
		await db().as(job, now, (tx) => keepEntries(tx, many));
		readings = 0;
		const lines = await linesOf(await listPublished(reading, new URLSearchParams('format=ndjson&search=service'), now));
		expect(new Set(lines.map((doc) => doc.id)).size).toBe(401);
		expect(lines).toHaveLength(401);
		expect(readings).toBe(3);
		expect(await linesOf(await listPlaces(reading, new URLSearchParams('format=ndjson&search=service'), now))).toHaveLength(401);
	});

	it('gives our taxonomies and terms, each by its id too, and says which standard it is', () => {
		const all = docOf(listTaxonomies(new URLSearchParams()));
		for (const { id: each } of all?.contents ?? []) expect(faultsIn('taxonomy', docOf(oneTaxonomy(each)))).toEqual([]);
		const some = docOf(listTerms(new URLSearchParams('per_page=5&page=2')));
		expect(some).toMatchObject({ size: 5, page_number: 2, first_page: false });
		for (const { id: each } of some?.contents ?? []) expect(faultsIn('taxonomy_term', docOf(oneTerm(each)))).toEqual([]);
		expect([oneTerm(id(9, 9)), oneTaxonomy('nothing')]).toEqual([{ missing: true }, { missing: true }]);
		expect(docOf(aboutFeed())).toMatchObject({
			version: 'HSDS-UK-3.0',
			profile: expect.stringMatching(/^https:/),
			openapi_url: expect.stringMatching(/^https:/)
		});
	});
});
