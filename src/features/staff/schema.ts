import { z } from 'zod';

/** The form's own number: what is sent twice is one. */
const once = z.uuid('staff.error.form');
/** Which version the page showed: two who say it at once never write over each other. */
const base = z
	.string('staff.error.form')
	.regex(/^\d{1,9}$/, 'staff.error.form')
	.transform(Number);
const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const clock = (error: string) => z.string(error).trim().regex(time, error);
const maybeClock = z
	.string('staff.error.time')
	.trim()
	.regex(new RegExp(`^$|${time.source}`), 'staff.error.time');
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
type Boxes = `${'from' | 'to'}${(typeof weekdays)[number]}`;

/** Both times of a day, or neither: then they do not work. */
export const hoursForm = z
	.object({
		base,
		...(Object.fromEntries(weekdays.flatMap((at) => [`from${at}`, `to${at}`].map((name) => [name, maybeClock]))) as Record<
			Boxes,
			typeof maybeClock
		>)
	})
	.superRefine((form, say) => {
		for (const at of weekdays) {
			const [from, to] = [form[`from${at}`], form[`to${at}`]];
			if (!from !== !to) say.addIssue({ code: 'custom', path: [from ? `to${at}` : `from${at}`], message: 'staff.error.half' });
			else if (from && time.test(from) && time.test(to) && from >= to)
				say.addIssue({ code: 'custom', path: [`to${at}`], message: 'staff.error.order' });
		}
	})
	.transform(({ base: at, ...form }) => ({
		base: at,
		week: weekdays.map((each) => (form[`from${each}`] ? { from: form[`from${each}`], to: form[`to${each}`] } : null))
	}));

/** One line: no line breaks, none that turns a text round, none that cannot be seen. */
const name = z
	.string('staff.error.team')
	.trim()
	.max(60, 'staff.error.team')
	.regex(/^[^\p{Cc}\p{Cf}]*$/u, 'staff.error.team');
const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
/** Teams ticked, and one more by its name; at least one. */
export const teamsForm = z
	.object({ base, teams: z.preprocess(list, z.array(name).max(20, 'staff.error.team')), another: name })
	.transform(({ base: at, teams, another }) => ({ base: at, teams: [...new Set([...teams, another].filter(Boolean))] }))
	.refine(({ teams }) => teams.length > 0, { path: ['another'], message: 'staff.error.noTeam' });

const part = (error: string) =>
	z
		.string(error)
		.trim()
		.regex(/^\d{1,4}$/, error);
const dayParts = <N extends 'from' | 'to'>(which: N) => {
	const error = `staff.error.${which}`;
	return { [`${which}-day`]: part(error), [`${which}-month`]: part(error), [`${which}-year`]: part(error) } as Record<
		`${N}-${'day' | 'month' | 'year'}`,
		z.ZodString
	>;
};
type Parts = Record<`${'from' | 'to'}-${'day' | 'month' | 'year'}`, string>;
const dayIn = (form: Parts, which: 'from' | 'to') =>
	[form[`${which}-year`], form[`${which}-month`].padStart(2, '0'), form[`${which}-day`].padStart(2, '0')].join('-');
const isDay = (day: string) => z.iso.date().safeParse(day).success;

/** From which day to which somebody is away, and who covers; empty: nobody. No reason is asked. */
export const awayForm = z
	.object({
		...{ once, ...dayParts('from'), ...dayParts('to') },
		cover: z.union([z.literal(''), z.uuid('staff.error.cover')], 'staff.error.cover')
	})
	.transform(({ once: at, cover, ...form }) => ({ once: at, from: dayIn(form, 'from'), to: dayIn(form, 'to'), cover: cover || null }))
	.refine(({ from }) => isDay(from), { path: ['from'], message: 'staff.error.from' })
	.refine(({ to }) => isDay(to), { path: ['to'], message: 'staff.error.to' })
	.refine(({ from, to }) => from <= to, { path: ['to'], message: 'staff.error.daysOrder' });
export type AwayForm = z.infer<typeof awayForm>;

/** Who is on call, from when until when. */
export const onCallForm = z
	.object({
		...{ once, ...dayParts('from'), ...dayParts('to') },
		...{ fromTime: clock('staff.error.fromTime'), toTime: clock('staff.error.toTime'), worker: z.uuid('staff.error.worker') }
	})
	.transform(({ once: at, fromTime, toTime, worker, ...form }) => ({
		...{ once: at, worker, fromTime, toTime, from: dayIn(form, 'from'), to: dayIn(form, 'to') }
	}))
	.refine(({ from }) => isDay(from), { path: ['from'], message: 'staff.error.from' })
	.refine(({ to }) => isDay(to), { path: ['to'], message: 'staff.error.to' });
export type OnCallForm = z.infer<typeof onCallForm>;

/** One line to take back. */
export const dropForm = z.object({ line: z.uuid('staff.error.form') });
