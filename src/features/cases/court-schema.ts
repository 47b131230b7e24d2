import { z } from 'zod';
import { ticks } from './domain/court-day.ts';
import { accessCodes, courtSteps, courtThings } from './domain/court-help.ts';
import { dayIn, otherCourt, timeFrom } from './tell-schema.ts';

const some = <T extends readonly [string, ...string[]]>(values: T, message: string) =>
	z.union([z.array(z.enum(values, message)), z.enum(values, message).transform((one) => [one])], message);

/** What she asks for at court: one thing at least. */
export const courtAskForm = z.object({ thing: some(courtThings, 'court.error.thing') });
/** What she no longer wants. */
export const courtStopForm = z.object({ stop: z.enum(courtThings, 'court.error.form') });
/** A file of her days. */
export const calendarForm = z.object({ what: z.literal('days', 'court.error.form') });

const text = z.string().trim().optional().default('');
/** A step that a worker records about one thing; day, time, place and access belong to a visit that is booked. */
export const courtForm = z
	.object({
		id: z.uuid(),
		person: z.uuid(),
		thing: z.enum(courtThings, 'court.error.thing'),
		step: z.enum(courtSteps, 'court.error.step'),
		'day-day': text,
		'day-month': text,
		'day-year': text,
		time: text,
		court: otherCourt,
		access: some(accessCodes, 'court.error.form').optional()
	})
	.transform(({ id: caseId, person: personId, time, court, access, ...form }, ctx) => {
		const day = dayIn(form, 'day');
		if (day === undefined) ctx.addIssue({ code: 'custom', path: ['day'], message: 'court.error.day' });
		const clock = timeFrom(time);
		if (clock === undefined) ctx.addIssue({ code: 'custom', path: ['time'], message: 'court.error.time' });
		return {
			caseId,
			personId,
			thing: form.thing,
			step: form.step,
			day: day ?? null,
			time: clock ?? null,
			court: court || null,
			access: access ?? []
		};
	});
export type CourtForm = z.infer<typeof courtForm>;

/** The list as it stands after she saved it: all that is ticked. */
export const courtTicksForm = z.object({ what: z.literal('ticks', 'court.error.form'), tick: some(ticks, 'court.error.form').optional() });

/** Days on which she cannot come; one day where no last one is given. */
export const courtAwayForm = z
	.object({
		case: z.uuid('court.error.form'),
		...Object.fromEntries(['from', 'to'].flatMap((end) => ['day', 'month', 'year'].map((part) => [`${end}-${part}`, text])))
	})
	.transform((form, ctx) => {
		const from = dayIn(form, 'from');
		const to = dayIn(form, 'to');
		if (!from) ctx.addIssue({ code: 'custom', path: ['from'], message: 'court.away.error.day' });
		if (to === undefined) ctx.addIssue({ code: 'custom', path: ['to'], message: 'court.away.error.day' });
		return { caseId: form.case, from: from ?? '', to: to ?? from ?? '' };
	});
/** She can come after all. */
export const courtBackForm = z.object({ case: z.uuid('court.error.form'), back: z.uuid('court.error.form') });

const amount = (most: number) =>
	z
		.string()
		.trim()
		.optional()
		.default('')
		.transform((typed) => Number(typed.replace(/^£/, '').replace(',', '.') || 0))
		.refine((value) => Number.isFinite(value) && value >= 0 && value <= most, 'court.costs.error');
/** What a day at court costs, as an address holds it: numbers and no more. */
export const courtCostsForm = z
	.object({ h: amount(24), n: amount(60), p: z.enum(['city', 'else', '']).optional(), c: amount(60), f: amount(5000) })
	.transform(({ h: hours, n: nights, p, c: childDays, f: fares }) => ({
		hours,
		nights: Math.floor(nights),
		isCity: p === 'city',
		childDays: Math.floor(childDays),
		fares
	}));
