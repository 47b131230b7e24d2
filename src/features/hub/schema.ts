import { z } from 'zod';
import { forceAreas } from '#features/directory/domain/places.ts';
import { inEach } from '#shared/lang.ts';
import { hubColours, hubMarks, scopeRules, type HubFacts } from '#shared/hub.ts';

const day = z.iso.date();
const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const span = z.object({ from: z.string().regex(time), to: z.string().regex(time) }).nullable();
const inLanguages = z.object(inEach(() => z.string().optional()));

/** What stands in the database, read back: a row of an older build that no longer fits is not taken on. */
export const factsSchema = z.object({
	name: inLanguages.extend({ en: z.string().min(1) }),
	...{ phone: z.string().min(3), relay: z.string(), otherLanguages: z.string() },
	...{ week: z.array(span).length(7), closed: z.array(day) },
	...{ leaveTo: z.url({ protocol: /^https$/ }), say: inLanguages },
	...{ colour: z.enum(hubColours), mark: z.enum(hubMarks) },
	// What was said before there was a scope has none.
	scope: z
		.object({ areas: z.array(z.string()), rule: z.enum(scopeRules), takesWitnesses: z.boolean() })
		.nullable()
		.default(null)
}) as z.ZodType<HubFacts>;

/** One line of a form: no line breaks, no characters that turn a text round, none that cannot be seen. */
const line = (longest: number, error: string) =>
	z
		.string(error)
		.trim()
		.max(longest, error)
		.regex(/^[^\p{Cc}\p{Cf}]*$/u, error);
const needed = (longest: number, error: string) => line(longest, error).min(1, error);
/** A phone as it is shown: digits, spaces, a plus; at least three digits. */
const phone = (error: string) =>
	z
		.string(error)
		.trim()
		.max(24, error)
		.regex(/^\+?(\d ?){3,}$/, error);
const orNothing = <S extends z.ZodType<string>>(schema: S) => z.union([z.string().trim().length(0), schema], 'hub.error.phone');

/** Which version the page showed: two supervisors never write over each other without reading. */
const base = z
	.string('hub.error.form')
	.regex(/^\d{1,9}$/, 'hub.error.form')
	.transform(Number);
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const clock = z
	.string('hub.error.time')
	.trim()
	.regex(new RegExp(`^$|${time.source}`), 'hub.error.time');

/** Both times of a day, or neither: then it is shut. */
const hoursForm = z
	.object({
		base,
		...(Object.fromEntries(weekdays.flatMap((at) => [`from${at}`, `to${at}`].map((name) => [name, clock]))) as Record<
			`${'from' | 'to'}${(typeof weekdays)[number]}`,
			typeof clock
		>)
	})
	.superRefine((form, say) => {
		for (const at of weekdays) {
			const [from, to] = [form[`from${at}`], form[`to${at}`]];
			if (!from !== !to) say.addIssue({ code: 'custom', path: [from ? `to${at}` : `from${at}`], message: 'hub.error.half' });
			else if (from && time.test(from) && time.test(to ?? '') && from >= to)
				say.addIssue({ code: 'custom', path: [`to${at}`], message: 'hub.error.order' });
		}
		if (weekdays.every((at) => !form[`from${at}`] && !form[`to${at}`]))
			say.addIssue({ code: 'custom', path: ['from1'], message: 'hub.error.never' });
	})
	.transform(({ base: at, ...form }) => ({
		base: at,
		week: weekdays.map((each) => (form[`from${each}`] ? { from: form[`from${each}`], to: form[`to${each}`] } : null))
	}));

const part = z
	.string('hub.error.day')
	.trim()
	.regex(/^\d{1,4}$/, 'hub.error.day');
const dateForm = z
	.object({ base, 'day-day': part, 'day-month': part, 'day-year': part })
	.transform(({ base: at, ...date }) => ({
		base: at,
		day: [date['day-year'], date['day-month'].padStart(2, '0'), date['day-day'].padStart(2, '0')].join('-')
	}))
	.refine((form) => day.safeParse(form.day).success, { path: ['day'], message: 'hub.error.day' });

/** A site of their own choice must be https, by a name; no password, no port. */
const ownSite = z
	.string()
	.trim()
	.max(200, 'hub.error.site')
	.refine((text) => {
		const url = URL.parse(text);
		return (
			url?.protocol === 'https:' && !url.username && !url.password && !url.port && /^[a-z\d-]+(\.[a-z\d-]+)*\.[a-z]{2,}$/.test(url.hostname)
		);
	}, 'hub.error.site');

export const nameForm = z.object({
	base,
	...inEach(() => line(60, 'hub.error.name')),
	en: needed(60, 'hub.error.name')
});
export const phoneForm = z.object({
	base,
	phone: phone('hub.error.phone'),
	relay: orNothing(phone('hub.error.phone')),
	otherLanguages: orNothing(phone('hub.error.phone'))
});
export const leaveForm = z.object({ base, site: z.string('hub.error.choose').min(1, 'hub.error.choose'), own: z.string().default('') });
export const leaveSite = ownSite;
export const sayForm = z.object({
	base,
	...inEach(() => line(120, 'hub.error.say'))
});
export const lookForm = z.object({ base, colour: z.enum(hubColours, 'hub.error.choose'), mark: z.enum(hubMarks, 'hub.error.choose') });
const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
/** Whom the hub takes (T44): at least one area, the rule, and whether it works with witnesses. */
export const scopeForm = z.object({
	base,
	areas: z.preprocess(
		list,
		z.array(z.string().refine((code) => forceAreas.some((area) => area.code === code), 'hub.error.areas')).min(1, 'hub.error.areas')
	),
	rule: z.enum(scopeRules, 'hub.error.choose'),
	witnesses: z
		.enum(['yes'])
		.optional()
		.transform((ticked) => ticked === 'yes')
});
export const openForm = z.object({ base, day: z.iso.date('hub.error.day') });
export { dateForm, hoursForm };
