import { londonDay } from '#shared/london.ts';
import { dayOf, wallTimeOf } from '#words/dates.ts';
import type { Words } from '#words/words.ts';
import { helpParts } from './held-help.ts';
import type { Held, HeldReach, HeldWay } from '../domain/held.ts';

type Say = Pick<Words, 'lang' | 't' | 'list'>;
type Row = { key: string; value: string };
/** A part of "What we hold about you" in words: the page shows it, the file prints it. */
export type HeldPart = { title: string; rows: Row[] };

const onDay = (say: Say, instant: string): string => dayOf(say.lang, londonDay(new Date(instant)));

/**
 * What is held besides the cases, in words. `keep`: how long each kind of record is kept, as the room of keeping says it.
 */
export function heldParts(held: Held, say: Say, keep: readonly Row[] = []): { about: HeldPart[]; after: HeldPart[] } {
	const { t } = say;
	const parts = (all: HeldPart[]) => all.filter(({ rows }) => rows.length > 0);
	return {
		about: parts([
			{ title: t('held.you'), rows: youOf(held, say) },
			{ title: t('held.reach'), rows: [...held.ways.map((way) => wayRow(way, say)), ...(held.reach ? reachRows(held.reach, say) : [])] },
			...helpParts(held.help, say)
		]),
		after: parts([
			{ title: t('held.asked'), rows: held.questions.map((one) => questionRow(one, say)) },
			{ title: t('held.hidden'), rows: held.hides.map((one) => hideRow(one, say)) },
			{ title: t('held.signIn'), rows: signInRows(held, say) },
			{ title: t('held.keep'), rows: [...keep] }
		])
	};
}

function youOf({ name, born, lang, area, since }: Held, say: Say): Row[] {
	const { t } = say;
	const day = born === 'unreadable' ? t('held.unreadable') : born && dayOf(say.lang, born);
	return [
		{ key: t('held.name'), value: name ?? t('held.unreadable') },
		{ key: t('held.born'), value: day ?? t('held.notSaid') },
		{ key: t('held.language'), value: t(`messages.lang.${lang}`) },
		{ key: t('held.area'), value: area ?? t('held.notSaid') },
		{ key: t('held.since'), value: onDay(say, since) }
	];
}

const wayRow = ({ kind, ending, since }: HeldWay, say: Say): Row => ({
	key: say.t(`held.way.${kind}`),
	value: ending ? say.t('held.way.ending', { ending, date: onDay(say, since) }) : say.t('held.way.given', { date: onDay(say, since) })
});

function reachRows(reach: HeldReach, say: Say): Row[] {
	const { t } = say;
	const hours = reach.hours.map(({ days, from, to }) =>
		t('held.hours.line', {
			days: say.list(days.map((day) => t(`held.weekday.${day}`))),
			from: wallTimeOf(say.lang, from),
			to: wallTimeOf(say.lang, to === '24:00' ? '00:00' : to)
		})
	);
	return [
		{ key: t('held.may'), value: t(`held.may.${reach.mayContact}`) },
		...(hours.length ? [{ key: t('held.hours'), value: hours.join(' ') }] : []),
		{ key: t('held.voicemail'), value: t(reach.voicemail === 'none' ? 'shell.no' : 'held.voicemail.words') },
		{ key: t('held.sayWho'), value: t(reach.sayWho ? 'shell.yes' : 'shell.no') },
		{ key: t('held.hardNews'), value: t(`held.hardNews.${reach.hardNews}`) },
		...(reach.confirmedOn ? [{ key: t('held.confirmed'), value: onDay(say, reach.confirmedOn) }] : [])
	];
}

const questionRow = ({ kind, on, doneOn }: Held['questions'][number], say: Say): Row => ({
	key: onDay(say, on),
	value: doneOn
		? say.t('held.asked.done', { what: say.t(`held.asked.${kind}`), date: onDay(say, doneOn) })
		: say.t('held.asked.open', { what: say.t(`held.asked.${kind}`) })
});

const hideRow = ({ what, on, isTheirs }: Held['hides'][number], say: Say): Row => ({
	key: onDay(say, on),
	value: say.t(isTheirs ? `held.hidden.${what}.theirs` : `held.hidden.${what}`)
});

function signInRows({ signIn }: Held, say: Say): Row[] {
	const { t } = say;
	return [
		...(signIn.invitedOn
			? [
					{
						key: t('held.invited'),
						value: t(signIn.usedOn ? 'held.invited.used' : 'held.invited.open', { date: onDay(say, signIn.invitedOn) })
					}
				]
			: []),
		...(signIn.since ? [{ key: t('held.account'), value: onDay(say, signIn.since) }] : []),
		{ key: t('held.devices'), value: String(signIn.devices) },
		{ key: t('held.passkeys'), value: String(signIn.passkeys) }
	];
}
