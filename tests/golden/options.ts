/** The options of govuk-frontend's macros that our components have an answer to. */
export interface Text {
	text?: string;
	html?: string;
	classes?: string;
	isPageHeading?: boolean;
}
export interface Item extends Text {
	value?: string | number;
	id?: string;
	name?: string;
	hint?: Text;
	divider?: string;
	checked?: boolean;
	selected?: boolean;
	disabled?: boolean;
	conditional?: unknown;
	attributes?: unknown;
	label?: unknown;
}
export interface FieldOptions {
	id?: string;
	idPrefix?: string;
	name: string;
	label?: Text;
	hint?: Text;
	errorMessage?: Text;
	describedBy?: string;
	fieldset?: { legend?: Text; describedBy?: string };
	items?: (Item | false | null)[];
	value?: string | number;
	values?: (string | number)[];
	type?: 'text';
	inputmode?: 'numeric';
	pattern?: string;
	rows?: number;
	prefix?: Text;
	suffix?: Text;
	disabled?: boolean;
}

/** What all fields take alike, from the options of a fixture. */
export const fieldProps = (options: FieldOptions) => ({
	name: options.name,
	label: options.label?.text ?? '',
	isHeading: options.label?.isPageHeading ?? options.fieldset?.legend?.isPageHeading ?? false,
	hint: options.hint?.text,
	error: options.errorMessage?.text,
	errorPrefix: 'Error:',
	describedBy: options.fieldset?.describedBy ?? options.describedBy
});

export const textOf = (value: string | number | undefined): string | undefined => (value === undefined ? undefined : String(value));

/** The choices of a radios or checkboxes fixture. */
export const choicesOf = (options: FieldOptions) =>
	(options.items ?? [])
		.filter((item) => item !== false && item !== null)
		.map(({ value, text, hint, id, divider, checked, disabled }) => ({
			value: textOf(value),
			text,
			hint: hint?.text,
			id,
			divider,
			isChecked: checked,
			isDisabled: disabled
		}));
