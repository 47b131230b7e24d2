import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { rowsOfEntry } from '#features/directory/server/entry-rows.ts';
import { FeedFault } from '#features/directory/server/feed-fault.ts';
import { runSource } from '#features/directory/server/import-oruk-run.ts';
import { importServices, type ImportOptions } from '#features/directory/server/import-oruk.ts';
import { keepEntries } from '#features/directory/server/keep-entries.ts';
import { readCsvFolder } from '#features/directory/server/read-oruk-csv.ts';
import { readJson } from '#features/directory/server/read-oruk-json.ts';
import { Unread, type Reading } from '#features/directory/server/read-oruk.ts';
import type { Db, Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { makeHub } from '#server/db/make-hub.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { nearestServices, serviceBySlug, locationsOf } from '#server/db/queries/directory.ts';
import { addSource, mapTerm, runsOf, termsOf } from '#server/db/queries/directory-sources.ts';
import type { HubId } from '#shared/ids.ts';
import { onMap } from '#features/directory/domain/map.ts';
import { job, onOneEngine, otherHub, testHub } from '../database/open.ts';
import { anEntry } from './an-entry.ts';

const now = new Date('2026-06-02T10:00:00Z');
const later = new Date('2026-06-03T10:00:00Z');
const today = '2026-06-02';
async function* from(...list: unknown[]): Reading {
	yield* list;
}
const uuid = (n: number) => `7b000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const aService = (n: number, over: object = {}) => ({
	id: uuid(n),
	name: `Feed service ${n}`,
	description: 'Somebody to talk to.',
	status: 'active',
	organization: { id: uuid(900_000 + Math.floor(n / 10)), name: 'Feed organisation', description: 'An invented charity.' },
	service_areas: [{ name: 'Humberside' }],
	...over
});
const many = (count: number, start = 1) => Array.from({ length: count }, (_, n) => aService(start + n));
let made = 0;
async function aSource(db: Db, hub: HubId = testHub): Promise<{ id: string }> {
	const id = newId(now);
	await db.as({ kind: 'job', hub }, now, (tx) =>
		addSource(tx, { id, slug: `source-${++made}`, name: 'A source', url: null, licence: 'OGL' })
	);
	return { id };
}
type Stood = { id: string; name: string; slug: string; external: string; isShown: boolean; isGone: boolean; version: number };
const standing = (db: Db, sourceId: string): Promise<Stood[]> =>
	db.as(job, now, async (tx) =>
		rowsOf<Stood>(
			await tx.q
				.execute(sql`select id::text, name, slug, external_id as external, is_shown as "isShown", gone_at is not null as "isGone", version
				from service where source_id = ${sourceId}::uuid order by name limit 2000`)
		)
	);
const everything = (db: Db): Promise<unknown[]> =>
	db.as(job, now, async (tx) =>
		rowsOf(
			await tx.q.execute(sql`select (select count(*)::int from service) services, (select count(*)::int from organisation) organisations,
				(select count(*)::int from location) locations, (select count(*)::int from service_location) links, (select coalesce(max(modified_at)::text, '') from service) changed,
				(select coalesce(max(modified_at)::text, '') from organisation) "changedOrganisations", (select coalesce(max(modified_at)::text, '') from location) "changedLocations"`)
		)
	);
const keysOf = (faults: { id: string; at: string; key: string }[]) =>
	faults.map(({ at, key }) => `${at} ${key.replace('sources.fault.', '')}`);

onOneEngine('import oruk', (db) => {
	beforeAll(async () => {
		await db().as(job, now, (tx) => makeHub(tx, { slug: 'humber', name: 'Test' }));
		await db().as({ kind: 'job', hub: otherHub }, now, (tx) => makeHub(tx, { slug: 'other', name: 'Other' }));
	});
	const bring = (source: { id: string }, services: Reading, options: Partial<ImportOptions> = {}, at = now, hub: HubId = testHub) =>
		importServices(db(), hub, source, services, at, { apply: true, ...options });
	const asReader = <T>(fn: (tx: Tx) => Promise<T>) => db().as({ kind: 'reader' }, now, fn);

	it('a look says what would change, and changes nothing', async () => {
		const source = await aSource(db());
		const before = await everything(db());
		const { counts } = await bring(source, from(...many(3)), { apply: false });
		expect(counts).toEqual({ read: 3, added: 3, changed: 0, same: 0, gone: 0, left: 0 });
		expect(await everything(db())).toEqual(before);
	});

	it('R-07 the same feed again changes nothing, in any batch size and whatever two records say of one organisation', async () => {
		const source = await aSource(db());
		const twoWays = aService(701, { organization: { id: uuid(900_069), name: 'Feed organisation', description: 'Told in another way.' } });
		const feed = () => from(...many(600, 100), twoWays);
		expect((await bring(source, feed())).counts).toEqual({ read: 601, added: 601, changed: 0, same: 0, gone: 0, left: 0 });
		const before = await everything(db());
		expect((await bring(source, feed(), {}, later)).counts).toEqual({ read: 601, added: 0, changed: 0, same: 601, gone: 0, left: 0 });
		expect(await everything(db())).toEqual(before);
		const changed = from(...many(600, 100), { ...twoWays, name: 'Another name' });
		expect((await bring(source, changed, {}, later)).counts).toMatchObject({ added: 0, changed: 1, same: 600 });
		// Its address stays: somebody may have kept it.
		expect((await standing(db(), source.id)).find(({ name }) => name === 'Another name')?.slug).toBe('feed-service-701');
	});

	it('takes away what the source has no more, and nothing of anybody else', async () => {
		const [mine, theirs] = [await aSource(db()), await aSource(db())];
		await bring(mine, from(...many(4, 1000)));
		await bring(theirs, from(...many(2, 1010)));
		const own = rowsOfEntry(anEntry(55), { sourceId: null, agencyId: null, slug: 'own-55', isShown: true, isAccredited: false }, today);
		await db().as(job, now, (tx) => keepEntries(tx, [own]));
		expect((await bring(mine, from(...many(3, 1000)))).counts).toMatchObject({ same: 3, gone: 1, left: 0 });
		expect((await standing(db(), mine.id)).map(({ isShown, isGone }) => [isShown, isGone])).toEqual([
			[true, false],
			[true, false],
			[true, false],
			[false, true]
		]);
		expect((await standing(db(), theirs.id)).every(({ isGone }) => !isGone)).toBe(true);
		expect(await asReader((tx) => serviceBySlug(tx, 'own-55', today))).not.toBeNull();
		// It comes back when the feed has it again.
		expect((await bring(mine, from(...many(4, 1000)))).counts).toMatchObject({ changed: 1, same: 3 });
		expect((await standing(db(), mine.id)).every(({ isShown }) => isShown)).toBe(true);
	});

	it('a feed that lost more than half takes nothing away until somebody has seen and accepted it', async () => {
		const source = await aSource(db());
		await bring(source, from(...many(4, 1100)));
		const look = await bring(source, from(...many(1, 1100)), { apply: false });
		expect(look.counts.gone).toBe(3);
		const night = await bring(source, from(...many(1, 1100)));
		expect([night.counts.gone, night.counts.left, keysOf(night.faults)]).toEqual([0, 3, [' vanished']]);
		expect((await bring(source, from(...many(1, 1100)), { mayGo: look.counts.gone })).counts).toMatchObject({ gone: 3, left: 0 });
	});

	it('a reading with a hole takes nothing away', async () => {
		const source = await aSource(db());
		await bring(source, from(...many(4, 1200)));
		const holes: unknown[] = [new Unread({ id: 'page=2', why: 'page' }, true), 'no object', { status: 'active' }];
		for (const hole of holes) expect((await bring(source, from(...many(3, 1200), hole))).counts).toMatchObject({ gone: 0, left: 1 });
		async function* broken(): Reading {
			yield* many(3, 1200);
			throw new FeedFault('network');
		}
		const cut = await bring(source, broken());
		expect([cut.counts.same, cut.counts.left, keysOf(cut.faults)]).toEqual([3, 1, [' incomplete']]);
		// Known to be there, though it could not be read.
		expect((await bring(source, from(...many(3, 1200), new Unread({ id: uuid(1203), why: 'detail' }, false)))).counts).toMatchObject({
			gone: 0,
			left: 0
		});
	});

	it('one service that the database refuses stops no other', async () => {
		const source = await aSource(db());
		const refused = 'Refused by the test';
		await db().engine.exec(`create or replace function refuse_one() returns trigger language plpgsql as $$ begin
			if new.name = '${refused}' then raise exception 'no'; end if; return new; end $$;
			create trigger refuse_one before insert on service for each row execute function refuse_one()`);
		const { counts, faults } = await bring(source, from(...many(3, 1300), aService(1303, { name: refused }), ...many(3, 1304)));
		await db().engine.exec('drop trigger refuse_one on service');
		expect(counts).toMatchObject({ read: 7, added: 6 });
		expect(faults).toEqual([{ id: uuid(1303), at: '', key: 'sources.fault.database' }]);
		expect(await standing(db(), source.id)).toHaveLength(6);
	});

	it('T22: a UUID that is another hub’s, another source’s or our own gets one of its own here, and theirs stay as they are', async () => {
		const [mine, theirs] = [await aSource(db()), await aSource(db(), otherHub)];
		await bring(
			theirs,
			from(aService(1400, { service_at_locations: [{ id: uuid(1401), location: { id: uuid(1402), name: 'Hall' } }] })),
			{},
			now,
			otherHub
		);
		const before = await standing(db(), theirs.id);
		const taken = aService(1400, {
			name: 'Overwritten',
			organization: { id: uuid(900_140), name: 'Overwritten' },
			service_at_locations: [{ id: uuid(1401), location: { id: uuid(1402), name: 'Overwritten' } }]
		});
		const done = await bring(mine, from(taken));
		expect(done.counts).toMatchObject({ added: 1 });
		expect(keysOf(done.faults)).toEqual(
			expect.arrayContaining(['/id id_taken', '/service_at_locations/0/location/id id_taken', '/organization/id id_taken'])
		);
		const [ours] = await standing(db(), mine.id);
		expect([ours?.external, ours?.id === uuid(1400), await standing(db(), theirs.id)]).toEqual([uuid(1400), false, before]);
		expect((await bring(mine, from(taken), {}, later)).counts).toMatchObject({ same: 1, gone: 0 });
	});

	it('gives each an address of its own', async () => {
		const source = await aSource(db());
		await bring(source, from(aService(1500, { name: 'Same name' }), aService(1501, { name: 'Same name' })));
		const slugs = (await standing(db(), source.id)).map(({ slug }) => slug).sort((one, other) => one.length - other.length);
		expect(slugs[0]).toBe('same-name');
		expect(slugs[1]).toMatch(/^same-name-[0-9a-f]{4}$/);
	});

	it('reads a dirty feed: what is right of it is there, where a refuge is nobody learns, the rest is told field by field', async () => {
		const source = await aSource(db());
		const file = () => readJson(createReadStream('tests/feeds/oruk/dirty-services.json'));
		const done = await bring(source, file());
		expect(done.counts).toMatchObject({ read: 6, added: 3 });
		expect(done.faults.length).toBeGreaterThan(12);
		const stands = await standing(db(), source.id);
		expect(stands.map(({ name, external, isShown }) => [name, external, isShown])).toEqual([
			['Harbour Light refuge', uuidOfRefuge, true],
			['Tidal Counselling & Support', 'SVC-001', true],
			['Wolds Advice', 'SVC-005', false]
		]);
		const refuge = await asReader((tx) => serviceBySlug(tx, 'harbour-light-refuge', today));
		expect(refuge?.isConfidential).toBe(true);
		expect(await asReader((tx) => locationsOf(tx, refuge?.id ?? ''))).toEqual([]);
		const near = await asReader((tx) => nearestServices(tx, onMap(53.75, -0.34)!, { words: [], groups: [] }, today));
		expect(near.map(({ name }) => name)).not.toContain('Harbour Light refuge');
		expect(JSON.stringify([refuge, near])).not.toMatch(/Secret Street|Halloway|Pemberton/);
		expect((await bring(source, file(), {}, later)).counts).toMatchObject({ added: 0, changed: 0, same: 3 });
	});

	it('a place that one service hides is hidden for every service there, whichever comes first', async () => {
		const at = (n: number) => ({
			service_at_locations: [
				{
					id: uuid(n),
					location: {
						id: uuid(1600),
						name: 'House',
						latitude: 53.74,
						longitude: -0.33,
						addresses: [{ address_1: '8 Example Row', city: 'Hull' }]
					}
				}
			]
		});
		const feed = [aService(1601, at(1611)), aService(1602, { ...at(1612), name: 'Bay Refuge' }), aService(1603, at(1613))];
		for (const order of [feed, feed.toReversed()]) {
			const source = await aSource(db());
			await bring(source, from(...order));
			for (const { id } of await standing(db(), source.id)) expect(await asReader((tx) => locationsOf(tx, id))).toEqual([]);
		}
	});

	it('words of a taxonomy wait for somebody to say what they mean, and count from the next reading', async () => {
		const source = await aSource(db());
		const term = { id: 'T9', name: 'Quilting circles', taxonomy: 'Local list', term: 'L-13' };
		const feed = () =>
			from(aService(1700, { attributes: [{ taxonomy_term: term }, { taxonomy_term: { name: 'Housing', taxonomy: 'Local list' } }] }));
		await bring(source, feed());
		const terms = await db().as(job, now, (tx) => termsOf(tx, source.id));
		expect(terms.map(({ name, uses, meaning }) => [name, uses, meaning])).toEqual([
			['Quilting circles', 1, null],
			['Housing', 1, ['need.home']]
		]);
		expect(await db().as(job, now, (tx) => mapTerm(tx, source.id, terms[0]?.id ?? '', ['need.social'], newId(now)))).toBe(true);
		expect((await bring(source, feed(), {}, later)).counts).toMatchObject({ changed: 1 });
		const found = await asReader((tx) => serviceBySlug(tx, 'feed-service-1700', today));
		expect(found?.facets.needs).toEqual(['social', 'home']);
		expect((await db().as(job, now, (tx) => termsOf(tx, source.id)))[0]).toMatchObject({ meaning: ['need.home'], settledAt: null });
	});

	it('T33: CSV and JSON of the same services make the same entries', async () => {
		const dir = 'tests/feeds/oruk/hsds-csv';
		const csv = () => readCsvFolder({ names: readdirSync(dir), open: (name) => createReadStream(`${dir}/${name}`) });
		const source = await aSource(db());
		expect((await bring(source, csv())).counts).toMatchObject({ read: 2, added: 2 });
		async function* asJson(): AsyncGenerator<Uint8Array> {
			const rows: unknown[] = [];
			for await (const row of csv()) rows.push(row);
			yield Buffer.from(JSON.stringify({ contents: rows }));
		}
		expect((await bring(source, readJson(asJson()), {}, later)).counts).toMatchObject({ same: 2, added: 0, changed: 0 });
	});

	it('what became of a reading is kept, also of one that could not be', async () => {
		const source = await aSource(db());
		await runSource(db(), testHub, source, from(...many(2, 1800)), now, { apply: false });
		await runSource(db(), testHub, source, readJson(from2('<html>')), later, { apply: true });
		const runs = await db().as(job, now, (tx) => runsOf(tx, source.id));
		expect(runs.map(({ state, counts, faults }) => [state, counts.added, faults])).toEqual([
			['failed', 0, 1],
			['preview', 2, 0]
		]);
	});

	it('a service the hub does not show stays so, and keeps the day it was looked at', async () => {
		const source = await aSource(db());
		await bring(source, from(aService(1900)));
		await db().as(job, now, (tx) =>
			tx.q.execute(sql`update service set is_shown = false, checked_on = '2026-06-01' where source_id = ${source.id}::uuid`)
		);
		await bring(source, from(aService(1900, { description: 'Changed.' })), {}, later);
		const [stands] = await standing(db(), source.id);
		expect([stands?.isShown, stands?.version]).toEqual([false, 2]);
	});
});

const uuidOfRefuge = '2b1f6a52-6a7e-4f3e-9b90-000000000002';
async function* from2(text: string): AsyncGenerator<Uint8Array> {
	yield Buffer.from(text);
}

describe('the examples', () => {
	it('are invented, but for the one whose licence stands beside it', () => {
		expect(readFileSync('tests/feeds/oruk/LICENCE-open-referral-uk.md', 'utf8')).toContain('BSD 3-Clause');
	});
});
