import type { Away } from '#features/staff/domain/cover.ts';
import { dayOf } from '#words/dates.ts';
import type { Translate } from '#words/words.ts';

type Who = { id: string; name: string | null };
/** The name of one who works here; said so where it cannot be opened. */
const nameOf = (workers: readonly Who[], id: string, t: Translate): string =>
	workers.find((one) => one.id === id)?.name ?? t('faults.unreadable');

/** What is said beside work of one who is away: for whom I do it, or who does it. */
export function awaySaid(away: Away, me: string, workers: readonly Who[], t: Translate, lang: string): string {
	const values = { name: nameOf(workers, away.workerId, t), day: dayOf(lang, away.until) };
	if (away.coverId === me) return t('staff.for', values);
	return away.coverId === null
		? t('staff.awayNobody', values)
		: t('staff.awayCovered', { ...values, cover: nameOf(workers, away.coverId, t) });
}

/** A name among those to choose from: who is away is marked. */
export function nameToChoose(who: Who, away: readonly Away[], t: Translate, lang: string): string {
	const found = away.find(({ workerId }) => workerId === who.id);
	const name = who.name ?? t('faults.unreadable');
	return found ? t('staff.hand.away', { name, day: dayOf(lang, found.until) }) : name;
}
