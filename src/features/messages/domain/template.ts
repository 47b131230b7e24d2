import { langs, type Lang } from '#shared/lang.ts';

/** A text of the hub to answer with, by language; `checked`: where somebody who reads the language has checked it. */
export type Template = { texts: Readonly<Record<string, string>>; checked: readonly string[] };

const gap = /\[\[\s*([^[\]]{1,40}?)\s*\]\]/g;
/** The gaps that are still to fill, each once, in order: `[[day]]`. */
export const gapsIn = (text: string): string[] => [...new Set([...text.matchAll(gap)].map(([, name = '']) => name))];

/** Whether every language of a template leaves the same gaps: a gap that one of them lacks would be sent without its fact. */
export const hasSameGaps = (texts: readonly string[]): boolean =>
	new Set(texts.map((text) => gapsIn(text).toSorted().join('\n'))).size <= 1;

export type Started = { lang: Lang; text: string; english: string };
/**
 * What stands in the box when a worker begins with a template: her language where there is one, with the English beside it unless somebody has checked it (P24); else the English alone. `english`
 * is empty where nothing stands beside.
 */
export function startFrom({ texts, checked }: Template, lang: string): Started {
	const english = texts['en'] ?? '';
	const hers = langs.find((one) => one === lang && one !== 'en' && texts[one]);
	if (!hers) return { lang: 'en', text: english, english: '' };
	return { lang: hers, text: texts[hers] ?? '', english: checked.includes(hers) ? '' : english };
}
