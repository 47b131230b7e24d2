import { describe, expect, test } from 'vitest';
import { isOwnWish, leaveAddress } from './leave.ts';

const own = new URL('https://notes.example.org/my');
const asked = (site?: string) => new Request(own, site ? { headers: { 'sec-fetch-site': site } } : {});

describe('leaving', () => {
	test('S-07: goes where the deployment chose', () => {
		expect(leaveAddress('https://example.org/news', own)).toBe('https://example.org/news');
	});

	test('S-07: never back to ourselves: then the weather', () => {
		expect(leaveAddress('https://notes.example.org/', own)).toBe('https://www.bbc.co.uk/weather');
		expect(leaveAddress('https://NOTES.example.org:8443/x', own)).toBe('https://www.bbc.co.uk/weather');
	});

	test.each([
		['same-origin', true],
		['none', true],
		[undefined, true],
		['same-site', false],
		['cross-site', false]
	])('S-03: a request from %s counts as the person’s own wish: %s', (site, isWish) => {
		expect(isOwnWish(asked(site))).toBe(isWish);
	});
});
