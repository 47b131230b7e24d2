import { z } from 'zod';
import { needs } from '#features/directory/domain/codes.ts';
import { levels, safes } from './domain/answer.ts';

const line = (max: number) => z.string('needs.error.text').trim().max(max, 'needs.error.long').default('');
const level = z.union([z.literal(''), z.enum(levels)], 'needs.error.choose').default('');
const maybe = z.union([z.literal(''), z.enum(['yes', 'no'])], 'needs.error.choose').default('');

/** "Are you safe right now?" May be skipped (S-33). */
export const safeForm = z.object({ safe: z.union([z.literal(''), z.enum(safes)], 'needs.error.choose').default('') });

const asked = Object.fromEntries(needs.map((need) => [need, level])) as { [need in (typeof needs)[number]]: typeof level };
/** What would help: nothing is needed, and `once` makes a form sent twice one answer. */
export const needsForm = z.object({ once: z.uuid('needs.error.form'), ...asked, before: maybe, line: line(500) });
export type NeedsForm = z.infer<typeof needsForm>;

/** A form that is one button. */
export const pressForm = z.object({});

/** Which of the services shown she wants the hub to ask for her; none is an answer too. */
export const fitForm = z.object({
	/** That it was sent from the page that says what it does. */
	asks: z.literal('yes', 'needs.error.form'),
	services: z
		.union(
			[
				z.array(z.string().max(120)),
				z
					.string()
					.max(120)
					.transform((one) => [one])
			],
			'needs.error.choose'
		)
		.default([])
});

/** Who goes on with it (T13). */
export const passTo = ['worker', 'advocate', 'mental_health'] as const;
export const passForm = z.object({ to: z.enum(passTo, 'needs.pass.needed') });

/** What staff write down when somebody says that she is not safe (P20). */
export const dangerForms = ['dash', 'other', 'none'] as const;
export const dangerDone = ['marac', 'safeguarding', 'police'] as const;
export const dangerForm = z.object({
	level: z.enum(['raised', 'ordinary'], 'needs.danger.level.needed'),
	form: z.enum(dangerForms, 'needs.danger.form.needed'),
	done: z.union([z.array(z.enum(dangerDone)), z.enum(dangerDone).transform((one) => [one])], 'needs.error.choose').default([]),
	note: line(300).pipe(z.string().min(1, 'needs.danger.note.needed')),
	weeks: z.coerce
		.number('needs.danger.weeks.needed')
		.int('needs.danger.weeks.needed')
		.min(1, 'needs.danger.weeks.needed')
		.max(12, 'needs.danger.weeks.needed')
});
export type DangerForm = z.infer<typeof dangerForm>;
