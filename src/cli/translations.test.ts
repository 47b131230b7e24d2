import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { po } from 'gettext-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stamp, textsOf } from './locale-files.ts';
import { exportTo, importFrom, status } from './translations.ts';
import { Unusable } from './unusable.ts';

let folder = '';
let file = '';
const said: string[] = [];
const wrong: string[] = [];
const io = {
	out: (line: string) => void said.push(line),
	err: (line: string) => void wrong.push(line),
	progress: null,
	settings: () => null as never,
	now: () => new Date(0)
};
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'waymark-words-'));
	for (const lang of ['en', 'cy', 'pl']) cpSync(join('locales', lang), join(folder, lang), { recursive: true });
	file = join(folder, 'out.po');
	said.length = 0;
	wrong.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Change = (entry: { msgctxt?: string; msgstr: string[]; comments?: { flag?: string } }) => void;
/** What somebody who translates does to the file. */
function edit(change: Change): void {
	const table = po.parse(readFileSync(file));
	for (const byId of Object.values(table.translations)) for (const entry of Object.values(byId)) change(entry);
	writeFileSync(file, po.compile(table));
}
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const of = (lang: string, context: string) => textsOf(folder, lang).find((text) => text.context === context);

describe('F65 translations go out to people and come back', () => {
	it.each(['cy', 'pl'])('%s: out and in again changes no text, and calls nothing checked that was not', (lang) => {
		const before = textsOf(folder, lang);
		exportTo(io, folder, lang, file);
		importFrom(io, folder, lang, file);
		expect(textsOf(folder, lang)).toEqual(before);
		expect(read(`${lang}/guides/court-day.md`)).toBe(readFileSync(`locales/${lang}/guides/court-day.md`, 'utf8'));
	});

	it('a text without "fuzzy" is one that a person has checked, until its English changes', () => {
		exportTo(io, folder, 'pl', file);
		edit((entry) => {
			if (entry.msgctxt !== 'shell.yes') return;
			entry.msgstr = ['Tak.'];
			delete entry.comments?.flag;
		});
		importFrom(io, folder, 'pl', file);
		expect(of('pl', 'shell.yes')).toMatchObject({ own: 'Tak.', state: 'checked' });
		const english = JSON.parse(read('en/shell.json')) as Record<string, string>;
		writeFileSync(join(folder, 'en', 'shell.json'), JSON.stringify({ ...english, 'shell.yes': 'Yes, please' }));
		expect(of('pl', 'shell.yes')).toMatchObject({ state: 'stale' });
		importFrom(io, folder, 'pl', file);
		expect(of('pl', 'shell.yes')).toMatchObject({ own: 'Tak.', state: 'stale' });
	});

	it('a machine’s text is older than its English once that changed, until somebody writes it anew', () => {
		const [path, english] = [join(folder, 'en', 'shell.json'), JSON.parse(read('en/shell.json')) as Record<string, string>];
		expect(of('pl', 'shell.yes')).toMatchObject({ state: 'machine' });
		writeFileSync(path, JSON.stringify({ ...english, 'shell.yes': 'Yes, please' }));
		expect(of('pl', 'shell.yes')).toMatchObject({ state: 'stale' });
		// That it stands there still is no translation of the new text.
		expect(stamp(folder, 'pl')).toBe(0);
		expect(of('pl', 'shell.yes')).toMatchObject({ state: 'stale' });
		const own = JSON.parse(read('pl/shell.json')) as Record<string, string>;
		writeFileSync(join(folder, 'pl', 'shell.json'), JSON.stringify({ ...own, 'shell.yes': 'Tak, proszę' }));
		expect(stamp(folder, 'pl')).toBe(1);
		expect(of('pl', 'shell.yes')).toMatchObject({ state: 'machine' });
	});

	it('a file that was written from an older English comes back as made of that one', () => {
		exportTo(io, folder, 'pl', file);
		const english = JSON.parse(read('en/shell.json')) as Record<string, string>;
		writeFileSync(join(folder, 'en', 'shell.json'), JSON.stringify({ ...english, 'shell.yes': 'Yes, please' }));
		edit((entry) => {
			if (entry.msgctxt === 'shell.yes') entry.msgstr = ['Tak jest'];
		});
		importFrom(io, folder, 'pl', file);
		expect(of('pl', 'shell.yes')).toMatchObject({ own: 'Tak jest', state: 'stale' });
	});

	it('a guide whose English changed makes its translation stale, until that is written anew', () => {
		const [english, own] = [join(folder, 'en', 'guides', 'court-day.md'), join(folder, 'pl', 'guides', 'court-day.md')];
		const source = readFileSync(english, 'utf8');
		// That somebody looked at it again changes nothing of what it says.
		writeFileSync(english, source.replace(/^checked: .*$/m, 'checked: 2027-01-01'));
		expect(of('pl', 'guides/court-day#1')).toMatchObject({ state: 'machine' });
		writeFileSync(english, `${source} `);
		expect(of('pl', 'guides/court-day#1')).toMatchObject({ state: 'stale' });
		expect(stamp(folder, 'pl')).toBe(0);
		writeFileSync(own, `${readFileSync(own, 'utf8')} `);
		expect(stamp(folder, 'pl')).toBe(1);
		expect(of('pl', 'guides/court-day#1')).toMatchObject({ state: 'machine' });
	});

	it('a text that lost a value stops all of it, and nothing is changed', () => {
		exportTo(io, folder, 'pl', file);
		edit((entry) => {
			if (entry.msgctxt === 'shell.yes') entry.msgstr = ['Inaczej'];
			if (entry.msgctxt === 'guides.checked') entry.msgstr = ['Bez daty'];
		});
		const before = read('pl/shell.json');
		expect(() => importFrom(io, folder, 'pl', file)).toThrow(Unusable);
		expect(read('pl/shell.json')).toBe(before);
		expect(() => importFrom(io, folder, 'pl', join(folder, 'none.po'))).toThrow(Unusable);
	});

	it('a guide is checked when every piece of it is', () => {
		exportTo(io, folder, 'cy', file);
		edit((entry) => {
			if (entry.msgctxt?.startsWith('guides/court-day#')) delete entry.comments?.flag;
		});
		importFrom(io, folder, 'cy', file);
		expect(textsOf(folder, 'cy').filter(({ context, state }) => context.startsWith('guides/court-day#') && state !== 'checked')).toEqual(
			[]
		);
	});

	it('a guide that has no title yet is left and named, and the rest is taken', () => {
		exportTo(io, folder, 'cy', file);
		rmSync(join(folder, 'cy', 'guides', 'court-day.md'));
		edit((entry) => {
			if (entry.msgctxt === 'shell.yes') entry.msgstr = ['Ie, iawn'];
		});
		expect(importFrom(io, folder, 'cy', file)).toBe(false);
		expect(wrong).toEqual([expect.stringContaining('guides/court-day.md')]);
		expect(of('cy', 'shell.yes')).toMatchObject({ own: 'Ie, iawn' });
	});

	it('status has a line for each language', () => {
		for (const lang of ['ro', 'pa', 'ur', 'ar', 'bn', 'uk', 'so', 'fa', 'pt'])
			cpSync(join('locales', lang), join(folder, lang), { recursive: true });
		status(io, folder);
		expect(said).toHaveLength(11);
		expect(said[0]).toMatch(/^cy: 0 checked by a person, \d{4} by a machine, 0 older than the English, 0 missing$/);
	});
});
