import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

const listed = new Set([...readFileSync('docs/statements.md', 'utf8').matchAll(/^- \*\*([TPRS]-?\d+)\*\*/gm)].map(([, number]) => number));
const files = [
	...readdirSync('src', { recursive: true, encoding: 'utf8' }).map((file) => `src/${file}`),
	...readdirSync('tests', { recursive: true, encoding: 'utf8' }).map((file) => `tests/${file}`)
];

it('every statement cited in the project is listed in docs/statements.md', () => {
	const cited = files
		.filter((file) => /\.(ts|svelte|mjs)$/.test(file) && !file.endsWith('statements.test.ts'))
		.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/\b(T\d{1,2}|P\d{1,2}|[SR]-\d{2})\b(?!['"]?\s*[:=])/g)].map(
				([, number]) => `${number} in ${file}`
			)
		);
	expect(cited.length).toBeGreaterThan(50);
	expect([...new Set(cited)].filter((line) => !listed.has(line.split(' ')[0]))).toEqual([]);
});
