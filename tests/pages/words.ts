import { readdirSync, readFileSync } from 'node:fs';
import { langs, type Lang } from '#shared/lang.ts';
import { dayOf, monthOf, wallTimeOf, weekdayOf } from '#words/dates.ts';

type Values = Record<string, string | number>;

const folder = new URL('../../locales/', import.meta.url);

function readWords(lang: Lang): Record<string, string> {
	const files = readdirSync(new URL(`${lang}/`, folder)).filter((file) => file.endsWith('.json') && file !== 'review.json');
	return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(new URL(`${lang}/${file}`, folder), 'utf8'))));
}
const all = Object.fromEntries(langs.map((lang) => [lang, readWords(lang)])) as Record<Lang, Record<string, string>>;

function found(lang: Lang, key: string, count: number | undefined): string | undefined {
	if (count === undefined) return all[lang][key];
	const form = new Intl.PluralRules(lang).select(count);
	return all[lang][`${key}_${form}`] ?? all[lang][`${key}_other`];
}

/** The text of a key as a page says it: English where the language has none. @throws RangeError for a key that nobody has. */
export function say(lang: Lang, key: string, values: Values = {}): string {
	const count = typeof values.count === 'number' ? values.count : undefined;
	const text = found(lang, key, count) ?? found('en', key, count);
	if (text === undefined) throw new RangeError(`no text is called ${key}`);
	return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A journey's own words: everything it expects is read from the language of the person who makes it. */
export const wordsIn = (lang: Lang) => ({
	lang,
	t: (key: string, values?: Values) => say(lang, key, values),
	to: (path: string) => (lang === 'en' ? path : `/${lang}${path}`),
	day: (day: string) => dayOf(lang, day),
	weekday: (day: string) => weekdayOf(lang, day),
	month: (month: string) => monthOf(lang, month),
	time: (time: string) => wallTimeOf(lang, time)
});
export type JourneyWords = ReturnType<typeof wordsIn>;
