import type { Words } from '#words/words.ts';
import type { SentLine } from '../domain/consent.ts';

type Say = Pick<Words, 't' | 'list'>;

/** One code of a shared line, in the reader's words. */
function codeIn(field: SentLine['field'], code: string, { t }: Say): string {
	return t(field === 'need' ? `codes.need.${code}` : `share.code.${code}`);
}

/** What one shared line says: her own words as they are, codes in the reader's language. */
export const lineText = (line: SentLine, say: Say): string =>
	line.text ?? say.list((line.codes ?? []).map((code) => codeIn(line.field, code, say)));
/** The codes of the fields that are known of, as the page lists them in one line. */
export const fieldsIn = (fields: readonly string[], { t, list }: Say): string => list(fields.map((field) => t(`share.field.${field}`)));
