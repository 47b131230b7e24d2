import { addMonths, londonDay, type Day } from '#shared/london.ts';

/** What a helper may be let into. Each is ticked by itself; nothing is ticked beforehand. */
export const helpParts = ['updates', 'court', 'rights', 'messages', 'messages_before', 'messages_write'] as const;
export type HelpPart = (typeof helpParts)[number];
/** Whether the ticked parts hold together: to write in messages, or to read what was there before, is nothing without reading them. */
export const partsHold = (parts: readonly HelpPart[]): boolean =>
	parts.includes('messages') || !parts.some((part) => part === 'messages_before' || part === 'messages_write');
/** Who helps: a support worker of a service (such as an IDVA or ISVA), a parent or carer, a friend or relative. */
export const helperKinds = ['supporter', 'parent', 'friend'] as const;
export type HelperKind = (typeof helperKinds)[number];
/** For how many months; twelve at most. */
export const helpMonths = ['1', '3', '6', '12'] as const;
export const wishes = ['wants', 'unsure', 'no'] as const;
export type Wishes = (typeof wishes)[number];

const adult = 18 * 12;
const asked = 16 * 12;

/** Whether somebody born on that day is 18 on this one; null where the day of birth is not known. */
export const isAdult = (born: Day | null, today: Day): boolean | null => (born === null ? null : addMonths(born, adult) <= today);

/** The last day of a grant: the months asked for; for a parent never beyond the day before the 18th birthday (P17). An adult's parent is let in like anybody else. */
export function lastDay(kind: HelperKind, months: number, born: Day | null, now: Date): Day {
	const today = londonDay(now);
	const wanted = addMonths(today, Math.min(months, 12));
	const isYoung = isAdult(born, today) === false;
	if (kind !== 'parent' || !isYoung || born === null) return wanted;
	const birthday = addMonths(born, adult);
	return birthday < wanted ? birthday : wanted;
}

/** The day on which a worker asks a young person again whether a parent shall go on reading: the 16th birthday, where it falls inside the grant (P17). Null otherwise. */
export function askAgainOn(kind: HelperKind, born: Day | null, until: Day, now: Date): Day | null {
	if (kind !== 'parent' || born === null) return null;
	const birthday = addMonths(born, asked);
	return birthday > londonDay(now) && birthday <= until ? birthday : null;
}

/**
 * Whether a worker has to say yes first: a parent of somebody who is not known to be 18 (P17), or somebody of a name that is in the case already (S-25).
 * When in doubt, they wait.
 */
export const firstState = (kind: HelperKind, adultNow: boolean | null, isNameInCase: boolean): 'waiting' | 'live' =>
	(kind === 'parent' && adultNow !== true) || isNameInCase ? 'waiting' : 'live';

/** Whether a parent may be let in: all three of P17 recorded, and the young person did not say no. */
export const mayParent = (check: { notSuspect: boolean; livesApart: boolean; wishes: Wishes }): boolean =>
	check.notSuspect && check.livesApart && check.wishes !== 'no';

type Row = { state: 'waiting' | 'live' | 'refused'; until: Date; endedAt: Date | null };
export type Standing = 'live' | 'waiting' | 'refused' | 'over' | 'ended';

/** Where a grant stands now. Only `live` opens anything; the database decides the same by itself. */
export function standingOf({ state, until, endedAt }: Row, now: Date): Standing {
	if (endedAt !== null) return 'ended';
	if (state === 'refused') return 'refused';
	return until <= now ? 'over' : state;
}
