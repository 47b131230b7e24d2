import { londonDay } from '#shared/london.ts';
import { dayOf, monthOf, occurredOf, wallTimeOf, weekdayOf } from '#words/dates.ts';
import type { Words } from '#words/words.ts';
import type { Occurred } from '../domain/event.ts';
import type { Line } from '../domain/sentences.ts';
import type { Said } from '../domain/track-view.ts';

/** How the pages of this room put keys and dates into words of one language. */
export type Say = Pick<Words, 't' | 'to' | 'english' | 'list'> & {
	/** A sentence of the fold, with its dates in words. */
	line: (line: Line) => string;
	day: (day: string) => string;
	/** A day one must not miss: with its weekday. */
	weekday: (day: string) => string;
	/** The London day of an instant. */
	heard: (instant: string) => string;
	/** When it happened, as a heading of its own. */
	when: (occurred: Occurred) => string;
	/** The agency by its own name, or by what it is. */
	source: (said: Pick<Said, 'source' | 'sourceName'>) => string;
};

/** A date inside a sentence. */
function dated(lang: string, t: Words['t'], when: Occurred, day: typeof dayOf): string {
	switch (when.kind) {
		case 'day':
			return day(lang, when.on);
		case 'week':
			return t('stages.date.week', { date: dayOf(lang, when.from) });
		case 'range':
			return t('stages.date.range', { from: dayOf(lang, when.from), to: dayOf(lang, when.to) });
		case 'month':
			return monthOf(lang, when.month);
		case 'unknown':
			return t('clocks.when.unknown');
	}
}

/** Makes them from a page's words. */
export function sayIn({ lang, t, to, english, list }: Pick<Words, 'lang' | 't' | 'to' | 'english' | 'list'>): Say {
	return {
		t,
		to,
		english,
		list,
		line: ({ key, values: { date, time, court } }) =>
			t(key, {
				...(date && { date: dated(lang, t, date, weekdayOf) }),
				...(time && { time: wallTimeOf(lang, time) }),
				...(court && { court })
			}),
		day: (day) => dayOf(lang, day),
		weekday: (day) => weekdayOf(lang, day),
		heard: (instant) => dayOf(lang, londonDay(new Date(instant))),
		when: (occurred) => occurredOf(lang, occurred, t),
		source: ({ source, sourceName }) => sourceName || t(`stages.source.${source}`)
	};
}

/** "The police told us this on 2 June", or that it is how things stood in their files. */
export const toldBy = (say: Say, said: Said): string =>
	say.t(said.lastKnown ? 'stages.since.last_known' : 'stages.since.told', { source: say.source(said), date: say.heard(said.receivedAt) });
