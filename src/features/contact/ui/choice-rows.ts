import { londonDay } from '#shared/london.ts';
import { dayOf, wallTimeOf } from '#words/dates.ts';
import type { Draft } from '../domain/choices.ts';
import { wayKinds, type Hours } from '../domain/preference.ts';
import type { Choices, Speak } from './step-words.ts';

type Row = { key: string; value: string; actions?: { href: string; text: string; about: string }[] };

const line = (window: Hours, { t, list, lang }: Speak): string =>
	t('held.hours.line', {
		days: list(window.days.map((day) => t(`held.weekday.${day}`))),
		from: wallTimeOf(lang, window.from),
		to: wallTimeOf(lang, window.to === '24:00' ? '00:00' : window.to)
	});

const hoursLine = (hours: readonly Hours[] | null, speak: Speak): string =>
	hours === null
		? speak.t('contact.when.office')
		: hours.length
			? hours.map((one) => line(one, speak)).join(' ')
			: speak.t('contact.when.ask');

/** Her choices as her page says them: a number by its last two digits, a secret word as "given" (P6). */
export function choiceRows(choices: Choices, speak: Speak): Row[] {
	const { t } = speak;
	const rows: Row[] = [{ key: t('contact.row.may'), value: t(`contact.may.${choices.may}`) }];
	if (choices.may === 'yes') {
		for (const kind of wayKinds) {
			const held = choices.ways.filter((way) => way.kind === kind);
			const said = held.map(({ ending, isChecked }) =>
				t(isChecked ? (ending ? 'contact.safe.ending' : 'contact.safe') : ending ? 'contact.new.ending' : 'contact.new', {
					ending: ending ?? ''
				})
			);
			rows.push({ key: t(`contact.way.${kind}`), value: said.join(' ') || t('contact.never') });
		}
		rows.push(
			{ key: t('contact.row.when'), value: hoursLine(choices.hours, speak) },
			{ key: t('contact.row.message'), value: t(`contact.answer.${choices.voicemail}`) },
			{ key: t('contact.row.who'), value: t(choices.sayWho ? 'shell.yes' : 'shell.no') }
		);
	}
	return [...rows, ...moreRows(choices, speak)];
}

function moreRows({ hardNews, withheld, given, changedOn }: Choices, { t, lang }: Speak): Row[] {
	return [
		{ key: t('contact.more.hardNews'), value: t(`contact.more.hardNews.${hardNews}`) },
		...(withheld ? [{ key: t('contact.more.withheld'), value: t(`contact.more.withheld.${withheld}`) }] : []),
		...given.filter((name) => name !== 'message').map((name) => ({ key: t(`contact.more.${name}`), value: t('contact.given') })),
		...(changedOn ? [{ key: t('contact.row.changed'), value: dayOf(lang, londonDay(new Date(changedOn))) }] : [])
	];
}

/** What saving will do, each with its "Change" (journey 3, step 8). What she typed as a secret word is not said again. */
export function draftRows(draft: Draft, choices: Choices, speak: Speak): Row[] {
	const { t, to } = speak;
	const row = (step: string, key: string, value: string): Row => ({
		...{ key, value },
		actions: [{ href: to(`/my/contact/change/${step}`), text: t('contact.change'), about: key }]
	});
	const rows = [row('may', t('contact.row.may'), draft.may ? t(`contact.may.${draft.may}`) : t('contact.notYet'))];
	if (draft.may === 'yes') {
		for (const kind of wayKinds) {
			const said = draft.ways?.find((way) => way.kind === kind);
			const value = !said
				? t('contact.never')
				: said.seen !== 'me'
					? t('contact.talkFirst')
					: said.value
						? t('contact.new')
						: t('contact.safe');
			rows.push(row(said ? 'see' : 'ways', t(`contact.way.${kind}`), value));
		}
		const hours =
			draft.when === 'own' && draft.window ? [draft.window] : draft.when === 'ask' ? [] : draft.when === 'office' ? null : choices.hours;
		rows.push(
			row('when', t('contact.row.when'), hoursLine(hours, speak)),
			row('answer', t('contact.row.message'), t(`contact.answer.${draft.voicemail ?? choices.voicemail}`)),
			row('answer', t('contact.row.who'), t((draft.sayWho ?? choices.sayWho) ? 'shell.yes' : 'shell.no'))
		);
	}
	const words = Object.entries(draft.words ?? {}).filter(([name]) => name !== 'message');
	const kept = choices.given.filter((name) => name !== 'message' && !words.some(([typedName]) => typedName === name));
	return [
		...rows,
		row('more', t('contact.more.hardNews'), t(`contact.more.hardNews.${draft.hardNews ?? choices.hardNews}`)),
		...words.map(([name, text]) => row('more', t(`contact.more.${name}`), t(text ? 'contact.given' : 'contact.takenBack'))),
		...kept.map((name) => row('more', t(`contact.more.${name}`), t('contact.given')))
	];
}
