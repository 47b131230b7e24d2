/**
 * What a worker may ask somebody who calls, to be sure who it is (P9): only what this hub and the person know of each other. Never a date of birth, an address, a reference, a name in
 * the case or anything that happened: whoever hurt them knows those.
 */
export const callerQuestions = ['last_worker', 'last_when', 'last_about', 'language', 'good_time', 'easier'] as const;
export type CallerQuestion = (typeof callerQuestions)[number];
/** More than three would be an examination. */
export const mostQuestions = 3;

/** How a worker knows who is on the line; `no`: they do not. */
export const callerProofs = ['code_word', 'questions', 'we_called', 'no'] as const;
export type CallerProof = (typeof callerProofs)[number];

/** What somebody may want who calls. */
export const callWants = ['update', 'told', 'not_told', 'right', 'message', 'call_back', 'data_wrong', 'erase', 'danger'] as const;
export type CallWant = (typeof callWants)[number];

/** What is written down for anybody, sure or not: that somebody wants to be called back on a safe way, and danger (P20). Nothing of either tells a stranger anything. */
const forAnybody: readonly CallWant[] = ['call_back', 'danger'];

/** Why this cannot be written down for whoever calls; null: it can. */
export function callFault(
	proof: CallerProof,
	questions: readonly CallerQuestion[],
	want: CallWant
): 'none_asked' | 'too_many' | 'not_sure' | null {
	if (proof === 'questions' && questions.length === 0) return 'none_asked';
	if (questions.length > mostQuestions) return 'too_many';
	return proof === 'no' && !forAnybody.includes(want) ? 'not_sure' : null;
}
