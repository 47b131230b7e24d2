import { beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '#demo/seed.ts';
import { listPlaces, listPublished, type Reading } from '#features/directory/server/publish.ts';
import type { Answer } from '#features/directory/server/publish-terms.ts';
import type { Doc } from '#features/directory/domain/record.ts';
import { faultsIn } from '../feeds/oruk-schemata.ts';
import { onBothEngines } from '../database/open.ts';

const now = new Date('2026-06-02T10:00:00Z');
const hasSeed = Object.keys(import.meta.glob('/src/demo/directory/**/*.ts')).length > 0;

async function linesOf(answer: Answer): Promise<Doc[]> {
	let text = '';
	if ('lines' in answer) for await (const piece of answer.lines) text += piece;
	return text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Doc] : []));
}

describe.skipIf(!hasSeed)('every service of the seed in the feed out', () => {
	onBothEngines('the feed out of the seed', (db) => {
		const reading: Reading = (run) => db().as({ kind: 'reader' }, now, run);
		const all = new URLSearchParams('format=ndjson');
		beforeAll(() => seedDemo(db(), now, { slug: 'humber', name: 'Humber Care Team' }), 240_000);

		it('T33: is as the national standard wants it, each with its places', async () => {
			const services = await linesOf(await listPublished(reading, all, now));
			expect(services.length).toBeGreaterThanOrEqual(90);
			for (const doc of services) expect(faultsIn('service', doc), String(doc['name'])).toEqual([]);
			const places = await linesOf(await listPlaces(reading, all, now));
			expect(places.length).toBeGreaterThan(10);
			for (const doc of places) expect(faultsIn('service_at_location', doc)).toEqual([]);
		});

		it('S-24: gives no place of a refuge', async () => {
			const refuges = (await linesOf(await listPublished(reading, all, now))).filter((doc) => JSON.stringify(doc).includes('is.refuge'));
			expect(refuges.length).toBeGreaterThan(0);
			for (const doc of refuges)
				expect(JSON.stringify(doc)).not.toMatch(/"(latitude|longitude|address_1|postal_code|service_at_locations)"/);
		});
	});
});
