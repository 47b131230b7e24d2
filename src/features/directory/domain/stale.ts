import { addMonths, daysBetween, type Day } from '#shared/london.ts';

/** How long a word is good for: agreed with the service, or looked at by the hub, within a year (issue 4). */
const months = 12;

/** The first day on which something is still fresh: a year before today. The anniversary itself still counts, as it does for the quality (`findable.ts`). */
export const yearBefore = (today: Day): Day => addMonths(today, -months);

/** Whether nobody has agreed it, or looked at it, within a year. */
export const isStale = (on: Day | null, today: Day): boolean => on === null || on < yearBefore(today);

/** How soon an accreditation's end is told: 60 days. */
export const endsSoon = (until: Day | null, today: Day): boolean => until !== null && until >= today && daysBetween(today, until) <= 60;

/** Whether an accreditation holds on this day: from its first to its last, both included (T40). Nobody has to end it. */
export const holds = ({ from, until, endedAt }: { from: Day; until: Day; endedAt: unknown }, today: Day): boolean =>
	endedAt === null && from <= today && today <= until;

/**
 * National lines, the longest unchecked first, with how many days ago; help lines change their numbers, and a wrong one is worse than none (P20). One that nobody
 * has checked at all has no days and comes before the others.
 */
export const linesToCheck = <Line extends { checkedOn: Day | null }>(
	lines: readonly Line[],
	today: Day
): (Line & { days: number | null; isLate: boolean })[] =>
	lines
		.map((line) => {
			const days = line.checkedOn === null ? null : Math.max(0, daysBetween(line.checkedOn, today));
			return { ...line, days, isLate: days === null || days > 90 };
		})
		.sort((a, b) => (b.days ?? 1e6) - (a.days ?? 1e6));
