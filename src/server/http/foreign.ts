import { isOpenData } from './open-data-path.ts';

const safe = ['GET', 'HEAD', 'OPTIONS'];

/** Whether another site sent this change. Kit refuses foreign forms; JSON to an endpoint reaches the code, so every unsafe method is asked here (ASVS 3.5). */
export function isForeign(request: Request, url: URL): boolean {
	// The open feed answers every site, by every verb, and changes nothing by any.
	if (safe.includes(request.method) || isOpenData(url.pathname)) return false;
	const site = request.headers.get('sec-fetch-site');
	if (site) return site !== 'same-origin';
	return request.headers.get('origin') !== url.origin;
}
