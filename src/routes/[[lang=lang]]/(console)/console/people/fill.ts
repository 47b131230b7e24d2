import { errorOf } from '#features/accounts/ui/told.ts';
import type { FieldProps } from '#ui/kit.ts';

type Told = Parameters<typeof errorOf>[0];
type Say = Parameters<typeof errorOf>[2];

/** How the fields of a long form get back what was typed, and their errors. */
export type Fill = {
	t: Say;
	val: (name: string, otherwise?: string) => string;
	vals: (name: string) => string[];
	isOn: (name: string) => boolean;
	/** Name, error and the word before it, for one field. */
	field: (name: string) => Pick<FieldProps, 'name' | 'error' | 'errorPrefix'>;
	/** The three boxes of a date. */
	date: (name: string) => { day: string; month: string; year: string };
};

/** What was typed: sent back with errors, else kept from the page before, else nothing. */
export function fillFrom(told: Told, before: object | null, t: Say): Fill {
	const kept = new Map(Object.entries(before ?? {}));
	const vals = (name: string): string[] => {
		const value: unknown = told ? told.values[name] : kept.get(name);
		return [value ?? []].flat().map(String);
	};
	const val = (name: string, otherwise = '') => vals(name)[0] ?? otherwise;
	return {
		t,
		val,
		vals,
		isOn: (name) => val(name) === 'yes',
		field: (name) => ({ name, error: errorOf(told, name, t) ?? errorOf(told, `${name}-day`, t), errorPrefix: t('shell.error.prefix') }),
		date: (name) => ({ day: val(`${name}-day`), month: val(`${name}-month`), year: val(`${name}-year`) })
	};
}
