import { londonDay } from '#shared/london.ts';
import { langs, type Lang } from '#shared/lang.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { State } from '#words/standing.ts';
import { standingsOf } from '#words/words.ts';
import { isDue, type Fact } from '../domain/facts.ts';
import type { Standing } from '../domain/guide.ts';
import { sourcedFacts } from './fact-sources.ts';
import { guidesIn, slugs, standingOf } from './library.ts';

/** What ages, soonest to be looked at first: guides and the numbers in them; and how the guides and the other texts of each language stand. Days are London days. */
export type Ageing = {
	guides: { slug: string; title: string; checked: string; review: string; isDue: boolean }[];
	facts: (Fact & { source: string; isDue: boolean })[];
	standings: { lang: Lang; counts: Record<Standing, number>; texts: Record<State, number> }[];
};

const soonest = (one: { review: string }, other: { review: string }) =>
	one.review < other.review ? -1 : one.review > other.review ? 1 : 0;

/** What the hub sees is due for review (issue 7, part 7). It is nobody's record: nothing is written about the look. */
export async function readAgeing({ now }: Ctx<WorkerActor>): Promise<Ageing> {
	const today = londonDay(now);
	const guides = guidesIn('en').map(({ slug, title, about: { checked, review } }) => ({ slug, title, checked, review }));
	const standings = await Promise.all(
		langs
			.filter((lang) => lang !== 'en')
			.map(async (lang) => {
				const counts: Record<Standing, number> = { source: 0, machine: 0, checked: 0, stale: 0, missing: 0 };
				for (const standing of await Promise.all(slugs.map((slug) => standingOf(lang, slug, 'full')))) counts[standing] += 1;
				return { lang, counts, texts: await standingsOf(lang) };
			})
	);
	return {
		guides: guides.sort(soonest).map((guide) => ({ ...guide, isDue: isDue(guide, today) })),
		facts: [...sourcedFacts].sort(soonest).map((fact) => ({ ...fact, isDue: isDue(fact, today) })),
		standings
	};
}
