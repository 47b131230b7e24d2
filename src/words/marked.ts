// Where a language lacks a text, English stands in its place and has to be marked as English: a screen reader would read it in the wrong tongue (WCAG 3.1.2), and a reader is told.
// Components hold texts and not elements, so the text carries two marks that no keyboard types, and the finished page turns them into an element, or drops them where none can stand.
const open = '\u{f0000}';
const close = '\u{f0001}';

/** English in the place of a text that a language lacks. */
export const marked = (english: string): string => open + english + close;

/** Elements whose text can hold no element. */
const rawText = /^<(title|textarea|option|script|style)\b/i;
const piece = /<!--[\s\S]*?-->|<[^>]*>|[^<]+/g;

/** A finished page, or a piece of one, with the marks as elements. `dir`: which way the page is written. */
export function withMarks(html: string, dir: 'ltr' | 'rtl'): string {
	if (!html.includes(open)) return html;
	const start = `<span lang="en"${dir === 'rtl' ? ' dir="ltr"' : ''}>`;
	let raw = '';
	return html.replace(piece, (part) => {
		if (part.startsWith('<')) {
			if (raw && part.toLowerCase().startsWith(`</${raw}`)) raw = '';
			else if (!raw) raw = rawText.exec(part)?.[1]?.toLowerCase() ?? '';
			return withoutMarks(part);
		}
		return raw ? withoutMarks(part) : part.replaceAll(open, start).replaceAll(close, '</span>');
	});
}

/** A text without them: for what is no page. */
export const withoutMarks = (text: string): string => text.replaceAll(open, '').replaceAll(close, '');
