import { Unreadable } from '#server/crypto/fault.ts';
import { openForDoor, sealForDoor } from '#server/crypto/instance.ts';
import type { KeyProvider } from '#server/crypto/key-provider.ts';
import type { StartState } from '../domain/start.ts';

/** A second factor being set up: for which account, with which secret. */
export type Enrolment = { account: string; signIn: string; secret: string };

/** What a ticket may carry: the way from code to account, or a second factor being set up. One never opens as the other. */
type Tickets = { start: StartState; enrol: Enrolment };

/** Half an hour, in milliseconds. */
const life = 1_800_000;
const place = (step: keyof Tickets) => ({ table: 'ticket', column: step, row: 'cookie' });

/** Seals what somebody needs for the next page into a cookie they cannot read or change (journey 1: nothing in the address, S-09). */
export function sealTicket<Step extends keyof Tickets>(provider: KeyProvider, step: Step, now: Date, state: Tickets[Step]): string {
	return sealForDoor(provider, place(step), JSON.stringify({ state, until: now.getTime() + life })).toString('base64url');
}

/** Opens a ticket of this step. @returns null when there is none, it is older than half an hour, or not ours. */
export function openTicket<Step extends keyof Tickets>(
	provider: KeyProvider,
	step: Step,
	now: Date,
	ticket: string | undefined
): Tickets[Step] | null {
	if (!ticket) return null;
	try {
		const { state, until } = JSON.parse(openForDoor(provider, place(step), Buffer.from(ticket, 'base64url'))) as {
			state: Tickets[Step];
			until: number;
		};
		return until > now.getTime() ? state : null;
	} catch (e) {
		if (e instanceof Unreadable) return null;
		throw e;
	}
}
