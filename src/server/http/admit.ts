import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { AccountId, AgencyId, HubId, PersonId, WorkerId } from '#shared/ids.ts';
import { Away, NotYours, TooBusy } from '#shared/faults.ts';
import { peekSession, validateSession, type Session } from '../auth/session.ts';
import type { Actor, WorkerRole } from '../policy/actor.ts';
import { can, type Permission } from '../policy/policy.ts';
import { toPath } from '#shared/lang.ts';
import type { Area } from './area.ts';
import { readToken } from './cookies.ts';
import { theHouse } from './open.ts';
import { isServedHere } from './site.ts';

const nobody: Actor = { kind: 'nobody' };

async function readSession({ cookies, url, locals }: RequestEvent, slides = true): Promise<Session | null> {
	// A cookie carried over to the other host is nobody there.
	if (!isServedHere({ url, locals })) return null;
	const isPerson = locals.area === 'person';
	const token = readToken(cookies, url, isPerson ? 'w' : 'c');
	if (!token) return null;
	const kind = isPerson ? 'person' : 'worker';
	const db = await theHouse();
	const session = await db.as({ kind: 'door' }, locals.now, (tx) => (slides ? validateSession(tx, token, kind) : peekSession(tx, token)));
	return session && (session.account.kind === 'person') === isPerson ? session : null;
}

/** The living session behind this request, read once; null where there is none. */
export const sessionOf = (event: RequestEvent): Promise<Session | null> => (event.locals.session ??= readSession(event));

/** The same for what a page asks by itself: it puts no end off. Asked first, it holds for the whole request. */
export const peekedSession = (event: RequestEvent): Promise<Session | null> => (event.locals.session ??= readSession(event, false));

/** Who is asking, from the session alone. A worker whose second factor is still missing is nobody. */
export async function actorOf(event: RequestEvent): Promise<Actor> {
	const session = await sessionOf(event);
	if (!session?.complete) return nobody;
	const { id, hubId, kind, subject, roles, agencyId } = session.account;
	const account = id as AccountId;
	const hub = hubId as HubId;
	if (kind === 'person') return { kind, account, id: subject as PersonId, hub };
	if (kind === 'worker') return { kind, account, id: subject as WorkerId, hub, roles: roles as WorkerRole[] };
	return { kind, account, id: subject as WorkerId, hub, agency: agencyId as AgencyId };
}

/** A proof is fresh for five minutes (accounts §2.1: step-up). */
const freshFor = 5 * 60_000;
const again: Partial<Record<Area, string>> = { person: '/my/again', console: '/console/again', agency: '/agency/again' };

/** Whether the owner was proved lately enough for what cannot be taken back. A clock that jumped back makes nobody fresh. */
export function isFresh({ authAt }: Pick<Session, 'authAt'>, now: Date): boolean {
	const age = now.getTime() - authAt.getTime();
	return age >= 0 && age <= freshFor;
}

/** Asks for the password, code or passkey once more, and then leads back to this page. What was sent with a form did not happen: the page says so. */
function askAgain({ locals: { lang, area, path }, request }: RequestEvent): never {
	const unsent = request.method === 'POST' ? '&unsent=1' : '';
	redirect(303, toPath(lang, `${again[area] ?? '/sign-in'}?to=${encodeURIComponent(path)}${unsent}`));
}

/**
 * Lets somebody in, or answers: no session leads to sign-in; a wrong one is told that nothing is here (404), because that the page exists says too much. A hidden session shows
 * nothing until its owner is proved again; `fresh` asks for a proof not older than five minutes (ASVS 7.5.3).
 */
export async function admit(event: RequestEvent, may: Permission, fresh = false): Promise<Actor> {
	const actor = await admitHidden(event, may);
	const session = await sessionOf(event);
	if (session && (session.hiddenAt || (fresh && !isFresh(session, event.locals.now)))) askAgain(event);
	return actor;
}

/** The same for the one page that proves an owner again: it must open for a hidden session. */
export async function admitHidden(event: RequestEvent, may: Permission): Promise<Actor> {
	// On the other host the page is not there, whoever asks: also not as a way to sign in.
	if (!isServedHere(event)) error(404, 'not-found');
	const actor = await actorOf(event);
	if (actor.kind === 'nobody') redirect(303, toPath(event.locals.lang, '/sign-in'));
	if (!can(actor, may)) error(404, 'not-found');
	return actor;
}

/** Runs a door's work and turns the house's faults into answers. The cookie stays when the database is away: nobody is signed out by a fault. */
export async function answering<Out>(run: () => Promise<Out>): Promise<Out> {
	try {
		return await run();
	} catch (e) {
		if (e instanceof NotYours) error(404, 'not-found');
		if (e instanceof Away || e instanceof TooBusy) error(503, 'away');
		throw e;
	}
}
