import { atDoor, type Door, type Signed } from '#server/auth/door.ts';
import { checkPassword } from '#server/auth/password-check.ts';
import { hashPassword } from '#server/auth/password.ts';
import { rotateSession } from '#server/auth/session.ts';
import { accountById, dropOtherSessions, setPassword } from '#server/db/queries/account.ts';
import { refuse, type Issue } from '#server/http/ctx.ts';
import { openSignIn } from './sign-in-name.ts';
import { personIn } from './whose.ts';

type Wanted = { password: string; endsOthers: boolean };

/**
 * Gives the account another password. Its door asks for a fresh proof of the owner first, so the old one is not asked again (ASVS 6.2.3). This session gets a new token; the others
 * end if wanted. A person's hub hears of it and decides by her risk whether somebody must ask her (P6). Hashed before the transaction. @throws TooBusy when too many are hashed.
 */
export async function changePassword(
	door: Door,
	{ owner, session }: Signed,
	{ password, endsOthers }: Wanted
): Promise<{ token: string } | { refused: readonly Issue[] }> {
	const { id } = session.account;
	const kept = await atDoor(door, undefined, ({ db }) => accountById(db, id));
	const name = kept ? openSignIn(door.db.provider, id, kept.signInSealed) : '';
	const fault = checkPassword(password, [door.hubName, 'waymark', name]);
	if (fault) return refuse('password', fault);
	const hash = await hashPassword(password);
	return atDoor(
		door,
		owner.hub,
		async ({ db, record, emit }) => {
			await setPassword(db, id, hash);
			if (endsOthers) await dropOtherSessions(db, id, session.id);
			const token = await rotateSession(db, session);
			const personId = personIn(owner);
			record({ action: 'account.changed', objectId: id, personId, reason: 'password' });
			if (endsOthers) record({ action: 'sessions.ended', objectId: id, personId, reason: 'others' });
			if (personId) emit('account.changed', { person: personId });
			return { token };
		},
		owner
	);
}
