import { londonDay } from '#shared/london.ts';
import { dayOf } from '#words/dates.ts';
import type { Words } from '#words/words.ts';
import type { HeldHelp } from '../domain/held.ts';
import type { HeldPart } from './held-parts.ts';

type Say = Pick<Words, 'lang' | 't' | 'list'>;
type Row = HeldPart['rows'][number];
const onDay = (say: Say, instant: string): string => dayOf(say.lang, londonDay(new Date(instant)));
const written = (words: string | null, { t }: Say): string[] => (words === null ? [t('held.unreadable')] : words ? [words] : []);

/** What she said about help, in words: what makes it easier, what would help, whom she let in, restorative justice. */
export function helpParts(help: HeldHelp, say: Say): HeldPart[] {
	const { t } = say;
	return [
		{ title: t('contact.easier.heading'), rows: easierRows(help, say) },
		{ title: t('needs.heading'), rows: help.needs.map((one) => needRow(one, say)) },
		{ title: t('advocates.link'), rows: help.letIn.map((one) => letInRow(one, say)) },
		{
			title: t('restorative.title'),
			rows: help.restorative.map(({ step, on }) => ({
				key: dayOf(say.lang, on),
				value: t(`restorative.step.${step}`, { date: dayOf(say.lang, on) })
			}))
		},
		{ title: t('share.home'), rows: help.shared.map((one) => sharedRow(one, say)) },
		{ title: t('share.safety.own'), rows: help.keptSafe.map((one) => keptSafeRow(one, say)) }
	];
}

function easierRows({ easier }: HeldHelp, say: Say): Row[] {
	if (!easier) return [];
	const { t, list } = say;
	const spoken = easier.spoken ? [t(`codes.lang.${easier.spoken}`)] : [];
	const all = [...spoken, ...easier.codes.map((code) => t(`contact.easier.${code}`)), ...written(easier.words, say)];
	return [{ key: onDay(say, easier.on), value: list(all) || t('contact.easier.nothing') }];
}

function needRow({ on, levels, before, words }: HeldHelp['needs'][number], say: Say): Row {
	const { t, list } = say;
	const said = Object.entries(levels).map(([need, level]) => `${t(`needs.need.${need}`)}: ${t(`needs.level.${level}`)}`);
	const again = before ? [`${t('needs.before')} ${t(`shell.${before}`)}`] : [];
	return { key: onDay(say, on), value: list([...said, ...again, ...written(words, say)]) || t('needs.level.none') };
}

const sharedRow = ({ recipient, categories, events, until }: HeldHelp['shared'][number], say: Say): Row => ({
	key: recipient,
	value: say.list([
		...categories.map((field) => say.t(`share.field.${field}`)),
		...events.map(({ what, at }) => `${say.t(`share.receipt.${what}`)} ${onDay(say, at)}`),
		...(until ? [say.t('held.letIn.until', { date: dayOf(say.lang, until) })] : [])
	])
});

/** To whom, what and why, as on her page. */
function keptSafeRow({ on, words }: HeldHelp['keptSafe'][number], say: Say): Row {
	const { to, what, why } = words ? (JSON.parse(words) as Record<'to' | 'what' | 'why', string>) : { to: '', what: '', why: '' };
	return { key: onDay(say, on), value: words ? say.list([to, what, why]) : say.t('held.unreadable') };
}

const letInRow = ({ kind, parts, on, until, endedOn }: HeldHelp['letIn'][number], say: Say): Row => ({
	key: onDay(say, on),
	value: say.list([
		say.t(`advocates.kind.${kind}`),
		...parts.map((part) => say.t(`advocates.part.${part}`)),
		say.t(endedOn ? 'held.letIn.ended' : 'held.letIn.until', { date: onDay(say, endedOn ?? until) })
	])
});
