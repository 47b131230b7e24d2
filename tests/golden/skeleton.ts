import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One example of govuk-frontend: the options its macro was given, and the HTML it made. */
export interface Fixture<Options> {
	name: string;
	options: Options;
	html: string;
}

/** The examples that govuk-frontend ships for one component. */
export function fixturesOf<Options>(component: string): Fixture<Options>[] {
	const file = fileURLToPath(import.meta.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`));
	return (JSON.parse(readFileSync(file, 'utf8')) as { fixtures: Fixture<Options>[] }).fixtures;
}

/** What a screen reader, a form post or a script of the browser can notice. Everything else (class, data-module, width, dir) is looks. */
const kept = new Set(
	'role id name for href type value checked selected disabled inputmode pattern rows colspan rel lang autocomplete spellcheck tabindex'.split(
		' '
	)
);

/** Where we differ from GOV.UK on purpose. */
const ours: readonly { attribute: string; value: string; why: string }[] = [
	{ attribute: 'autocomplete', value: 'off', why: 'S-13: browsers offer what was typed before to whoever sits there next' },
	{ attribute: 'spellcheck', value: 'false', why: 'S-13: spell checkers may send the text away' },
	{ attribute: 'aria-invalid', value: 'true', why: 'the error is said when the field is reached, not only in the text beside it' },
	{ attribute: 'tabindex', value: '-1', why: 'GOV.UK sets it on the error summary by script; ours is there without' }
];

const isOurs = (attribute: string, value: string): boolean => ours.some((one) => one.attribute === attribute && one.value === value);
const marks: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', ctdot: '⋯', nbsp: ' ', '#39': "'" };
const plain = (text: string): string => text.replace(/&(#?\w+);/g, (whole, name: string) => marks[name] ?? whole);

function attributesOf(source: string): string {
	const found: string[] = [];
	for (const [, name = '', quoted] of source.matchAll(/([^\s"'=<>/]+)(?:="([^"]*)")?/g)) {
		const value = plain(quoted ?? '');
		if ((kept.has(name) || name.startsWith('aria-')) && !isOurs(name, value))
			found.push(value === '' && name !== 'value' ? name : `${name}="${value}"`);
	}
	return found.sort().join(' ');
}

/** Boxes that exist only to be styled: they carry no meaning and may differ. */
const isEmptyBox = (tag: string, attributes: string): boolean => (tag === 'div' || tag === 'span') && attributes === '';

/** The tree as assistive technology meets it: tags, roles, names, ids, links, text; without classes, drawings and boxes that only carry looks. */
export function skeleton(html: string): string[] {
	const lines: string[] = [];
	const bare = html.replace(/<!--.*?-->/gs, '').replace(/<svg.*?<\/svg>/gs, '');
	for (const [, close, tag, attributes, text] of bare.matchAll(/<(\/?)([a-z]\w*)([^>]*)>|([^<]+)/gi)) {
		if (text !== undefined) addText(lines, plain(text));
		else if (tag && !close) addTag(lines, tag, attributesOf(attributes ?? ''));
	}
	return lines;
}

function addTag(lines: string[], tag: string, attributes: string): void {
	if (!isEmptyBox(tag, attributes)) lines.push(`<${tag}${attributes && ` ${attributes}`}>`);
}

/** Text that is broken up by a styled box reads as one; how many spaces lie between is not heard. */
function addText(lines: string[], text: string): void {
	const words = text.replace(/\s+/g, ' ').trim();
	if (!words) return;
	const last = lines.at(-1);
	if (last !== undefined && !last.startsWith('<')) lines[lines.length - 1] = `${last} ${words}`.replaceAll(' :', ':');
	else lines.push(words);
}
