import { z } from 'zod';

const typed = (missing: string, longest: number) => z.string({ error: missing }).trim().min(1, missing).max(longest, missing);
// Never trimmed: a space may be part of it.
const password = z.string({ error: 'accounts.password.missing' }).min(1, 'accounts.password.missing').max(1024, 'accounts.password.long');
const factorCode = z.object({ code: typed('accounts.code.missing', 40) });

export const signInForm = z.object({ signIn: typed('accounts.signIn.name.missing', 200), password });
export type SignIn = z.infer<typeof signInForm>;
export const codeForm = factorCode;
export const enrolForm = factorCode;
// What a browser says of a passkey: checked by its signature, so only its length is asked here.
const answer = z.string({ error: 'passkeys.missing' }).min(1, 'passkeys.missing').max(20_000, 'passkeys.missing');
export const passkeyForm = z.object({ answer });
export const addPasskeyForm = z.object({ answer, label: z.string().trim().max(60, 'passkeys.label.long').default('') });
/** A form whose button says it all. */
export const buttonForm = z.object({});
export const startForm = z.object({ code: typed('accounts.start.code.missing', 80) });
export const wordForm = z.object({ word: typed('accounts.start.word.missing', 80) });
export const nameForm = z.object({ signIn: typed('accounts.start.name.missing', 200) });
export const passwordForm = z.object({ password });
export const contactAnswers = ['yes', 'no_look_here', 'no_i_call'] as const;
export type ContactAnswer = (typeof contactAnswers)[number];
export const contactForm = z.object({ contact: z.enum(contactAnswers, { error: 'accounts.start.contact.missing' }) });
/** Where to go on afterwards. What is no plain path is left out by `returnPath`; it is never a reason to refuse somebody. */
const to = z.string().optional().catch(undefined);
export const againForm = z.object({ password, to });
export const againCodeForm = factorCode.extend({ to });
export const againPasskeyForm = passkeyForm.extend({ to });
export const deviceForm = z.object({ id: z.string('account.form').regex(/^[0-9a-f]{64}$/, 'account.form') });
/** The minutes a person may choose (accounts §2.1). */
export const idleChoices = ['5', '10', '15', '30'] as const;
export const idleForm = z.object({ minutes: z.enum(idleChoices, { error: 'account.time.missing' }).transform(Number) });
export const newPasswordForm = z.object({ password, others: z.literal('yes', 'account.form').optional() });
/** What was done, as the next page says it: a code in the address, never words. */
export const accountDone = ['password', 'time'] as const;
export const devicesDone = ['one', 'others'] as const;
/** Reads such a code from an address; anything else is nothing. */
export const codeIn = <Code extends string>(codes: readonly Code[], text: string | null): Code | null =>
	codes.find((code) => code === text) ?? null;
export const demoForm = z.object({ who: typed('accounts.demo.missing', 60) });
