import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayAnswer } from './allowed.ts';

const origin = 'https://notes.example.org';
const ask = (path: string, { method = 'GET', mode = 'navigate' as RequestMode } = {}) =>
	mayAnswer({ method, mode, url: new URL(path, origin).href }, origin);

describe('S-12: what the service worker may answer for', () => {
	test.each(['/', '/cy', '/ar/', '/leave', '/ar/leave', '/safety', '/cy/rights', '/languages', '/?a=1'])(
		'%s, when the network is gone',
		(path) => {
			expect(ask(path)).toBe(true);
		}
	);

	test.each([
		'/my',
		'/cy/my',
		'/my/updates/1',
		'/sign-in',
		'/ar/sign-in/code',
		'/start',
		'/start/word',
		'/console',
		'/agency',
		'/demo',
		'/api/v1/events',
		'/leave/x'
	])('%s is none of its business', (path) => {
		expect(ask(path)).toBe(false);
	});

	test('nothing below an address that is about a person, whatever stands behind it', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('my', 'sign-in', 'start', 'console', 'agency', 'demo', 'get-help'),
				fc.webPath(),
				fc.constantFrom('', '/cy', '/ar'),
				(area, rest, lang) => {
					expect(ask(`${lang}/${area}${rest}`)).toBe(false);
				}
			)
		);
	});

	test('no form, no script, no picture, no other site', () => {
		expect(ask('/', { method: 'POST' })).toBe(false);
		expect(ask('/', { mode: 'cors' })).toBe(false);
		expect(ask('https://example.org/')).toBe(false);
	});
});
