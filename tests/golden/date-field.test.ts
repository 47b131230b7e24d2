import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import DateField from '#ui/DateField.svelte';
import { fieldProps, textOf, type FieldOptions } from './options.ts';
import { fixturesOf, skeleton } from './skeleton.ts';

interface Box {
	error?: boolean;
	name?: string;
	label?: string;
}
interface DateOptions extends Omit<FieldOptions, 'values' | 'value'> {
	namePrefix?: string;
	day?: Box | false;
	month?: Box | false;
	year?: Box | false;
	values?: Record<string, number | string>;
}
const parts = ['day', 'month', 'year'] as const;
const english = { day: 'Day', month: 'Month', year: 'Year' };

/** Boxes of any name, kind or order: ours are always day, month, year. */
const leftOut = /items|attributes|html|custom|nested|suffixed|classes|field value|item value|autocomplete|omission/;
const examples = fixturesOf<DateOptions>('date-input').filter(({ name, options }) => !leftOut.test(name) && options.items === undefined);

function labelsOf(options: DateOptions) {
	const shown = parts.filter((part) => options[part] !== false);
	return Object.fromEntries(shown.map((part) => [part, (options[part] as Box | undefined)?.label ?? english[part]]));
}

function valuesOf({ values = {}, namePrefix }: DateOptions) {
	return Object.fromEntries(parts.map((part) => [part, textOf(values[namePrefix ? `${namePrefix}-${part}` : part])]));
}

describe('the date field keeps the accessible shape of GOV.UK', () => {
	test.each(examples)('date-input: $name', ({ options, html }) => {
		const { label: _, ...field } = fieldProps({ ...options, name: options.id ?? '' } as FieldOptions);
		const props = {
			...field,
			legend: options.fieldset?.legend?.text,
			labels: labelsOf(options),
			values: valuesOf(options),
			namePrefix: options.namePrefix ?? ''
		};
		expect(skeleton(render(DateField, { props }).body)).toEqual(skeleton(html));
	});

	test('enough examples are compared to mean something', () => expect(examples.length).toBeGreaterThanOrEqual(10));

	test('only the boxes named wrong are marked for screen readers', () => {
		const props = { name: 'on', legend: 'When', labels: english, error: 'Enter a year', errorPrefix: 'Error:', wrong: ['year'] as const };
		const { body } = render(DateField, { props });
		expect(body.match(/aria-invalid="true"/g)).toHaveLength(1);
		expect(body).toMatch(/id="on-year"[^>]*aria-invalid="true"/);
	});
});
