import { addDays, londonDay, type Day } from '#shared/london.ts';
import { addWorkingDays, isKnownDay } from '#shared/working-days.ts';

/** Where a request for help stands (DESIGN §7). `returned`: the agency gave it back after it had said yes. */
export const states = [
	'draft',
	'sent',
	'received',
	'accepted',
	'declined',
	'active',
	'closed',
	'withdrawn',
	'expired',
	'returned'
] as const;
export type State = (typeof states)[number];

export const moves = [
	'send',
	'receive',
	'accept',
	'decline',
	'start',
	'update',
	'return',
	'close',
	'withdraw',
	'expire',
	'reopen'
] as const;
export type Move = (typeof moves)[number];
export type Mover = 'person' | 'hub' | 'agency' | 'job';

/** From which states, by whom, to where. What is not here is not allowed: referral.test.ts walks all that is forbidden. */
const rules: Record<Move, { from: readonly State[]; by: readonly Mover[]; to: State }> = {
	send: { from: ['draft'], by: ['person', 'hub'], to: 'sent' },
	receive: { from: ['sent'], by: ['agency'], to: 'received' },
	accept: { from: ['sent', 'received'], by: ['agency'], to: 'accepted' },
	decline: { from: ['sent', 'received'], by: ['agency'], to: 'declined' },
	start: { from: ['accepted'], by: ['agency'], to: 'active' },
	update: { from: ['active'], by: ['agency'], to: 'active' },
	return: { from: ['accepted', 'active'], by: ['agency'], to: 'returned' },
	close: { from: ['active'], by: ['agency'], to: 'closed' },
	withdraw: { from: ['draft', 'sent', 'received', 'accepted', 'active'], by: ['person', 'hub'], to: 'withdrawn' },
	expire: { from: ['draft', 'sent', 'received', 'accepted', 'active'], by: ['job'], to: 'expired' },
	reopen: { from: ['closed'], by: ['person'], to: 'sent' }
};

/** Where this move by this mover leads from here; null where it is forbidden. */
export function after(state: State, move: Move, mover: Mover): State | null {
	const { from, by, to } = rules[move];
	return from.includes(state) && by.includes(mover) ? to : null;
}

/** States in which an agency may read what was shared. The database says the same (drizzle/0018). */
export const openStates = ['sent', 'received', 'accepted', 'active'] as const satisfies readonly State[];
export const isOpenState = (state: State): boolean => (openStates as readonly State[]).includes(state);

/** Why an agency cannot help, as a code: no free text about a person is needed (P21). */
export const declineReasons = [
	'full',
	'not_our_area',
	'not_our_help',
	'age',
	'language',
	'cannot_reach',
	'risk_to_us',
	'other_help'
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** Working days a hub waits (P21; a hub may set others). */
export type Waits = { acknowledge: number; firstContact: number; update: number };
export const defaultWaits: Waits = { acknowledge: 2, firstContact: 5, update: 10 };

const waitIn: Partial<Record<State, keyof Waits>> = {
	sent: 'acknowledge',
	received: 'acknowledge',
	accepted: 'firstContact',
	active: 'update'
};

/**
 * The last day on which the agency's next word is in time (P21, T19), in working days after its last move; null where nobody waits for the agency. Calendar days
 * where the bank-holiday table ends.
 */
export function nextWordBy(state: State, movedAt: Date, waits: Waits = defaultWaits): Day | null {
	const wait = waitIn[state];
	if (!wait) return null;
	const day = londonDay(movedAt);
	const days = waits[wait];
	return isKnownDay(addDays(day, days * 2 + 10)) ? addWorkingDays(day, days) : addDays(day, days + 2 * Math.ceil(days / 5));
}

/** Whether the agency has been silent for too long at this instant (T19). */
export function isLate(state: State, movedAt: Date, now: Date, waits: Waits = defaultWaits): boolean {
	const by = nextWordBy(state, movedAt, waits);
	return by !== null && londonDay(now) > by;
}

/** After so many calendar days without the person's answer a question whether she agrees ends by itself; so does a sent request nobody took up. */
export const expiryDays = { draft: 28, unanswered: 28 } as const;

/** Whether a request ends by itself: nobody answered, or what she agreed to is over. */
export function isExpired(state: State, movedAt: Date, endsOn: Day | null, now: Date): boolean {
	const today = londonDay(now);
	if (isOpenState(state) && endsOn !== null && today > endsOn) return true;
	if (state !== 'draft' && state !== 'sent' && state !== 'received') return false;
	return today > addDays(londonDay(movedAt), state === 'draft' ? expiryDays.draft : expiryDays.unanswered);
}

/** How the agency's help went, asked at start, review and close (T49). */
export const outcomes = ['wellbeing', 'coping', 'safety', 'informed'] as const;
