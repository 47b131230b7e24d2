import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindIndex, instanceIndex } from './blind-index.ts';
import { memoryKeys } from './key-file.ts';
import { normalEmail, normalName, normalPhone, normalReference, normalSignIn } from './normal.ts';

const keys = memoryKeys();

it('finds the same value, and tells hubs, columns and keys apart', () => {
	const at = { hub: 'h1', column: 'contact.phone' };
	const index = blindIndex(keys, at, '+447700900123');
	expect(index.length).toBe(32);
	expect(blindIndex(keys, at, '+447700900123')).toEqual(index);
	for (const other of [
		blindIndex(keys, at, '+447700900124'),
		blindIndex(keys, { ...at, hub: 'h2' }, '+447700900123'),
		blindIndex(keys, { ...at, column: 'person.phone' }, '+447700900123'),
		blindIndex(keys, { hub: 'h1","contact', column: 'phone' }, '+447700900123'),
		instanceIndex(keys, 'contact.phone', '+447700900123'),
		blindIndex(memoryKeys(), at, '+447700900123')
	]) {
		expect(other).not.toEqual(index);
	}
});

describe('a value typed another way is found', () => {
	const alike = (normal: (text: string) => string, [first, ...others]: string[]) => {
		for (const other of others) expect(normal(other), other).toBe(normal(first!));
	};
	it('references', () => {
		alike(normalReference, ['52/1234/26', '52 1234 26', '52-1234-26', '٥٢/١٢٣٤/٢٦']);
		alike(normalReference, ['cr/ab-9', 'CRAB9', 'ＣＲ ab 9']);
		expect(normalReference('52/1234/26')).toBe('52123426');
		expect(normalReference(' /-')).toBe('');
	});
	it('phones', () => {
		alike(normalPhone, [
			'+447700900123',
			'07700 900123',
			'0044 7700 900 123',
			'+44 (0)7700 900123',
			'+44 07700 900123',
			'(07700) 900-123',
			'447700900123',
			'٠٧٧٠٠٩٠٠١٢٣',
			'۰۷۷۰۰۹۰۰۱۲۳'
		]);
		expect(normalPhone('07700 900123')).toBe('+447700900123');
		expect(normalPhone('+353 1 496 0123')).toBe('+35314960123');
		expect(normalPhone('0161 496 0123 ext 4')).toBe('');
		expect(normalPhone('ask me')).toBe('');
	});
	it('names and e-mail', () => {
		alike(normalName, ['Ólafsdóttir', 'olafsdottir', ' OLAFSDOTTIR ', 'O\u0301lafsdo\u0301ttir']);
		alike(normalName, ["Siân O'Neill", 'sian o neill', 'Sian  O’Neill']);
		alike(normalEmail, ['amal@example.org', ' Amal@Example.ORG ']);
		expect(normalEmail('a.b@example.org')).not.toBe(normalEmail('ab@example.org'));
	});
	it('P5 sign-in names, whatever the phone does to them', () => {
		alike(normalSignIn, ['blue kettle 41', 'Blue Kettle 41 ', 'blue-kettle-41', 'bluekettle41', 'blue kettle ٤١']);
		alike(normalSignIn, ['tŷ afon 12', 'ty afon 12', 'Tŷ Afon 12']);
		alike(normalSignIn, ['إبريق 41', 'ابريق 41', 'اِبْريق 41']);
		alike(normalSignIn, ['نافذة 12', 'نافذه 12']);
		expect(normalSignIn('blue kettle 41')).not.toBe(normalSignIn('blue kettle 42'));
		expect(normalSignIn('a.b@example.org')).toBe('a.b@example.org');
	});
	it('made alike twice is made alike once', () => {
		for (const normal of [normalReference, normalPhone, normalName, normalEmail, normalSignIn]) {
			fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => normal(normal(text)) === normal(text)));
		}
	});
});
