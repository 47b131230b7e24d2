import { reviewedSource } from '#words/words.ts';
import type { Lang } from '#shared/lang.ts';
import { filmOf } from '#server/films.ts';
import { settings } from '#server/settings.ts';
import { needsEnglish, placeOf } from '../domain/facts.ts';
import {
	firstTerms,
	readings,
	type About,
	type Opened,
	type Reading,
	type Row,
	type Standing,
	type Text,
	type Title
} from '../domain/guide.ts';

const fronts = import.meta.glob<(Title & About) & { hash: string }>(['/locales/*/guides/*.md', '!/locales/*/guides/*.*.md'], {
	eager: true,
	import: 'default',
	query: '?front'
});
const texts = import.meta.glob<Text>('/locales/*/guides/*.md', { import: 'default', query: '?text' });
/** Of which English text a translation was made: by guide, the hash of that text and of the translation (`waymark translations stamp`). */
const made = import.meta.glob<Record<string, string>>('/locales/*/made-from/guides.json', { eager: true, import: 'default' });

const fileOf = (lang: Lang, slug: string, reading: Reading) =>
	`/locales/${lang}/guides/${slug}${reading === 'full' ? '' : `.${reading}`}.md`;
const nameOf = (slug: string, reading: Reading) => `${slug}${reading === 'full' ? '' : `.${reading}`}`;

/** In which order guides of one group are read; others follow by name. */
const first = [
	...[
		'what-happens-next',
		'warned-period',
		'special-measures',
		'live-link',
		'pre-trial-visit',
		'getting-there',
		'expenses',
		'time-off-work'
	],
	...['court-day', 'the-people-in-court', 'giving-evidence', 'after-court', 'verdict-and-sentence'],
	...['telling-the-police', 'what-the-police-do', 'charging', 'bail', 'hearings', 'sentencing', 'after-release'],
	...['your-rights', 'personal-statement', 'staying-safe', 'safety-planning', 'feelings', 'sleep']
];
const placeIn = (slug: string): number => (first.includes(slug) ? first.indexOf(slug) : first.length);

/** The names of all guides, as English has them: by group, in the order in which they are read. */
export const slugs: readonly string[] = Object.entries(fronts)
	.flatMap(([path, about]) =>
		path.startsWith('/locales/en/') ? [{ slug: path.slice('/locales/en/guides/'.length, -'.md'.length), about }] : []
	)
	.sort(
		(one, other) =>
			placeOf(one.about.group) - placeOf(other.about.group) || placeIn(one.slug) - placeIn(other.slug) || (one.slug < other.slug ? -1 : 1)
	)
	.map(({ slug }) => slug);
const known = new Set(slugs);

function frontOf(slug: string): Title & About {
	const front = fronts[fileOf('en', slug, 'full')];
	if (!front) throw new RangeError(`no guide ${slug}`);
	return front;
}

/** A guide as a list shows it, in this language or, where nobody has written that, in English (F65). */
export function rowOf(lang: Lang, slug: string): Row {
	const english = frontOf(slug);
	const own = fronts[fileOf(lang, slug, 'full')];
	const { title, summary, tab } = own ?? english;
	return { slug, title, summary, tab, lang: own ? lang : 'en', about: english };
}

/** All guides in a language. */
export const guidesIn = (lang: Lang): Row[] => slugs.map((slug) => rowOf(lang, slug));

const hashOf = (slug: string): string => fronts[fileOf('en', slug, 'full')]?.hash ?? '';

/** The guides of which there is a film in British Sign Language (issue 7, part 5). */
export const guidesWithFilm = (lang: Lang): Row[] => guidesIn(lang).filter(({ slug }) => filmOf(settings().FILMS_DIR, slug, hashOf(slug)));

/** How the text of a guide stands in a language. A text whose English has changed since is said to be older than it (issue 7, part 3). */
export async function standingOf(lang: Lang, slug: string, reading: Reading): Promise<Standing> {
	if (lang === 'en') return 'source';
	if (!texts[fileOf(lang, slug, reading)]) return 'missing';
	const hash = (await texts[fileOf('en', slug, reading)]?.())?.hash;
	const name = nameOf(slug, reading);
	if (made[`/locales/${lang}/made-from/guides.json`]?.[name]?.split('.')[0] !== hash) return 'stale';
	return reviewedSource(lang, `guides/${name}`) === hash ? 'checked' : 'machine';
}

/**
 * Opens a guide in a language, or in English where it does not exist in that one. `isBeside` asks for the English too. Safety and rights get it unasked until a
 * person has checked the translation. @returns null where there is no such guide or reading
 */
export async function openGuide(lang: Lang, slug: string, reading: Reading, isBeside = false): Promise<Opened | null> {
	const english = known.has(slug) ? await texts[fileOf('en', slug, reading)]?.() : undefined;
	if (!english) return null;
	const row = rowOf(lang, slug);
	const own = lang === 'en' ? undefined : await texts[fileOf(lang, slug, reading)]?.();
	const standing = await standingOf(lang, slug, reading);
	const shows = own !== undefined && (isBeside || (needsEnglish(row.about.group) && standing !== 'checked'));
	return {
		...row,
		lang: own || lang === 'en' ? row.lang : 'en',
		reading,
		readings: readings.filter((each) => texts[fileOf('en', slug, each)]),
		blocks: (own ?? english).blocks,
		english: shows ? english.blocks : null,
		terms: firstTerms(english.blocks),
		standing,
		film: reading === 'full' ? filmOf(settings().FILMS_DIR, slug, hashOf(slug)) : null,
		next: known.has(row.about.next) ? rowOf(lang, row.about.next) : null
	};
}
