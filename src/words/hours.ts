import { stretchesOf, type Office } from '#shared/office.ts';
import type { Weekday } from '#shared/london.ts';
import { dayNameOf, wallTimeOf } from './dates.ts';
import { wordsFor } from './words.ts';

/** When the hub is there, as a sentence takes it: "Monday to Friday, 9:00 am to 5:00 pm; Saturday, 10:00 am to 1:00 pm". */
export function hoursOf(lang: Parameters<typeof wordsFor>[0], office: Office): string {
	const { t } = wordsFor(lang);
	const name = (day: number) => dayNameOf(lang, day as Weekday);
	const daysOf = (first: number, last: number) => {
		if (first === 1 && last === 5) return t('shell.foot.weekdays');
		return first === last ? name(first) : t('shell.foot.days', { first: name(first), last: name(last) });
	};
	return stretchesOf(office)
		.map(({ first, last, from, to }) =>
			t('shell.foot.hours', { days: daysOf(first, last), from: wallTimeOf(lang, from), to: wallTimeOf(lang, to) })
		)
		.reduce((said, more) => (said ? t('shell.foot.also', { one: said, more }) : more), '');
}
