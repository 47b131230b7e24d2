import { londonDay, londonTime, type Day } from '#shared/london.ts';

/** From when the round of forgetting runs, by London's clocks: few people work, and the day of the record is over. */
export const runsFrom = 3;
/** After so long without an end a round counts as killed, and the next one goes on. */
export const givesUpAfter = 15 * 60_000;

export type Round = { startedAt: Date; finishedAt: Date | null };

/** What to do about this day's round: `begin` it, `go_on` with one that was killed, or `wait`. */
export function nightly(now: Date, today: Round | undefined): 'begin' | 'go_on' | 'wait' {
	if (londonTime(now).hour < runsFrom) return 'wait';
	if (!today) return 'begin';
	return isKilled(today, now) ? 'go_on' : 'wait';
}

/** Whether a round was left unfinished by a server that is gone. */
export const isKilled = ({ startedAt, finishedAt }: Round, now: Date): boolean =>
	finishedAt === null && now.getTime() - startedAt.getTime() >= givesUpAfter;

/** The day whose night this is. */
export const nightOf = (now: Date): Day => londonDay(now);
