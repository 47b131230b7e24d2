import { heldParts, type HeldPart } from '#features/audit/ui/held-parts.ts';
import { heldCaseParts } from '#features/cases/ui/held-cases.ts';
import { sayIn } from '#features/cases/ui/say.ts';
import { askedRows } from '../../../../(public)/get-help/ask-words.ts';
import type { HeldThread } from '#features/messages/server/held.ts';
import type { Joined } from '#features/self-referrals/server/joined.ts';
import { londonDay } from '#shared/london.ts';
import { dayOf, instantOf } from '#words/dates.ts';
import type { Held } from '#features/audit/domain/held.ts';
import type { OwnTime } from '#features/keeping/server/read-own-times.ts';
import type { HeldCase } from '#features/cases/domain/held.ts';
import type { Words } from '#words/words.ts';

/** What she once asked for without an account: what she said, our answer, what she wrote once more. */
function joinedPart({ on, asked, answer, more }: Joined, words: Words): HeldPart {
	const { t, lang } = words;
	const lost = t('held.unreadable');
	const said = asked ? askedRows(asked, words) : [{ key: t('ask.yours.said'), value: lost }];
	const written = [
		{ key: t('ask.yours.more'), value: more ?? lost },
		{ key: t('ask.yours.answer'), value: answer ?? lost }
	].filter(({ value }) => value !== '');
	return { title: t('held.joined', { date: dayOf(lang, londonDay(new Date(on))) }), rows: [...said, ...written] };
}

export const joinedParts = (joined: readonly Joined[], words: Words): HeldPart[] => joined.map((one) => joinedPart(one, words));

/** What she and the hub wrote to each other: each message with who wrote it and when, and its translations. */
const threadParts = (threads: readonly HeldThread[], { t, lang }: Words): HeldPart[] =>
	threads.map(({ topic, on, messages }) => ({
		title: t('messages.held', { topic: t(`messages.topic.${topic}`), date: dayOf(lang, londonDay(new Date(on))) }),
		rows: messages.flatMap(({ author, by, isByPhone, at, text, also }) => [
			{
				key: `${by ?? t(`messages.who.person.${author}${isByPhone ? '.phone' : ''}`)}, ${instantOf(lang, new Date(at))}`,
				value: text ?? t('held.unreadable')
			},
			...also.map((one) => ({ key: t(`messages.lang.${one.lang}`), value: one.text ?? t('held.unreadable') }))
		])
	}));

/** The parts of all five rooms in the order of the page, in words. `times`: how long each kind of record is kept, one row each. `joined`: what she asked for before she had this page. `threads`: what she and the hub wrote to each other. */
export function partsOf(
	held: Held,
	cases: readonly HeldCase[],
	words: Words,
	times: readonly OwnTime[],
	joined: readonly Joined[] = [],
	threads: readonly HeldThread[] = []
): HeldPart[] {
	const { t } = words;
	const keep = times.map(({ record, from, span }) => ({
		key: t(`keeping.record.${record}`),
		value: t(`keeping.from.${from}`, { span: t(`keeping.span.${span.unit}`, { count: span.count }) })
	}));
	const { about, after } = heldParts(held, words, keep);
	return [...about, ...joinedParts(joined, words), ...heldCaseParts(cases, sayIn(words)), ...threadParts(threads, words), ...after];
}
