import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceHash } from '#shared/source-hash.ts';
import { guideHash } from './guide-hash.ts';
import { englishOf, keptMark, madeMark, stateOf, type State } from '#words/standing.ts';

/** One text: a key of a room, or one piece of a guide. `file`: the file it stands in, below the language's folder. */
export type Text = { context: string; file: string; english: string; own: string; state: State };

type Words = Record<string, string>;
type Review = { origin: string; reviewed: Words };

const readJson = <Kind>(path: string): Kind => JSON.parse(readFileSync(path, 'utf8')) as Kind;
const notSpoken = new Set(['review.json', 'cli.json']);
const roomsOf = (folder: string): string[] =>
	readdirSync(join(folder, 'en')).filter((name) => name.endsWith('.json') && !notSpoken.has(name));
export const guidesOf = (folder: string): string[] => readdirSync(join(folder, 'en', 'guides')).filter((name) => name.endsWith('.md'));

/** A guide in pieces: what stands over it, then block by block. Two languages have as many (tests/architecture/guides.test.ts). */
const piecesOf = (source: string): string[] => source.trim().split(/\n{2,}/);

export const reviewOf = (folder: string, lang: string): Review => {
	const path = join(folder, lang, 'review.json');
	return existsSync(path) ? readJson<Review>(path) : { origin: 'machine', reviewed: {} };
};

/** Of which English each text (`words`) or guide (`guides`) of a language was made. */
const madeOf = (folder: string, lang: string, what: 'words' | 'guides'): Words => {
	const path = join(folder, lang, 'made-from', `${what}.json`);
	return existsSync(path) ? readJson<Words>(path) : {};
};
function keepMade(folder: string, lang: string, what: 'words' | 'guides', made: Words): void {
	mkdirSync(join(folder, lang, 'made-from'), { recursive: true });
	writeWhole(join(folder, lang, 'made-from', `${what}.json`), asJson(made));
}
const guideMark = (hash: string, own: string): string => `${hash}.${guideHash(own)}`;

/**
 * Notes of which English every text of a language was made: one that is new or was written anew, of today's; one that only stands there keeps its mark, and is stale once its English changed.
 * @returns how many marks are new
 */
export function stamp(folder: string, lang: string): number {
	const [words, guides] = [madeOf(folder, lang, 'words'), madeOf(folder, lang, 'guides')];
	const texts = textsOf(folder, lang).filter(({ file, own }) => own && file.endsWith('.json'));
	const nowWords = Object.fromEntries(
		texts.map(({ context, english, own }) => [context, keptMark(madeMark(english, own), words[context])])
	);
	const nowGuides = Object.fromEntries(
		guidesOf(folder).flatMap((name) => {
			const path = join(folder, lang, 'guides', name);
			if (!existsSync(path)) return [];
			const [own, slug] = [readFileSync(path, 'utf8'), name.replace(/\.md$/, '')];
			const fresh = guideMark(guideHash(readFileSync(join(folder, 'en', 'guides', name), 'utf8')), own);
			return [[slug, keptMark(fresh, guides[slug])]];
		})
	);
	const fresh = (now: Words, before: Words) => Object.entries(now).filter(([key, mark]) => before[key] !== mark).length;
	keepMade(folder, lang, 'words', nowWords);
	keepMade(folder, lang, 'guides', nowGuides);
	return fresh(nowWords, words) + fresh(nowGuides, guides);
}

/** Every text of a language, with its English and how it stands. */
export function textsOf(folder: string, lang: string): Text[] {
	const { reviewed } = reviewOf(folder, lang);
	const made = madeOf(folder, lang, 'words');
	const words = roomsOf(folder).flatMap((file) => {
		const [english, path] = [readJson<Words>(join(folder, 'en', file)), join(folder, lang, file)];
		const own: Words = existsSync(path) ? readJson<Words>(path) : {};
		const forms = Object.keys(own).filter((key) => !(key in english));
		return [...Object.keys(english).filter((key) => key in own || !/_(one|other)$/.test(key) || !forms.length), ...forms].map((key) => ({
			context: key,
			file,
			english: englishOf(english, key),
			own: own[key] ?? '',
			state: stateOf(englishOf(english, key), own[key], reviewed[key], made[key])
		}));
	});
	return [...words, ...guidesOf(folder).flatMap((name) => guideTexts(folder, lang, name, reviewed))];
}

function guideTexts(folder: string, lang: string, name: string, reviewed: Words): Text[] {
	const source = readFileSync(join(folder, 'en', 'guides', name), 'utf8');
	const path = join(folder, lang, 'guides', name);
	const own = existsSync(path) ? piecesOf(bodyOf(readFileSync(path, 'utf8'))) : [];
	const slug = name.replace(/\.md$/, '');
	const [id, hash, mark] = [`guides/${slug}`, guideHash(source), madeOf(folder, lang, 'guides')[slug]];
	const state = reviewed[id] === hash ? 'checked' : mark?.startsWith(`${hash}.`) ? 'machine' : 'stale';
	return piecesOf(bodyOf(source)).map((english, at) => ({
		context: `${id}#${at + 1}`,
		file: `guides/${name}`,
		english,
		own: own[at] ?? '',
		state: own[at] ? state : ('missing' as const)
	}));
}

const front = /^---\n[\s\S]*?\n---\n\n*/;
const bodyOf = (source: string): string => source.replace(front, '');
const frontOf = (source: string): string => front.exec(source)?.[0] ?? '';

/** Writes files one after the other, each whole: a file that is read meanwhile is the old or the new one. */
function writeWhole(path: string, text: string): void {
	writeFileSync(`${path}.new`, text);
	renameSync(`${path}.new`, path);
}

const isolates = /[\u200e\u200f\u2066-\u2069]/g;
const asJson = (value: unknown): string =>
	`${JSON.stringify(value, null, '\t').replace(isolates, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`)}\n`;

/** A text that comes back: the English it was made of, and whether a person has checked it against today's. */
export type Taken = Text & { from: string; isChecked: boolean };

/** Takes new texts of a language, and which of them a person has checked. What is not among them stays as it is. @returns the guides that were left, because a
 * piece or the title is missing */
export function keepTexts(folder: string, lang: string, taken: readonly Taken[]): string[] {
	const left: string[] = [];
	const byFile = Map.groupBy(taken, ({ file }) => file);
	const [review, made] = [reviewOf(folder, lang), madeOf(folder, lang, 'words')];
	for (const [file, texts] of byFile) {
		const path = join(folder, lang, file);
		if (file.endsWith('.json')) {
			const own: Words = existsSync(path) ? readJson<Words>(path) : {};
			for (const { context, own: text, english, from, isChecked } of texts) {
				own[context] = text;
				made[context] = madeMark(from, text);
				if (isChecked) review.reviewed[context] = sourceHash(english);
				else delete review.reviewed[context];
			}
			writeWhole(path, asJson(own));
		} else if (!keepGuide(folder, lang, file, texts, review)) left.push(file);
	}
	keepMade(folder, lang, 'words', made);
	writeWhole(join(folder, lang, 'review.json'), asJson(review));
	return left;
}

function keepGuide(folder: string, lang: string, file: string, texts: readonly Taken[], review: Review): boolean {
	const [source, path] = [readFileSync(join(folder, 'en', file), 'utf8'), join(folder, lang, file)];
	const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
	const pieces = before ? piecesOf(bodyOf(before)) : [];
	for (const { context, own } of texts) pieces[Number(context.split('#')[1]) - 1] = own;
	// A guide with a hole in it would stand beside the wrong English: it waits until all of it is there.
	if (!frontOf(before) && !file.replace(/\.md$/, '').includes('.')) return false;
	if (pieces.length !== piecesOf(bodyOf(source)).length || pieces.includes('')) return false;
	const text = `${frontOf(before)}${pieces.join('\n\n')}\n`;
	writeWhole(path, text);
	const name = file.replace(/^guides\/|\.md$/g, '');
	keepMade(folder, lang, 'guides', { ...madeOf(folder, lang, 'guides'), [name]: guideMark(guideHash(source), text) });
	if (texts.length === pieces.length && texts.every(({ isChecked }) => isChecked)) review.reviewed[`guides/${name}`] = guideHash(source);
	else delete review.reviewed[`guides/${name}`];
	return true;
}
