import { building } from '$app/env';
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { dirOf, toPath } from '#shared/lang.ts';
import { clockNow } from '#server/clock.ts';
import { withMarks } from '#words/marked.ts';
import { wordsFor } from '#words/words.ts';
import { areaOfRoute, isPersonal } from '#server/http/area.ts';
import { isForeign } from '#server/http/foreign.ts';
import { tabName, withIdleLimit, type IdleLimit } from '#server/http/idle-limit.ts';
import { keptMinute, keptPage } from '#server/http/kept-page.ts';
import { readLanguage } from '#server/http/language.ts';
import { startLive } from '#server/http/live.ts';
import { closeHouse, theHouse } from '#server/http/open.ts';
import { log } from '#server/log.ts';
import { hubFacts } from '#server/settings-hub.ts';
import { learnHub, startJobs } from './jobs.ts';

export const init: ServerInit = async () => {
	if (building) return;
	const db = await theHouse();
	await learnHub(db, clockNow());
	const jobs = startJobs(db);
	const live = startLive(db, jobs.wake);
	process.on('waymark:stopping' as never, live.endLines);
	process.on('sveltekit:shutdown' as never, async () => {
		jobs.stop();
		await live.stop();
		await closeHouse();
	});
};

function arrive(event: RequestEvent) {
	const { lang, path } = readLanguage(event.url.pathname);
	event.locals.lang = lang;
	event.locals.path = path;
	event.locals.area = areaOfRoute(event.route.id, path);
	event.locals.requestId = crypto.randomUUID();
	event.locals.now = clockNow();
}

/** What the page says about the end of the session that shows it; null where none was read. A database that is away is the page's matter. */
async function idleLimitOf({ locals: { session: reading, now, lang, area, path } }: RequestEvent): Promise<IdleLimit | null> {
	const session = await reading?.catch(() => null);
	if (!session) return null;
	const seconds = Math.max(0, Math.floor((session.endsAt.getTime() - now.getTime()) / 1000));
	const home = area === 'person' ? '/my' : `/${area}`;
	return {
		seconds,
		who: tabName(session.account.id),
		still: toPath(lang, `${home}/still?to=${encodeURIComponent(path)}`),
		ended: toPath(lang, '/sign-in'),
		note: wordsFor(lang).t('account.writing', { count: Math.floor(seconds / 60) })
	};
}

/** The hub's own colour; the first one needs no word. */
const colourOf = (): string => (hubFacts().colour === 'green' ? '' : ` data-colour="${hubFacts().colour}"`);

export const handle: Handle = async ({ event, resolve }) => {
	arrive(event);
	const { lang, area } = event.locals;
	if (isForeign(event.request, event.url)) error(403, 'foreign');
	const response = await resolve(event, {
		transformPageChunk: async ({ html }) =>
			withIdleLimit(
				withMarks(html, dirOf(lang)).replace('%lang%', lang).replace('%dir%', dirOf(lang)).replace('%colour%', colourOf()),
				await idleLimitOf(event)
			)
	});
	if (response.headers.get('content-type')?.startsWith('text/html')) response.headers.set('content-type', 'text/html; charset=utf-8');
	// The fixed policy of server.js holds everywhere but on the page that hydrates, whose own carries a nonce.
	if (!response.headers.get('content-security-policy')?.includes("'nonce-")) response.headers.delete('content-security-policy');
	// The open feed says itself how long it may be kept.
	if (event.route.id?.startsWith('/api/oruk')) return response;
	const { keeps = event.request.method === 'POST' ? 'nothing' : undefined } = event.locals;
	if (isPersonal(area) || keeps === 'nothing') {
		response.headers.set('cache-control', 'no-store');
		response.headers.set('x-robots-tag', 'noindex');
		response.headers.delete('etag');
	} else response.headers.set('cache-control', keeps === 'minute' && response.ok ? keptMinute : keptPage);
	if (response.status === 503) response.headers.set('retry-after', '5');
	return response;
};

/** Kit 3: what is left out keeps its default; a `status: undefined` would be sent as 200. */
export const handleError: HandleServerError = ({ kind, error: fault, event }) => {
	// A fault may come before `arrive` has run.
	const requestId = event.locals.requestId ?? crypto.randomUUID();
	const code = requestId.slice(0, 8);
	if (kind !== 'unknown') return { code };
	log({
		event: 'request.failed',
		code,
		requestId,
		...(event.route.id ? { route: event.route.id } : {}),
		fault: fault instanceof Error ? fault.name : 'unknown'
	});
	return { code };
};
