import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryKeys } from './key-file.ts';
import { openQuery, sealQuery } from './sealed-query.ts';

const keys = memoryKeys();
const now = new Date('2026-06-02T10:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

describe('P18 what was looked for, sealed in an address', () => {
	it('opens as it was, in any script', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
				expect(openQuery(keys, 'search', sealQuery(keys, 'search', text, now), now)).toEqual({ text: text.toWellFormed() });
			})
		);
	});
	it('holds no word that could be read, and says little by its length', () => {
		const sealed = sealQuery(keys, 'search', 'hit by my husband', now);
		expect(sealed).toMatch(/^[\w-]+$/);
		expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toMatch(/hit|husband|text/);
		const lengths = ['', 'hit', 'hit by my husband', 'he follows me home'].map((text) => sealQuery(keys, 'search', text, now).length);
		expect(new Set(lengths).size).toBe(1);
		expect(sealQuery(keys, 'search', 'same', now)).not.toBe(sealQuery(keys, 'search', 'same', now));
	});
	it('is good for a day, also when the clock goes back', () => {
		const sealed = sealQuery(keys, 'search', 'x', now);
		expect(openQuery(keys, 'search', sealed, later(24))).toEqual({ text: 'x' });
		expect(openQuery(keys, 'search', sealed, later(24.01))).toBe('old');
		expect(openQuery(keys, 'search', sealed, later(-2))).toEqual({ text: 'x' });
	});
	it('does not open when it was changed, cut, of another house, or of another kind', () => {
		const sealed = sealQuery(keys, 'search', 'x', now);
		for (let at = 0; at < sealed.length; at += 7) {
			const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
			expect(openQuery(keys, 'search', changed, now), `at ${at}`).toBe('unreadable');
		}
		for (const cut of ['', 'x', sealed.slice(0, 20), sealed.slice(0, -3), `${sealed}AAAA`, 'z'.repeat(10_000), '%00', 'ü'])
			expect(openQuery(keys, 'search', cut, now), cut.slice(0, 20)).toBe('unreadable');
		expect(openQuery(memoryKeys(), 'search', sealed, now)).toBe('unreadable');
		expect(openQuery(keys, 'list', sealed, now)).toBe('unreadable');
	});
});
