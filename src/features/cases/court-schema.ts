import { z } from 'zod';
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
