import { settings } from '#server/settings.ts';
import { isLate, nextWordBy, type State, type Waits } from '../domain/referral.ts';

/** How many working days this hub waits for a partner (P21): its settings, two, five and ten where it set none. */
const hubWaits = (): Waits => {
	const { WAIT_ACKNOWLEDGE: acknowledge, WAIT_FIRST_CONTACT: firstContact, WAIT_UPDATE: update } = settings();
	return { acknowledge, firstContact, update };
};

/** The two times after which somebody who said no may be asked again, as this hub set them. */
export const againAfter = (): { sooner: { unit: 'weeks'; count: number }; later: { unit: 'months'; count: number } } => {
	const { ASK_AGAIN_WEEKS: weeks, ASK_AGAIN_MONTHS: months } = settings();
	return { sooner: { unit: 'weeks', count: weeks }, later: { unit: 'months', count: months } };
};

/** The last day on which a partner's next word is in time for this hub; null where nobody waits for it. */
export const wordBy = (state: State, movedAt: Date) => nextWordBy(state, movedAt, hubWaits());
/** Whether a partner has been silent for longer than this hub waits (T19). */
export const isSilent = (state: State, movedAt: Date, now: Date): boolean => isLate(state, movedAt, now, hubWaits());
