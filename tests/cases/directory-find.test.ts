import { beforeAll, expect, it } from 'vitest';
import { code } from '#features/directory/domain/findable.ts';
import { onMap } from '#features/directory/domain/map.ts';
import { rowsOfEntry } from '#features/directory/server/entry-rows.ts';
import { keepEntries } from '#features/directory/server/keep-entries.ts';
import type { Entry } from '#features/directory/domain/record.ts';
import { slugOf } from '#features/directory/domain/ids.ts';
import { findServices, likeWords, listServices, locationsOf, nearestServices, serviceBySlug } from '#server/db/queries/directory.ts';
import type { Tx } from '#server/db/as.ts';
import { job, onBothEngines, otherHub } from '../database/open.ts';
import { anEntry } from './an-entry.ts';

const now = new Date('2026-06-02T10:00:00Z');
const today = '2026-06-02';
const at = (n: number, lat: number, lon: number, isConfidential = false): Entry['at'] => [
	{
		link: { id: `01930004-0000-7000-9000-${String(n).padStart(12, '0')}` },
		location: {
			id: `01930005-0000-7000-9000-${String(n).padStart(12, '0')}`,
			location_type: 'physical',
			latitude: lat,
			longitude: lon,
			name: 'Lantern House'
		},
		isConfidential
	}
];
const entries: Entry[] = [
	anEntry(1, { name: 'Harbour Counselling', facets: { needs: ['health'], crimes: ['sexual'], langs: ['pl'] }, at: at(1, 53.74, -0.33) }),
	anEntry(2, { name: 'Wolds Money Advice', facets: { needs: ['money'], areas: ['all'] }, at: at(2, 51.45, -2.58) }),
	anEntry(3, { name: 'Lantern Refuge', facets: { needs: ['home'], crimes: ['domestic'] }, isConfidential: true, at: at(3, 53.75, -0.34) }),
	anEntry(4, { name: 'Tamar Counselling', facets: { needs: ['health'], areas: ['devon-and-cornwall'] }, at: at(4, 50.37, -4.14) })
];
const kept = (entry: Entry) =>
	rowsOfEntry(entry, { sourceId: null, agencyId: null, slug: slugOf(entry.service.name), isShown: true, isAccredited: false }, today);

onBothEngines('the directory', (db) => {
	const asReader = <T>(fn: (tx: Tx) => Promise<T>) => db().as({ kind: 'reader' }, now, fn);
	const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
	beforeAll(async () => {
		const done = await db().as(job, now, (tx) => keepEntries(tx, entries.map(kept)));
		expect([done.added.length, done.changed.length]).toEqual([4, 0]);
	});

	it('R-07: keeping the same entries again changes nothing, and a changed one gets a version', async () => {
		expect(await db().as(job, now, (tx) => keepEntries(tx, entries.map(kept)))).toEqual({ added: [], changed: [], same: 4 });
		const changed = kept({ ...entries[1]!, checkedOn: '2026-06-01' });
		expect((await db().as(job, now, (tx) => keepEntries(tx, [changed]))).changed).toEqual([entries[1]!.service.id]);
		expect((await asReader((tx) => serviceBySlug(tx, 'wolds-money-advice', today)))?.version).toBe(2);
	});
	it('lists an area and a need, with what is for the whole country', async () => {
		expect(names(await asReader((tx) => listServices(tx, ['humberside', 'all'], 0, today)))).toEqual([
			'Harbour Counselling',
			'Lantern Refuge',
			'Wolds Money Advice'
		]);
		expect(names(await asReader((tx) => listServices(tx, ['humberside', 'all'], 6, today)))).toEqual(['Wolds Money Advice']);
	});
	it('finds words, forms of words and codes that a word stands for, in every group', async () => {
		const find = (word: string, codes: string[] = [], groups: string[][] = []) =>
			asReader((tx) => findServices(tx, { words: [{ word, codes }], groups }, today)).then(names);
		expect(await find('counsel')).toEqual(['Harbour Counselling', 'Tamar Counselling']);
		expect(await find('counselling', [], [[code('area', 'humberside'), code('area', 'all')]])).toEqual(['Harbour Counselling']);
		expect(await find('hit', [code('crime', 'domestic')])).toEqual(['Lantern Refuge']);
		expect(await find("'; drop table service; --")).toEqual([]);
	});
	it('guesses a misspelt word', async () => {
		expect(await asReader((tx) => likeWords(tx, 'counceling'))).toContain('counselling');
	});
	it('a refuge is found by what it does and never by where it is', async () => {
		const near = onMap(53.75, -0.34)!;
		expect(names(await asReader((tx) => nearestServices(tx, near, { words: [], groups: [] }, today)))).toEqual([
			'Harbour Counselling',
			'Wolds Money Advice',
			'Tamar Counselling'
		]);
		const refuge = await asReader((tx) => serviceBySlug(tx, 'lantern-refuge', today));
		expect(refuge?.isConfidential).toBe(true);
		expect(JSON.stringify(refuge)).not.toContain('53.75');
		expect(await asReader((tx) => locationsOf(tx, refuge!.id))).toEqual([]);
		expect(await asReader((tx) => findServices(tx, { words: [{ word: 'house', codes: [] }], groups: [] }, today))).toEqual([]);
	});
	it('T22: another hub changes nothing of ours', async () => {
		const theirs = { kind: 'job', hub: otherHub } as const;
		const changed = kept({ ...entries[0]!, checkedOn: '2026-06-02' });
		expect((await db().as(theirs, now, (tx) => keepEntries(tx, [changed]))).changed).toEqual([]);
		expect((await asReader((tx) => serviceBySlug(tx, 'harbour-counselling', today)))?.version).toBe(1);
	});
});
