import { Unreadable } from '../crypto/fault.ts';
import { openForDoor, sealForDoor } from '../crypto/instance.ts';
import type { KeyProvider } from '../crypto/key-provider.ts';

/** Half an hour, in milliseconds. */
const life = 1_800_000;
const place = (step: string) => ({ table: 'ticket', column: step, row: 'cookie' });

/** Seals what somebody who is not signed in needs for the next page into a cookie they cannot read or change (S-09, S-14). Good for half an hour, and for this step alone. */
export function sealUntil(provider: KeyProvider, step: string, now: Date, state: unknown): string {
	return sealForDoor(provider, place(step), JSON.stringify({ state, until: now.getTime() + life })).toString('base64url');
}

/** Opens what was sealed for this step. @returns null when there is none, it is older than half an hour, or not ours. */
export function openUntil<State>(provider: KeyProvider, step: string, now: Date, ticket: string | undefined): State | null {
	if (!ticket) return null;
	try {
		const { state, until } = JSON.parse(openForDoor(provider, place(step), Buffer.from(ticket, 'base64url'))) as {
			state: State;
			until: number;
		};
		return until > now.getTime() ? state : null;
	} catch (e) {
		if (e instanceof Unreadable) return null;
		throw e;
	}
}
