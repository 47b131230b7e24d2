import { beforeAll, expect, it } from 'vitest';
import { nothingAsked, type Asked } from '#features/directory/domain/asked.ts';
import { slugOf } from '#features/directory/domain/ids.ts';
import { mostPresses, PressLimit } from '#features/directory/domain/press-limit.ts';
import type { Entry, ScheduleDoc } from '#features/directory/domain/record.ts';
import { listForm, searchForm, wrongForm, type WrongForm } from '#features/directory/schema.ts';
import { rowsOfEntry } from '#features/directory/server/entry-rows.ts';
import { keepEntries } from '#features/directory/server/keep-entries.ts';
import { keeperOf, reportService } from '#features/directory/server/report-service.ts';
import { askSearch, changeList, choosePlace } from '#features/directory/server/search-form.ts';
import { readList, readSearch } from '#features/directory/server/search-page.ts';
import { pageSize, searchServices } from '#features/directory/server/search-services.ts';
import { showService } from '#features/directory/server/show-service.ts';
import { waitingEvents } from '#server/db/queries/outbox.ts';
import { serviceFeedback } from '#server/db/schema/directory.ts';
import { hubScope } from '#server/db/schema/directory-sources.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { ReaderActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import type { HubId } from '#shared/ids.ts';
import type { Lang } from '#shared/lang.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import { anEntry } from './an-entry.ts';

// A Tuesday, eleven in London.
const now = new Date('2026-06-02T10:00:00Z');
const tomorrow = new Date(now.getTime() + 25 * 3_600_000);
const id = (kind: number, n: number) => `0193000${kind}-0000-7000-9000-${String(n).padStart(12, '0')}`;
const at = (n: number, lat: number, lon: number): Entry['at'] => [
	{
		link: { id: id(4, n) },
		location: {
			id: id(5, n),
			location_type: 'physical',
			latitude: lat,
			longitude: lon,
			name: 'Lantern House',
			addresses: [
				{
					id: id(6, n),
					address_1: '1 Copper Row',
					city: 'Hull',
					state_province: 'East Riding',
					postal_code: 'HU5 9ZZ',
					country: 'GB',
					address_type: 'physical'
				}
			]
		},
		isConfidential: false
	}
];
const opens = (n: number, byday: string, opens_at: string, closes_at: string): ScheduleDoc[] => [
	{ id: id(7, n), freq: 'WEEKLY', byday, opens_at, closes_at }
];
const withHours = (entry: Entry, schedules: ScheduleDoc[]): Entry => ({ ...entry, service: { ...entry.service, schedules } });

const entries: Entry[] = [
	withHours(
		anEntry(1, {
			name: 'Harbour Counselling',
			facets: { needs: ['health'], crimes: ['sexual'], langs: ['pl'], isFree: true },
			at: at(1, 53.74, -0.33)
		}),
		opens(1, 'TU', '09:00', '17:00')
	),
	withHours(
		anEntry(2, { name: 'Wolds Money Advice', facets: { needs: ['money'], areas: ['all'], summaries: { cy: 'Cyngor ar arian.' } } }),
		opens(2, 'SA', '09:00', '12:00')
	),
	anEntry(3, {
		name: 'Lantern Refuge',
		facets: { needs: ['home'], crimes: ['domestic'], forWhom: ['women'], needsNoReport: true },
		isConfidential: true,
		at: at(3, 53.75, -0.34),
		assuredOn: null,
		checkedOn: null
	}),
	anEntry(4, { name: 'Tamar Counselling', facets: { needs: ['health'], areas: ['devon-and-cornwall'] }, at: at(4, 50.37, -4.14) }),
	anEntry(5, { name: 'Grimsby Counselling', facets: { needs: ['health'], towns: ['grimsby'] }, at: at(5, 53.57, -0.08) }),
	...Array.from({ length: 45 }, (_, n) =>
		anEntry(100 + n, { name: `Riverside Group ${n}`, facets: { needs: ['social'], areas: ['kent'] } })
	)
];
const kept = (entry: Entry) =>
	rowsOfEntry(
		entry,
		{ sourceId: null, agencyId: null, slug: slugOf(entry.service.name), isShown: true, isAccredited: false },
		'2026-06-02'
	);

onOneEngine('looking for support', (db) => {
	const asked = (more: Partial<Asked>): Asked => ({ ...nothingAsked, ...more });
	const reads = <Out>(
		run: (ctx: Ctx<ReaderActor>) => Promise<Out>,
		{ lang = 'en' as Lang, hub = undefined as HubId | undefined, when = now } = {}
	) =>
		work<ReaderActor, Out>(
			db(),
			{ actor: hub ? { kind: 'reader', hub } : { kind: 'reader' }, now: when, lang, requestId: 'test', audit: null },
			run
		);
	const search = (more: Partial<Asked>, page = 1, lang: Lang = 'en') => reads((ctx) => searchServices(ctx, asked(more), page), { lang });
	const names = async (more: Partial<Asked>) => (await search(more)).rows.map(({ name }) => name);
	const open = (address: string, lang: Lang = 'en', when = now) =>
		reads((ctx) => readSearch(ctx, new URL(address, 'https://waymark.test').searchParams, 'Humber Care Team'), { lang, when });
	const asks = async (fields: Record<string, unknown>): Promise<string> => {
		const outcome = await reads(async (ctx) => askSearch(ctx, searchForm.parse(fields)));
		return 'go' in outcome ? outcome.go : '';
	};

	beforeAll(async () => {
		await db().as(job, now, async (tx) => {
			await keepEntries(tx, entries.map(kept));
			const scope = (n: number, name: string, areas: string[], rule: string, takesWitnesses: boolean) => ({
				id: id(8, n),
				name,
				phone: '01632 960100',
				website: null,
				areas,
				rule,
				takesWitnesses,
				checkedOn: '2026-05-01'
			});
			await tx.q
				.insert(hubScope)
				.values([
					scope(1, 'Humber Care Team', ['humberside'], 'either', true),
					scope(2, 'Tamar Care Team', ['devon-and-cornwall'], 'lives', false)
				] as (typeof hubScope.$inferInsert)[]);
		});
	});

	it('finds by words, by plain words, and says why each is there', async () => {
		const found = await search({ q: 'I need counselling', area: 'humberside' });
		expect(found.how).toBe('all');
		expect(found.rows.map(({ name }) => name)).toEqual(['Harbour Counselling', 'Grimsby Counselling']);
		expect(found.rows[0]?.why).toEqual(['name', 'area']);
		expect(await names({ q: 'he hits me' })).toEqual(['Lantern Refuge']);
		expect((await search({ q: 'cyngor' }, 1, 'cy')).rows[0]).toMatchObject({
			does: 'Cyngor ar arian.',
			doesIn: 'cy',
			why: ['assured', 'everywhere']
		});
	});
	it('shows what has one of the words where nothing has all, and guesses a misspelt one', async () => {
		const some = await search({ q: 'harbour money' });
		expect([some.how, some.rows.map(({ name }) => name).toSorted()]).toEqual(['some', ['Harbour Counselling', 'Wolds Money Advice']]);
		const guessed = await search({ q: 'counceling' });
		expect([guessed.how, guessed.guess, guessed.rows.length]).toEqual(['guessed', 'counselling', 3]);
	});
	it('T37 offers the nearest thing, the lines and the hub where nothing fits', async () => {
		const page = await open('/support?q=zzzqqq&f=need.money,area.humberside');
		expect(page.found?.how).toBe('nearest');
		expect(page.found?.rows.map(({ name }) => name)).toEqual(['Wolds Money Advice']);
		expect(page.lines.length).toBeGreaterThan(2);
		const none = await search({ need: 'work', area: 'humberside' });
		expect([none.how, none.rows.length > 0]).toEqual(['nearest', true]);
		expect((await search({ way: 'chat', area: 'humberside', isOpen: true })).rows.length).toBeGreaterThan(0);
	});
	it('keeps to every filter', async () => {
		expect(await names({ isFree: true })).toEqual(['Harbour Counselling']);
		expect(await names({ isUnreported: true })).toEqual(['Lantern Refuge']);
		expect(await names({ lang: 'pl' })).toEqual(['Harbour Counselling']);
		expect(await names({ forWhom: 'women', crime: 'domestic' })).toEqual(['Lantern Refuge']);
		expect(await names({ area: 'humberside', isOpen: true })).toEqual(['Harbour Counselling']);
		expect(await names({ area: 'humberside', need: 'money' })).toEqual(['Wolds Money Advice']);
		expect(await names({ area: 'humberside', town: 'hull', need: 'health' })).toEqual(['Harbour Counselling']);
	});
	it('S-24 puts the nearest first where a town is chosen, and a refuge never by where it is', async () => {
		const { rows } = await search({ area: 'humberside', town: 'hull', isNear: true });
		expect(rows[0]).toMatchObject({ name: 'Harbour Counselling', why: ['near', 'area'] });
		expect(rows.find(({ name }) => name === 'Lantern Refuge')).toMatchObject({ km: null });
	});
	it('has pages of twenty; a page beyond the last is the last', async () => {
		const shown = await Promise.all(
			[1, 2, 3, 1e9, -4, Number.NaN, 1.5].map(async (page) => (await search({ area: 'kent', need: 'social' }, page)).rows.length)
		);
		expect(shown).toEqual([pageSize, pageSize, 5, 5, pageSize, pageSize, pageSize]);
		const worded = await search({ q: 'riverside' }, 1e9);
		expect([worded.page, worded.pages, worded.rows.length, worded.total]).toEqual([3, 3, 5, 45]);
	});
	it('gives a useful page for whatever is asked', async () => {
		const questions = [
			'',
			'   ',
			'x'.repeat(10_000),
			"'; drop table service; --",
			'🙂🙂🙂',
			'\u202eabc\u0000',
			'a & b | ! ( ) : * <->',
			'%',
			'the and of',
			'مساعدة',
			'\ud800',
			'-1e309'
		];
		for (const q of questions) {
			const go = await asks({ q, place: q, need: q, crime: ['a', 'b'], for: '__proto__', language: 'xx', way: q, open: 'maybe', l: q });
			const page = await open(go);
			expect(page.found?.rows.length, q.slice(0, 20)).toBeGreaterThan(0);
			expect(page.fault).toBeNull();
		}
		for (const address of [
			'/support?s=',
			'/support?s=x',
			'/support?s=%00',
			'/support?q=%00&f=%00,,.,need.&page=abc',
			'/support?l=x&page=-1',
			`/support?q=${'x'.repeat(8000)}`,
			'/support?f=area.x'
		])
			expect((await open(address)).lines.length, address.slice(0, 30)).toBeGreaterThan(0);
	});
	it('P18 nothing that was typed can be read in the address; it opens for a day, here only', async () => {
		const go = await asks({ q: 'copper kettle near HU5 2AB', need: 'home', language: 'pl' });
		expect(go).toMatch(/^\/support\?s=[\w-]+$/);
		const bytes = Buffer.from(go.split('=')[1] ?? '', 'base64url').toString('latin1');
		for (const word of ['copper', 'kettle', 'HU5', '2AB', 'home', 'need']) expect(bytes).not.toContain(word);
		expect((await open(go)).asked).toMatchObject({
			q: 'copper kettle near',
			need: 'home',
			lang: 'pl',
			district: 'HU5',
			area: 'humberside'
		});
		expect(JSON.stringify(await open(go))).not.toContain('2AB');
		expect((await open(go, 'en', tomorrow)).fault).toBe('old');
		const changed = await open(`${go.slice(0, -6)}AAAAAA`);
		expect([changed.fault, changed.found, changed.asked]).toEqual(['unreadable', null, nothingAsked]);
	});
	it('P18 a link in plain words is made when it is asked for, and finds the same', async () => {
		const page = await open(await asks({ q: 'counselling', place: 'Hull', free: 'yes' }));
		const shared = await open(`/support${page.share}`);
		expect(page.share).toMatch(/^\?q=counselling&f=/);
		expect(shared.asked).toEqual(page.asked);
		expect(shared.found?.rows.map(({ slug }) => slug)).toEqual(page.found?.rows.map(({ slug }) => slug));
	});
	it('T32 asks which area, where a border runs through a postcode, and takes the answer', async () => {
		const before = await open(await asks({ place: 'Newport' }));
		expect(before.asked.places.length).toBe(3);
		const outcome = await reads(async (ctx) => choosePlace(ctx, { s: before.along.s, l: '', at: 'town.newport', near: false }));
		const places = (await open('go' in outcome ? outcome.go : '')).asked;
		expect(places.places).toEqual([]);
		expect((await open(await asks({ place: '14 Copper Row' }))).asked).toMatchObject({ isLost: true, area: null });
	});
	it('T44 hands on to the team that looks after the area, by its rule, and to nobody in ours', async () => {
		expect((await open('/support?f=area.devon-and-cornwall')).handed).toMatchObject([{ name: 'Tamar Care Team', rule: 'lives' }]);
		expect((await open('/support?f=area.devon-and-cornwall,for.witnesses')).handed).toEqual([]);
		expect((await open('/support?f=area.humberside')).handed).toEqual([]);
	});
	it('P20 shows the lines for what happened first', async () => {
		expect((await open('/support?f=crime.fraud')).lines[0]?.key).toBe('report-fraud');
		expect((await open('/support?q=scammed')).lines[0]?.key).toBe('report-fraud');
		expect((await open('/support')).emergency.map(({ dial }) => dial)).toEqual(['999', '999']);
	});
	it('S-14 a shortlist goes along in the address and is kept nowhere', async () => {
		const change = async (l: string, slug: string, how: 'add' | 'remove' | 'clear') => {
			const outcome = await reads(async (ctx) => changeList(ctx, listForm.parse({ l, slug, back: 'list' }), how));
			return new URL('go' in outcome ? outcome.go : '', 'https://waymark.test').searchParams;
		};
		const one = await change('', 'wolds-money-advice', 'add');
		const two = await change(one.get('l') ?? '', 'harbour-counselling', 'add');
		const shown = (params: URLSearchParams) => reads((ctx) => readList(ctx, params)).then(({ rows }) => rows.map(({ slug }) => slug));
		expect(two.get('l')).toMatch(/^[\w-]+$/);
		expect(await shown(two)).toEqual(['wolds-money-advice', 'harbour-counselling']);
		expect(await shown(await change(two.get('l') ?? '', 'wolds-money-advice', 'remove'))).toEqual(['harbour-counselling']);
		expect(await shown(await change(two.get('l') ?? '', '', 'clear'))).toEqual([]);
		expect(await shown(new URLSearchParams('k=harbour-counselling.nothing-here.../etc'))).toEqual(['harbour-counselling']);
		expect(await shown(new URLSearchParams('l=x'))).toEqual([]);
	});
	it('shows a service whole, and a refuge without its place', async () => {
		const { entry } = await reads((ctx) => showService(ctx, 'harbour-counselling', new URLSearchParams()));
		expect(entry).toMatchObject({ name: 'Harbour Counselling', isFree: true, now: { state: 'open', until: '17:00' } });
		expect(entry.places[0]?.lines).toContain('HU5 9ZZ');
		const refuge = await reads((ctx) => showService(ctx, 'lantern-refuge', new URLSearchParams()));
		expect(refuge.entry).toMatchObject({ isConfidential: true, places: [], assuredOn: null });
		expect(JSON.stringify(refuge)).not.toMatch(/Copper Row|HU5 9ZZ|53\.75|Lantern House/);
		await expect(reads((ctx) => showService(ctx, 'nothing-here', new URLSearchParams()))).rejects.toThrow(NotYours);
	});
	it('keeps that something is wrong for the house that looks after the entry, tells it, and not more than it can read', async () => {
		const keeper = await reads((ctx) => keeperOf(ctx, 'harbour-counselling'));
		expect(keeper).toBe(testHub);
		const form: WrongForm = wrongForm.parse({ slug: 'harbour-counselling', kind: 'wrong_number' });
		const limit = new PressLimit();
		for (let press = 0; press < mostPresses + 4; press++) {
			const outcome = await reads((ctx) => reportService(ctx, form, limit), { hub: keeper });
			expect(outcome).toEqual({ go: '/support/harbour-counselling?told=1#told' });
		}
		const [rows, events] = await db().as(
			job,
			now,
			async (tx) => [await tx.q.select().from(serviceFeedback), await waitingEvents(tx, 100)] as const
		);
		expect(rows.length).toBe(mostPresses);
		expect(rows[0]).toMatchObject({ keptBy: testHub, kind: 'wrong_number', settledAt: null });
		const told = events.filter(({ kind }) => kind === 'service.reported');
		expect(told[0]).toMatchObject({ hubId: testHub, payload: { service: entries[0]!.service.id, kind: 'wrong_number' } });
		expect(told.length).toBe(mostPresses);
		await expect(reads((ctx) => keeperOf(ctx, 'nothing-here'))).rejects.toThrow(NotYours);
		expect(wrongForm.safeParse({ slug: 'x', kind: 'my own words' }).success).toBe(false);
	});
});
