import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { langs } from '#shared/lang.ts';
import { checkPassword } from './password-check.ts';
import { threeWords } from './words.ts';

const context = ['Waymark', 'Humber Victim Care', 'blue kettle 41'];

it.each([
	['kettle lamp 12', 'accounts.password.short'],
	['👩‍👩‍👧 too', 'accounts.password.short'],
	['ab cd ef gh ij kl mn '.repeat(7), 'accounts.password.long'],
	['aaaaaaaaaaaaaaa', 'accounts.password.repeats'],
	['abcabcabcabcabc', 'accounts.password.repeats'],
	['kettle kettle kettle', 'accounts.password.repeats'],
	['Kettle-kettle ket', 'accounts.password.repeats'],
	['!!!!!!!!!!!!!!!', 'accounts.password.repeats'],
	['121212 1122 12121', 'accounts.password.repeats'],
	['123456789012345', 'accounts.password.sequence'],
	['abcdefghijklmnop', 'accounts.password.sequence'],
	['ponmlkjihgfedcba', 'accounts.password.sequence'],
	['qwertyuiopasdfghjkl', 'accounts.password.sequence'],
	['password12345678', 'accounts.password.common'],
	['Password-Password1', 'accounts.password.common'],
	['iloveyou iloveyou2', 'accounts.password.common'],
	['I love you forever!', 'accounts.password.common'],
	['correct horse battery staple', 'accounts.password.common'],
	['youllneverwalkalone', 'accounts.password.common'],
	['Happy birthday to you', 'accounts.password.common'],
	['waymark waymark 2026', 'accounts.password.context'],
	['humbervictimcare1', 'accounts.password.context'],
	['blue kettle 41 blue', 'accounts.password.context']
])('%s is not taken: %s', (text, fault) => {
	expect(checkPassword(text, context)).toBe(fault);
});

it.each([
	'kettle garden lantern',
	'we had soup by the canal',
	'cwmwl tegell draenog',
	'مفتاح حديقة مصباح',
	'Xk3!vv0-9ws%Lq2z',
	'the blue kettle sings at noon',
	'!@#$%^&*()_+{}|:',
	'a'.repeat(14) + ' river teapot wagon'
])('%s is taken', (text) => {
	expect(checkPassword(text, context)).toBeNull();
});

it('takes 15 and 128 letters, not 14 and 129', () => {
	const text = 'We walked along the towpath until supper, '.repeat(4).replace(/e/g, () => 'aeiou'[randomInt(5)]!);
	expect(checkPassword('walked by canals', [])).toBeNull();
	expect(checkPassword('walked a canal', [])).toBe('accounts.password.short');
	expect(checkPassword(text.slice(0, 128), [])).toBeNull();
	expect(checkPassword(text.slice(0, 129), [])).toBe('accounts.password.long');
});

it('P7 the three words we offer are always taken', () => {
	for (const lang of langs)
		for (let at = 0; at < 3000; at++) {
			const words = threeWords(lang, randomInt);
			expect(checkPassword(words, context), words).toBeNull();
		}
});
