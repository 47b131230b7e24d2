import { londonDay } from '#shared/london.ts';
import type { Settings } from '#server/settings.ts';
import { wordsFor, type Values } from '#words/words.ts';

/** What a command may use of the world: given to it, so that tests run commands inside their own process. */
export type Io = {
	out: (line: string) => void;
	err: (line: string) => void;
	/** Writes over the last line of the terminal; null where nobody is looking. */
	progress: ((text: string) => void) | null;
	/** Read only by commands that need them: `--help` works with settings that are wrong. */
	settings: () => Settings;
	now: () => Date;
};

/** The words of the command line are English. */
export const say = (key: string, values?: Values): string => wordsFor('en').t(key, values);

/** The command was used in a way it is not meant to be: exit code 2. */
export class WrongUse extends Error {
	override name = 'WrongUse';
}

/** A day and nothing else, for lines about the demonstration: 'YYYY-MM-DD'. */
export const dayText = (date: Date): string => londonDay(date);
