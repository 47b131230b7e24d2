import type { HeldCase, HeldCourt } from '../domain/held.ts';
import type { Say } from './say.ts';

type Row = { key: string; value: string };
/** A part of "What we hold about you" in words: the page shows it, the file prints it. */
export type HeldPart = { title: string; rows: Row[] };

/** Each case of the person in words, one part for each. */
export const heldCaseParts = (cases: readonly HeldCase[], say: Say): HeldPart[] =>
	cases.map((matter, at) => ({
		title: cases.length > 1 ? say.t('held.case.number', { number: at + 1 }) : say.t('held.case'),
		rows: [...factsOf(matter, say), ...newsOf(matter, say), ...matter.court.map((one) => courtOf(one, say)), ...doingsOf(matter, say)]
	}));

function factsOf(matter: HeldCase, say: Say): Row[] {
	const { t } = say;
	return [
		{ key: t('held.case.kind'), value: t(`held.case.kind.${matter.kind}`) },
		// A feed's own code says nothing to her beyond the kind above.
		...(matter.crimeType && !/^[a-z_]+$/.test(matter.crimeType) ? [{ key: t('held.case.type'), value: matter.crimeType }] : []),
		...(matter.area ? [{ key: t('held.area'), value: matter.area }] : []),
		{ key: t('held.case.role'), value: t(`held.case.role.${matter.role}`) },
		{ key: t('held.case.reported'), value: t(matter.isReported ? 'shell.yes' : 'shell.no') },
		{ key: t('held.since'), value: say.heard(matter.since) },
		...(matter.rhythmDays ? [{ key: t('held.case.rhythm'), value: t('held.case.days', { count: matter.rhythmDays }) }] : []),
		...matter.references.map(({ agency, ref }) => ({ key: t('held.case.reference', { agency }), value: ref ?? t('held.unreadable') }))
	];
}

function newsOf({ news, closed }: HeldCase, say: Say): Row[] {
	const shown = news.map((one) => ({
		key: say.heard(one.receivedAt),
		value: say.t('held.case.news', { source: say.source(one), what: say.line(one.title) })
	}));
	return closed > 0 ? [...shown, { key: say.t('held.case.closed'), value: say.t('held.case.closed.text') }] : shown;
}

/** One step about court: what it is about and its day; what was said; for a visit where and when. */
function courtOf({ thing, step, on, day, time, court, access }: HeldCourt, say: Say): Row {
	const { t } = say;
	const where = [day && say.weekday(day), time, court].filter((one) => one !== null);
	const place = access.map((code) => t(`court.access.${code}`));
	const value = [
		t(`held.court.${step}`),
		...(where.length ? [`${where.join(', ')}.`] : []),
		...(place.length ? [t('court.access', { list: say.list(place) })] : [])
	];
	return { key: t('held.court', { thing: t(`court.thing.${thing}`), date: say.heard(on) }), value: value.join(' ') };
}

function doingsOf({ tries, answers }: HeldCase, say: Say): Row[] {
	return [
		...(tries.length ? [{ key: say.t('held.case.tries'), value: say.list([...new Set(tries.map(say.heard))]) }] : []),
		...answers.map(({ answer, at }) => ({
			key: say.t('held.case.answer'),
			value: say.t(`held.case.answer.${answer}`, { date: say.heard(at) })
		}))
	];
}
