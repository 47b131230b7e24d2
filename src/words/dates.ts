import type { Translate } from './words.ts';

/** When something happened, no more exactly than we were told (the shape of a case event's `occurred`; this room knows no feature). */
export type When =
	| { kind: 'day'; on: string }
	| { kind: 'range'; from: string; to: string }
	| { kind: 'week'; from: string }
	| { kind: 'month'; month: string }
	| { kind: 'unknown' };

const forms = {
	day: { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
	weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
	dayName: { weekday: 'long', timeZone: 'UTC' },
	month: { month: 'long', year: 'numeric', timeZone: 'UTC' },
	instant: { day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: 'Europe/London' },
	time: { hour: 'numeric', minute: '2-digit', timeZone: 'Europe/London' },
	wallTime: { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const made = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using one does, so each is made once. */
function formatter(lang: string, form: keyof typeof forms): Intl.DateTimeFormat {
	const key = `${lang} ${form}`;
	const known = made.get(key);
	if (known) return known;
	// Farsi and Pashto come with another calendar and Bengali with other digits: a court date in them would be missed.
	const locale = new Intl.Locale(lang === 'en' ? 'en-GB' : lang, { calendar: 'gregory', numberingSystem: 'latn' });
	const clock = locale.language === 'en' ? { hour12: true } : {};
	const fresh = new Intl.DateTimeFormat(locale, form === 'instant' || form.endsWith('ime') ? { ...forms[form], ...clock } : forms[form]);
	made.set(key, fresh);
	return fresh;
}

const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** A calendar day ('YYYY-MM-DD') in words: "2 June 2026". Gregorian, Latin digits, in every language (any BCP 47 tag). RangeError for what is no day. */
export const dayOf = (lang: string, day: string): string => formatter(lang, 'day').format(midnight(day));

/** A day one must not miss, with its weekday: "Tuesday, 2 June 2026". */
export const weekdayOf = (lang: string, day: string): string => formatter(lang, 'weekday').format(midnight(day));

/** The name of a day of the week, 1 being Monday: "Tuesday". */
export const dayNameOf = (lang: string, weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7): string =>
	formatter(lang, 'dayName').format(midnight(`2026-06-0${weekday}`));

/** A month ('YYYY-MM') in words: "June 2026". */
export const monthOf = (lang: string, month: string): string => formatter(lang, 'month').format(midnight(`${month}-01`));

/** An instant as London's clocks show it, day and time: "2 June 2026 at 5:00 pm". */
export const instantOf = (lang: string, instant: Date): string => formatter(lang, 'instant').format(instant);

/** The time of an instant as London's clocks show it: "5:00 pm". */
export const timeOf = (lang: string, instant: Date): string => formatter(lang, 'time').format(instant);

/** A time of day that an agency gave as 'HH:MM', as people write it: "10:30 am". */
export const wallTimeOf = (lang: string, time: string): string => formatter(lang, 'wallTime').format(new Date(`1970-01-01T${time}:00Z`));

/**
 * When something happened, as exactly as we were told and no more: a day, "In June 2026", "Week starting 1 June 2026", "Between … and …" or "Day not told" (keys `clocks.when.*`).
 */
export function occurredOf(lang: string, occurred: When, t: Translate): string {
	switch (occurred.kind) {
		case 'day':
			return t('clocks.when.day', { day: dayOf(lang, occurred.on) });
		case 'range':
			return t('clocks.when.range', { from: dayOf(lang, occurred.from), to: dayOf(lang, occurred.to) });
		case 'week':
			return t('clocks.when.week', { day: dayOf(lang, occurred.from) });
		case 'month':
			return t('clocks.when.month', { month: monthOf(lang, occurred.month) });
		case 'unknown':
			return t('clocks.when.unknown');
	}
}
