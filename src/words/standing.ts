import { sourceHash } from '#shared/source-hash.ts';

/** How one text of a language stands towards its English: not there; a machine's; read by a person; older than the English. */
export type State = 'missing' | 'machine' | 'checked' | 'stale';

const short = (text: string): string => sourceHash(text).slice(-6);

/** Which English a text was made of, and which text that was (`<english>.<own>`): a translation that is written anew is made of today's English, one that only stands there is not. */
export const madeMark = (english: string, own: string): string => `${short(english)}.${short(own)}`;

/** What was noted, as long as the translation is the one it was noted for; else the mark of today's English. */
export const keptMark = (fresh: string, noted: string | undefined): string =>
	(noted?.split('.')[1] === fresh.split('.')[1] ? noted : fresh) ?? fresh;

/**
 * How a text stands (issue 7, part 3): `reviewed` is the hash of the English that a person had before them, `made` the mark of what it was made of. A changed English makes both stale.
 */
export function stateOf(english: string, own: string | undefined, reviewed: string | undefined, made: string | undefined): State {
	if (!own) return 'missing';
	if (reviewed !== undefined) return reviewed === sourceHash(english) ? 'checked' : 'stale';
	const fresh = madeMark(english, own);
	return keptMark(fresh, made) === fresh ? 'machine' : 'stale';
}

/** The English of a key; a plural form that English has not is made of its "other". */
export const englishOf = (words: Readonly<Record<string, string>>, key: string): string =>
	words[key] ?? words[key.replace(/_[a-z]+$/, '_other')] ?? '';
