import type { RequestEvent } from '@sveltejs/kit';
import { returnPath, type SignedInArea } from '#features/accounts/domain/return-path.ts';
import { hideNow } from '#features/accounts/server/hide.ts';
import { actorOf, sessionOf } from '#server/http/admit.ts';
import { doorOf } from '#server/http/door.ts';
import { doorPage, openEndpoint } from '#server/http/guard.ts';
import { toPath } from '#shared/lang.ts';

const areaOf = ({ locals: { area } }: RequestEvent) => area as SignedInArea;

/** The page a form was on, where the form says so. A body that is no form says nothing. */
async function cameFrom({ request }: RequestEvent): Promise<string | null> {
	const form = await request.formData().catch(() => null);
	const to = form?.get('to');
	return typeof to === 'string' ? to : null;
}

const sendOn = ({ locals: { lang } }: RequestEvent, path: string) =>
	new Response(null, { status: 303, headers: { location: toPath(lang, path) } });

/** "Hide now" (P24, S-28): answers with the page that asks who is there. Who is signed out already is led to the door. */
export const hideDoor = () =>
	openEndpoint(async (event) => {
		const to = await cameFrom(event);
		const actor = await actorOf(event);
		const session = await sessionOf(event);
		if (!session || (actor.kind !== 'person' && actor.kind !== 'worker' && actor.kind !== 'agency')) return sendOn(event, '/sign-in');
		await hideNow(await doorOf(event), { owner: actor, session });
		const area = areaOf(event);
		return sendOn(event, `${returnPath(area, null)}/again?to=${encodeURIComponent(returnPath(area, to))}`);
	});

/**
 * "Stay signed in": reading the session puts its idle limit off, never its absolute one. The script is told how many seconds it now lives; a form is led back to its page. Where the session has
 * ended: 401, so that the page can lock, or the door.
 */
export const stayDoor = () =>
	openEndpoint(async (event) => {
		const isForm = event.request.headers.get('sec-fetch-dest') === 'document';
		const to = isForm ? await cameFrom(event) : null;
		const session = await sessionOf(event);
		if (!session?.complete) return isForm ? sendOn(event, '/sign-in') : new Response(null, { status: 401 });
		if (isForm) return sendOn(event, returnPath(areaOf(event), to));
		const seconds = Math.max(0, Math.floor((session.endsAt.getTime() - event.locals.now.getTime()) / 1000));
		return new Response(`${seconds}`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
	});

/** "Are you still there?" Reads no session: a page that came by itself must not put the end off. */
export const stillDoor = () =>
	doorPage(async (event: RequestEvent) => ({ back: returnPath(areaOf(event), event.url.searchParams.get('to')) }));
