import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// What we promise in docs/ names its proof: `a file`, or `a file` “words of a test's title in it”. A promise whose proof was renamed or removed fails here.
const documents = ['docs/threat-model.md', 'docs/security.md', 'docs/asvs.md'];
const read = (file: string): string => readFileSync(file, 'utf8');
const house = '(?:tests|src|docs|drizzle|scripts|locales|static|server\\.js|package-lock\\.json|vite\\.config\\.ts|eslint\\.config\\.js)';
const proof = new RegExp('`(' + house + '[^`\\s]*)`(?:\\s“([^”]+)”)?', 'g');

type Proof = { from: string; path: string; title: string | undefined };
const proofsIn = (file: string, text = read(file)): Proof[] =>
	[...text.matchAll(proof)].map(([, path = '', title]) => ({ from: file, path, title: title?.replaceAll(/\s+/g, ' ') }));
const filesOf = (path: string): string[] => (/[*{]/.test(path) ? globSync(path) : existsSync(path) ? [path] : []);

/** The code of a test without its comments: a title that only stands in one proves nothing. */
const code = (file: string): string => read(file).replaceAll(/^\s*\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const isThere = ({ path, title }: Proof): boolean => {
	const files = filesOf(path);
	return files.length > 0 && (title === undefined || files.some((file) => code(file).includes(title)));
};

describe('what docs/ promises is proved where it says', () => {
	it.each(documents)('every file and every test that %s names is there', (file) => {
		const proofs = proofsIn(file);
		expect(proofs.length).toBeGreaterThan(20);
		expect(proofs.filter((each) => !isThere(each)).map(({ path, title }) => `${path} ${title ?? ''}`)).toEqual([]);
	});

	it('would notice one that is not', () => {
		const proofs = proofsIn(
			'x',
			'`tests/nothing.test.ts` and `tests/architecture/promises.test.ts` “a title nobody' + ' wrote” and `src/hooks.server.ts`'
		);
		expect(proofs.map(isThere)).toEqual([false, false, true]);
	});

	it.each(documents)('nothing in %s is still to be checked', (file) => {
		const open = read(file)
			.split('\n')
			.flatMap((line, at) => (/\bCHECK\b/.test(line) ? [`${at + 1}: ${line.slice(0, 120)}`] : []));
		expect(open).toEqual([]);
	});
});

describe('the promises Pr1 to Pr8', () => {
	const parts = read('docs/security.md').split(/^### /m).slice(1);
	it.each(['Pr1', 'Pr2', 'Pr3', 'Pr4', 'Pr5', 'Pr6', 'Pr7', 'Pr8'])(
		'%s is proved, and says in the same breath what it does not cover',
		(number) => {
			const part = parts.find((text) => text.startsWith(`${number} `));
			expect(proofsIn('docs/security.md', part ?? '').length).toBeGreaterThan(0);
			expect(part).toMatch(/\*\*Not protected[.:]/);
		}
	);
});

describe('the 63 checks of ASVS', () => {
	const rows = [...read('docs/asvs.md').matchAll(/^\|\s*(\d+)\s*\|[^|]*\|\s*(met|partly|open|not applicable)\s*\|(.*)\|$/gm)].map(
		([, number, state, how = '']) => ({
			number: Number(number),
			state,
			how
		})
	);

	it('each stands in the table once, with a state', () => {
		expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 63 }, (_, at) => at + 1));
	});

	it('what is met names a proof, what is open what is missing, what does not apply why', () => {
		expect(rows.filter(({ state, how }) => state === 'met' && proofsIn('x', how).length === 0)).toEqual([]);
		expect(rows.filter(({ state, how }) => (state === 'open' || state === 'partly') && !/missing/i.test(how))).toEqual([]);
		expect(rows.filter(({ how }) => how.trim().length < 20)).toEqual([]);
	});
});

describe('the safety of a person', () => {
	const titles = globSync('{src,tests}/**/*.{test,e2e}.ts')
		.filter((file) => !file.endsWith('promises.test.ts'))
		.flatMap((file) => code(file).match(/\b(?:test|it|describe|step)\b[^\n]*\n?[^\n]*['"`][^\n]*/g) ?? []);
	it.each(['S-01', 'S-02', 'S-03', 'S-04', 'S-05', 'S-06', 'S-07', 'S-08', 'S-09', 'S-11', 'S-12', 'S-13', 'S-15', 'S-34', 'P18'])(
		'a test says that it proves %s',
		(number) => {
			expect(titles.filter((title) => new RegExp(`\\b${number}\\b`).test(title)).length).toBeGreaterThan(0);
		}
	);
});
