/**
 * Makes a reference alike however it was typed: upper case, letters and digits only. `52/1234/26` and `52 1234 26` are one reference.
 * Empty when nothing is left; the caller refuses that, or every empty reference would be the same.
 */
export const normalReference = (text: string): string =>
	latinDigits(text.normalize('NFKC'))
		.toUpperCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Makes a phone number alike: digits after a plus, UK numbers as +44 without the 0 in front. Empty when it holds no digit, or a letter: half a number
 * rings a stranger.
 */
export function normalPhone(text: string): string {
	const typed = latinDigits(text.normalize('NFKC')).replace(/\(0\)/g, '');
	if (/\p{L}/u.test(typed)) return '';
	const digits = typed.replace(/\D/g, '');
	if (digits === '') return '';
	if (typed.trimStart().startsWith('+')) return abroad(digits);
	if (digits.startsWith('00')) return abroad(digits.slice(2));
	return digits.startsWith('0') ? `+44${digits.slice(1)}` : abroad(digits.startsWith('44') ? digits : `44${digits}`);
}

// "+44 07700" is a common slip; the 0 is dropped so that it finds the same person.
const abroad = (digits: string) => `+${digits.replace(/^440/, '44')}`;

/** Makes a name alike for exact search: no accents, lower case, single spaces. Ólafsdóttir and olafsdottir are found by one search. */
export const normalName = (text: string): string =>
	fold(text)
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

/** Makes an e-mail address alike: no outer spaces, lower case. Dots and plus signs stay: for most providers they are another person. */
export const normalEmail = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/**
 * Makes a sign-in name, or a word chosen together, alike: phones put capitals, spaces and hyphens in by themselves, and nobody should be kept out by one (P5).
 * An e-mail keeps its dots. Empty when nothing is left; the caller refuses that.
 */
export const normalSignIn = (text: string): string => (text.includes('@') ? normalEmail(text) : fold(text).replace(/[^\p{L}\p{N}]+/gu, ''));

function fold(text: string): string {
	const plain = text
		.normalize('NFKD')
		.replace(/\p{M}|\u0640/gu, '')
		.toLowerCase();
	// Arabic keyboards and habits differ in these letters; a person who writes one may not be refused for the other.
	return latinDigits(plain)
		.replace(/[\u0649\u06cc]/g, '\u064a')
		.replace(/\u0629/g, '\u0647')
		.replace(/\u06a9/g, '\u0643')
		.normalize('NFC');
}

/** Arabic, Persian, Hindi and Bengali digits as 0-9: a keyboard in another language types them, and the number is the same. */
const latinDigits = (text: string): string =>
	text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g, (digit) => {
		const code = digit.charCodeAt(0);
		return String((code & 0xf) - (code >= 0x0900 ? 6 : 0));
	});
