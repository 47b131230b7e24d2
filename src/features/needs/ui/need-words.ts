import { needs } from '../domain/answer.ts';
import { londonDay } from '#shared/london.ts';
import { dayOf } from '#words/dates.ts';
import type { Words } from '#words/words.ts';
import type { Answer, Level } from '../domain/answer.ts';
import type { Why } from '../domain/fit.ts';

type Say = Pick<Words, 't' | 'lang' | 'list'>;

export const dayText = (instant: string, { lang }: Pick<Words, 'lang'>): string => dayOf(lang, londonDay(new Date(instant)));
const levelText = (level: Level | null, { t }: Pick<Words, 't'>): string => t(level ? `needs.level.${level}` : 'needs.level.none');

/** One answer, need by need; what was skipped is left out. */
export function answerRows(
	{ answer, words }: { answer: Answer; words: string | null },
	say: Pick<Words, 't'>
): { key: string; value: string }[] {
	const { t } = say;
	const rows = needs.flatMap((need) => {
		const level = answer.levels[need];
		return level ? [{ key: t(`needs.need.${need}`), value: levelText(level, say) }] : [];
	});
	return [
		...rows,
		...(answer.before ? [{ key: t('needs.before'), value: t(`shell.${answer.before}`) }] : []),
		...(words === '' ? [] : [{ key: t('needs.line'), value: words ?? t('faults.unreadable') }])
	];
}

/** What changed since the answer before, need by need (T14). */
export const changeLine = ({ need, from, to }: { need: string; from: Level | null; to: Level | null }, say: Pick<Words, 't'>): string =>
	say.t('needs.change', { need: say.t(`needs.need.${need}`), from: levelText(from, say), to: levelText(to, say) });

/** Why a service is shown. */
export function whyLine({ needs: met, lang, forWhom, isLocal, isAccredited }: Why, { t, list }: Say): string {
	const reasons = [
		t('needs.why.needs', { needs: list(met.map((need) => t(`needs.need.${need}`))) }),
		...(forWhom.length ? [t('needs.why.for', { groups: list(forWhom.map((group) => t(`codes.for.${group}`))) })] : []),
		...(lang ? [t('needs.why.lang', { language: t(`codes.lang.${lang}`) })] : []),
		...(isLocal ? [t('needs.why.local')] : []),
		...(isAccredited ? [t('needs.why.accredited')] : [])
	];
	return reasons.join('. ');
}
