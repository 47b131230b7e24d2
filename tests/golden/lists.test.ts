import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import ErrorSummary from '#ui/ErrorSummary.svelte';
import Pagination from '#ui/Pagination.svelte';
import SummaryList from '#ui/SummaryList.svelte';
import TaskList from '#ui/TaskList.svelte';
import type { Text } from './options.ts';
import { fixturesOf, skeleton } from './skeleton.ts';

interface Action extends Text {
	href: string;
	visuallyHiddenText?: string;
}
interface SummaryOptions {
	card?: { title: Text; actions?: { items: Action[] } };
	rows: { key: Text; value: Text; actions?: { items?: Action[] } }[];
}
interface Step {
	href: string;
	text?: string;
	labelText?: string;
}
interface PaginationOptions {
	landmarkLabel?: string;
	previous?: Step;
	next?: Step;
	items?: { number?: number | string; href?: string; current?: boolean; ellipsis?: boolean; visuallyHiddenText?: string }[];
}
interface TaskOptions {
	idPrefix?: string;
	items: { title: Text; href?: string; hint?: Text; status: Text & { tag?: Text } }[];
}
interface ErrorOptions {
	titleText: string;
	descriptionText?: string;
	errorList?: (Text & { href?: string })[];
}

/** HTML inside texts (ours escape), attributes of any kind, headings of another level, empty items. */
const leftOut =
	/attributes|html|HTML|empty|falsy|classes|custom header level|translated|autofocus|anchor|extreme|descriptionText|^description$/;
const examples = <Options>(component: string) => fixturesOf<Options>(component).filter(({ name }) => !leftOut.test(name));
const usesHtml = (part: unknown) => JSON.stringify(part).includes('"html":');
const action = ({ href, text = '', visuallyHiddenText }: Action) => ({ href, text, about: visuallyHiddenText });

describe('lists keep the accessible shape of GOV.UK', () => {
	const summaries = examples<SummaryOptions>('summary-list').map(({ name, options, html }) => ({ name, options, html }));
	test.each(summaries.filter(({ options }) => !usesHtml(options)))('summary-list: $name', ({ options: { rows, card }, html }) => {
		const props = {
			rows: rows.map(({ key, value, actions }) => ({ key: key.text ?? '', value: value.text ?? '', actions: actions?.items?.map(action) })),
			card: card && { title: card.title.text ?? '', actions: card.actions?.items.map(action) }
		};
		expect(skeleton(render(SummaryList, { props }).body)).toEqual(skeleton(html));
	});

	test.each(examples<TaskOptions>('task-list').filter(({ options }) => !usesHtml(options)))('task-list: $name', ({ options, html }) => {
		const tasks = options.items.map(({ title, href, hint, status }) => ({
			title: title.text ?? '',
			href,
			hint: hint?.text,
			status: status.tag?.text ?? status.text ?? '',
			look: status.tag && ('brand' as const)
		}));
		expect(skeleton(render(TaskList, { props: { tasks, id: options.idPrefix } }).body)).toEqual(skeleton(html));
	});

	test.each(examples<ErrorOptions>('error-summary'))('error-summary: $name', ({ options, html }) => {
		const issues = (options.errorList ?? []).map(({ text = '', href }) => ({ message: text, field: href?.slice(1) }));
		expect(
			skeleton(render(ErrorSummary, { props: { title: options.titleText, description: options.descriptionText, issues } }).body)
		).toEqual(skeleton(html));
	});

	test.each(examples<PaginationOptions>('pagination'))(
		'pagination: $name',
		({ options: { landmarkLabel = 'Pagination', previous, next, items = [] }, html }) => {
			const step = (to: Step | undefined, text: string) =>
				to && { href: to.href, text: to.text ?? text, more: to.text ? undefined : 'page', label: to.labelText };
			const pages = items.map(({ number, href = '', current, ellipsis, visuallyHiddenText }) =>
				ellipsis ? ('gap' as const) : { href, number: String(number), name: visuallyHiddenText ?? `Page ${number}`, isCurrent: current }
			);
			const props = { label: landmarkLabel, previous: step(previous, 'Previous'), next: step(next, 'Next'), pages };
			expect(skeleton(render(Pagination, { props }).body)).toEqual(skeleton(html));
		}
	);

	test('enough examples are compared to mean something', () => {
		const counts = ['summary-list', 'task-list', 'error-summary', 'pagination'].map((component) => examples(component).length);
		expect(counts.every((count) => count >= 5)).toBe(true);
	});
});
