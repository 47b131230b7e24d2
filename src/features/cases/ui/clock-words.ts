import type { Clock } from '../domain/clock-state.ts';
import type { Say } from './say.ts';

/** The sentence of one clock as the person reads it (P3): dates, never countdowns; whose news it is; never "late" without a record. */
export function clockSentence(say: Say, clock: Clock): string {
	const { t } = say;
	const { state, owner, dutyId, dueBy, toldOn } = clock;
	if (state === 'not_started') return t(`clocks.duty.${dutyId}.next`, { count: clock.length });
	if (clock.reasonKey === 'clocks.reason.said_no') return t('clocks.reason.said_no');
	if ((state === 'due' || state === 'not_recorded' || state === 'late') && dueBy)
		return t(`clocks.state.${state}.${owner}`, { date: say.day(dueBy) });
	if (state === 'told') return toldOn ? t('clocks.state.told', { date: say.day(toldOn) }) : t('clocks.state.told_no_day');
	return t(`clocks.state.${state}`);
}

/** "It was agreed to be in touch with you every 4 weeks." (P10) */
export const rhythmSentence = ({ t }: Say, days: number): string =>
	days % 7 === 0 ? t('clocks.rhythm.agreed_weeks', { count: days / 7 }) : t('clocks.rhythm.agreed_days', { count: days });

export const isRhythm = ({ dutyId }: Clock): boolean => dutyId === 'rhythm';

/** Two pieces of news told in one call read as one line: the same sentence twice says nothing more. */
const saysSame = (one: Clock, other: Clock): boolean =>
	one.dutyId === other.dutyId &&
	one.state === other.state &&
	one.toldOn === other.toldOn &&
	(one.state === 'told' || (one.dueBy === other.dueBy && one.owner === other.owner));

/** Clocks in the order of the page: what she is asked, what is to come, what may come, what was told, what has no date. */
export function clocksByPlace(clocks: readonly Clock[]) {
	const of = (...states: Clock['state'][]) => clocks.filter(({ state }) => states.includes(state));
	const nextOnce = of('not_started').filter((clock, at, all) => all.findIndex(({ dutyId }) => dutyId === clock.dutyId) === at);
	return {
		open: [...of('not_recorded'), ...of('late').filter(({ toldOn }) => toldOn === null), ...of('due')],
		awaited: nextOnce,
		told: [...of('told'), ...of('late').filter(({ toldOn }) => toldOn !== null)].filter(
			(clock, at, all) => all.findIndex((other) => saysSame(clock, other)) === at
		),
		undated: of('ask_us'),
		outside: [...new Set(of('does_not_apply').map(({ reasonKey }) => reasonKey))]
	};
}
