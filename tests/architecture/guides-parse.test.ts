import { describe, expect, it } from 'vitest';
import { plain, shapeOf } from '#features/guides/domain/guide.ts';
import { parseGuide } from '../../scripts/guides/parse.mjs';
import { digitsIn, faultsOf, figuresOf, unexplained } from '../../scripts/guides/rules.mjs';

const lines = (source: string) => parseGuide(source).blocks;

describe('the Markdown of guides', () => {
	it('is headings, lines, lists, notes and pictures', () => {
		const { front, blocks } = parseGuide(
			'---\ntitle: Bail\n---\nFirst.\n\n## Who?\n\n- one\n- two\n\n1. three\n\n> Call {{police}}.\n>\n> Wait.\n\n![A door](draw:door) You go in.\n'
		);
		expect(front).toEqual({ title: 'Bail' });
		expect(shapeOf(blocks)).toBe('paragraph 1\nheading 1\nlist 2\nlist in order 1\nnote 2\npicture 1');
		expect(blocks[4]).toEqual({ kind: 'note', lines: [['Call ', { kind: 'fact', id: 'police' }, '.'], ['Wait.']] });
		expect(blocks[5]).toEqual({ kind: 'picture', drawing: 'door', alt: 'A door', text: ['You go in.'] });
	});

	it('links to our own addresses and to words, and a fact stays a hole', () => {
		const [block] = lines('Ask for [bail](word:bail) and **[support](/support)** by {{day}}.');
		expect(block).toEqual({
			kind: 'paragraph',
			text: [
				'Ask for ',
				{ kind: 'term', key: 'bail', text: ['bail'] },
				' and ',
				{ kind: 'strong', text: [{ kind: 'link', to: '/support', text: ['support'] }] },
				' by ',
				{ kind: 'fact', id: 'day' },
				'.'
			]
		});
		expect(block?.kind === 'paragraph' && plain(block.text)).toBe('Ask for bail and support by {{day}}.');
	});

	it.each([
		['a heading of another size', '# Big'],
		['markup', '<script>x</script>'],
		['markup in a line', 'a <b onclick="x">b</b>'],
		['code', '    x'],
		['a way out of the house', '[x](https://example.org)'],
		['a way out without a scheme', '[x](//example.org)'],
		['a picture from elsewhere', '![x](https://example.org/x.png)'],
		['a picture inside a line', 'Look ![x](draw:door)'],
		['a list in a list', '- a\n  - b'],
		['a rule across', 'a\n\n---\n\nb'],
		['nothing', '---\ntitle: x\n---\n']
	])('refuses %s', (_, source) => {
		expect(() => parseGuide(source)).toThrow(SyntaxError);
	});

	it('a text that changes has another mark', () => {
		expect(parseGuide('One.').hash).not.toBe(parseGuide('Two.').hash);
		expect(parseGuide('One.').hash).toBe(parseGuide('One.').hash);
	});
});

describe('what the house asks of an English guide', () => {
	const faults = (source: string) => faultsOf(figuresOf(lines(source)));

	it('lets plain words pass', () => {
		expect(faults('You can ask us. We tell you who can help. You can stop at any time.')).toEqual([]);
	});

	it.each([
		['a long sentence', `${'You can ask us and then '.repeat(6)}go.`, /a sentence of/],
		['a hard word', 'You need to provide your name.', /hard word: provide/],
		['a word that is never said', 'The offender was in court.', /never said to a person: offender/],
		['an exclamation mark', 'You did well!', /never said/],
		['the passive', 'You are told. It is decided. They were asked. We are here.', /passive/]
	])('stops %s', (_, source, fault) => {
		expect(faults(source).join('\n')).toMatch(fault);
	});

	it('stops a number in prose, in any script, and not a fact', () => {
		expect(digitsIn(lines('By day 5.\n\nبعد ٥ أيام.\n\nBy {{day-5}}.'))).toHaveLength(2);
	});

	it('knows a term that nobody explained', () => {
		const terms = { bail: 'Bail', cps: 'CPS', jury: 'Jury' };
		expect(unexplained(lines('They are on bail, the [CPS](word:cps) says. Two juries.'), terms)).toEqual(['bail']);
	});
});
