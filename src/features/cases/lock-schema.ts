import { z } from 'zod';
import { lockWhats } from './domain/lock.ts';

/** Taking a case over from a colleague who is on it, and where to go on: a plain path, checked where it is followed. */
export const overForm = z.object({ what: z.enum(lockWhats, 'due.error.form'), to: z.string('due.error.form').max(300, 'due.error.form') });

/** A form in a case that a colleague may be on: `over` says that it is saved all the same. */
export const lockable = <S extends z.ZodType>(form: S) => z.intersection(z.object({ over: z.literal('yes').optional() }), form);
