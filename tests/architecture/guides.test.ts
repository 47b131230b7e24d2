import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { needsEnglish } from '#features/guides/domain/facts.ts';
import { askable, audiences, groups, pieces, shapeOf, type Block } from '#features/guides/domain/guide.ts';
import { sourcedFacts as facts } from '#features/guides/server/fact-sources.ts';
import { slugs } from '#features/guides/server/library.ts';
import { drawings } from '#features/guides/ui/drawings.ts';
import { langs } from '#shared/lang.ts';
import { parseGuide } from '../../scripts/guides/parse.mjs';
import { digitsIn, faultsOf, figuresOf, unexplained } from '../../scripts/guides/rules.mjs';

const glossary = JSON.parse(readFileSync('locales/en/glossary.json', 'utf8')) as Record<string, string>;
const terms = Object.fromEntries(
	Object.entries(glossary).flatMap(([key, term]) => (key.endsWith('.term') ? [[key.slice('glossary.'.length, -'.term'.length), term]] : []))
);
const files = langs.flatMap((lang) =>
	readdirSync(`locales/${lang}/guides`)
		.filter((name) => name.endsWith('.md'))
		.map((name) => ({ lang, name, ...parseGuide(readFileSync(`locales/${lang}/guides/${name}`, 'utf8')) }))
);
const english = new Map(files.filter(({ lang }) => lang === 'en').map((file) => [file.name, file]));
const translated = files.filter(({ lang }) => lang !== 'en');
const of = ({ lang, name }: { lang: string; name: string }) => `${lang}/${name}`;
const day = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const core = ['court-day', 'giving-evidence', 'special-measures', 'your-rights', 'staying-safe'];

describe('guides', () => {
	it.each(files.map((file) => [of(file), file] as const))(
		'%s names only facts, terms, drawings and addresses that exist',
		(_, { blocks }) => {
			const all = pieces(blocks);
			const ids = new Set(facts.map(({ id }) => id));
			const open = new Set([
				...slugs.map((slug) => `/guides/${slug}`),
				'/guides',
				'/guides/words',
				'/support',
				'/get-help',
				'/safety',
				'/rights',
				'/my',
				'/start',
				'/my/contact',
				'/my/rights',
				'/my/messages',
				'/my/day',
				'/languages'
			]);
			expect({
				facts: all.flatMap((piece) => (piece.kind === 'fact' && !ids.has(piece.id) ? [piece.id] : [])),
				terms: all.flatMap((piece) => (piece.kind === 'term' && !terms[piece.key] ? [piece.key] : [])),
				links: all.flatMap((piece) => (piece.kind === 'link' && !open.has(piece.to) ? [piece.to] : [])),
				drawings: blocks.flatMap((block: Block) => (block.kind === 'picture' && !(block.drawing in drawings) ? [block.drawing] : []))
			}).toEqual({ facts: [], terms: [], links: [], drawings: [] });
		}
	);

	it.each(files.map((file) => [of(file), file.blocks] as const))(
		'%s says no number in prose: what ages stands in dated data',
		(_, blocks) => {
			expect(digitsIn(blocks)).toEqual([]);
		}
	);

	it.each(translated.map((file) => [of(file), file] as const))(
		'%s has the pieces of its English, so that the two stand side by side',
		(_, file) => {
			const source = english.get(file.name);
			expect(source && shapeOf(source.blocks)).toBe(shapeOf(file.blocks));
			// A fact or a way out that a translation lost is a deadline missed.
			const named = (blocks: readonly Block[]) =>
				pieces(blocks)
					.flatMap((piece) => (piece.kind === 'fact' ? [piece.id] : piece.kind === 'link' ? [piece.to] : []))
					.sort();
			expect(named(file.blocks)).toEqual(source && named(source.blocks));
		}
	);

	it.each(translated.filter(({ front }) => Object.keys(front).length).map((file) => [of(file), file] as const))(
		'%s has a title of its own and takes the rest from English',
		(_, { front }) => {
			expect(Object.keys(front).sort()).toEqual(['summary', 'tab', 'title']);
		}
	);

	it.each([...english.values()].filter(({ name }) => name.split('.').length === 2).map((file) => [file.name, file.front] as const))(
		'%s says where it comes from and when it was checked',
		(_, front) => {
			expect(groups).toContain(front.group);
			expect(askable).toContain(front.ask);
			expect(front.audience.filter((each: never) => !audiences.includes(each))).toEqual([]);
			expect(front.audience.length * front.stage.length * front.sources.length).toBeGreaterThan(0);
			expect(slugs).toContain(front.next);
			expect(front.checked).toMatch(day);
			expect(front.review).toMatch(day);
			expect(front.review > front.checked).toBe(true);
			expect(front.sources.filter(({ url }: { url: string }) => !url.startsWith('https://'))).toEqual([]);
			expect(front.summary.length).toBeLessThanOrEqual(120);
		}
	);

	it.each([...english.values()].map((file) => [file.name, file] as const))(
		'%s reads as the house asks: short sentences, plain words, terms explained',
		(_, { name, blocks }) => {
			expect([...faultsOf(figuresOf(blocks)), ...(name.split('.').length === 2 ? unexplained(blocks, terms) : [])]).toEqual([]);
		}
	);

	it('S-09: the tab and the address of a guide about what happened say nothing of it', () => {
		const tells = /abuse|violen|rape|assault|stalk|hate|sexual (?!harm)|death of|crime|police/i;
		const kinds = [...english.values()].filter(({ front }) => front.group === 'kinds');
		expect(kinds.flatMap(({ name, front }) => (tells.test(front.tab) || tells.test(name) ? [name] : []))).toEqual([]);
	});

	it('the core ones have three readings, in every language', () => {
		const there = new Set(files.map(of));
		const asked = core.flatMap((slug) => ['', '.short', '.easy'].flatMap((reading) => langs.map((lang) => `${lang}/${slug}${reading}.md`)));
		expect(asked.filter((each) => !there.has(each))).toEqual([]);
		expect(
			[...english.values()]
				.filter(({ front }) => front.core)
				.map(({ name }) => name.slice(0, -3))
				.sort()
		).toEqual([...core].sort());
	});

	it('about safety and rights show the English beside a text nobody has checked', () => {
		expect(groups.filter(needsEnglish)).toEqual(['rights', 'you', 'kinds', 'others']);
	});
});

describe('facts of guides', () => {
	it('each stands once, and says where it comes from, when it was checked and when again', () => {
		expect(facts.map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at)).toEqual([]);
		expect(
			facts.filter(
				({ source, checked, review }) => !source.startsWith('https://') || !day.test(checked) || !day.test(review) || review <= checked
			)
		).toEqual([]);
		expect(
			facts.filter(({ kind, value }) => (kind === 'phone' || kind === 'date' ? typeof value !== 'string' : typeof value !== 'number'))
		).toEqual([]);
		expect(facts.filter(({ kind, value }) => kind === 'date' && !day.test(String(value)))).toEqual([]);
	});

	it('none is written down that no guide says', () => {
		const named = new Set(
			[...english.values()].flatMap(({ blocks }) => pieces(blocks).flatMap((piece) => (piece.kind === 'fact' ? [piece.id] : [])))
		);
		expect(facts.filter(({ id }) => !named.has(id)).map(({ id }) => id)).toEqual([]);
	});
});
