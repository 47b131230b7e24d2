import { expect, test } from 'vitest';
import { headersFor } from './headers.ts';

test('ASVS 3.4.1: a live house demands https for two years, the demonstration on plain http does not', () => {
	expect(new Map(headersFor(true)).get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
	expect(new Map(headersFor(false)).has('strict-transport-security')).toBe(false);
});

test('ASVS 3.4.3: no inline script or style, in either', () => {
	for (const isLive of [true, false]) {
		const policy = new Map(headersFor(isLive)).get('content-security-policy') ?? '';
		expect(policy).toContain("require-trusted-types-for 'script'");
		expect(policy).not.toMatch(/unsafe|nonce|https?:|\*/);
	}
});
