import type { HubId } from '#shared/ids.ts';
import type { Lang } from '#shared/lang.ts';
import type { Db } from '../db/as.ts';
import type { Ctx } from '../http/ctx.ts';
import { work } from '../http/work.ts';
import type { PasskeySite } from './passkey.ts';
import type { AccountOwner, DoorActor } from '../policy/actor.ts';
import type { Client } from './client-kind.ts';
import type { Session } from './session.ts';

/** What the door knows about somebody who is not signed in yet. `address` is used for a keyed, daily count only and stored nowhere (Pr2); of the browser only the kind of device is known (S-30). */
export type Door = {
	db: Db;
	now: Date;
	lang: Lang;
	requestId: string;
	address: string;
	isLive: boolean;
	hubName: string;
	client?: Client | undefined;
	site: Site;
};

/** Who is signed in, for a use case about the account itself that runs the door's transactions. */
export type Signed = { owner: AccountOwner & { hub: HubId }; session: Session };

/** The host a request came to, as the settings name it: where passkeys belong, and whose way in it is. */
export type Site = PasskeySite & { serves: 'all' | 'person' | 'staff' };

/** Whether an account of this kind signs in on this host. */
export const isServedAt = ({ serves }: Pick<Site, 'serves'>, kind: 'person' | 'worker' | 'agency'): boolean =>
	serves === 'all' || (serves === 'person') === (kind === 'person');

/** A session that was opened: its cookie, where it leads and in which language, and what an unfinished second factor needs. */
export type Entered = { token: string; cookie: 'w' | 'c'; go: string; lang: string; ticket?: string | undefined };

/** One transaction of the door, with its events and audit rows. With a hub it writes on that hub's chain, otherwise on the instance's. */
export function atDoor<Out>(
	door: Door,
	hub: string | undefined,
	run: (ctx: Ctx<DoorActor>) => Promise<Out>,
	owner?: AccountOwner
): Promise<Out> {
	const { db, now, lang, requestId } = door;
	const actor: DoorActor = { kind: 'door', ...(hub && { hub: hub as HubId }), ...(owner && { for: owner }) };
	return work(db, { actor, now, lang, requestId, audit: null }, run);
}
