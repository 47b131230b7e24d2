import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSms } from './sms.ts';

// Written out by code point from 3GPP TS 23.038 tables 6.2.1 and 6.2.1.1, apart from the text in sms.ts: neither is made from the other.
const latin = [
	0x40, 0xa3, 0x24, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0x0a, 0xd8, 0xf8, 0x0d, 0xc5, 0xe5, 0x5f, 0xc6, 0xe6, 0xdf, 0xc9
];
const greek = [0x394, 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e];
const ends = [0xa4, 0xa1, 0xbf, 0xc4, 0xd6, 0xd1, 0xdc, 0xa7, 0xe4, 0xf6, 0xf1, 0xfc, 0xe0];
const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const plain = [...span(0x20, 0x23), ...span(0x25, 0x3f), ...span(0x41, 0x5a), ...span(0x61, 0x7a)];
const septets = new Set([...latin, ...greek, ...ends, ...plain]);
const escaped = new Set([0x0c, 0x5e, 0x7b, 0x7d, 0x5c, 0x5b, 0x7e, 0x5d, 0x7c, 0x20ac]);

const one = fc.constantFrom(...[...septets].map((code) => String.fromCodePoint(code)));
const two = fc.constantFrom(...[...escaped].map((code) => String.fromCodePoint(code)));
const words = fc.string({ unit: fc.oneof({ arbitrary: one, weight: 9 }, two), maxLength: 700 });
/** Letters of Welsh with a roof that phones have no seven bits for, and Arabic; GOV.UK Notify too names them as those that make a text dearer. */
const dear = fc.constantFrom(...'âêîôûŵŷÂÊÎÔÛŴŶ', ...'تحديثلديك', '’', '😀');
const anything = fc.string({ unit: 'grapheme', maxLength: 400 });

describe('how many text messages a text is, by law', () => {
	it('T30 the alphabet has 127 signs and ten behind an escape; every sign of the basic plane is in one of the two or makes the text UCS-2', () => {
		expect([septets.size, escaped.size]).toEqual([127, 10]);
		for (let code = 1; code < 0xd800; code++) {
			const units = septets.has(code) ? 1 : escaped.has(code) ? 2 : null;
			expect(countSms(String.fromCodePoint(code)), code.toString(16)).toEqual({
				...{ alphabet: units ? 'gsm7' : 'ucs2', units: units ?? 1, parts: 1 }
			});
		}
	});

	it('T30 seven-bit text costs one for a sign, two for one behind an escape', () => {
		fc.assert(
			fc.property(words, (text) => {
				const units = [...text].reduce((sum, sign) => sum + (escaped.has(sign.codePointAt(0) ?? 0) ? 2 : 1), 0);
				const { alphabet, units: counted, parts } = countSms(text);
				expect([alphabet, counted]).toEqual(['gsm7', units]);
				// A sign of two never goes over an edge, so each but the last message may miss one unit.
				if (units > 160) {
					expect(parts).toBeGreaterThanOrEqual(Math.ceil(units / 153));
					expect(parts).toBeLessThanOrEqual(Math.ceil(units / 152));
				} else expect(parts).toBe(units ? 1 : 0);
			})
		);
	});

	it('T30 one letter that is dear makes all of it UCS-2, wherever it stands', () => {
		fc.assert(
			fc.property(words, dear, words, (before, letter, after) => {
				const text = before + letter + after;
				const { alphabet, units, parts } = countSms(text);
				expect([alphabet, units]).toEqual(['ucs2', text.length]);
				expect(parts).toBeGreaterThanOrEqual(units <= 70 ? 1 : Math.ceil(units / 67));
			})
		);
	});

	it('T30 more text never costs less', () => {
		fc.assert(
			fc.property(anything, anything, (text, more) => {
				expect(countSms(text + more).parts).toBeGreaterThanOrEqual(countSms(text).parts);
			})
		);
	});
});
