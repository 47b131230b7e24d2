import type { Words } from '#words/words.ts';
import type { Draft } from '../domain/choices.ts';
import type { Hours, WayKind } from '../domain/preference.ts';

type Issue = { field: string; key: string; values?: Record<string, string | number> };
/** What a form's answer brings back to its page. */
export type Told = { issues: Issue[]; values: Record<string, string[]> } | null | undefined;
export type Speak = Pick<Words, 't' | 'to' | 'lang' | 'list' | 'english' | 'spoken'>;
/** Of her choices what the pages need: no number and no secret word. */
export type Choices = {
	may: 'yes' | 'no_look_here' | 'no_i_call' | 'unasked';
	ways: { kind: WayKind; ending: string | null; isChecked: boolean }[];
	hours: readonly Hours[] | null;
	voicemail: 'none' | 'words';
	sayWho: boolean;
	hardNews: 'call_first' | 'read_here';
	withheld: 'shown' | 'hidden' | 'either' | null;
	given: readonly string[];
	changedOn: string | null;
};
export type StepProps = { told: Told; draft: Draft; choices: Choices; words: Speak };

/** What is wrong with a field, in words, as the fields of the kit take it. */
export const fieldOf = (told: Told, name: string, { t }: Pick<Words, 't'>) => {
	const issue = told?.issues.find(({ field }) => field === name);
	return { name, errorPrefix: t('shell.error.prefix'), ...(issue && { error: t(issue.key, issue.values) }) };
};

/** What was typed and sent back, else what was said before. */
export const typed = (told: Told, name: string, before: string | undefined): string => told?.values[name]?.[0] ?? before ?? '';
export const ticked = (told: Told, name: string, before: readonly string[]): readonly string[] =>
	told ? (told.values[name] ?? []) : before;
