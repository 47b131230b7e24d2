import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { z } from 'zod';
import type { Day } from '#shared/london.ts';
import type { Film } from '#shared/film.ts';

/**
 * Films in British Sign Language are the hub's own files, in a folder of its own (`FILMS_DIR`, decision 29): `films.json` says for each guide which film there is, its words, and of which English text it
 * was made. They are served by this house and by nobody else, so that no other site learns who looked.
 */
const name = /^[a-z-]+\.(mp4|webm|vtt)$/;
const entry = z.object({
	film: z.string().regex(name),
	captions: z.string().regex(name).nullable(),
	words: z.array(z.string().min(1)).min(1),
	made: z.iso.date(),
	of: z.string().min(1)
});
const listSchema = z.record(z.string().regex(/^[a-z-]+$/), entry);
export type FilmEntry = z.infer<typeof entry>;

/** The list of a folder; empty where there is no folder, or no list in it. @throws where the list is there and is none */
export function filmsIn(dir: string | undefined): Record<string, FilmEntry> {
	const file = dir && join(dir, 'films.json');
	return file && existsSync(file) ? listSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

const types: Record<string, string> = { '.mp4': 'video/mp4', '.webm': 'video/webm' };

/** The film of a guide, as a page shows it; null where there is none, or its file went away. `hash`: the English text as it is now. A broken list shows no film: the guide itself has to be read. */
export function filmOf(dir: string | undefined, slug: string, hash: string): Film | null {
	const found = quietly(dir)[slug];
	if (!dir || !found || !existsSync(join(dir, found.film))) return null;
	return {
		src: `/films/${found.film}`,
		type: types[extname(found.film)] ?? 'video/mp4',
		captions: found.captions && `/films/${found.captions}`,
		words: found.words,
		isOlder: found.of !== hash
	};
}

function quietly(dir: string | undefined): Record<string, FilmEntry> {
	try {
		return filmsIn(dir);
	} catch {
		return {};
	}
}

/** What begins a file of each kind; a film that no browser plays would be a promise. */
const begins: Record<string, (bytes: Buffer) => boolean> = {
	'.mp4': (bytes) => bytes.subarray(4, 8).toString('latin1') === 'ftyp',
	'.webm': (bytes) => bytes.readUInt32BE(0) === 0x1a45dfa3,
	'.vtt': (bytes) =>
		bytes
			.toString('utf8')
			.replace(/^\ufeff/, '')
			.startsWith('WEBVTT')
};

/** Whether a file is what its name says. */
export function isFilmFile(path: string, kinds: readonly string[]): boolean {
	const kind = extname(path).toLowerCase();
	if (!existsSync(path) || !kinds.includes(kind)) return false;
	const [file, bytes] = [openSync(path, 'r'), Buffer.alloc(64)];
	try {
		const read = readSync(file, bytes);
		return read >= 8 && (begins[kind]?.(bytes.subarray(0, read)) ?? false);
	} finally {
		closeSync(file);
	}
}

/** Takes a film with its words into the folder, in the place of one that was there. `of`: the hash of the English text it was made of. Files that are not what they say have been refused before. */
export function keepFilm(
	dir: string,
	slug: string,
	given: { film: string; captions: string | null; words: readonly string[]; made: Day; of: string }
): void {
	mkdirSync(dir, { recursive: true });
	const list = filmsIn(dir);
	const take = (path: string) => {
		const kept = `${slug}${extname(path).toLowerCase()}`;
		copyFileSync(path, join(dir, `${kept}.new`));
		renameSync(join(dir, `${kept}.new`), join(dir, kept));
		return kept;
	};
	list[slug] = {
		...{ film: take(given.film), captions: given.captions && take(given.captions) },
		...{ words: [...given.words], made: given.made, of: given.of }
	};
	writeFileSync(join(dir, 'films.json.new'), `${JSON.stringify(list, null, '\t')}\n`);
	renameSync(join(dir, 'films.json.new'), join(dir, 'films.json'));
}
