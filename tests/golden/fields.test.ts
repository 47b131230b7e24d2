import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import Checkboxes from '#ui/Checkboxes.svelte';
import Radios from '#ui/Radios.svelte';
import Select from '#ui/Select.svelte';
import TextArea from '#ui/TextArea.svelte';
import TextField from '#ui/TextField.svelte';
import { choicesOf, fieldProps, textOf, type FieldOptions } from './options.ts';
import { fixturesOf, skeleton } from './skeleton.ts';

/** Examples of what we leave out: HTML inside texts (ours escape), attributes of any kind, parts that need script, boxes of one group that post under several names. */
const leftOut =
	/attributes|html|HTML|special characters|conditional|very long option|extra letter|autocapitalize|customised input wrapper|spellcheck enabled|falsy|legend as (a )?page heading|label with|with label classes|without values/;

function examples(component: string, more = /^$/) {
	const isOurs = ({ items = [] }: FieldOptions) => items.every((item) => !item || (!item.conditional && !item.name));
	return fixturesOf<FieldOptions>(component).filter(({ name, options }) => !leftOut.test(name) && !more.test(name) && isOurs(options));
}

describe('fields keep the accessible shape of GOV.UK', () => {
	test.each(examples('input', /custom type|with autocomplete attribute|fix with classes/))('input: $name', ({ options, html }) => {
		const { type, inputmode, pattern, prefix, suffix, disabled } = options;
		const props = {
			...fieldProps(options),
			id: options.id,
			value: textOf(options.value),
			type,
			inputmode,
			pattern,
			isDisabled: disabled
		};
		const sides = { prefix: prefix?.text, suffix: suffix?.text };
		expect(skeleton(render(TextField, { props: { ...props, ...sides } }).body)).toEqual(skeleton(html));
	});

	test.each(examples('textarea', /autocomplete/))('textarea: $name', ({ options, html }) => {
		const props = { ...fieldProps(options), id: options.id, value: textOf(options.value), rows: options.rows };
		expect(skeleton(render(TextArea, { props }).body)).toEqual(skeleton(html));
	});

	test.each(examples('select', /overrides value/))('select: $name', ({ options, html }) => {
		const items = choicesOf(options).map((item) => ({ ...item, text: item.text ?? '' }));
		const chosen = (options.items ?? []).find((item) => item && item.selected);
		const value = textOf((chosen || options).value);
		expect(skeleton(render(Select, { props: { ...fieldProps(options), id: options.id, value, options: items } }).body)).toEqual(
			skeleton(html)
		);
	});

	test.each(examples('radios'))('radios: $name', ({ options, html }) => {
		const { label: _, ...field } = fieldProps(options);
		const props = {
			...field,
			id: options.idPrefix,
			legend: options.fieldset?.legend?.text,
			value: textOf(options.value),
			choices: choicesOf(options)
		};
		expect(skeleton(render(Radios, { props }).body)).toEqual(skeleton(html));
	});

	test.each(examples('checkboxes'))('checkboxes: $name', ({ options, html }) => {
		const { label: _, ...field } = fieldProps(options);
		const values = (options.values ?? []).map(String);
		const props = { ...field, id: options.idPrefix, legend: options.fieldset?.legend?.text, values, choices: choicesOf(options) };
		expect(skeleton(render(Checkboxes, { props }).body)).toEqual(skeleton(html));
	});

	test('enough examples are compared to mean something', () => {
		const counts = ['input', 'textarea', 'select', 'radios', 'checkboxes'].map((component) => examples(component).length);
		expect(counts.every((count) => count >= 8)).toBe(true);
	});
});
