import { describe, expect, it } from 'vitest';
import { speaksWith } from './adjustments.ts';

describe('F64 the language an interpreter is found for', () => {
	it.each([
		['what she speaks best, whatever she reads', { spoken: 'so' }, 'ar', 'so'],
		['what she reads, where nobody asked', undefined, 'pl', 'pl'],
		['what she reads, where she did not say', { spoken: null }, 'cy', 'cy'],
		['none, where she speaks English and reads another', { spoken: 'en' }, 'pl', null],
		['none for English', { spoken: null }, 'en', null],
		['sign language', { spoken: 'bfi' }, 'en', 'bfi'],
		['none, where nothing is known', undefined, undefined, null]
	])('%s', (_, easier, writes, best) => {
		expect(speaksWith(easier, writes)).toBe(best);
	});
});
