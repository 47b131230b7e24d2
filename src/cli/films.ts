import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filmsIn, isFilmFile, keepFilm, type FilmEntry } from '#server/films.ts';
import { londonDay } from '#shared/london.ts';
import { say, WrongUse, type Io } from './io.ts';
import { guideHash } from './guide-hash.ts';
import { guidesOf } from './locale-files.ts';
import { Unusable } from './unusable.ts';

const locales = 'locales';
const hashOf = (slug: string): string => guideHash(readFileSync(join(locales, 'en', 'guides', `${slug}.md`), 'utf8'));
const slugs = (): string[] => guidesOf(locales).flatMap((name) => /^([a-z-]+)\.md$/.exec(name)?.[1] ?? []);

/** `status`, `add <guide> <film.mp4|webm> <words.txt> [captions.vtt]`: films of guides in British Sign Language (issue 7, part 5). */
export async function runFilms(io: Io, [verb = '', ...rest]: string[]): Promise<boolean> {
	const { FILMS_DIR: dir } = io.settings();
	if (!dir) throw new Unusable(say('cli.films.folder'));
	if (verb === 'status' && !rest.length) return status(io, dir);
	if (verb === 'add' && (rest.length === 3 || rest.length === 4)) return add(io, dir, rest as [string, string, string, string?]);
	throw new WrongUse(['films', verb, ...rest].join(' ').trim());
}

/** One line for each guide. @returns whether every film is there and made of today's text */
function status(io: Io, dir: string): boolean {
	const list = read(dir);
	const stateOf = (slug: string, film: FilmEntry | undefined) =>
		!film ? 'none' : !existsSync(join(dir, film.film)) ? 'lost' : film.of === hashOf(slug) ? 'there' : 'older';
	const all = slugs().map((slug) => ({ slug, film: list[slug], state: stateOf(slug, list[slug]) }));
	for (const { slug, film, state } of all) io.out(say(`cli.films.${state}`, { guide: slug, day: film?.made ?? '' }));
	return all.every(({ state }) => state === 'there' || state === 'none');
}

function read(dir: string): Record<string, FilmEntry> {
	try {
		return filmsIn(dir);
	} catch {
		throw new Unusable(say('cli.films.unreadable', { file: join(dir, 'films.json') }));
	}
}

/** Takes a film. Refused, with nothing changed, without its words: who cannot see it, or has no connection, reads them. */
function add(io: Io, dir: string, [slug, film, wordsFile, captions]: [string, string, string, string?]): boolean {
	if (!slugs().includes(slug)) throw new Unusable(say('cli.films.guide', { guide: slug }));
	if (!isFilmFile(film, ['.mp4', '.webm'])) throw new Unusable(say('cli.films.film', { file: film }));
	if (captions !== undefined && !isFilmFile(captions, ['.vtt'])) throw new Unusable(say('cli.films.captions', { file: captions }));
	const text = existsSync(wordsFile) ? readFileSync(wordsFile, 'utf8') : '';
	const words = text.split(/\r?\n\s*\r?\n/).map((part) => part.replace(/\s+/g, ' ').trim());
	if (!words.some(Boolean)) throw new Unusable(say('cli.films.words', { file: wordsFile }));
	read(dir);
	keepFilm(dir, slug, { film, captions: captions ?? null, words: words.filter(Boolean), made: londonDay(io.now()), of: hashOf(slug) });
	io.out(say('cli.films.added', { guide: slug }));
	return true;
}
