import words from './danger-words.json' with { type: 'json' };

/** The longest message, in characters. */
export const longest = 4000;

const overrides = /[\u202a-\u202e\u2066-\u2069]/;
/** Characters that turn the direction of what follows: they can make a text read as what it is not. */
export const turnsDirection = (text: string): boolean => overrides.test(text);

/** One way to write each text: composed letters, plain line ends, nothing around it. Only spaces is empty. HTML stays text. */
export const cleanText = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();

/** As two texts are compared: no case, no accents or vowel marks, one kind of apostrophe, single spaces. */
const plain = (text: string): string =>
	` ${text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[’‘`ʼ]/g, "'")
		.replace(/[^\p{L}\p{N}']+/gu, ' ')
		.trim()} `;

const lists = Object.values(words)
	.flat()
	.map((word) => plain(word));
/** Whether a word here signals danger in any language we know. Only marks it for a worker's eye; nothing is done by it (P8, P20). */
export const soundsLikeDanger = (text: string): boolean => {
	const said = plain(text);
	return lists.some((word) => said.includes(word));
};
