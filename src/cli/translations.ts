import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { po } from 'gettext-parser';
import { isLang, langs } from '#shared/lang.ts';
import type { State } from '#words/standing.ts';
import { say, WrongUse, type Io } from './io.ts';
import { keepTexts, stamp, textsOf, type Taken } from './locale-files.ts';
import { Unusable } from './unusable.ts';

const folder = 'locales';
/** The values of a text. A plural form may say the number in a word ("one", "both"), so that one is not asked of it. */
const holes = (context: string, text: string): string =>
	[...new Set([...text.matchAll(/\{\{[\w-]+\}\}/g)].map(([hole]) => hole))]
		.filter((hole) => hole !== '{{count}}' || !/_(zero|one|two|few|many|other)$/.test(context))
		.sort()
		.join(' ');

/** `status`, `export <lang> <file.po>`, `import <lang> <file.po>`, `stamp`: what people who translate work with (issue 7, part 3). */
export async function runTranslations(io: Io, [verb = '', ...rest]: string[]): Promise<boolean> {
	const [lang = '', file = ''] = rest;
	if (verb === 'status' && rest.length === 0) return status(io, folder);
	const isOther = isLang(lang) && lang !== 'en';
	if (verb === 'export' && rest.length === 2 && isOther) return exportTo(io, folder, lang, file);
	if (verb === 'import' && rest.length === 2 && isOther) return importFrom(io, folder, lang, file);
	if (verb === 'stamp' && rest.length === 0) return stampAll(io, folder);
	throw new WrongUse(['translations', verb, ...rest].join(' ').trim());
}

/** One line for each language: how many texts stand in which state. */
export function status(io: Io, from: string): boolean {
	for (const lang of langs.filter((each) => each !== 'en')) {
		const counts: Record<State, number> = { missing: 0, machine: 0, checked: 0, stale: 0 };
		for (const { state } of textsOf(from, lang)) counts[state] += 1;
		io.out(say('cli.translations.status', { lang, ...counts }));
	}
	return true;
}

/** Notes of which English every text was made; for whoever wrote texts into the files by hand. */
export function stampAll(io: Io, from: string): boolean {
	for (const lang of langs.filter((each) => each !== 'en')) io.out(say('cli.translations.stamped', { lang, count: stamp(from, lang) }));
	return true;
}

/** Writes a gettext file: the key is the context, and what no person has checked, or was checked against an older English, is "fuzzy". */
export function exportTo(io: Io, from: string, lang: string, file: string): boolean {
	const texts = textsOf(from, lang);
	const translations: Parameters<typeof po.compile>[0]['translations'] = { '': { '': { msgid: '', msgstr: [''] } } };
	for (const { context, file: room, english, own, state } of texts)
		translations[context] = {
			[english]: {
				msgctxt: context,
				msgid: english,
				msgstr: [own],
				comments: { extracted: `${room}: ${state}`, ...(own && state !== 'checked' && { flag: 'fuzzy' }) }
			}
		};
	const headers = { 'Content-Type': 'text/plain; charset=utf-8', Language: lang, 'X-Generator': 'waymark' };
	writeFileSync(file, po.compile({ charset: 'utf-8', headers, translations }));
	io.out(say('cli.translations.exported', { file, count: texts.length }));
	return true;
}

/**
 * Takes a gettext file back: a text without "fuzzy" is one that a person has checked, against the English that stands beside it. One that lost or invented a value stops
 * everything, and nothing is changed (exit 1). What was translated from an older English is taken and not called checked.
 */
export function importFrom(io: Io, from: string, lang: string, file: string): boolean {
	if (!existsSync(file)) throw new Unusable(say('cli.import.missing', { file }));
	const known = new Map(textsOf(from, lang).map((text) => [text.context, text]));
	const entries = Object.values(parsed(file)).flatMap((byId) => Object.values(byId));
	const taken: Taken[] = [];
	const wrong: string[] = [];
	let unknown = 0;
	for (const { msgctxt = '', msgid, msgstr, comments } of entries) {
		const own = msgstr[0] ?? '';
		if (!msgctxt || !own) continue;
		const text = known.get(msgctxt);
		if (!text) unknown += 1;
		else if (holes(msgctxt, own) !== holes(msgctxt, text.english))
			wrong.push(`${msgctxt}: ${holes(msgctxt, text.english) || '–'} / ${holes(msgctxt, own) || '–'}`);
		else taken.push({ ...text, own, from: msgid, isChecked: !comments?.flag?.includes('fuzzy') && msgid === text.english });
	}
	if (wrong.length) throw new Unusable([say('cli.translations.holes', { file }), ...wrong.slice(0, 20)].join('\n'));
	const left = keepTexts(from, lang, taken);
	io.out(
		say('cli.translations.imported', { file, count: taken.length, checked: taken.filter(({ isChecked }) => isChecked).length, unknown })
	);
	for (const guide of left) io.err(say('cli.translations.left', { guide }));
	return left.length === 0;
}

function parsed(file: string): ReturnType<typeof po.parse>['translations'] {
	try {
		return po.parse(readFileSync(file)).translations;
	} catch {
		throw new Unusable(say('cli.translations.unreadable', { file }));
	}
}
