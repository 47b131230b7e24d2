import type { ScheduleDoc } from './record.ts';

/** Days of the week, as the standard writes them. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];
/** Two stretches a day: morning and afternoon. */
export const stretches = [1, 2] as const;
export type Stretch = (typeof stretches)[number];
/** From and to, 'HH:MM'. */
export type Open = { from: string; to: string };

const daysIn = (byday: string | undefined) => (byday ?? '').split(',').map((day) => day.trim());

/** Whether it says plain hours of the week, which the form can show; anything else (dates, every second week) is kept as it is. */
export const isPlain = ({ freq, interval, byday, bymonthday, valid_from, valid_to, opens_at, closes_at }: ScheduleDoc): boolean =>
	(freq === undefined || freq === 'WEEKLY') &&
	(interval === undefined || interval === 1) &&
	!bymonthday &&
	!valid_from &&
	!valid_to &&
	Boolean(opens_at && closes_at) &&
	daysIn(byday).every((day) => (weekdays as readonly string[]).includes(day));

const openOf = ({ opens_at = '', closes_at = '' }: ScheduleDoc): Open => ({ from: opens_at.slice(0, 5), to: closes_at.slice(0, 5) });

/** When it is open on that day of the week, the earliest first. */
export const stretchesOf = (schedules: readonly ScheduleDoc[], day: Weekday): Open[] =>
	schedules
		.filter((each) => isPlain(each) && daysIn(each.byday).includes(day))
		.map(openOf)
		.sort((a, b) => (a.from < b.from ? -1 : 1));

/** A time of day as people type it ("9", "9.30", "5pm", "17:30"), as 'HH:MM'; null where it is none. */
export function timeOf(typed: string): string | null {
	const found = /^(\d{1,2})(?:[:.]?([0-5]\d))?(?::00)?\s*(am|pm)?$/i.exec(typed.trim());
	if (!found) return null;
	const half = found[3]?.toLowerCase();
	let hour = Number(found[1]);
	if (half && (hour < 1 || hour > 12)) return null;
	if (half) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
	return hour < 24 ? `${String(hour).padStart(2, '0')}:${found[2] ?? '00'}` : null;
}

/**
 * Schedules that say these hours of the week: days with the same hours in one, in the order of the week; those that are not plain stay behind them. A schedule that
 * said the same times before keeps its id and what else it says.
 */
export function schedulesOf(
	week: Readonly<Record<Weekday, readonly Open[]>>,
	before: readonly ScheduleDoc[],
	newId: () => string
): ScheduleDoc[] {
	const groups = new Map<string, Weekday[]>();
	for (const day of weekdays)
		for (const { from, to } of week[day]) groups.set(`${from}-${to}`, [...(groups.get(`${from}-${to}`) ?? []), day]);
	const spare = before.filter(isPlain);
	const made = [...groups].map(([key, days]): ScheduleDoc => {
		const [from = '', to = ''] = key.split('-');
		const place = spare.findIndex((each) => openOf(each).from === from && openOf(each).to === to);
		const [old] = place < 0 ? [] : spare.splice(place, 1);
		return { ...(old ?? { id: newId(), freq: 'WEEKLY', opens_at: from, closes_at: to }), byday: days.join(',') };
	});
	return [...made, ...before.filter((each) => !isPlain(each))];
}
