import { brotliCompressSync, constants } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { areaOf } from '#features/directory/domain/places.ts';
import { slugOf } from '#features/directory/domain/ids.ts';
import { keepArea } from '#features/directory/server/keep-area.ts';
import { keepEntries } from '#features/directory/server/keep-entries.ts';
import { rowsOfEntry } from '#features/directory/server/entry-rows.ts';
import type { Entry } from '#features/directory/domain/record.ts';
import { entriesOf } from '#demo/directory/entries.ts';
import { work } from '#server/http/work.ts';
import { job, onOneEngine } from '../database/open.ts';
import { anEntry } from './an-entry.ts';

const now = new Date('2026-06-02T10:00:00Z');
const today = '2026-06-02';
const place = {
	id: '01930005-0000-7000-9000-000000000001',
	location_type: 'physical',
	latitude: 53.7401,
	longitude: -0.33,
	name: 'Quillfeather House'
};
const link = { id: '01930004-0000-7000-9000-000000000001' };

function harbour(): Entry {
	const entry = anEntry(1, {
		name: 'Harbour Counselling',
		description: 'Talking about nightmares.',
		facets: {
			needs: ['health'],
			crimes: ['sexual'],
			ways: ['phone', 'person'],
			towns: ['hull'],
			summaries: { cy: 'Cwnsela.', ar: 'إرشاد نفسي' },
			bankHolidays: 'closed'
		},
		at: [{ link, location: place, isConfidential: false }],
		contacts: [{ id: '01930006-0000-7000-9000-000000000001', name: 'Bethan Quillfeather', email: 'bethan@example.org' }]
	});
	const schedules = [
		{ id: '1', freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opens_at: '09:00', closes_at: '17:00' },
		{ id: '2', freq: 'WEEKLY', byday: 'SA', opens_at: '10:30', closes_at: '12:00' }
	];
	return { ...entry, service: { ...entry.service, email: 'harbour@example.org', url: 'https://example.org/harbour', schedules } };
}
const refuge = anEntry(2, {
	name: 'Lantern Refuge',
	facets: { needs: ['home'], crimes: ['domestic'], towns: ['beverley'] },
	isConfidential: true,
	at: [
		{
			link: { id: link.id.replace(/1$/, '2') },
			location: { ...place, id: place.id.replace(/1$/, '2'), name: 'Secretstead' },
			isConfidential: true
		}
	]
});
const country = anEntry(3, { name: 'Line for All', facets: { areas: ['all'] } });
country.service = { ...country.service, schedules: [{ id: '3', opens_at: '00:00', closes_at: '23:59' }] };
const bad = { ...anEntry(4, { name: 'Odd Entry' }) };
bad.service = {
	...bad.service,
	url: 'javascript:alert(1)',
	phones: [
		{ id: '9', number: 'ask at the desk' },
		{ id: '8', number: '(0)1632 960999', description: 'Office' }
	]
};
const elsewhere = anEntry(5, { name: 'Tamar Counselling', facets: { areas: ['devon-and-cornwall'] } });

const kept = (entry: Entry, isShown = true) =>
	rowsOfEntry(entry, { sourceId: null, agencyId: null, slug: slugOf(entry.service.name), isShown, isAccredited: false }, today);

onOneEngine('keeping an area on the device', (db) => {
	const made = (code: string, at = now) =>
		work(db(), { actor: { kind: 'reader' }, now: at, lang: 'en', requestId: 'test', audit: null }, (ctx) => keepArea(ctx, areaOf(code)!));
	beforeAll(async () => {
		const hidden = anEntry(6, { name: 'Not Yet Shown' });
		await db().as(job, now, (tx) =>
			keepEntries(tx, [...[harbour(), refuge, country, bad, elsewhere].map((each) => kept(each)), kept(hidden, false)])
		);
	});

	it('holds the shown services of the area and of the whole country, and says from which day it is', async () => {
		const list = await made('humberside');
		expect(list.services.map(({ name }) => name).toSorted()).toEqual([
			'Harbour Counselling',
			'Lantern Refuge',
			'Line for All',
			'Odd Entry'
		]);
		expect([list.made, list.date.en, list.date.cy, list.names.en]).toEqual([today, '2 June 2026', '2 Mehefin 2026', 'Humberside']);
		expect((await made('humberside', new Date('2026-06-02T23:30:00Z'))).made, 'the day in London').toBe('2026-06-03');
	});

	it('says how to reach each one, in the languages of the pages', async () => {
		const service = (await made('humberside')).services.find(({ name }) => name === 'Harbour Counselling');
		expect(service).toMatchObject({
			by: 'Organisation 1',
			does: { en: 'Talking about nightmares.', cy: 'Cwnsela.', ar: 'إرشاد نفسي' },
			phones: [{ number: '01632 960001', dial: '01632960001' }],
			ways: ['phone', 'person'],
			url: 'https://example.org/harbour'
		});
		expect(service?.codes).toEqual(expect.arrayContaining(['need.health', 'crime.sexual', 'way.phone']));
		expect(service?.hours.en).toEqual([
			'Monday to Friday: 9:00 am to 5:00 pm',
			'Saturday: 10:30 am to 12:00 pm',
			'Closed on bank holidays'
		]);
		expect(service?.hours.cy[0]).toMatch(/^Dydd Llun i Dydd Gwener: 09:00 i 17:00|^Dydd Llun i Dydd Gwener/);
		expect(service?.words).toContain('hull');
		const country = (await made('humberside')).services.find(({ name }) => name === 'Line for All');
		expect(country?.hours.en).toEqual(['Every day: all day and all night']);
	});

	it('P18: holds no place, no person, and of a refuge not even the towns it serves', async () => {
		const text = JSON.stringify((await made('humberside')).services);
		expect(text).not.toMatch(/Quillfeather|quillfeather|Bethan|bethan|53\.74|latitude|harbour@|Secretstead|secretstead|beverley/i);
		expect(text).toContain('Lantern Refuge');
	});

	it('an address that is no site and a number that is none are left out', async () => {
		const odd = (await made('humberside')).services.find(({ name }) => name === 'Odd Entry');
		expect(odd).not.toHaveProperty('url');
		expect(odd?.phones).toEqual([{ number: '(0)1632 960999', dial: '1632960999', about: 'Office' }]);
	});

	it('200 services with all their words fit into 60 kB, and no more than 200 are kept', async () => {
		// The demonstration's own entries, written one by one in three languages, and then again with their words in another order: nothing repeats as a whole.
		const demo = entriesOf(today).map(({ entry }) => entry);
		const mixed = (text: string, by: number) => {
			const words = text.split(' ');
			return words.map((_, at) => words[(at * 7 + by) % words.length]).join(' ');
		};
		const many = Array.from({ length: 210 }, (_, n): Entry => {
			const like = demo[n % demo.length]!;
			const summaries = Object.fromEntries(Object.entries(like.facets.summaries).map(([lang, text]) => [lang, mixed(text, n)]));
			const entry = anEntry(1000 + n, {
				name: `${mixed(like.service.name, n)} ${n}`,
				description: mixed(like.service.description ?? '', n),
				facets: { ...like.facets, summaries, areas: ['gwent'] }
			});
			const { phones = [], schedules = [] } = like.service;
			return {
				...entry,
				service: {
					...entry.service,
					phones: phones.map((each) => ({ ...each, number: `01632 96${String(n).padStart(4, '0')}` })),
					schedules,
					url: `https://example.org/service-${n}`
				}
			};
		});
		await db().as(job, now, (tx) =>
			keepEntries(
				tx,
				many.map((each) => kept(each))
			)
		);
		const list = await made('gwent');
		expect(list.services).toHaveLength(200);
		// As server.js packs it.
		const size = brotliCompressSync(JSON.stringify(list), {
			params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 16 }
		}).length;
		expect(size).toBeLessThanOrEqual(60_000);
	});
});
