import { atDoor, type Door, type Signed } from '#server/auth/door.ts';
import { hideSession } from '#server/db/queries/account.ts';
import { personIn } from './whose.ts';

/** "Hide now" (P24, S-28): from this moment no page of this session shows anything until its owner is proved again. Pressed twice it stays hidden. */
export function hideNow(door: Door, { owner, session }: Signed): Promise<void> {
	return atDoor(
		door,
		owner.hub,
		async ({ db, record }) => {
			await hideSession(db, session.id);
			record({ action: 'session.hidden', objectId: session.account.id, personId: personIn(owner) });
		},
		owner
	);
}
