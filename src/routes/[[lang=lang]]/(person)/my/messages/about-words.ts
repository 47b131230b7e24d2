import { sayIn } from '#features/cases/ui/say.ts';
import type { Line } from '#features/cases/domain/sentences.ts';
import type { Words } from '#words/words.ts';

/** What a line of her page is called there: a sentence of her case, or the service she was asked about. */
export type Named = { title: Line | null; agency: string | null };

/** The same, in the words of a page. */
export const aboutText = ({ title, agency }: Named, words: Words): string =>
	title ? sayIn(words).line(title) : words.t('messages.about.help', { agency: agency ?? '' });
