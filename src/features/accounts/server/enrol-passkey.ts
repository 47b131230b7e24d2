import { optionsToMake, readAnswer, verifyMade } from '#server/auth/passkey.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import type { Session } from '#server/auth/session.ts';
import type { Tx } from '#server/db/as.ts';
import { factorsOf } from '#server/db/queries/door.ts';
import { holdFactors } from '#server/db/queries/factors.ts';
import { refuse } from '#server/http/ctx.ts';
import { keepPasskey } from './keep-factor.ts';
import { putChallenge, tookChallenge } from './passkey-check.ts';
import { codeCounts, stepUp, unfinished } from './second-factor.ts';
import type { Entrance } from './sign-in.ts';
import { openTicket } from './ticket.ts';

/** The sign-in that waits for its first second factor; null where none does, or one stands already: who only has the password may not put another beside it. */
export async function waitingForFactor(db: Tx, token: string | undefined): Promise<Session | null> {
	const session = await unfinished(db, token);
	if (session) await holdFactors(db, session.account.id);
	return session && (await factorsOf(db, session.account.id)).length === 0 ? session : null;
}

/** What a worker's browser needs to make the passkey that becomes their second factor. @returns null when nothing is being set up. */
export function askToEnrol(door: Door, token: string | undefined, ticket: string | undefined) {
	const enrolment = openTicket(door.db.provider, 'enrol', door.now, ticket);
	return atDoor(door, undefined, async ({ db }) => {
		const session = await waitingForFactor(db, token);
		if (!session || enrolment?.account !== session.account.id) return null;
		const { account, signIn } = enrolment;
		return optionsToMake(door.site, await putChallenge(db, 'add', account), { account, signIn, others: [] });
	});
}

/** Keeps a worker's first passkey and lets them in (P7: passkeys first). @returns null when nothing is being set up, or a factor stands already. */
export async function enrolPasskey(door: Door, token: string | undefined, answerText: string): Promise<Entrance | null> {
	const answer = readAnswer(answerText);
	const begun = await atDoor(door, undefined, async ({ db }) => {
		const session = await waitingForFactor(db, token);
		return session && { session, isAsked: answer ? await tookChallenge(db, answer, 'add', session.account.id) : false };
	});
	if (!begun) return null;
	const passkey = answer && begun.isAsked ? await verifyMade(door.site, answer) : null;
	if (!passkey) return refuse('form', 'passkeys.wrong');
	const done = await atDoor(door, begun.session.account.hubId, async (ctx) => {
		const session = await waitingForFactor(ctx.db, token);
		if (!session) return null;
		const id = await keepPasskey(ctx, session.account, passkey, '');
		return id ? stepUp(ctx, session, codeCounts(door, session.account.id), id) : { answer: refuse('form', 'passkeys.wrong') };
	});
	return done?.answer ?? null;
}
