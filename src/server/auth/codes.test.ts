import { randomBytes, randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashChosenWord, hashCode, inGroups, isSameHash, newInvitationCode, normalCode } from './codes.ts';

const key = randomBytes(32);

it('a code is ten signs in groups, has no look-alikes, and is never all digits', () => {
	const codes = Array.from({ length: 5000 }, () => newInvitationCode(randomInt));
	for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{3} [0-9A-HJKMNP-TV-Z]{3} [0-9A-HJKMNP-TV-Z]{4}$/);
	expect(new Set(codes).size).toBe(5000);
	expect(new Set(codes.join('').replaceAll(' ', '')).size).toBe(32);
	expect(newInvitationCode((below) => (below === 32 ? 7 : 0))).toBe('A77 777 7777');
});

it('P5 capitals, spaces, hyphens and look-alikes do not matter; anything else is no code', () => {
	const code = normalCode('7K3 QD9 MZ10');
	expect(code).toBe('7K3QD9MZ10');
	for (const typed of [' 7k3qd9mz10 ', '7K3-QD9-MZ10', '7k3 qd9 mzlo', '7K3 QD9 MZIO', '７Ｋ３ QD9 MZ10'])
		expect(normalCode(typed)).toBe(code);
	for (const typed of ['', '7K3', '7K3 QD9 MZ100', '7K3 QD9 MZ1U', '٧K3 QD9 MZ10']) expect(normalCode(typed)).toBeNull();
	expect(inGroups(code!)).toBe('7K3 QD9 MZ10');
});

it('the kept hashes tell codes, words and keys apart, and a word is worth nothing beside another code', () => {
	const word = hashChosenWord(key, '7K3QD9MZ10', 'Lantern');
	expect(isSameHash(word, hashChosenWord(key, '7K3QD9MZ10', ' lantern '))).toBe(true);
	expect(isSameHash(word, hashChosenWord(key, '7K3QD9MZ10', 'lanterns'))).toBe(false);
	expect(isSameHash(word, hashChosenWord(key, '7K3QD9MZ11', 'lantern'))).toBe(false);
	expect(isSameHash(word, hashChosenWord(randomBytes(32), '7K3QD9MZ10', 'lantern'))).toBe(false);
	expect(isSameHash(hashCode(key, '7K3QD9MZ10'), hashCode(key, '7K3QD9MZ10'))).toBe(true);
	expect(isSameHash(hashCode(key, '7K3QD9MZ10'), hashCode(key, '7K3QD9MZ11'))).toBe(false);
	expect(isSameHash(word, word.subarray(1))).toBe(false);
});
