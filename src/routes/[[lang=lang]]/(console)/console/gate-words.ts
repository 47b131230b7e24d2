import type { Verdict } from '#features/contact/domain/may-reach.ts';
import { londonDay } from '#shared/london.ts';
import { instantOf, timeOf } from '#words/dates.ts';
import type { Translate } from '#words/words.ts';

/** An instant in words: only the time when it is today. */
export const momentOf = (lang: string, instant: Date, today: string): string =>
	londonDay(instant) === today ? timeOf(lang, instant) : instantOf(lang, instant);

/** The gate in a few words, for a row of the list: "call until 5 pm". */
export function gateInBrief(verdict: Verdict, t: Translate, lang: string, today: string): string {
	if (verdict.verdict === 'wait') return t('due.gate.wait', { until: momentOf(lang, verdict.until, today) });
	if (!('way' in verdict)) return t(`due.gate.${verdict.verdict}`);
	const key = `due.gate.${verdict.way.kind}`;
	return verdict.until ? t(`${key}_until`, { until: momentOf(lang, verdict.until, today) }) : t(key);
}

/** The whole sentence of the verdict, before any number (journey 6 step 2). */
export function gateSentence(verdict: Verdict, t: Translate, lang: string, today: string, name: string): string {
	const key = `reach.verdict.${verdict.verdict}`;
	if (verdict.verdict === 'wait') return t(key, { until: momentOf(lang, verdict.until, today) });
	if (!('way' in verdict)) return t(key);
	const whole = `${key}.${verdict.way.kind}`;
	return verdict.until ? t(whole, { name, until: momentOf(lang, verdict.until, today) }) : t(`${whole}_open`, { name });
}

/** What may be said, line by line: agreed words first, then who one is, then the message. */
export function mannerLines(verdict: Verdict, t: Translate, names: { name: string; worker: string }): string[] {
	if (!('way' in verdict)) return [t(verdict.reasonKey)];
	const words = verdict.verdict === 'go_with_words' ? [t(verdict.wordsKey, names)] : [];
	const who = t(verdict.sayWho ? 'reach.who.yes' : 'reach.who.no', names);
	const isVoice = verdict.way.kind === 'phone';
	return [...words, ...(isVoice ? [who, t(`reach.message.${verdict.message}`, names)] : [who])];
}

/** The hub's own words to say and no others, in the person's language with the English beside it. `lacks`: their language, where the hub has no words in it. */
export type AgreedWords = { theirs: { lang: string; text: string } | null; english: string | null; lacks: string | null };

/** What the hub agreed to say when somebody asks who is calling (F84); null where it said nothing in either language: then nothing is said. */
export function agreedWords(say: Partial<Record<string, string>>, lang: string): AgreedWords | null {
	const [own, english] = [lang === 'en' ? '' : say[lang], say.en || null];
	if (!own && !english) return null;
	return { theirs: own ? { lang, text: own } : null, english, lacks: lang !== 'en' && !own ? lang : null };
}
