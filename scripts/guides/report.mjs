// npm run guides: how the English guides read, and what the house does not let pass.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseGuide } from './parse.mjs';
import { digitsIn, faultsOf, figuresOf, unexplained } from './rules.mjs';

const locales = join(import.meta.dirname, '..', '..', 'locales');
const folder = (/** @type {string} */ lang) => join(locales, lang, 'guides');
const texts = (/** @type {string} */ lang) => readdirSync(folder(lang)).filter((name) => name.endsWith('.md'));
const read = (/** @type {string} */ lang, /** @type {string} */ name) => parseGuide(readFileSync(join(folder(lang), name), 'utf8'));
/** @type {Record<string, string>} */
const glossary = JSON.parse(readFileSync(join(locales, 'en', 'glossary.json'), 'utf8'));
const terms = Object.fromEntries(
	Object.entries(glossary).flatMap(([key, term]) => (key.endsWith('.term') ? [[key.slice('glossary.'.length, -'.term'.length), term]] : []))
);

let faults = 0;
for (const name of texts('en')) {
	const { blocks } = read('en', name);
	const figures = figuresOf(blocks);
	const wrong = [
		...faultsOf(figures),
		...digitsIn(blocks).map((line) => `a number in prose: ${line}`),
		...(name.split('.').length > 2 ? [] : unexplained(blocks, terms).map((key) => `a term that is not explained: ${key}`))
	];
	faults += wrong.length;
	console.log(
		`${name.padEnd(34)} ${String(figures.words).padStart(4)} words, ${figures.mean} a sentence (longest ${figures.longestWords}), reading age ${figures.readingAge}, passive ${Math.round(figures.passive * 100)} %`
	);
	for (const each of wrong) console.log(`    ${each}`);
}
console.log(faults ? `${faults} things to mend` : 'nothing to mend');
process.exit(faults ? 1 : 0);
