import { createHash } from 'node:crypto';
import { dayOf } from '#words/dates.ts';
import { reviewOf } from '#words/words.ts';
import { langs, toPath, type Lang } from '#shared/lang.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { foldedWords, type KeptGuides } from '../domain/kept.ts';
import { linesOf, plain } from '../domain/guide.ts';
import { openGuide, slugs } from './library.ts';

/**
 * What a device keeps that was asked to keep the guides of one language (P18, F68): the addresses of the pages that answer without a network, with safety and
 * rights among them, and what the guides are found by. `now` is the day written on it.
 */
export function keepGuides(lang: Lang, now: Date): Promise<KeptGuides> {
	const day = londonDay(now);
	const known = made.get(lang);
	if (known?.day === day) return known.list;
	const list = makeList(lang, day);
	made.set(lang, { day, list });
	return list;
}

/** Made once a day for each language: whoever asks often folds no forty guides each time. */
const made = new Map<Lang, { day: Day; list: Promise<KeptGuides> }>();

async function makeList(lang: Lang, made: Day): Promise<KeptGuides> {
	const opened = (await Promise.all(slugs.map((slug) => openGuide(lang, slug, 'full', true)))).flatMap((guide) => guide ?? []);
	const pages = opened.flatMap(({ slug, readings, standing }) => [
		...readings.map((reading) => (reading === 'full' ? `/guides/${slug}` : `/guides/${slug}/${reading}`)),
		...(lang === 'en' || standing === 'missing' ? [] : [`/guides/${slug}/beside`])
	]);
	const guides = opened.map(({ slug, title, summary, lang: spoken, blocks, english }) => ({
		slug,
		title,
		summary,
		lang: spoken,
		words: foldedWords([title, summary, ...[...blocks, ...(english ?? [])].flatMap((block) => linesOf(block).map(plain))])
	}));
	return {
		lang,
		made,
		date: Object.fromEntries(langs.map((each) => [each, dayOf(each, made)])) as Record<Lang, string>,
		version: createHash('sha256')
			.update(JSON.stringify([guides, reviewOf(lang)]))
			.digest('base64url')
			.slice(0, 16),
		pages: ['/guides/words', '/guides/sign-language', '/safety', '/rights', ...pages].map((path) => toPath(lang, path)),
		guides
	};
}
