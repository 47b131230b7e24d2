import type { Session } from '#server/auth/session.ts';
import { setIdleMinutes, shortenSessions } from '#server/db/queries/account.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { DoorActor } from '#server/policy/actor.ts';
import { personIn } from './whose.ts';

/**
 * After how many minutes without a page the person's sessions end: 5, 10, 15 or 30 (accounts §2.1, WCAG 2.2.1). A shorter limit holds at once, also on a device nobody is using
 * now; a longer one from the next page on.
 */
export async function chooseIdleTime(ctx: Ctx<DoorActor>, session: Session, minutes: number): Promise<Outcome> {
	const { db, actor, about } = ctx;
	await setIdleMinutes(db, session.account.id, minutes);
	await shortenSessions(db, session.account.id, minutes);
	about({ objectId: session.account.id, personId: personIn(actor.for), reason: 'time' });
	return { go: '/my/account?done=time' };
}
