import { checkPassword } from '#server/auth/password-check.ts';
import { hashPassword } from '#server/auth/password.ts';
import { newId } from '#server/db/keyring.ts';
import { addAccount, disableAccountsOf, dropSessionsOf, holderOfSignIn, renewAccount } from '#server/db/queries/door.ts';
import { dropFactorsOf } from '#server/db/queries/factors.ts';
import { useInvitation } from '#server/db/queries/invitations.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import type { DoorActor } from '#server/policy/actor.ts';
import type { Invited } from '../domain/start.ts';
import { enter, type Manner } from './enter.ts';
import type { Entrance } from './sign-in.ts';
import { sealSignIn, signInIndex } from './sign-in-name.ts';

type Wanted = { invited: Invited; signIn: string };

/**
 * Makes the account and signs in: uses the invitation up, stores the account, opens the session, all or nothing (journey 1, P5).
 * A person who was here before loses her old ways in: there is no reset link, only a new code from the hub.
 * @throws TooBusy when too many passwords are being hashed.
 */
export async function makeAccount(door: Door, { invited, signIn }: Wanted, password: string, old: readonly string[]): Promise<Entrance> {
	const fault = checkPassword(password, [door.hubName, 'waymark', signIn]);
	if (fault) return refuse('password', fault);
	const hash = await hashPassword(password);
	return atDoor(door, invited.hub, async (ctx): Promise<Entrance> => {
		const { db, record } = ctx;
		const used = await useInvitation(db, invited.invitation);
		if (!used) return refuse('form', 'accounts.start.used');
		const id = await keep(ctx, { ...used, signIn, password: hash });
		if (typeof id !== 'string') return id;
		await disableAccountsOf(db, used.subject, id);
		await dropSessionsOf(db, id);
		// Who comes with a new code has lost the old ways in, or somebody else has them (ASVS 6.4.4).
		const lost = await dropFactorsOf(db, id);
		const personId = used.kind === 'person' ? used.subject : undefined;
		record({ action: 'invitation.used', objectId: used.id, personId });
		record({ action: 'account.made', objectId: id, personId });
		if (lost) record({ action: 'factor.removed', objectId: id, personId, reason: 'new_code' });
		const manner: Manner = { old, isLive: door.isLive, client: door.client };
		const entered = await enter(ctx, { id, kind: used.kind, subject: used.subject, roles: used.roles, lang: ctx.lang, signIn }, manner);
		return { entered: used.kind === 'person' ? { ...entered, go: '/start/contact' } : entered };
	});
}

type Row = {
	hubId: string;
	kind: 'person' | 'worker' | 'agency';
	subject: string;
	roles: string[];
	agencyId: string | null;
	signIn: string;
	password: string;
};

async function keep({ db, lang, now }: Ctx<DoorActor>, row: Row): Promise<string | { refused: readonly Issue[] }> {
	const { hubId, kind, subject, roles, agencyId, signIn, password } = row;
	const index = signInIndex(db.provider, signIn);
	const holder = await holderOfSignIn(db, index);
	if (holder?.subject === subject && holder.kind === kind) {
		await renewAccount(db, holder.id, { password, lang });
		return holder.id;
	}
	const id = newId(now);
	const account = {
		id,
		hubId,
		kind,
		subject,
		roles,
		agencyId,
		lang,
		signInIndex: index,
		signInSealed: sealSignIn(db.provider, id, signIn),
		password,
		madeAt: now
	};
	return (await addAccount(db, account)) ? id : refuse('form', 'accounts.start.name.taken');
}
