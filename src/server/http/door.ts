import { redirect, type RequestEvent } from '@sveltejs/kit';
import { nameIn } from '#shared/hub.ts';
import { isLang, toPath } from '#shared/lang.ts';
import { clientKind } from '../auth/client-kind.ts';
import type { Door, Entered } from '../auth/door.ts';
import { settings } from '../settings.ts';
import { hubFacts } from '../settings-hub.ts';
import { dropToken, readToken, writeToken } from './cookies.ts';
import type { Outcome } from './ctx.ts';
import { theHouse } from './open.ts';
import { siteOf } from './site.ts';

/** The door as this request finds it. */
export async function doorOf({
	locals: { now, lang, requestId },
	request: { headers },
	url,
	getClientAddress
}: RequestEvent): Promise<Door> {
	const { isLive } = settings();
	const hubName = nameIn(hubFacts(), lang);
	const client = clientKind(headers.get('user-agent'), headers.get('sec-ch-ua-mobile'));
	return { db: await theHouse(), now, lang, requestId, address: getClientAddress(), isLive, hubName, client, site: siteOf(url) };
}

/** The sessions this browser holds: a person's, a worker's, or both. */
export function tokensOf({ cookies, url }: RequestEvent): string[] {
	return (['w', 'c'] as const).flatMap((kind) => readToken(cookies, url, kind) ?? []);
}

/** Takes every cookie of ours off this browser. */
export function dropTokens({ cookies, url }: RequestEvent): void {
	for (const kind of ['w', 'c', 's', 'd'] as const) dropToken(cookies, url, kind);
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

/** Hands the token of the same session on to its browser: proved again, in the language of the page. */
export function keepIn({ cookies, url, locals }: RequestEvent, token: string): void {
	writeToken(cookies, url, locals.area === 'person' ? 'w' : 'c', token);
}

/** Takes everything of a closed account off this browser, as leaving does. */
export function emptyBrowser(event: RequestEvent): void {
	dropTokens(event);
	event.setHeaders({ 'clear-site-data': '"cookies", "storage", "cache"' });
}

/** Sends a page that cannot be shown yet to the one that comes before it, in the same language. */
export const sendTo = ({ locals: { lang } }: RequestEvent, path: string): never => redirect(303, toPath(lang, path));
