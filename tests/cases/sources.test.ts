import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultNames } from '#features/directory/domain/oruk-in-fields.ts';
import { readAsked, readAtNight } from '#features/directory/server/import-oruk-jobs.ts';
import {
	acceptLooked,
	endSource,
	lookAtSource,
	makeSource,
	mapWord,
	readSource,
	readSources,
	readWords
} from '#features/directory/server/sources.ts';
import { makeHub } from '#server/db/make-hub.ts';
import { work } from '#server/http/work.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { serviceBySlug } from '#server/db/queries/directory.ts';
import { job, onOneEngine, testHub } from '../database/open.ts';
import words from '../../locales/en/sources.json' with { type: 'json' };
import { careWorker, keysOf } from './door.ts';

const now = new Date('2026-06-02T10:00:00Z');
const supervisor: WorkerActor = { ...careWorker, roles: ['supervisor'] };
const service = (n: number) => ({
	id: `7d000000-0000-4000-8000-00000000000${n}`,
	name: `Watched service ${n}`,
	status: 'active',
	organization: { id: '7d000000-0000-4000-8000-0000000000a1', name: 'Watched' },
	attributes: [{ taxonomy_term: { name: 'Quilting circles', taxonomy: 'Local list' } }]
});

it('every fault has words', () => {
	expect(faultNames.filter((name) => !(`sources.fault.${name}` in words))).toEqual([]);
});

onOneEngine('feeds in the console', (db) => {
	let server: Server;
	let url = '';
	let feed: unknown = [];
	let asked = 0;
	const mayReach = (address: string) => address === '127.0.0.1';
	beforeAll(async () => {
		await db().as(job, now, (tx) => makeHub(tx, { slug: 'humber', name: 'Test' }));
		server = createServer((_request, response) => {
			asked++;
			response.end(JSON.stringify(feed));
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.json`;
	});
	afterAll(() => new Promise((done) => server.close(done)));

	const as = <T>(run: (ctx: Ctx<WorkerActor>) => Promise<T>, at = now, audit: 'source.changed' | null = null): Promise<T> =>
		work(db(), { actor: supervisor, now: at, lang: 'en', requestId: 'test', audit }, run);
	const make = (name: string, address = url): Promise<Outcome> =>
		as((ctx) => makeSource(ctx, { name, url: address, licence: 'OGL' }), now, 'source.changed');
	const page = (slug: string, at = now) => as((ctx) => readSource(ctx, slug), at);
	const shown = (n: number) => db().as({ kind: 'reader' }, now, (tx) => serviceBySlug(tx, `watched-service-${n}`, '2026-06-02'));
	const days = (n: number) => new Date(now.getTime() + n * 86_400_000);

	it('brings nothing before somebody has seen what would change and accepted it, and then every night', async () => {
		feed = [service(1), service(2)];
		expect(await make('Watched feed')).toEqual({ go: '/console/directory/sources/watched-feed' });
		expect((await page('watched-feed')).isBusy).toBe(true);
		expect(keysOf(await as((ctx) => acceptLooked(ctx, 'watched-feed')))).toEqual(['sources.look_first']);
		expect(await readAtNight(db(), testHub, now, { mayReach })).toBe(0);
		expect(await readAsked(db(), testHub, now, { mayReach })).toBe(1);
		const looked = await page('watched-feed');
		expect([looked.last?.state, looked.last?.counts.added, looked.mayAccept, await shown(1)]).toEqual(['preview', 2, true, null]);
		await as((ctx) => acceptLooked(ctx, 'watched-feed'));
		expect(await readAsked(db(), testHub, days(0.01), { mayReach })).toBe(1);
		expect((await shown(1))?.name).toBe('Watched service 1');
		// Not again the same day; the next night it is.
		expect(await readAtNight(db(), testHub, days(0.02), { mayReach })).toBe(0);
		feed = [service(1), service(2), service(3)];
		expect(await readAtNight(db(), testHub, days(1), { mayReach })).toBe(1);
		expect((await shown(3))?.name).toBe('Watched service 3');
		expect((await page('watched-feed', days(1))).runs.map(({ state }) => state)).toEqual(['applied', 'applied', 'preview']);
	});

	it('a word is mapped by a supervisor, and counts from the next night', async () => {
		const { terms } = await as((ctx) => readWords(ctx, 'watched-feed'));
		expect(terms.map(({ name, uses, meaning }) => [name, uses, meaning])).toEqual([['Quilting circles', 3, null]]);
		await as((ctx) => mapWord(ctx, 'watched-feed', { term: terms[0]?.id ?? '', meaning: 'need.social' }));
		await readAtNight(db(), testHub, days(2), { mayReach });
		expect((await shown(1))?.facets.needs).toEqual(['social']);
	});

	it('a feed that would empty the directory waits for somebody, who sees how many would go', async () => {
		feed = [service(1)];
		await readAtNight(db(), testHub, days(3), { mayReach });
		const after = await page('watched-feed', days(3));
		expect([after.last?.counts.gone, after.last?.counts.left, after.last?.list.map(({ key }) => key)]).toEqual([
			0,
			2,
			['sources.fault.vanished']
		]);
		expect(await shown(2)).not.toBeNull();
		await as((ctx) => lookAtSource(ctx, 'watched-feed'), days(3.01));
		await readAsked(db(), testHub, days(3.02), { mayReach });
		expect((await page('watched-feed', days(3.03))).last?.counts.gone).toBe(2);
		await as((ctx) => acceptLooked(ctx, 'watched-feed'), days(3.04));
		await readAsked(db(), testHub, days(3.05), { mayReach });
		expect([await shown(2), (await shown(1))?.name]).toEqual([null, 'Watched service 1']);
	});

	it('a stopped feed is asked no more, and what it brought stays', async () => {
		await as((ctx) => endSource(ctx, 'watched-feed'), days(4));
		const before = asked;
		expect(await readAtNight(db(), testHub, days(5), { mayReach })).toBe(0);
		expect([asked, (await shown(1))?.name]).toEqual([before, 'Watched service 1']);
	});

	it('an address of our own computers is refused, and said so (SSRF)', async () => {
		expect(keysOf(await make('Inside', 'http://user:pass@example.org/'))).toEqual(['sources.url.wrong']);
		await make('Inside two', url);
		const before = asked;
		// Without the leave that tests have.
		expect(await readAsked(db(), testHub, days(6))).toBe(1);
		const { last, mayAccept } = await page('inside-two', days(6));
		expect([last?.state, last?.list, mayAccept, asked]).toEqual([
			'failed',
			[{ id: '', at: '', key: 'sources.refused.private' }],
			false,
			before
		]);
	});

	it('no two feeds have one name, and a care worker sees them without a button', async () => {
		expect(keysOf(await make('Watched feed'))).toEqual(['sources.name.taken']);
		const seen = await work(db(), { actor: careWorker, now, lang: 'en', requestId: 'test', audit: null }, readSources);
		expect([seen.mayChange, seen.sources.map(({ name }) => name)]).toEqual([false, ['Inside two', 'Watched feed']]);
	});
});
