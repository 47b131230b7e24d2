import { z } from 'zod';
import { callerProofs, callerQuestions, callFault, callWants, type CallerQuestion } from './domain/caller.ts';

const several = <T extends readonly [string, ...string[]]>(values: T) =>
	z.union([z.array(z.enum(values)), z.enum(values).transform((one) => [one])]).optional();
const line = z.string().trim().max(200, 'due.error.noteLong').optional().default('');

/** A call that somebody made to the hub: who, how we know it, and what they want. The choice of a deadline or a right is `<want>.<id>`. */
export const callForm = z
	.object({
		id: z.uuid(),
		once: z.uuid('call.error.form'),
		who: z.uuid('call.error.who'),
		proof: z.enum(callerProofs, 'call.error.proof'),
		asked: several(callerQuestions),
		want: z.string('call.error.want').regex(/^[a-z_]+(\.[\w:.-]{1,80})?$/, 'call.error.want'),
		topic: z.string().max(20).optional(),
		text: z.string().max(20_000).optional().default(''),
		line
	})
	.transform(({ id: caseId, who: personId, want: chosen, asked, ...form }, ctx) => {
		const at = chosen.indexOf('.');
		const want = callWants.find((each) => each === (at < 0 ? chosen : chosen.slice(0, at)));
		const say = (path: string, message: string) => void ctx.addIssue({ code: 'custom', path: [path], message });
		if (!want) say('want', 'call.error.want');
		const questions: readonly CallerQuestion[] = form.proof === 'questions' ? (asked ?? []) : [];
		const fault = want && callFault(form.proof, questions, want);
		if (fault) say(fault === 'not_sure' ? 'proof' : 'asked', `call.error.${fault}`);
		return { ...form, caseId, personId, questions, want: want ?? 'call_back', about: at < 0 ? null : chosen.slice(at + 1) };
	});
export type CallForm = z.infer<typeof callForm>;
