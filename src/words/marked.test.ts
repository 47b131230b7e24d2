import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dirOf, otherLangs } from '#shared/lang.ts';
import { marked, withMarks, withoutMarks } from './marked.ts';
import { wordsFor, wordsOnPage } from './words.ts';

const say = marked('Call us');
const span = '<span lang="en" dir="ltr">Call us</span>';

describe('English in the place of what a language lacks', () => {
	it.each([
		['a line', `<p>${say}</p>`, `<p>${span}</p>`],
		['a line with a value', `<p>کال ${say} 5</p>`, `<p>کال ${span} 5</p>`],
		['an attribute', `<a aria-label="${say}" href="/">x</a>`, '<a aria-label="Call us" href="/">x</a>'],
		['a title', `<title>${say}</title><p>${say}</p>`, `<title>Call us</title><p>${span}</p>`],
		['a choice', `<option value="a">${say}</option>`, '<option value="a">Call us</option>'],
		['what was typed', `<textarea name="x">${say}</textarea>`, '<textarea name="x">Call us</textarea>'],
		['a comment of the framework', `<!--[--><p>${say}</p><!--]-->`, `<!--[--><p>${span}</p><!--]-->`]
	])('is marked, or stands plain where no element can: %s', (_, page, finished) => {
		expect(withMarks(page, 'rtl')).toBe(finished);
	});

	it('a page written left to right needs no direction', () => {
		expect(withMarks(`<p>${say}</p>`, 'ltr')).toBe('<p><span lang="en">Call us</span></p>');
	});

	it('no mark is left in any page, and a page without one is the same', () => {
		const text = fc.string({ maxLength: 20 }).map((each) => each.replaceAll(/[<>&"]/g, ''));
		const part = fc.oneof(
			text,
			text.map(marked),
			text.map((each) => `<b title="${marked(each)}">${marked(each)}</b>`),
			text.map((each) => `<title>${marked(each)}</title>`)
		);
		fc.assert(
			fc.property(fc.array(part), (parts) => {
				const page = parts.join('');
				const finished = withMarks(page, 'rtl');
				expect(withoutMarks(finished)).toBe(finished);
				expect(finished.replaceAll(/<span lang="en" dir="ltr">|<\/span>/g, '')).toBe(withoutMarks(page));
			})
		);
	});
});

describe('WCAG 3.1.2 a text that a language lacks', () => {
	// The command line is English in every language: no page says it, and none has it of its own.
	const lacked = 'start.key.busy';
	it.each(otherLangs)('is English and marked so on a page in %s, and plain where there is no page', (lang) => {
		const english = wordsFor('en').t(lacked);
		expect(withMarks(`<p>${wordsOnPage(lang).t(lacked)}</p>`, dirOf(lang))).toMatch(/^<p><span lang="en"( dir="ltr")?>[^<]+<\/span><\/p>$/);
		expect(wordsFor(lang).t(lacked)).toBe(english);
		expect(wordsFor(lang).spoken(lacked)).toBe('en');
	});
});
