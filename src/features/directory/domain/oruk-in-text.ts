/** No text of a feed is kept longer; nor is more than four times as much of it read, markup included. */
export const longestText = 10_000;

const named: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	ensp: ' ',
	emsp: ' ',
	thinsp: ' ',
	shy: '',
	ndash: '–',
	mdash: '—',
	lsquo: '‘',
	rsquo: '’',
	sbquo: '‚',
	ldquo: '“',
	rdquo: '”',
	laquo: '«',
	raquo: '»',
	hellip: '…',
	bull: '•',
	middot: '·',
	pound: '£',
	euro: '€',
	cent: '¢',
	copy: '©',
	reg: '®',
	trade: '™',
	deg: '°',
	times: '×',
	frac12: '½',
	frac14: '¼',
	frac34: '¾',
	szlig: 'ß',
	aelig: 'æ',
	oslash: 'ø'
};
const marks: Record<string, string> = {
	acute: '\u0301',
	grave: '\u0300',
	circ: '\u0302',
	uml: '\u0308',
	tilde: '\u0303',
	ring: '\u030a',
	cedil: '\u0327',
	caron: '\u030c'
};

function entity(whole: string, name: string): string {
	if (name.startsWith('#')) {
		const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
		const isLetter = point > 31 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) && !(point >= 0x7f && point <= 0x9f);
		return isLetter ? String.fromCodePoint(point).replace('\u00a0', ' ') : point === 10 || point === 13 ? '\n' : '';
	}
	const lower = name.toLowerCase();
	if (Object.hasOwn(named, lower)) return named[lower] ?? '';
	const letter = /^([a-z])(acute|grave|circ|uml|tilde|ring|cedil|caron)$/i.exec(name);
	return letter ? `${letter[1]}${marks[(letter[2] ?? '').toLowerCase()]}`.normalize('NFC') : whole;
}
const decoded = (text: string): string =>
	text.replace(/&(?:amp;)+/gi, '&amp;').replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,9});/gi, entity);

/** What stands inside these is no text for anybody. */
const silent = new Set(['script', 'style', 'head', 'noscript', 'template', 'iframe', 'object', 'svg', 'select', 'textarea', 'title']);
const paragraphs = new Set([
	'p',
	'div',
	'ul',
	'ol',
	'table',
	'section',
	'article',
	'header',
	'footer',
	'blockquote',
	'h1',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6'
]);

const inPlaceOf = (name: string, isEnd: boolean): string => {
	if (paragraphs.has(name)) return '\n\n';
	if (name === 'li') return isEnd ? '' : '\n• ';
	if (name === 'td' || name === 'th') return ' ';
	return name === 'br' || name === 'tr' || name === 'dt' || name === 'dd' || name === 'hr' ? '\n' : '';
};

/** Where what begins with `name` and says nothing ends. */
function pastSilence(lower: string, name: string, from: number): number {
	const end = lower.indexOf(`</${name}`, from);
	if (end < 0) return lower.length;
	const close = lower.indexOf('>', end);
	return close < 0 ? lower.length : close + 1;
}

/** Without its tags. Walks the text once: a pattern could be made to look at it again and again. */
function withoutTags(text: string): string {
	const lower = text.toLowerCase();
	let out = '';
	let at = 0;
	while (at < text.length) {
		const open = text.indexOf('<', at);
		if (open < 0) return out + text.slice(at);
		out += text.slice(at, open);
		if (lower.startsWith('<!--', open)) {
			const end = text.indexOf('-->', open + 4);
			at = end < 0 ? text.length : end + 3;
			continue;
		}
		const name = /^<(\/?)([a-z][a-z0-9]{0,20})/.exec(lower.slice(open, open + 24));
		if (!name && !/^<[!?/]/.test(lower.slice(open, open + 2))) {
			out += '<';
			at = open + 1;
			continue;
		}
		const close = text.indexOf('>', open);
		// A tag that never ends: what follows is told as text, and the sign that would begin a tag is not.
		if (close < 0) return out + text.slice(open + 1).replaceAll('<', '');
		at = close + 1;
		const [, slash = '', tag = ''] = name ?? [];
		if (silent.has(tag) && !slash && text[close - 1] !== '/') at = pastSilence(lower, tag, at);
		else out += inPlaceOf(tag, slash === '/');
	}
	return out;
}

const hasMarkup = (text: string): boolean => /<[a-z/!?]|&(#\w{1,7}|[a-z]\w{1,9});/i.test(text);
const tidied = (text: string): string =>
	text
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{3,}/g, '\n\n');

/** Signs that make a text more than plain: controls, lone halves of letters, markup. Most texts have none, and are read in one look. */
const special = /[\p{Cc}\p{Cs}<&]/u;

/**
 * Text of a feed as plain text: markup and what scripts say are gone, paragraphs and lists stay, letters written as entities are letters (often written so
 * twice over). Signs that cannot be stored or shown are gone. Plain text stays as it is. The same again for its own answer.
 */
export function plainText(raw: string): string {
	if (raw.length <= longestText && !special.test(raw)) return raw.trim();
	// Direction marks stay (they belong to right-to-left text); zero bytes and other controls do not.
	let text = raw
		.slice(0, longestText * 4)
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''));
	for (let round = 0; round < 6 && hasMarkup(text); round++) text = tidied(decoded(withoutTags(text)));
	if (hasMarkup(text)) text = text.replace(/[<&]/g, ' ');
	return bounded(text.trim());
}

/** No more of it than is kept; never half a letter. */
function bounded(text: string): string {
	if (text.length <= longestText) return text;
	return text
		.slice(0, longestText)
		.replace(/[\ud800-\udbff]$/, '')
		.trimEnd();
}
