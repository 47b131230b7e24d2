import { randomInt } from 'node:crypto';
import { signInName, threeWords } from '#server/auth/words.ts';
import { normalSignIn } from '#server/crypto/normal.ts';
import { holderOfSignIn } from '#server/db/queries/door.ts';
import { refuse, type Issue } from '#server/http/ctx.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import type { Lang } from '#shared/lang.ts';
import type { Invited } from '../domain/start.ts';
import { signInIndex } from './sign-in-name.ts';

const shortest = 4;
const longest = 60;

/** A sign-in name to offer that nobody has (P5). */
export function suggestName(door: Door): Promise<string> {
	return atDoor(door, undefined, async ({ db, lang }) => {
		let name = signInName(lang, randomInt);
		for (let tries = 0; tries < 5 && (await holderOfSignIn(db, signInIndex(db.provider, name))); tries++)
			name = signInName(lang, randomInt);
		return name;
	});
}

/** Says why a sign-in name cannot be taken, or null. The person's own earlier name may be kept: with a new code she only makes a new password (P5). */
export async function checkName(door: Door, invited: Invited, name: string): Promise<{ refused: readonly Issue[] } | null> {
	const plain = normalSignIn(name);
	if (plain.length < shortest) return refuse('signIn', 'accounts.start.name.short', { count: shortest });
	if (name.length > longest) return refuse('signIn', 'accounts.start.name.long', { count: longest });
	const holder = await atDoor(door, undefined, ({ db }) => holderOfSignIn(db, signInIndex(db.provider, name)));
	return holder && holder.subject !== invited.subject ? refuse('signIn', 'accounts.start.name.taken') : null;
}

/** Three words for a password, easy to keep in the head (P7). */
export const suggestPassword = (lang: Lang): string => threeWords(lang, randomInt);
