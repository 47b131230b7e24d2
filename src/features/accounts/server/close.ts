import { atDoor, type Door, type Signed } from '#server/auth/door.ts';
import { dropAccount } from '#server/db/queries/account.ts';
import { stopInvitationsOf } from '#server/db/queries/invitations.ts';
import { personIn } from './whose.ts';

/**
 * Closes a person's page: the account is deleted with its sessions and every way to sign in, and a code that was still open opens nothing any more. What the hub has recorded stays under its
 * own rules; with a new code from the hub she can begin again. All or nothing.
 */
export function closeAccount(door: Door, { owner, session }: Signed): Promise<void> {
	return atDoor(
		door,
		owner.hub,
		async ({ db, record, emit }) => {
			const personId = personIn(owner);
			if (!(await dropAccount(db, session.account.id))) return;
			await stopInvitationsOf(db, owner.id);
			record({ action: 'account.closed', objectId: session.account.id, personId });
			if (personId) emit('account.changed', { person: personId });
		},
		owner
	);
}
