import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import Checkboxes from './Checkboxes.svelte';
import Fallback from './Fallback.svelte';
import Select from './Select.svelte';
import TextArea from './TextArea.svelte';
import TextField from './TextField.svelte';
import Timeline from './Timeline.svelte';

describe('S-13: what is typed stays on the page', () => {
	test('fields neither remember nor send their text to a spell checker', () => {
		for (const { body } of [
			render(TextField, { props: { name: 'a', label: 'A' } }),
			render(TextArea, { props: { name: 'b', label: 'B' } })
		]) {
			expect(body).toContain('autocomplete="off"');
			expect(body).toContain('spellcheck="false"');
		}
	});

	test('a page that comes back keeps every word, as text and never as markup', () => {
		const said = 'First line\nthen <b>"this"</b>';
		const { body } = render(TextArea, { props: { name: 'say', label: 'Say', value: said } });
		expect(body).toMatch(/>First line\nthen &lt;b>"this"&lt;\/b><\/textarea>/);
		expect(render(TextField, { props: { name: 'a', label: 'A', value: '"><b>' } }).body).toContain('value="&quot;>&lt;b>"');
	});

	test('a line break at the start of a text is not lost', () => {
		expect(render(TextArea, { props: { name: 'say', label: 'Say', value: '\nsecond line' } }).body).toContain(
			'>\n\nsecond line</textarea>'
		);
	});

	test('choices that were made are still made', () => {
		const choices = ['text', 'phone'].map((value) => ({ value, text: value }));
		const { body } = render(Checkboxes, { props: { name: 'ways', legend: 'Ways', values: ['phone'], choices } });
		expect(body.match(/checked/g)).toHaveLength(1);
		expect(body).toMatch(/value="phone"[^>]*checked/);
		expect(render(Select, { props: { name: 'way', label: 'Way', value: 'phone', options: choices } }).body).toMatch(
			/value="phone" selected/
		);
	});
});

describe('the path of stones', () => {
	const stones = [
		{ id: 'a', when: '20 June 2026', day: '2026-06-20', title: 'Nothing has changed', tag: 'New for you' },
		{ id: 'b', when: 'Between 14 May and 2 June 2026', title: 'We have not been told', isUnknown: true }
	];
	const { body } = render(Timeline, { props: { stones } });

	test('a day can be read by machines, a range is words only', () => {
		expect(body).toContain('<time datetime="2026-06-20">20 June 2026</time>');
		expect(body.match(/<time/g)).toHaveLength(1);
	});

	test('what nobody told us is drawn as such, and what is new says so in words', () => {
		expect(body).toMatch(/<li id="b" class="unknown">/);
		expect(body.replace(/<!--.*?-->/g, '')).toMatch(/Nothing has changed <strong class="tag new">New for you/);
	});
});

test('words without a translation say which language they are in', () => {
	expect(render(Fallback, { props: { content: 'Bail' } }).body).toMatch(/<span lang="en" dir="ltr">.*Bail/);
});
