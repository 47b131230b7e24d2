// What the house asks of an English guide (issue 7): short sentences, plain words, active voice, every term of justice explained, and no number in prose.
/** @typedef {import('../../src/features/guides/domain/guide.ts').Block} Block */
/** @typedef {import('../../src/features/guides/domain/guide.ts').Inline} Inline */

/** Words that a plainer one can replace (after the GOV.UK style guide's list of words to avoid). */
const hard = {
	'additional|additionally': 'more, also',
	'advise|advised': 'tell',
	approximately: 'about',
	'assist|assistance': 'help',
	'attend|attending|attendance': 'come, go',
	'commence|commences|commencing': 'start',
	'comply|compliance': 'keep to',
	'concerning|regarding': 'about',
	'consequently|hence|thus|therefore': 'so',
	'deem|deemed': 'think',
	endeavour: 'try',
	ensure: 'make sure',
	facilitate: 'help',
	facilities: 'what there is',
	'furthermore|moreover': 'also',
	however: 'but',
	'in order to': 'to',
	'in respect of': 'about',
	numerous: 'many',
	'obtain|obtained': 'get',
	'prior to': 'before',
	'provide|provides|provided': 'give',
	purchase: 'buy',
	'receive|receives|received': 'get',
	'request|requested': 'ask',
	'require|requires|required': 'need',
	subsequently: 'later',
	sufficient: 'enough',
	'terminate|terminated': 'end',
	'utilise|utilize': 'use',
	whilst: 'while'
};

/** Never said to a person (P23, DESIGN §9). Names of schemes and papers keep their word. */
const never =
	/\bvictims?\b(?!['’]s? (?:Code|Right|Commissioner|Surcharge)|s? (?:Personal Statement|Contact Scheme|Liaison|Support|Care|Notification))|\balleged|\boffender|\bjust (?!a court)|\bsimply\b|!|\btrack my crime\b|\bself-refer|\breferrals?\b|don['’]t worry|\bonly takes\b/i;

/** @param {readonly Inline[]} line @returns {string} */
export const said = (line) =>
	line.map((each) => (typeof each === 'string' ? each : each.kind === 'fact' ? 'number' : said(each.text))).join('');

/** @param {readonly Inline[]} line @returns {string} */
const prose = (line) => line.map((each) => (typeof each === 'string' ? each : each.kind === 'fact' ? '' : prose(each.text))).join('');

/** @param {Block} block */
const linesOf = (block) => (block.kind === 'list' ? block.items : block.kind === 'note' ? block.lines : [block.text]);

/** The lines of a text, as a person reads them. @param {readonly Block[]} blocks */
export const linesIn = (blocks) => blocks.flatMap((block) => [...linesOf(block)]);

/** @param {string} text */
export const sentences = (text) =>
	text
		.split(/(?<=[.?:])["”’)]?\s+/)
		.map((each) => each.trim())
		.filter((each) => /[a-z]/i.test(each));
/** @param {string} text */
const wordsOf = (text) => text.match(/[\p{L}\p{N}’'-]+/gu) ?? [];

/** How many beats a word has, roughly: groups of vowels, a last silent e aside. @param {string} word */
function beats(word) {
	const small = word.toLowerCase().replace(/(?<=[^aeiouyl])e$|(?<=[^td])ed$/, '');
	return Math.max(1, (small.match(/[aeiouy]+/g) ?? []).length);
}

const passive =
	/\b(?:is|are|was|were|be|been|being)\s+(?:not\s+|also\s+|often\s+|always\s+)?(?:\w+ed|made|given|told|taken|sent|seen|found|held|kept|known|shown|said|written|heard|paid|brought|dealt|done|put|read)\b(?! to\b)/gi;

/**
 * Figures of one English text.
 * @param {readonly Block[]} blocks
 */
export function figuresOf(blocks) {
	const lines = linesIn(blocks).map(said);
	const all = lines.flatMap(sentences);
	const counts = all.map((each) => wordsOf(each).length);
	const words = all.flatMap(wordsOf);
	const mean = words.length / all.length;
	// Flesch and Kincaid's grade, and the age of children in it.
	const grade = 0.39 * mean + (11.8 * words.reduce((sum, word) => sum + beats(word), 0)) / words.length - 15.59;
	return {
		words: words.length,
		mean: Math.round(mean * 10) / 10,
		longest: all[counts.indexOf(Math.max(...counts))] ?? '',
		longestWords: Math.max(...counts),
		readingAge: Math.round((grade + 5) * 10) / 10,
		passive: all.filter((each) => each.search(passive) >= 0).length / all.length,
		hard: Object.entries(hard).flatMap(([pattern, plain]) =>
			lines.flatMap((line) => (new RegExp(`\\b(?:${pattern})\\b`, 'i').exec(line) ?? []).map((found) => `${found} (say: ${plain})`))
		),
		never: lines.flatMap((line) => never.exec(line)?.[0] ?? [])
	};
}

/** Digits that stand in prose: they belong into the dated table (issue 7, part 7). Any language, any script. @param {readonly Block[]} blocks */
export const digitsIn = (blocks) =>
	linesIn(blocks)
		.map(prose)
		.filter((line) => /\p{Nd}/u.test(line));

/**
 * Terms of the glossary that a text uses and never explains.
 * @param {readonly Block[]} blocks @param {Record<string, string>} terms key to term
 */
export function unexplained(blocks, terms) {
	const lines = linesIn(blocks);
	const marked = new Set();
	/** @param {readonly Inline[]} line */
	const walk = (line) => {
		for (const each of line)
			if (typeof each !== 'string' && each.kind !== 'fact') {
				if (each.kind === 'term') marked.add(each.key);
				walk(each.text);
			}
	};
	lines.forEach(walk);
	// A heading names what the text below explains, and a link leads to a guide about it.
	/** @param {readonly Inline[]} line @returns {string} */
	const unlinked = (line) =>
		line.map((each) => (typeof each === 'string' ? each : each.kind === 'strong' ? unlinked(each.text) : ' – ')).join('');
	const text = linesIn(blocks.filter(({ kind }) => kind !== 'heading'))
		.map(unlinked)
		.join('\n');
	return Object.entries(terms).flatMap(([key, term]) => {
		const isThere = new RegExp(
			`(?<![\\p{L}-])${term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}s?(?![\\p{L}-])`,
			/[A-Z]{2}|[a-z] [A-Z]/.test(term) ? 'u' : 'iu'
		).test(text);
		return isThere && !marked.has(key) ? [key] : [];
	});
}

/** What the house does not let pass. @param {ReturnType<typeof figuresOf>} figures @returns {string[]} */
export const faultsOf = (figures) => [
	...(figures.mean > 14 ? [`sentences of ${figures.mean} words, 14 at most`] : []),
	...(figures.longestWords > 25 ? [`a sentence of ${figures.longestWords} words, 25 at most: ${figures.longest}`] : []),
	...(figures.readingAge > 12 ? [`a reading age of ${figures.readingAge}, 12 at most`] : []),
	...(figures.passive > 0.2 ? [`${Math.round(figures.passive * 100)} % of sentences in the passive, 20 at most`] : []),
	...figures.hard.map((word) => `a hard word: ${word}`),
	...figures.never.map((word) => `never said to a person: ${word}`)
];
