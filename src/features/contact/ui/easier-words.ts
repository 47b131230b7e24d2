import type { Translate, Words } from '#words/words.ts';
import type { Adjustments } from '../domain/adjustments.ts';

/** The languages an interpreter is asked for, by the codes of the directory. */
const codes =
	'cy bfi am ar bg bn yue cs prs de el es et fa fr gu ha hi hu ig it ckb kmr lt lv zh ml ne pa pl ps pt ro rom ru si sk so sq sw ta te ti tl th tr uk ur vi yo'.split(
		' '
	);

/** Each as a choice, in the order of the alphabet of the page's language. */
export const spokenLangs = (t: Translate): { value: string; text: string }[] =>
	[...codes, 'en'].map((value) => ({ value, text: t(`codes.lang.${value}`) })).sort((one, other) => one.text.localeCompare(other.text));

/** What makes it easier, in one line. */
export function easierLine(
	{ codes: said, spoken, words }: Pick<Adjustments, 'codes' | 'spoken' | 'words'>,
	{ t, list }: Pick<Words, 't' | 'list'>
): string {
	const parts = [
		...(spoken ? [t('contact.easier.speaks', { language: t(`codes.lang.${spoken}`) })] : []),
		...said.map((code) => t(`contact.easier.${code}`)),
		...(words === null ? [t('held.unreadable')] : words ? [words] : [])
	];
	return parts.length ? list(parts) : t('contact.easier.nothing');
}
