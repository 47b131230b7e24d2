import type { Words } from '#words/words.ts';
import type { SentLine } from '../domain/consent.ts';

type Say = Pick<Words, 't' | 'list'>;

/** One code of a shared line, in the reader's words. */
function codeIn(field: SentLine['field'], code: string, { t }: Say): string {
	if (field === 'need') return t(`codes.need.${code}`);
	if (field !== 'easier') return t(`share.code.${code}`);
	return code.startsWith('speaks_')
		? t('contact.easier.speaks', { language: t(`codes.lang.${code.slice(7)}`) })
		: t(`contact.easier.${code}`);
}

/** What one shared line says: her own words as they are, codes in the reader's language. */
export const lineText = (line: SentLine, say: Say): string =>
	say.list([...(line.codes ?? []).map((code) => codeIn(line.field, code, say)), ...(line.text ? [line.text] : [])]);
/** The codes of the fields that are known of, as the page lists them in one line. */
export const fieldsIn = (fields: readonly string[], { t, list }: Say): string => list(fields.map((field) => t(`share.field.${field}`)));
