// Guides are Markdown of a small kind (docs/decisions/0028): what is not on this list stops the build, so that no page ever shows what nobody thought of.
import { Lexer } from 'marked';
import { parse as parseYaml } from 'yaml';
import { guideHash } from '../../src/cli/guide-hash.ts';

/** @typedef {import('../../src/features/guides/domain/guide.ts').Block} Block */
/** @typedef {import('../../src/features/guides/domain/guide.ts').Inline} Inline */
/** @typedef {import('marked').Token} Token */

/** @param {string} source */
export function parseGuide(source) {
	const found = /^---\n([\s\S]*?)\n---\n/.exec(source);
	const body = found ? source.slice(found[0].length) : source;
	const blocks = Lexer.lex(body, { gfm: false }).flatMap(blockOf);
	if (blocks.length === 0) throw new SyntaxError('a guide without a text');
	return { front: /** @type {Record<string, any>} */ (found ? parseYaml(found[1] ?? '') : {}), blocks, hash: guideHash(source) };
}

/** @param {Token} token @returns {Block[]} */
function blockOf(token) {
	switch (token.type) {
		case 'space':
			return [];
		case 'heading':
			if (token.depth !== 2) throw new SyntaxError(`only ## headings: ${token.raw}`);
			return [{ kind: 'heading', text: lineOf(token.tokens) }];
		case 'paragraph':
			return [paragraphOf(token)];
		case 'list':
			return [{ kind: 'list', isOrdered: token.ordered, items: token.items.map(itemOf) }];
		case 'blockquote': {
			const inside = /** @type {Token[]} */ (token.tokens).filter(({ type }) => type !== 'space');
			if (inside.some(({ type }) => type !== 'paragraph')) throw new SyntaxError(`only lines in a note: ${token.raw}`);
			return [{ kind: 'note', lines: inside.map((each) => lineOf('tokens' in each ? each.tokens : [])) }];
		}
		default:
			throw new SyntaxError(`not of a guide: ${token.type}: ${token.raw}`);
	}
}

/** @param {import('marked').Tokens.ListItem} item */
function itemOf(item) {
	const [text, ...more] = item.tokens.filter(({ type }) => type !== 'space');
	if (!text || more.length || (text.type !== 'text' && text.type !== 'paragraph'))
		throw new SyntaxError(`one line in an item: ${item.raw}`);
	return lineOf('tokens' in text ? text.tokens : [text]);
}

/** A paragraph, or a line of an Easy Read text, which begins with its drawing. @param {Token} token @returns {Block} */
function paragraphOf(token) {
	const tokens = /** @type {Token[]} */ ('tokens' in token ? token.tokens : []);
	const [first, ...rest] = tokens;
	if (first?.type !== 'image') return { kind: 'paragraph', text: lineOf(tokens) };
	const drawing = /^draw:([a-z-]+)$/.exec(first.href)?.[1];
	if (!drawing) throw new SyntaxError(`not a drawing of ours: ${token.raw}`);
	return { kind: 'picture', drawing, alt: first.text, text: lineOf(rest) };
}

/** @param {Token[] | undefined} tokens @returns {Inline[]} */
const lineOf = (tokens) => trimmed((tokens ?? []).flatMap(inlineOf));

/** @param {Token} token @returns {Inline[]} */
function inlineOf(token) {
	switch (token.type) {
		case 'text':
		case 'escape':
			return factsIn(token.text);
		case 'strong':
			return [{ kind: 'strong', text: lineOf(token.tokens) }];
		case 'link': {
			const text = lineOf(token.tokens);
			const term = /^word:([a-z_]+)$/.exec(token.href)?.[1];
			if (term) return [{ kind: 'term', key: term, text }];
			if (!/^\/[a-z/-]*$/.test(token.href)) throw new SyntaxError(`only addresses of our own: ${token.href}`);
			return [{ kind: 'link', to: token.href, text }];
		}
		default:
			throw new SyntaxError(`not in a line of a guide: ${token.type}: ${token.raw}`);
	}
}

/** @param {string} text @returns {Inline[]} */
function factsIn(text) {
	return text
		.replaceAll('\n', ' ')
		.split(/(\{\{[a-z0-9-]+\}\})/)
		.filter(Boolean)
		.map((each) => {
			const id = /^\{\{([a-z0-9-]+)\}\}$/.exec(each)?.[1];
			return id ? { kind: 'fact', id } : each;
		});
}

/** @param {Inline[]} line */
function trimmed(line) {
	const first = line[0];
	if (typeof first === 'string') line[0] = first.trimStart();
	return line.filter((each) => each !== '');
}
