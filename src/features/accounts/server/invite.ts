import { randomInt } from 'node:crypto';
import { hashChosenWord, hashCode, newInvitationCode, normalCode } from '#server/auth/codes.ts';
import { fourWords } from '#server/auth/words.ts';
import { doorHashKey } from '#server/crypto/instance.ts';
import { normalSignIn } from '#server/crypto/normal.ts';
import { newId } from '#server/db/keyring.ts';
import { addInvitation, stopInvitationsOf } from '#server/db/queries/invitations.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { PersonActor, WorkerActor } from '#server/policy/actor.ts';
import type { Lang } from '#shared/lang.ts';

type Invitation = {
	/** The person's or worker's id. */
	subject: string;
	kind: 'person' | 'worker' | 'agency';
	lang: Lang;
	roles?: readonly string[];
	agencyId?: string;
	/** The word chosen together. */
	word: string;
};

const shortestWord = 3;
/** Fourteen days, in milliseconds. */
const life = 14 * 86_400_000;

/** Words to choose one from together, none of them violent, sexual or religious (P5). */
export const suggestWords = (lang: Lang): string[] => fourWords(lang, randomInt).split(' ');

/**
 * Makes the one-time code of an invitation, to be given by hand or spoken, never sent (P5). It lives 14 days; an earlier one of the same person ends.
 * The code is returned this once: what is kept opens nothing. Refuses a word of fewer than three letters.
 */
export async function invite(
	ctx: Ctx<WorkerActor | PersonActor>,
	{ subject, kind, lang, roles = [], agencyId, word }: Invitation
): Promise<{ code: string } | { refused: readonly Issue[] }> {
	const { db, now, actor, record } = ctx;
	if (normalSignIn(word).length < shortestWord) return refuse('word', 'accounts.invite.word.short', { count: shortestWord });
	const key = doorHashKey(db.provider);
	const code = newInvitationCode(randomInt);
	const plain = normalCode(code) ?? '';
	const id = newId(now);
	// Whom a person lets in is new: there is none to stop, and she may stop nobody's.
	if (actor.kind === 'worker') await stopInvitationsOf(db, subject);
	const hashes = { codeHash: hashCode(key, plain), wordHash: hashChosenWord(key, plain, word) };
	const until = new Date(now.getTime() + life);
	await addInvitation(db, {
		id,
		hubId: db.hub,
		kind,
		subject,
		roles: [...roles],
		agencyId,
		lang,
		...hashes,
		tries: 0,
		madeAt: now,
		madeBy: actor.id,
		expiresAt: until
	});
	record({ action: 'invitation.made', objectId: id, personId: kind === 'person' ? subject : undefined });
	return { code };
}
