import { timeOf } from '#words/dates.ts';
import type { Words } from '#words/words.ts';
import type { Entry } from '../domain/looks.ts';

/** One entry in words: what happened, when and who, and why where a reason was kept. */
export function sayLook(entry: Pick<Entry, 'action' | 'who' | 'reason' | 'at'>, { t, lang }: Pick<Words, 't' | 'lang'>) {
	return {
		what: t(`looks.action.${entry.action}`),
		who: t(`looks.who.${entry.who}`),
		time: timeOf(lang, new Date(entry.at)),
		why: entry.reason ? t('looks.why', { reason: t(`looks.reason.${entry.reason}`) }) : null
	};
}
