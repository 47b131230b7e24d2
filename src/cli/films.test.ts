import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filmOf, filmsIn } from '#server/films.ts';
import type { Settings } from '#server/settings.ts';
import { runFilms } from './films.ts';
import { WrongUse, type Io } from './io.ts';
import { guideHash } from './guide-hash.ts';
import { Unusable } from './unusable.ts';

let dir = '';
const said: string[] = [];
const io = (films: string | undefined): Io => ({
	out: (line) => void said.push(line),
	err: (line) => void said.push(line),
	progress: null,
	settings: () => ({ FILMS_DIR: films }) as Settings,
	now: () => new Date('2026-06-10T10:00:00Z')
});
const films = (...rest: string[]) => runFilms(io(join(dir, 'films')), rest);
const at = (name: string) => join(dir, name);
const film = 'tests/e2e/film.webm';
const hash = guideHash(readFileSync('locales/en/guides/court-day.md', 'utf8'));

beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'waymark-films-'));
	said.length = 0;
	writeFileSync(at('words.txt'), 'Your day\nin court.\n\n\nA bag is looked into.\n');
	writeFileSync(at('captions.vtt'), 'WEBVTT\n\n00:00.000 --> 00:01.000\nYour day in court.\n');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('F64 a guide in British Sign Language', () => {
	it('is taken with its words and captions, and its page shows it from this house', async () => {
		await films('add', 'court-day', film, at('words.txt'), at('captions.vtt'));
		expect(filmOf(at('films'), 'court-day', hash)).toEqual({
			...{ src: '/films/court-day.webm', type: 'video/webm', captions: '/films/court-day.vtt' },
			...{ words: ['Your day in court.', 'A bag is looked into.'], isOlder: false }
		});
		expect(filmOf(at('films'), 'expenses', hash)).toBeNull();
		expect(readFileSync(at('films/court-day.webm'))).toEqual(readFileSync(film));
	});

	it('is said to be older once the text of the guide has changed, and lost once its file is gone', async () => {
		await films('add', 'court-day', film, at('words.txt'));
		expect(await films('status')).toBe(true);
		expect(said.join('\n')).toMatch(/court-day: film of 2026-06-10\n/);
		expect(said.join('\n')).toContain('expenses: no film');
		const list = readFileSync(at('films/films.json'), 'utf8');
		writeFileSync(at('films/films.json'), list.replace(hash, 'older'));
		expect(filmOf(at('films'), 'court-day', hash)?.isOlder).toBe(true);
		expect(await films('status')).toBe(false);
		rmSync(at('films/court-day.webm'));
		expect(filmOf(at('films'), 'court-day', hash)).toBeNull();
		expect(await films('status')).toBe(false);
		expect(said.join('\n')).toContain('is not in the folder');
	});

	it('takes the place of the one before', async () => {
		await films('add', 'court-day', film, at('words.txt'));
		writeFileSync(at('words.txt'), 'Other words.');
		await films('add', 'court-day', film, at('words.txt'));
		expect(filmsIn(at('films'))['court-day']?.words).toEqual(['Other words.']);
	});

	it.each([
		['a guide that is none', () => ['no-such-guide', film, at('words.txt')]],
		['a path in the place of a guide', () => ['../court-day', film, at('words.txt')]],
		['a film that is not there', () => ['court-day', at('none.webm'), at('words.txt')]],
		['a text called a film', () => ['court-day', at('false.mp4'), at('words.txt')]],
		['a film without words', () => ['court-day', film, at('empty.txt')]],
		['captions that are none', () => ['court-day', film, at('words.txt'), at('words.txt')]]
	])('refuses %s, and nothing is changed', async (_, given) => {
		writeFileSync(at('false.mp4'), 'this is no film at all');
		writeFileSync(at('empty.txt'), ' \n\n ');
		await expect(films('add', ...given())).rejects.toThrow(Unusable);
		expect(filmsIn(at('films'))).toEqual({});
	});

	it('a list that cannot be read is said to be so, is not written over, and takes no guide with it', async () => {
		await films('add', 'court-day', film, at('words.txt'));
		appendFileSync(at('films/films.json'), '}');
		const before = readFileSync(at('films/films.json'), 'utf8');
		await expect(films('status')).rejects.toThrow(Unusable);
		await expect(films('add', 'expenses', film, at('words.txt'))).rejects.toThrow(Unusable);
		expect(readFileSync(at('films/films.json'), 'utf8')).toBe(before);
		expect(filmOf(at('films'), 'court-day', hash)).toBeNull();
	});

	it('asks for a folder, and for a use that it knows', async () => {
		await expect(runFilms(io(undefined), ['status'])).rejects.toThrow(Unusable);
		await expect(films('remove', 'court-day')).rejects.toThrow(WrongUse);
	});
});
