import type { Lang } from '#shared/lang.ts';
import { dayOf, wallTimeOf } from '#words/dates.ts';
import type { Words } from '#words/words.ts';
import type { OpenNow, Span } from '../domain/hours.ts';
import { areaOf, townOf } from '../domain/places.ts';

type Say = Pick<Words, 't' | 'lang' | 'list'>;

/** The name of an area or a town in the language of the page, where it has one there. */
export const placeName = (lang: Lang, place: { name: string; cy?: string } | undefined): string =>
	(lang === 'cy' && place?.cy) || (place?.name ?? '');
export const areaName = ({ lang, t }: Say, code: string): string =>
	code === 'all' ? t('support.everywhere') : placeName(lang, areaOf(code));

/** The name of a place such as 'town.newport-gwent', with its area where it is a town. */
export function nameOfPlace({ lang }: Say, place: string): string {
	if (place.startsWith('area.')) return placeName(lang, areaOf(place.slice(5)));
	const town = townOf(place.replace(/^town\./, ''));
	return town ? `${placeName(lang, town)} (${placeName(lang, areaOf(town.area))})` : '';
}

/** A language by its name; by its code where we have no word for it. */
export function languageName({ t, lang }: Say, code: string): string {
	const key = `codes.lang.${code}`;
	const said = t(key);
	if (said !== key) return said;
	try {
		return new Intl.DisplayNames(lang, { type: 'language' }).of(code) ?? code;
	} catch {
		return code;
	}
}

/** Codes of one kind in one line: those we have words for. */
export const codesIn = ({ t, list }: Say, kind: string, codes: readonly string[]): string =>
	list(
		codes
			.map((code) => [code, t(`codes.${kind}.${code}`)] as const)
			.flatMap(([code, said]) => (said === `codes.${kind}.${code}` ? [] : [said]))
	);

export const spanIn = ({ t, lang }: Say, { from, to }: Span): string =>
	from === to ? t('support.hours.always') : t('support.hours.span', { from: wallTimeOf(lang, from), to: wallTimeOf(lang, to) });

/** Whether it is open now, in words; nothing where we do not know its hours. */
export function nowIn(words: Say, { state, until, from, today }: OpenNow): string {
	const { t, lang } = words;
	if (state === 'unknown') return '';
	if (state === 'ask') return t('support.now.ask');
	if (state === 'closed') return from ? t('support.now.later', { time: wallTimeOf(lang, from) }) : t('support.now.closed');
	if (today.some((span) => span.from === span.to)) return t('support.now.always');
	return until ? t('support.now.open', { time: wallTimeOf(lang, until) }) : t('support.now.openOnly');
}

/** When it was last looked at, and by whom it is vouched for; the plain truth where nobody did. */
export function checkedIn({ t, lang }: Say, entry: { assuredOn: string | null; checkedOn: string | null }): string[] {
	return [
		entry.checkedOn ? t('support.checked', { day: dayOf(lang, entry.checkedOn) }) : '',
		entry.assuredOn ? t('support.assured', { day: dayOf(lang, entry.assuredOn) }) : t('support.unchecked')
	].filter(Boolean);
}

/** Kilometres in the miles that people here count in; less than one is one. */
export const milesOf = (km: number): number => Math.max(1, Math.round(km * 0.6214));
