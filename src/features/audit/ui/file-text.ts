import type { Words } from '#words/words.ts';
import type { HeldPart } from './held-parts.ts';

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Whatever a person or an agency wrote stays text. */
const plain = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? '');

type Say = Pick<Words, 'lang' | 'dir' | 't'>;

/** The file as a page that any browser opens without this site: to read and to print. Nothing in it is fetched from anywhere. */
export function fileAsPage(parts: readonly HeldPart[], say: Say, day: string): string {
	const sections = parts.map(({ title, rows }) => {
		const lines = rows.map(({ key, value }) => `<dt>${plain(key)}</dt><dd dir="auto">${plain(value)}</dd>`).join('\n');
		return `<h2>${plain(title)}</h2>\n<dl>\n${lines}\n</dl>`;
	});
	return `<!doctype html>
<html lang="${say.lang}" dir="${say.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${plain(say.t('held.tab'))}</title>
<style>body{font:1.1rem/1.5 sans-serif;max-width:42rem;margin:1rem auto;padding:0 1rem}dt{font-weight:bold;margin-block-start:.6rem}dd{margin:0}</style>
</head>
<body>
<h1>${plain(say.t('held.title'))}</h1>
<p>${plain(say.t('held.file.made', { date: day }))}</p>
<p>${plain(say.t('held.left'))}</p>
${sections.join('\n')}
</body>
</html>
`;
}

/** The same for another program: codes and days as they are stored, and no sentence. */
export const fileAsData = (about: object, cases: readonly object[], day: string): string =>
	`${JSON.stringify({ made: day, about, cases }, null, '\t')}\n`;
