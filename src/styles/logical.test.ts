import { describe, expect, test } from 'vitest';
import { ourColour } from './brand.ts';
import { logicalName, partsOf } from './logical.ts';

describe('left and right become start and end', () => {
	test.each([
		['margin-left', 'margin-inline-start'],
		['padding-right', 'padding-inline-end'],
		['border-left-color', 'border-inline-start-color'],
		['right', 'inset-inline-end'],
		['border-top-left-radius', 'border-start-start-radius'],
		['margin-top', 'margin-top'],
		['text-align', 'text-align']
	])('%s → %s', (physical, logical) => expect(logicalName(physical)).toBe(logical));

	test('a shorthand is split at its own spaces only', () => {
		expect(partsOf('1px calc(2px + 3px) 0 max(1px, 2em)')).toEqual(['1px', 'calc(2px + 3px)', '0', 'max(1px, 2em)']);
	});
});

describe('colours of GOV.UK give way to ours', () => {
	test('a fall-back is dropped, so that dark mode never meets it', () => {
		expect(ourColour('1px solid var(--govuk-border-colour, #cecece)')).toBe('1px solid var(--govuk-border-colour)');
	});
	test('a literal becomes a token', () => expect(ourColour('#F3F3F3')).toBe('var(--hover)'));
	test('words that only look like colours stay', () => expect(ourColour('white-space')).toBe('white-space'));
});
