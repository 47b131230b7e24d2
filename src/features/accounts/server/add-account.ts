import type { Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addAccount } from '#server/db/queries/door.ts';
import { sealSignIn, signInIndex } from './sign-in-name.ts';

type DemoAccount = {
	hub: string;
	kind: 'person' | 'worker' | 'agency';
	/** The person's or worker's id. */
	subject: string;
	roles: readonly string[];
	agencyId?: string | undefined;
	lang: string;
	signIn: string;
	/** From `hashPassword`, made before the transaction. */
	passwordHash: string;
};

/** Stores an account of the demonstration, in a transaction of the door. @returns its id. @throws when the sign-in name is taken. */
export async function addDemoAccount(
	db: Tx,
	{ hub, kind, subject, roles, agencyId, lang, signIn, passwordHash }: DemoAccount
): Promise<string> {
	const id = newId(db.now);
	const names = { signInIndex: signInIndex(db.provider, signIn), signInSealed: sealSignIn(db.provider, id, signIn) };
	const isNew = await addAccount(db, {
		id,
		hubId: hub,
		kind,
		subject,
		roles: [...roles],
		agencyId,
		lang,
		...names,
		password: passwordHash,
		madeAt: db.now
	});
	if (!isNew) throw new Error('two accounts of the demonstration have one sign-in name');
	return id;
}
