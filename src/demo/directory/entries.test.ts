import { describe, expect, it } from 'vitest';
import {
	accesses,
	audiences,
	crimes,
	isAccess,
	isAudience,
	isCrime,
	isNeed,
	isWay,
	needs,
	ways
} from '#features/directory/domain/codes.ts';
import type { Facets } from '#features/directory/domain/facets.ts';
import { isUuid, slugOf } from '#features/directory/domain/ids.ts';
import { townOf } from '#features/directory/domain/places.ts';
import { entriesOf, regions } from './entries.ts';
import { schedulesOf } from './entry.ts';

const today = '2026-06-03';
const all = entriesOf(today).map(({ entry }) => entry);
const within = (area: string) => all.filter(({ facets }) => facets.areas.includes(area));
const [national, ...hubs] = regions.map(({ area }) => area);
const names = Object.keys(
	Object.values(import.meta.glob<Record<string, string>>('/locales/en/codes.json', { eager: true, import: 'default' }))[0]!
);
const languages = names.filter((key) => key.startsWith('codes.lang.')).map((key) => key.slice('codes.lang.'.length));
const has = (entries: typeof all, field: keyof Facets) => new Set(entries.flatMap(({ facets }) => facets[field] as string[]));

describe('what the demo’s directory holds', () => {
	it('about forty national services, and twenty of each hub', () => {
		expect(regions.map(({ area, lines }) => [area, lines.length])).toEqual([
			['all', 42],
			['humberside', 20],
			['devon-and-cornwall', 20],
			['avon-and-somerset', 20]
		]);
		expect(entriesOf(today)).toEqual(entriesOf(today));
		expect(entriesOf(today).filter(({ agencyId }) => agencyId).length).toBe(2);
	});
	it.each(hubs)('in %s every need, crime, audience, way in, language and kind of access has something', (area) => {
		const here = [...within(area), ...within('all')];
		expect(needs.filter((each) => !has(within(area), 'needs').has(each))).toEqual([]);
		expect(crimes.filter((each) => !has(within(area), 'crimes').has(each))).toEqual([]);
		expect(audiences.filter((each) => !has(within(area), 'forWhom').has(each))).toEqual([]);
		expect(ways.filter((each) => !has(here, 'ways').has(each))).toEqual([]);
		expect(accesses.filter((each) => !has(here, 'access').has(each))).toEqual([]);
		expect(languages.filter((each) => !has(here, 'langs').has(each))).toEqual([]);
		for (const yes of ['isFree', 'needsNoReport', 'takesWitnesses'] as const)
			expect(new Set(within(area).map(({ facets }) => facets[yes])), yes).toEqual(
				new Set(yes === 'isFree' && area === 'avon-and-somerset' ? [true] : [true, false])
			);
	});
	it.each(hubs)('in %s something is open by night, in the evening, full, waiting, stale and unassured', (area) => {
		const here = within(area);
		const open = here.map(({ service }) => JSON.stringify(service.schedules));
		expect(open.some((text) => text.includes('"23:59"'))).toBe(true);
		expect(open.some((text) => text.includes('"21:00"') || text.includes('"20:30"'))).toBe(true);
		expect(new Set(here.flatMap(({ facets }) => (facets.capacity ? [facets.capacity.state] : [])))).toEqual(
			new Set(['open', 'waiting', 'full'])
		);
		expect(here.some(({ assuredOn }) => assuredOn === null)).toBe(true);
		expect(here.some(({ assuredOn }) => assuredOn !== null && assuredOn < '2025-06-03')).toBe(true);
		expect(here.filter(({ facets }) => facets.summaries.ar).length).toBeGreaterThan(10);
		expect(here.filter(({ facets }) => facets.summaries.cy).length).toBeGreaterThan(10);
	});
	it('uses codes, towns and languages that exist', () => {
		const known: [keyof Facets, (value: string) => boolean][] = [
			['needs', isNeed],
			['crimes', isCrime],
			['forWhom', isAudience],
			['ways', isWay],
			['access', isAccess],
			['langs', (value) => languages.includes(value)]
		];
		for (const [field, isKnown] of known)
			expect(
				[...has(all, field)].filter((value) => !isKnown(value)),
				field
			).toEqual([]);
		for (const { facets, service } of all) for (const town of facets.towns) expect(townOf(town)?.area, service.name).toBe(facets.areas[0]);
		for (const { service, facets } of all) expect([facets.needs.length > 0, facets.ways.length > 0], service.name).toEqual([true, true]);
	});
});

describe('safe to show', () => {
	it('invented services have numbers, addresses and sites that reach nobody', () => {
		const local = all.filter(({ facets }) => !facets.areas.includes('all'));
		const numbers = local.flatMap(({ service }) => (service.phones ?? []).map(({ number }) => number));
		for (const number of numbers) expect(number).toMatch(/^(01632 960\d{3}|0808 157 0\d{3}|020 7946 0\d{3}|07700 900\d{3})$/);
		expect(new Set(numbers).size).toBe(numbers.length);
		for (const { service, at } of local) {
			expect(service.url).toMatch(/^https:\/\/example\.org\//);
			if (service.email) expect(service.email).toMatch(/@example\.org$/);
			for (const { location } of at) {
				expect(location.addresses?.[0]?.address_1).toMatch(/ Example /);
				expect(location.addresses?.[0]?.postal_code).toMatch(/^[A-Z]{1,2}\d{1,2} 9VV$/);
			}
		}
	});
	it('nobody has checked a national one, and it says so', () => {
		for (const { service, assuredOn, checkedOn, facets } of within(national!)) {
			expect([assuredOn, checkedOn, service.alert, facets.keywords.length], service.name).toEqual([null, null, undefined, 0]);
			expect(service.url, service.name).toMatch(/^https:\/\//);
		}
	});
	it('each hub has two refuges, and every place of theirs is confidential', () => {
		for (const area of hubs) {
			const refuges = within(area).filter(({ isConfidential }) => isConfidential);
			expect(refuges.length).toBe(2);
			for (const { at, facets } of refuges) {
				expect(at.map(({ isConfidential }) => isConfidential)).toEqual([true]);
				expect(facets.towns).toEqual([]);
			}
		}
	});
	it('P23 says nothing that should not be said to a person', () => {
		for (const { service } of all) {
			const text = [service.description, service.fees, service.eligibility_description].join(' ');
			expect(text).not.toMatch(/victim|alleged|consent|referral|offender|\bjust\b|\bsimply\b|!/i);
		}
	});
});

describe('their form', () => {
	it('has ids that the standard takes, each once, and an address of its own for each', () => {
		const ids = all.flatMap(({ service, at }) => [
			service.id,
			...(service.phones ?? []).map(({ id }) => id),
			...(service.schedules ?? []).map(({ id }) => id),
			...(service.cost_options ?? []).map(({ id }) => id),
			...at.flatMap(({ link, location }) => [link.id, location.id, ...(location.addresses ?? []).map(({ id }) => id)])
		]);
		expect(ids.filter((id) => !isUuid(id))).toEqual([]);
		expect(new Set(ids).size).toBe(ids.length);
		expect(new Set(all.map(({ service }) => slugOf(service.name))).size).toBe(all.length);
		const organisations = new Map(all.map(({ organisation }) => [organisation.id, organisation]));
		for (const { organisation } of all) expect(organisations.get(organisation.id)).toEqual(organisation);
	});
	it('reads hours as they are written down', () => {
		const id = (part: number) => String(part);
		expect(schedulesOf('MO-FR 9-17, SA 10-13:30', id)).toEqual([
			{ id: '0', freq: 'WEEKLY', interval: 1, byday: 'MO,TU,WE,TH,FR', opens_at: '09:00', closes_at: '17:00' },
			{ id: '1', freq: 'WEEKLY', interval: 1, byday: 'SA', opens_at: '10:00', closes_at: '13:30' }
		]);
		expect(schedulesOf('always', id)).toMatchObject([{ byday: 'MO,TU,WE,TH,FR,SA,SU', opens_at: '00:00', closes_at: '23:59' }]);
	});
});
