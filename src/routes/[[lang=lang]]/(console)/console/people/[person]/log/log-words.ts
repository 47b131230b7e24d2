import { isLookReason } from '#features/cases/console-schema.ts';
import type { LogEntry } from '#features/audit/server/person-log.ts';
import type { Translate } from '#words/words.ts';

/** Who and why, in the console's words. A reason that is a code of the house and no worker's choice is shown as it is kept. */
export const logWords = (t: Translate) => ({
	who: ({ who }: Pick<LogEntry, 'who'>): string => t(who === 'you' ? 'looks.log.who.person' : `looks.who.${who}`),
	why: (reason: string | null): string => {
		if (reason === null) return '';
		if (isLookReason(reason)) return t(`console.why.${reason}`);
		if (reason === 'named_contact' || reason === 'reason_asked') return t(`looks.reason.${reason}`);
		return reason.startsWith('task.') ? t(`console.task.${reason.slice(5)}`) : reason;
	}
});
