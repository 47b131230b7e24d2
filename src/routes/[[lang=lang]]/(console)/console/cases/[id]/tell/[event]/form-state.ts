import type { Issue } from '#server/http/ctx.ts';
import type { Translate } from '#words/words.ts';

/** What came back from a refused form: what was typed, and what to say at which field. */
export type FormState = { values: Record<string, string[]>; issues: readonly Issue[] } | null | undefined;

/** The lines of the error summary. An issue of the whole form points to no field. */
export const issueList = (form: FormState, t: Translate): { field?: string; message: string }[] =>
	(form?.issues ?? []).map(({ field, key, values }) => ({ ...(field !== 'form' && { field }), message: t(key, values) }));

/** What is said at one field. */
export function errorAt(form: FormState, field: string, t: Translate): string | undefined {
	const issue = form?.issues.find((each) => each.field === field);
	return issue && t(issue.key, issue.values);
}

/** What was typed in a field, or what stands there at first. */
export const typed = (form: FormState, field: string, first = ''): string => (form?.values ? (form.values[field]?.[0] ?? '') : first);

/** Whether a box was ticked, or is at first. */
export const ticked = (form: FormState, field: string, first = false): string[] =>
	(form?.values ? form.values[field] !== undefined : first) ? ['yes'] : [];

/** The three boxes of a day. */
export function dayBoxes(form: FormState, name: string, first: string | null): { day: string; month: string; year: string } {
	const [year = '', month = '', day = ''] = (first ?? '').split('-');
	return { day: typed(form, `${name}-day`, day), month: typed(form, `${name}-month`, month), year: typed(form, `${name}-year`, year) };
}
