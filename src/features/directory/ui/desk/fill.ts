import { forceAreas } from '../../domain/places.ts';
import { everywhere } from '../../domain/codes.ts';
import type { EntryForm, ListField, TextField } from '../../domain/entry-form.ts';
import type { Change, Kind } from '../../domain/diff.ts';
import type { Choice, FieldProps } from '#ui/kit.ts';
import { dayOf, wallTimeOf } from '#words/dates.ts';
import type { Words } from '#words/words.ts';

type Told =
	| { issues: { field: string; key: string; values?: Record<string, string | number> }[]; values: Record<string, string[]> }
	| null
	| undefined;
export type Speak = Pick<Words, 't' | 'lang' | 'list'>;

/** How the fields of the entry's form get what was typed, else what the entry says, and their errors. */
export type Fill = Speak & {
	val: (name: TextField) => string;
	vals: (name: ListField) => string[];
	field: (name: string) => Pick<FieldProps, 'name' | 'error' | 'errorPrefix'>;
	/** Whether any of these fields has an error, so that what holds them is open. */
	isWrong: (...names: string[]) => boolean;
};

export function fillEntry(told: Told, form: EntryForm, { t, lang, list }: Speak): Fill {
	const errorOf = (name: string) => {
		const issue = told?.issues.find(({ field }) => field === name);
		return issue && t(issue.key, issue.values);
	};
	return {
		t,
		lang,
		list,
		val: (name) => (told ? (told.values[name]?.[0] ?? '') : form[name]),
		vals: (name) => (told ? (told.values[name] ?? []) : form[name]),
		field: (name) => ({ name, error: errorOf(name), errorPrefix: t('shell.error.prefix') }),
		isWrong: (...names) => names.some((name) => errorOf(name) !== undefined)
	};
}

/** Codes as choices, in words. */
export const choicesOf = (codes: readonly string[], word: (code: string) => string): Choice[] =>
	codes.map((value) => ({ value, text: word(value) }));

/** An area by its name in the page's language. */
export const areaName = (code: string, { t, lang }: Pick<Words, 't' | 'lang'>): string => {
	const area = forceAreas.find((each) => each.code === code);
	return code === everywhere ? t('entries.everywhere') : (lang === 'cy' && area?.cy) || area?.name || code;
};

/** The words of one value of an entry, by what it is; nothing is said to be nothing. */
export function wordOf(kind: Kind, value: string, speak: Pick<Words, 't' | 'lang'>): string {
	const { t, lang } = speak;
	if (value === '' && kind !== 'yes') return t('entries.none');
	switch (kind) {
		case 'text':
			return value;
		case 'ltr':
			// Isolated: in an Arabic line a number with a space would be read from its second half.
			return `\u2066${value}\u2069`;
		case 'area':
			return areaName(value, speak);
		case 'status':
			return t(`entries.status.${value.split(' ')[0]}`);
		case 'holidays':
			return t(`entries.holidays.${value}`);
		case 'yes':
			return t(value === 'yes' ? 'entries.yes' : 'entries.no');
		case 'day':
			return dayOf(lang, value);
		case 'hours': {
			const [day = '', times = ''] = value.split(' ');
			const [from = '', to = ''] = times.split('–');
			return t('entries.hours.line', { day: t(`entries.day.${day}`), from: wallTimeOf(lang, from), to: wallTimeOf(lang, to) });
		}
		default:
			return t(`codes.${kind}.${value}`);
	}
}

/** What a change is about, in the words of the form. */
export const changeLabel = ({ field }: Change, t: Words['t']): string => t(`entries.field.${field}`);
