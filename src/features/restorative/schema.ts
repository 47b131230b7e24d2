import { z } from 'zod';
import { restorativeSteps } from './domain/steps.ts';
import { dayNumber, type Day } from '#shared/london.ts';

/** "Ask someone to talk to me about it": about which case; the text is agreed by pressing under it. */
export const askForm = z.object({ case: z.uuid('restorative.field.choose') });

const isDay = (text: string): boolean => {
	try {
		return dayNumber(text) > 0;
	} catch {
		return false;
	}
};
const box = z.string('restorative.field.day').trim().max(4, 'restorative.field.day').default('');
/** What a worker records: the step, and the day it was. */
export const stepForm = z
	.object({ step: z.enum(restorativeSteps, 'restorative.field.choose'), 'on-day': box, 'on-month': box, 'on-year': box })
	.transform((form) => ({
		step: form.step,
		on: `${form['on-year'].padStart(4, '0')}-${form['on-month'].padStart(2, '0')}-${form['on-day'].padStart(2, '0')}` as Day
	}))
	.refine(({ on }) => isDay(on), { path: ['on-day'], message: 'restorative.field.day' });
export type StepForm = z.infer<typeof stepForm>;

/** To which service the text that she agreed to is sent. */
export const passForm = z.object({ service: z.uuid('restorative.field.choose') });
