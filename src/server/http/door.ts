import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { HubId } from '#shared/ids.ts';
import { isLang, type Lang } from '#shared/lang.ts';
import type { Db } from '../db/as.ts';
import type { DoorActor } from '../policy/actor.ts';
import { settings } from '../settings.ts';
import { dropToken, readToken, writeToken } from './cookies.ts';
import type { Ctx, Outcome } from './ctx.ts';
import { toPath } from './language.ts';
import { theHouse } from './open.ts';
import { work } from './work.ts';

/** What the door knows about somebody who is not signed in yet. `address` is used for a keyed, daily count only and stored nowhere (Pr2). */
export type Door = { db: Db; now: Date; lang: Lang; requestId: string; address: string; isLive: boolean; hubName: string };

/** A session that was opened: its cookie, where it leads and in which language, and what an unfinished second factor needs. */
export type Entered = { token: string; cookie: 'w' | 'c'; go: string; lang: string; ticket?: string | undefined };

/** The door as this request finds it. */
export async function doorOf({ locals: { now, lang, requestId }, getClientAddress }: RequestEvent): Promise<Door> {
	const { isLive, HUB_NAME: hubName } = settings();
	return { db: await theHouse(), now, lang, requestId, address: getClientAddress(), isLive, hubName };
}

/** One transaction of the door, with its events and audit rows. With a hub it writes on that hub's chain, otherwise on the instance's. */
export function atDoor<Out>(door: Door, hub: string | undefined, run: (ctx: Ctx<DoorActor>) => Promise<Out>): Promise<Out> {
	const { db, now, lang, requestId } = door;
	return work(db, { actor: hub ? { kind: 'door', hub: hub as HubId } : { kind: 'door' }, now, lang, requestId, audit: null }, run);
}

/** The sessions this browser holds: a person's, a worker's, or both. */
export function tokensOf({ cookies, url }: RequestEvent): string[] {
	return (['w', 'c'] as const).flatMap((kind) => readToken(cookies, url, kind) ?? []);
}

/** Takes every cookie of ours off this browser. */
export function dropTokens({ cookies, url }: RequestEvent): void {
	for (const kind of ['w', 'c', 's'] as const) dropToken(cookies, url, kind);
}

/** Hands the new session to the browser in place of whatever it held, and leads on in the account's language. */
export function letIn(event: RequestEvent, { token, cookie, go, lang, ticket }: Entered): Outcome {
	const { cookies, url, locals } = event;
	dropToken(cookies, url, cookie === 'w' ? 'c' : 'w');
	writeToken(cookies, url, cookie, token);
	if (ticket) writeToken(cookies, url, 's', ticket);
	else dropToken(cookies, url, 's');
	if (isLang(lang)) locals.lang = lang;
	return { go };
}

/** Sends a page that cannot be shown yet to the one that comes before it, in the same language. */
export const sendTo = ({ locals: { lang } }: RequestEvent, path: string): never => redirect(303, toPath(lang, path));
