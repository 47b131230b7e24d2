import { expect, it } from 'vitest';
import { isServedAt } from '../auth/door.ts';
import type { Area } from './area.ts';
import { isHere, siteOf } from './site.ts';

const two = { ORIGIN: 'https://waymark.example.org', CONSOLE_ORIGIN: 'https://staff.waymark.example.org' };
const at = (origin: string, given: Partial<typeof two> = two) => siteOf(new URL(`${origin}/somewhere`), { ...given } as typeof two);

it('one host serves everybody', () => {
	const site = at('https://waymark.example.org', { ORIGIN: two.ORIGIN });
	expect(site).toEqual({ origin: 'https://waymark.example.org', host: 'waymark.example.org', serves: 'all' });
	for (const area of ['public', 'door', 'person', 'console', 'agency', 'machine'] as Area[]) expect(isHere(site, area)).toBe(true);
	for (const kind of ['person', 'worker', 'agency'] as const) expect(isServedAt(site, kind)).toBe(true);
});

it.each([
	[two.CONSOLE_ORIGIN, 'staff', ['public', 'door', 'console', 'agency', 'machine'], ['worker', 'agency']],
	[two.ORIGIN, 'person', ['public', 'door', 'person', 'machine'], ['person']]
] as const)('ASVS 3.5.4 with a host of their own %s serves only %s pages and accounts', (origin, serves, areas, kinds) => {
	const site = at(origin);
	expect(site.serves).toBe(serves);
	expect((['public', 'door', 'person', 'console', 'agency', 'machine'] as Area[]).filter((area) => isHere(site, area))).toEqual(areas);
	expect((['person', 'worker', 'agency'] as const).filter((kind) => isServedAt(site, kind))).toEqual(kinds);
});
