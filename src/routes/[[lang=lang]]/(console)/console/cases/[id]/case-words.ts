import type { CasePage } from '#features/cases/server/read-case.ts';
import { sayIn } from '#features/cases/ui/say.ts';
import { instantOf } from '#words/dates.ts';
import type { Words } from '#words/words.ts';

type Person = CasePage['people'][number];

/** How the console's page of a case puts keys and dates into words. */
export function caseWords(words: Pick<Words, 'lang' | 't' | 'to' | 'english' | 'list'>) {
	const say = sayIn(words);
	const { t, lang } = words;
	return {
		...say,
		lang,
		at: (instant: string) => instantOf(lang, new Date(instant)),
		name: (name: string | null) => name ?? t('faults.unreadable'),
		who: ({ name, role }: Pick<Person, 'name' | 'role'>) =>
			t('console.person.who', { name: name ?? t('faults.unreadable'), role: t(`console.role.${role}`) })
	};
}
export type CaseWords = ReturnType<typeof caseWords>;
