import type { Door } from '#server/auth/door.ts';
import { mayOpen, type StartState, type StartStep } from '../domain/start.ts';
import { openTicket, sealTicket } from './ticket.ts';

/** How far somebody came who may open this step; null sends them to the first one. */
export function stateFor(door: Door, step: StartStep, ticket: string | undefined): StartState | null {
	const state = openTicket(door.db.provider, 'start', door.now, ticket);
	return mayOpen(step, state) ? state : null;
}

/** The cookie for the next step. */
export const ticketWith = (door: Door, state: StartState): string => sealTicket(door.db.provider, 'start', door.now, state);
