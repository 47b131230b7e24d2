/**
 * Text as it is compared: small letters, no accents, Arabic without vowel signs and with one form of each letter. The same on the server and on the device.
 * Done here and not by PostgreSQL's unaccent, which knows Latin letters only (decision 17).
 */
export const fold = (text: string): string =>
	isPlain.test(text) ? text.toLowerCase().replace(/['`]/g, '').replace(/\s+/g, ' ').trim() : foldAny(text);

/** Nothing of this is written in any other way: most texts, and most of the time that an import would take. */
const isPlain = /^[\x20-\x7e]*$/;
const foldAny = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/[\p{M}\u0640]/gu, '')
		.replace(/[أإآٱ]/g, 'ا')
		.replace(/[ىی]/g, 'ي')
		.replace(/ک/g, 'ك')
		.replace(/ة/g, 'ه')
		.replace(/[łŁ]/g, 'l')
		.replace(/[đĐ]/g, 'd')
		.toLowerCase()
		.replace(/['’ʼ`]/g, '')
		.replace(/\s+/g, ' ')
		.trim();

/** The words of a text, folded: letters and digits of any script, at most `most` of them. */
export const wordsIn = (text: string, most = 12): string[] => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, most);
