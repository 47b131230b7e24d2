import { weekdayOf } from '#words/dates.ts';
import type { Translate } from '#words/words.ts';

/** The days on which a letter may have been posted, as choices in words; the first is today where `today` is among them. */
export const dayChoices = (days: readonly string[], today: string, lang: string, t: Translate) =>
	days.map((day) => ({
		value: day,
		text: day === today ? t('notice.letter.today', { day: weekdayOf(lang, day) }) : weekdayOf(lang, day)
	}));
