import { expect, it } from 'vitest';
import { clientKind } from './client-kind.ts';

it.each([
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
		'phone'
	],
	['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36', 'phone'],
	['Mozilla/5.0 (Android 14; Mobile; rv:139.0) Gecko/139.0 Firefox/139.0', 'phone'],
	['Mozilla/5.0 (Mobile; Nokia 8110; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5', 'phone'],
	[
		'Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1',
		'tablet'
	],
	['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36', 'tablet'],
	['Mozilla/5.0 (Android 14; Tablet; rv:139.0) Gecko/139.0 Firefox/139.0', 'tablet'],
	['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36', 'computer'],
	['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:139.0) Gecko/20100101 Firefox/139.0', 'computer'],
	['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36', 'computer'],
	['curl/8.14.1', 'unknown'],
	['', 'unknown'],
	[null, 'unknown']
])('S-30 %s is a %s', (agent, kind) => {
	expect(clientKind(agent)).toBe(kind);
});

it('S-30 a browser that says only that it is mobile is a phone; one that says it is not stays what it is', () => {
	expect(clientKind('Mozilla/5.0', '?1')).toBe('phone');
	expect(clientKind('Mozilla/5.0', '?0')).toBe('unknown');
	expect(clientKind('Mozilla/5.0 (Windows NT 10.0)', '?0')).toBe('computer');
});
