import { expect, it } from 'vitest';
import { homes, returnPath, type SignedInArea } from './return-path.ts';

it.each([
	['person', '/my'],
	['person', '/my/account/devices'],
	['person', '/my/updates/01930000-0000-7000-8000-000000000001?done=asked'],
	['console', '/console/cases/01930000-0000-7000-8000-000000000001/hold'],
	['agency', '/agency/account']
] as const)('%s comes back to %s', (area, to) => {
	expect(returnPath(area, to)).toBe(to);
});

it.each([
	null,
	undefined,
	'',
	'my',
	'//evil.example.org',
	'/my//evil.example.org',
	'/\\evil.example.org',
	'\\\\evil.example.org',
	'https://evil.example.org/my',
	'/my@evil.example.org',
	'/my:80',
	'/my/../console',
	'/my/%2e%2e/console',
	'/my/\nlocation: https://evil.example.org',
	'/my?to=https://evil.example.org',
	'/myself',
	'/sign-out',
	'/leave',
	'/my/again?to=/my',
	'/my/hide',
	'/my/stay',
	'/my/still',
	'/console',
	'/agency',
	`/my/${'a'.repeat(300)}`
])('S-28 a person is never led to %j', (to) => {
	expect(returnPath('person', to)).toBe('/my');
});

it('nobody is led into another area than their own', () => {
	const areas = Object.keys(homes) as SignedInArea[];
	for (const area of areas)
		for (const other of areas) expect(returnPath(area, `${homes[other]}/account`).startsWith(homes[area])).toBe(true);
});
