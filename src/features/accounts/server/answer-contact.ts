import { validateSession } from '#server/auth/session.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import type { Outcome } from '#server/http/ctx.ts';
import type { ContactAnswer } from '../schema.ts';

/** Whether a person is signed in with this token: the first question about contact is hers alone. */
export async function personOf(door: Door, token: string | undefined): Promise<{ person: string; hub: string } | null> {
	const session = token ? await atDoor(door, undefined, ({ db }) => validateSession(db, token, 'person')) : null;
	// A hidden page answers nobody until its owner is proved again (P24).
	return session?.account.kind === 'person' && !session.hiddenAt ? { person: session.account.subject, hub: session.account.hubId } : null;
}

/** Hands her answer to "May we contact you?" on to where choices are kept (journey 1 step 7, P15): the door itself may not write them. */
export async function answerContact(door: Door, token: string | undefined, answer: ContactAnswer): Promise<Outcome> {
	const who = await personOf(door, token);
	if (!who) return { go: '/sign-in' };
	await atDoor(door, who.hub, async ({ emit, record }) => {
		emit('contact.answered', { person: who.person, answer });
		record({ action: 'contact.changed', personId: who.person, reason: 'start' });
	});
	return { go: '/my' };
}
