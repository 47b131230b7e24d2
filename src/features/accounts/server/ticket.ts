import { openUntil, sealUntil } from '#server/auth/ticket.ts';
import type { KeyProvider } from '#server/crypto/key-provider.ts';
import type { StartState } from '../domain/start.ts';

/** A second factor being set up: for which account, with which secret. */
export type Enrolment = { account: string; signIn: string; secret: string };

/** What a ticket may carry: the way from code to account, or a second factor being set up. One never opens as the other. */
type Tickets = { start: StartState; enrol: Enrolment };

/** Seals what somebody needs for the next page (journey 1: nothing in the address, S-09). */
export const sealTicket = <Step extends keyof Tickets>(provider: KeyProvider, step: Step, now: Date, state: Tickets[Step]): string =>
	sealUntil(provider, step, now, state);

/** Opens a ticket of this step. @returns null when there is none, it is older than half an hour, or not ours. */
export const openTicket = <Step extends keyof Tickets>(
	provider: KeyProvider,
	step: Step,
	now: Date,
	ticket: string | undefined
): Tickets[Step] | null => openUntil(provider, step, now, ticket);
