type Issue = { field: string; key: string; values?: Record<string, string | number> };
/** What a form's answer brings back to its page. */
export type Told = { issues: Issue[]; values: Record<string, string[]> } | null | undefined;
type Say = (key: string, values?: Record<string, string | number>) => string;

/** The issues in words, each with the control it is about. */
export const messages = (told: Told, t: Say) =>
	(told?.issues ?? []).map(({ field, key, values }) => ({ field: field === 'form' ? undefined : field, message: t(key, values) }));

/** What is wrong with one field, in words. */
export function errorOf(told: Told, field: string, t: Say): string | undefined {
	const issue = told?.issues.find((each) => each.field === field);
	return issue && t(issue.key, issue.values);
}

/** The page's title; it says first when something is wrong. */
export const titleOf = (told: Told, title: string, t: Say): string => (told?.issues.length ? t('shell.error.pageTitle', { title }) : title);
