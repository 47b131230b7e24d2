import type { Session } from '#server/auth/session.ts';
import { dropOtherSessions, dropSessionOf, sessionsOf, type Device } from '#server/db/queries/account.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { DoorActor } from '#server/policy/actor.ts';
import { personIn } from './whose.ts';

/** A living session as its owner sees it: coarse, so that the list helps nobody to follow anyone (S-30). */
export type ShownDevice = Omit<Device, 'factorId'> & { isThis: boolean; byPasskey: boolean };

/** Every living session of the account, this one first, then the last used (S-30, ASVS 7.5.2). */
export async function readDevices({ db }: Ctx<DoorActor>, session: Session): Promise<ShownDevice[]> {
	const all = await sessionsOf(db, session.account.id);
	return all
		.map(({ factorId, ...device }) => ({ ...device, isThis: device.id === session.id, byPasskey: factorId !== null }))
		.toSorted((one, other) => Number(other.isThis) - Number(one.isThis));
}

/** Ends one other session of the same account. One that has ended already is no fault: the owner wanted it gone. This one is ended by signing out. */
export async function endDevice(ctx: Ctx<DoorActor>, session: Session, id: string, list: string): Promise<Outcome> {
	const { db, actor, record } = ctx;
	if (id !== session.id && (await dropSessionOf(db, session.account.id, id)))
		record({ action: 'session.ended', objectId: session.account.id, personId: personIn(actor.for), reason: 'device' });
	return { go: `${list}?done=one` };
}

/** Ends every other session of the account, also one whose second factor is still missing. */
export async function endOtherDevices(ctx: Ctx<DoorActor>, session: Session, list: string): Promise<Outcome> {
	const { db, actor, record } = ctx;
	await dropOtherSessions(db, session.account.id, session.id);
	record({ action: 'sessions.ended', objectId: session.account.id, personId: personIn(actor.for), reason: 'others' });
	return { go: `${list}?done=others` };
}
