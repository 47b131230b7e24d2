import { endSession, validateSession } from '#server/auth/session.ts';
import { atDoor, type Door } from '#server/auth/door.ts';

/** Ends the sessions a browser holds, so that the cookie opens nothing even where it was copied (S-03). @throws Away when the database does not answer. */
export function endSessions(door: Door, tokens: readonly string[]): Promise<void> {
	return atDoor(door, undefined, async ({ db, record }) => {
		for (const token of tokens) {
			const session = await validateSession(db, token, 'person');
			if (!session) continue;
			await endSession(db, token);
			record({
				action: 'session.ended',
				objectId: session.account.id,
				personId: session.account.kind === 'person' ? session.account.subject : undefined
			});
		}
	});
}
