import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Unreadable } from './fault.ts';
import { keyIdOf, open, seal } from './seal.ts';
import type { DataKey, Place } from './seal.ts';

const dek: DataKey = { id: '0198c0de-0000-7000-8000-00000000000a', key: randomBytes(32) };
const place: Place = { hub: 'hub-1', table: 'person', column: 'name', row: 'row-1' };

it('opens what it sealed, in any script (ASVS 11.3)', () => {
	fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => open(dek, place, seal(dek, place, text)) === text));
	for (const text of ['', 'Llŷr Ŵ', 'سلمى', '👩‍👩‍👧', '\u0000', 'e\u0301']) expect(open(dek, place, seal(dek, place, text))).toBe(text);
});

it('refuses a text that UTF-8 cannot hold, instead of changing it', () => {
	expect(() => seal(dek, place, 'a\ud800')).toThrow(RangeError);
});

it('is written as vault 4.1 says, so that another program can open it', () => {
	const sealed = seal(dek, place, 'Amal');
	expect(sealed[0]).toBe(1);
	expect(keyIdOf(sealed)).toBe(dek.id);
	expect(sealed.length).toBe(1 + 16 + 12 + 4 + 16);
	const key = Buffer.from(hkdfSync('sha256', dek.key, Buffer.alloc(0), 'person.name', 32));
	const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(17, 29), { authTagLength: 16 });
	decipher.setAAD(Buffer.from('[1,"hub-1","person","name","row-1"]')).setAuthTag(sealed.subarray(-16));
	expect(Buffer.concat([decipher.update(sealed.subarray(29, -16)), decipher.final()]).toString()).toBe('Amal');
});

it('does not open in another hub, table, column or row', () => {
	const sealed = seal(dek, place, 'Amal');
	for (const part of ['hub', 'table', 'column', 'row'] as const) {
		expect(() => open(dek, { ...place, [part]: 'other' }, sealed), part).toThrow(Unreadable);
	}
	expect(() => open(dek, { ...place, hub: 'hub-1","person', table: '' }, sealed)).toThrow(Unreadable);
});

it('does not open with another key, nor with a key that only has the same name', () => {
	const sealed = seal(dek, place, 'Amal');
	expect(() => open({ ...dek, key: randomBytes(32) }, place, sealed)).toThrow(Unreadable);
	expect(() => open({ ...dek, id: '0198c0de-0000-7000-8000-00000000000b' }, place, sealed)).toThrow(Unreadable);
});

it('does not open with any bit changed, nor cut anywhere', () => {
	const sealed = seal(dek, place, 'Amal Haddad');
	for (let at = 0; at < sealed.length * 8; at++) {
		const changed = Buffer.from(sealed);
		changed[at >> 3]! ^= 1 << (at & 7);
		expect(() => open(dek, place, changed), `bit ${at}`).toThrow(Unreadable);
	}
	for (let length = 0; length < sealed.length; length++)
		expect(() => open(dek, place, sealed.subarray(0, length)), `${length}`).toThrow(Unreadable);
	expect(() => open(dek, place, Buffer.concat([sealed, Buffer.of(0)]))).toThrow(Unreadable);
});

it('does not accept a true tag cut to four bytes, which node alone would (DEP0182)', () => {
	const key = Buffer.from(hkdfSync('sha256', dek.key, Buffer.alloc(0), 'person.name', 32));
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
	cipher.setAAD(Buffer.from('[1,"hub-1","person","name","row-1"]'));
	const text = Buffer.concat([cipher.update('a long enough text to be cut'), cipher.final()]);
	const head = seal(dek, place, '').subarray(0, 17);
	expect(open(dek, place, Buffer.concat([head, nonce, text, cipher.getAuthTag()]))).toBe('a long enough text to be cut');
	expect(() => open(dek, place, Buffer.concat([head, nonce, text, cipher.getAuthTag().subarray(0, 4)]))).toThrow(Unreadable);
});

it('refuses another version', () => {
	for (const version of [0, 2, 255]) {
		const sealed = seal(dek, place, 'Amal');
		sealed[0] = version;
		expect(() => open(dek, place, sealed)).toThrow(Unreadable);
		expect(() => keyIdOf(sealed)).toThrow(Unreadable);
	}
});

it('never uses a nonce twice, and the same text never looks the same', () => {
	const nonces = new Set(Array.from({ length: 20_000 }, () => seal(dek, place, 'x').subarray(17, 29).toString('hex')));
	expect(nonces.size).toBe(20_000);
});
