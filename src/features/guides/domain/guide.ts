import type { Film } from '#shared/film.ts';
import type { Lang } from '#shared/lang.ts';

/** A piece of a line. */
export type Inline =
	| string
	| { kind: 'strong'; text: Inline[] }
	/** To an address of this site, without its language. */
	| { kind: 'link'; to: string; text: Inline[] }
	/** A term of justice: `glossary.<key>.term`. */
	| { kind: 'term'; key: string; text: Inline[] }
	/** A number or a date that ages: `facts/*.json`. */
	| { kind: 'fact'; id: string };

export type Line = readonly Inline[];

/** One piece of a guide. The same sequence stands in every language, so that two can stand side by side. */
export type Block =
	| { kind: 'heading'; text: Line }
	| { kind: 'paragraph'; text: Line }
	| { kind: 'list'; isOrdered: boolean; items: readonly Line[] }
	| { kind: 'note'; lines: readonly Line[] }
	/** A line of an Easy Read text with its drawing. */
	| { kind: 'picture'; drawing: string; alt: string; text: Line };

/** What a guide is, in each language. */
export type Title = { title: string; summary: string; tab: string };

export const groups = ['court-before', 'court-day', 'court-after', 'police', 'rights', 'you', 'kinds', 'others'] as const;
export type Group = (typeof groups)[number];
export const audiences = ['witness', 'victim', 'family', 'young', 'helper', 'defence-witness'] as const;
export const askable = [
	'hub',
	'witness-care',
	'witness-service',
	'police',
	'officer',
	'defence-lawyer',
	'cps',
	'court',
	'doctor',
	'emergency'
] as const;

/** What is the same in all languages: it stands in the English file. Days are `YYYY-MM-DD`. */
export type About = {
	group: Group;
	audience: (typeof audiences)[number][];
	stage: string[];
	/** Whom to ask, said at the end of the guide. */
	ask: (typeof askable)[number];
	/** The guide that comes next. */
	next: string;
	sources: { name: string; url: string }[];
	checked: string;
	review: string;
	core: boolean;
};

/** The three readings of a guide (F65). */
export const readings = ['full', 'short', 'easy'] as const;
export type Reading = (typeof readings)[number];

/** One text in one language. `hash` is of the source as it is written, so that a changed English text makes its translations stale. */
export type Text = { blocks: readonly Block[]; hash: string };

/** How a text in a language stands towards its English: the source itself; a machine's; read by a person; older than the English; not there. */
export type Standing = 'source' | 'machine' | 'checked' | 'stale' | 'missing';

/** What a list says of a guide. `lang` is the language its title is really in. */
export type Row = Title & { slug: string; lang: Lang; about: About };

/** A guide opened to be read. */
export type Opened = Row & {
	reading: Reading;
	readings: Reading[];
	blocks: readonly Block[];
	/** The English, block by block: where it has to stand beside a text that nobody has checked, or was asked for. */
	english: readonly Block[] | null;
	/** The terms that stand for the first time in each block, as English has them: below it they are explained. */
	terms: readonly (readonly string[])[];
	standing: Standing;
	film: Film | null;
	next: Row | null;
};

/** The words of a line, without what they do: for searching, reading aloud and counting. A fact is a hole. */
export const plain = (line: Line): string =>
	line.map((each) => (typeof each === 'string' ? each : each.kind === 'fact' ? `{{${each.id}}}` : plain(each.text))).join('');

/** The lines of a block, in order. */
export function linesOf(block: Block): readonly Line[] {
	switch (block.kind) {
		case 'list':
			return block.items;
		case 'note':
			return block.lines;
		default:
			return [block.text];
	}
}

/** What of two texts has to agree for them to stand side by side: the kinds of blocks and how many lines each has. */
export const shapeOf = (blocks: readonly Block[]): string =>
	blocks.map((block) => `${block.kind}${block.kind === 'list' && block.isOrdered ? ' in order' : ''} ${linesOf(block).length}`).join('\n');

/** All inline pieces of a text, those inside others too. */
export function pieces(blocks: readonly Block[]): Exclude<Inline, string>[] {
	const inside = (line: Line): Exclude<Inline, string>[] =>
		line.flatMap((each) => (typeof each === 'string' ? [] : each.kind === 'fact' ? [each] : [each, ...inside(each.text)]));
	return blocks.flatMap((block) => linesOf(block).flatMap(inside));
}

/** The terms that stand for the first time in each block. */
export function firstTerms(blocks: readonly Block[]): string[][] {
	const seen = new Set<string>();
	return blocks.map((block) => {
		const named = pieces([block]).flatMap((piece) => (piece.kind === 'term' ? [piece.key] : []));
		const fresh = [...new Set(named)].filter((key) => !seen.has(key));
		for (const key of fresh) seen.add(key);
		return fresh;
	});
}
