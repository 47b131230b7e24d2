import common from './lists/common-passwords.json' with { type: 'json' };

/** Why a password is not taken: a locale key of the accounts room. */
export type PasswordFault =
	| 'accounts.password.short'
	| 'accounts.password.long'
	| 'accounts.password.repeats'
	| 'accounts.password.sequence'
	| 'accounts.password.common'
	| 'accounts.password.context';

export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;

/**
 * Says why a password cannot be taken, or null. Length counts letters as a reader sees them after NFKC; nothing is asked of its make-up and it never has
 * to be changed (accounts §2.1, ASVS 6.2.1–6.2.12). `context` holds what someone near would try first: hub, product, the own sign-in name.
 * The list stays inside the house: asking a service on the internet would tell it that someone signs up here.
 */
export function checkPassword(text: string, context: readonly string[]): PasswordFault | null {
	const length = [...text.normalize('NFKC')].length;
	if (length < SHORTEST_PASSWORD) return 'accounts.password.short';
	if (length > LONGEST_PASSWORD) return 'accounts.password.long';
	const letters = fold(text);
	// Made of signs, it has nothing to fold; then it is judged as it stands.
	const plain = letters.length < MOST_OWN ? text : letters;
	if (repeats(plain)) return 'accounts.password.repeats';
	if (guess(plain, () => 0).own <= LEFT) return 'accounts.password.sequence';
	const { words, runs, own } = guess(plain, commonAt);
	if (own <= LEFT && words.size + Math.min(runs, 1) <= 2) return 'accounts.password.common';
	return isMostly(plain, context.map(fold)) ? 'accounts.password.context' : null;
}

/** What may be left over beside well-known pieces: "password12345678!x7" is no better than the list it starts from. */
const LEFT = 3;
const MOST_OWN = 8;
const SHORTEST_RUN = 4;

const fold = (text: string): string =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]/gu, '');

const commonWords = new Set(common);
const longestCommon = Math.max(...common.map((word) => word.length));
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const lines = [...rows, ...rows.map((row) => [...row].reverse().join(''))];

/** Hardly any different letters, or one unit said at least twice, also when cut off at the end: "kettlekettleket". */
function repeats(plain: string): boolean {
	if (new Set(plain).size < 5) return true;
	for (let unit = 1; unit <= plain.length / 2; unit++) if (plain.slice(unit) === plain.slice(0, -unit)) return true;
	return false;
}

/** Takes away, from the left and longest first, what every list of guesses holds; counts what is the person's own. */
function guess(plain: string, wordAt: (plain: string, at: number) => number): { words: Set<string>; runs: number; own: number } {
	const words = new Set<string>();
	let runs = 0;
	let own = 0;
	for (let at = 0; at < plain.length;) {
		const word = wordAt(plain, at);
		const run = runAt(plain, at);
		if (run >= SHORTEST_RUN && run >= word) runs++;
		else if (word > 0) words.add(plain.slice(at, at + word));
		else own++;
		at += Math.max(run >= SHORTEST_RUN ? run : 0, word, 1);
	}
	return { words, runs, own };
}

function commonAt(plain: string, at: number): number {
	for (let length = Math.min(longestCommon, plain.length - at); length >= 5; length--) {
		if (commonWords.has(plain.slice(at, at + length))) return length;
	}
	return 0;
}

function runAt(plain: string, at: number): number {
	let length = 1;
	while (at + length < plain.length && lines.some((line) => line.includes(plain.slice(at, at + length + 1)))) length++;
	return length;
}

/** Without the words anyone near would try, too little is left. */
function isMostly(plain: string, context: readonly string[]): boolean {
	const known = context.filter((word) => word.length >= 4).toSorted((one, other) => other.length - one.length);
	const left = known.reduce((rest, word) => rest.replaceAll(word, ''), plain);
	return left !== plain && left.length < MOST_OWN;
}
