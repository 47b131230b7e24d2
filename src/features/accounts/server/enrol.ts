import { totpUri, verifyTotp } from '#server/auth/totp.ts';
import { sealForDoor } from '#server/crypto/instance.ts';
import { newId } from '#server/db/keyring.ts';
import { addFactor, holdThrottle } from '#server/db/queries/door.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import { waitingForFactor } from './enrol-passkey.ts';
import { noteFactor } from './keep-factor.ts';
import { codeCounts, secretPlace, stepUp, unfinished, wrongCode } from './second-factor.ts';
import { waitALittle, type Entrance } from './sign-in.ts';
import { waitFor } from '#server/auth/slow-down.ts';
import { openTicket, type Enrolment } from './ticket.ts';

/** What the page for setting up a second factor shows: the secret to type in groups of four, and the link an app on this device opens. */
export type EnrolmentPage = { groups: string; link: string };

function ticketOf(door: Door, ticket: string | undefined): Enrolment | null {
	return openTicket(door.db.provider, 'enrol', door.now, ticket);
}

/**
 * Shows the secret of a second factor being set up. It lives in the sealed ticket of this browser until a code proved it: two browsers with the same
 * password never see one secret. @returns null when nothing is being set up.
 */
export async function readEnrolment(door: Door, token: string | undefined, ticket: string | undefined): Promise<EnrolmentPage | null> {
	const enrolment = ticketOf(door, ticket);
	const session = await atDoor(door, undefined, ({ db }) => unfinished(db, token));
	if (!enrolment || session?.account.id !== enrolment.account) return null;
	const { secret, signIn } = enrolment;
	return { groups: secret.match(/.{1,4}/g)?.join(' ') ?? '', link: totpUri({ secret, issuer: door.hubName, account: signIn }) };
}

/** Keeps the second factor once a code of it was right, and lets its owner in. @returns null when nothing is being set up, or another one stands already. */
export async function enrol(door: Door, token: string | undefined, ticket: string | undefined, code: string): Promise<Entrance | null> {
	const enrolment = ticketOf(door, ticket);
	if (!enrolment) return null;
	const hub = (await atDoor(door, undefined, ({ db }) => unfinished(db, token)))?.account.hubId;
	const done = await atDoor(door, hub, async (ctx) => {
		const { db, now } = ctx;
		const session = await waitingForFactor(db, token);
		if (session?.account.id !== enrolment.account) return null;
		const counts = codeCounts(door, enrolment.account);
		await holdThrottle(db, counts.account);
		const wait = await waitFor(db, counts);
		if (wait > 0) return { answer: waitALittle('code', wait) };
		const right = verifyTotp({ secret: enrolment.secret, code, now, lastStep: null });
		if (!right) return wrongCode(ctx, counts, enrolment.account);
		const id = newId(now);
		const secretSealed = sealForDoor(db.provider, secretPlace(id), enrolment.secret);
		await addFactor(db, {
			id,
			accountId: enrolment.account,
			kind: 'totp',
			secretSealed,
			lastStep: right.step,
			madeAt: now,
			confirmedAt: now
		});
		noteFactor(ctx, session.account, 'factor.added', id, 'totp');
		return stepUp(ctx, session, counts, id);
	});
	return done?.answer ?? null;
}
