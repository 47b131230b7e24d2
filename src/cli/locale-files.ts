import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceHash } from '#shared/source-hash.ts';

/** How one text of a language stands towards its English. */
export type State = 'missing' | 'machine' | 'checked' | 'stale';
/** One text: a key of a room, or one piece of a guide. `file`: the file it stands in, below the language's folder. */
export type Text = { context: string; file: string; english: string; own: string; state: State };

type Words = Record<string, string>;
type Review = { origin: string; reviewed: Words };

const readJson = <Kind>(path: string): Kind => JSON.parse(readFileSync(path, 'utf8')) as Kind;
const notSpoken = new Set(['review.json', 'cli.json']);
const roomsOf = (folder: string): string[] =>
	readdirSync(join(folder, 'en')).filter((name) => name.endsWith('.json') && !notSpoken.has(name));
export const guidesOf = (folder: string): string[] => readdirSync(join(folder, 'en', 'guides')).filter((name) => name.endsWith('.md'));

/** A guide's own mark, as the build makes it (scripts/guides/parse.mjs). */
export const guideHash = (source: string): string => createHash('sha256').update(source).digest('base64url').slice(0, 16);
/** A guide in pieces: what stands over it, then block by block. Two languages have as many (tests/architecture/guides.test.ts). */
const piecesOf = (source: string): string[] => source.trim().split(/\n{2,}/);

export const reviewOf = (folder: string, lang: string): Review => {
	const path = join(folder, lang, 'review.json');
	return existsSync(path) ? readJson<Review>(path) : { origin: 'machine', reviewed: {} };
};

function stateOf(english: string, own: string | undefined, mark: string | undefined, hash: string): State {
	if (!own) return 'missing';
	if (mark === undefined) return 'machine';
	return mark === hash ? 'checked' : 'stale';
}

/** Every text of a language, with its English and how it stands. */
export function textsOf(folder: string, lang: string): Text[] {
	const { reviewed } = reviewOf(folder, lang);
	const words = roomsOf(folder).flatMap((file) => {
		const [english, path] = [readJson<Words>(join(folder, 'en', file)), join(folder, lang, file)];
		const own: Words = existsSync(path) ? readJson<Words>(path) : {};
		const forms = Object.keys(own).filter((key) => !(key in english));
		const plural = (key: string) => english[key] ?? english[key.replace(/_[a-z]+$/, '_other')] ?? '';
		return [...Object.keys(english).filter((key) => key in own || !/_(one|other)$/.test(key) || !forms.length), ...forms].map((key) => ({
			context: key,
			file,
			english: plural(key),
			own: own[key] ?? '',
			state: stateOf(plural(key), own[key], reviewed[key], sourceHash(plural(key)))
		}));
	});
	return [...words, ...guidesOf(folder).flatMap((name) => guideTexts(folder, lang, name, reviewed))];
}

function guideTexts(folder: string, lang: string, name: string, reviewed: Words): Text[] {
	const source = readFileSync(join(folder, 'en', 'guides', name), 'utf8');
	const path = join(folder, lang, 'guides', name);
	const own = existsSync(path) ? piecesOf(bodyOf(readFileSync(path, 'utf8'))) : [];
	const id = `guides/${name.replace(/\.md$/, '')}`;
	return piecesOf(bodyOf(source)).map((english, at) => ({
		context: `${id}#${at + 1}`,
		file: `guides/${name}`,
		english,
		own: own[at] ?? '',
		state: stateOf(english, own[at], reviewed[id], guideHash(source))
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

/** Takes new texts of a language, and which of them a person has checked. What is not among them stays as it is. @returns the guides that were left, because a
 * piece or the title is missing */
export function keepTexts(folder: string, lang: string, taken: readonly (Text & { isChecked: boolean })[]): string[] {
	const left: string[] = [];
	const byFile = Map.groupBy(taken, ({ file }) => file);
	const review = reviewOf(folder, lang);
	for (const [file, texts] of byFile) {
		const path = join(folder, lang, file);
		if (file.endsWith('.json')) {
			const own: Words = existsSync(path) ? readJson<Words>(path) : {};
			for (const { context, own: text, english, isChecked } of texts) {
				own[context] = text;
				if (isChecked) review.reviewed[context] = sourceHash(english);
				else delete review.reviewed[context];
			}
			writeWhole(path, asJson(own));
		} else if (!keepGuide(folder, lang, file, texts, review)) left.push(file);
	}
	writeWhole(join(folder, lang, 'review.json'), asJson(review));
	return left;
}

function keepGuide(folder: string, lang: string, file: string, texts: readonly (Text & { isChecked: boolean })[], review: Review): boolean {
	const [source, path] = [readFileSync(join(folder, 'en', file), 'utf8'), join(folder, lang, file)];
	const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
	const pieces = before ? piecesOf(bodyOf(before)) : [];
	for (const { context, own } of texts) pieces[Number(context.split('#')[1]) - 1] = own;
	// A guide with a hole in it would stand beside the wrong English: it waits until all of it is there.
	if (!frontOf(before) && !file.replace(/\.md$/, '').includes('.')) return false;
	if (pieces.length !== piecesOf(bodyOf(source)).length || pieces.includes('')) return false;
	writeWhole(path, `${frontOf(before)}${pieces.join('\n\n')}\n`);
	const name = file.replace(/^guides\/|\.md$/g, '');
	const made = join(folder, lang, 'guides', 'made-from.json');
	writeWhole(made, asJson({ ...(existsSync(made) ? readJson<Words>(made) : {}), [name]: guideHash(source) }));
	if (texts.length === pieces.length && texts.every(({ isChecked }) => isChecked)) review.reviewed[`guides/${name}`] = guideHash(source);
	else delete review.reviewed[`guides/${name}`];
	return true;
}
