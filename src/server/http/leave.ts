import type { RequestEvent } from '@sveltejs/kit';
import { log } from '../log.ts';
import { hubFacts } from '../settings-hub.ts';

const neutral = 'https://www.bbc.co.uk/weather';

/** Whether the person herself asked to leave: another site's picture or link must not sign anyone out, since leaving is a GET (S-03). */
export function isOwnWish(request: Request): boolean {
	const site = request.headers.get('sec-fetch-site');
	return site === null || site === 'same-origin' || site === 'none';
}

/** Where leaving leads: the hub's choice, or the weather where that would lead back to ourselves (S-07). */
export const leaveAddress = (chosen: string, own: URL): string => (new URL(chosen).hostname === own.hostname ? neutral : chosen);

/** The answer that takes somebody away. `isWish`: also empties what this browser keeps of us (S-03). */
export function goodbye({ url }: RequestEvent, isWish: boolean): Response {
	const headers = new Headers({
		location: leaveAddress(hubFacts().leaveTo, url),
		'referrer-policy': 'no-referrer',
		'cache-control': 'no-store'
	});
	if (isWish) headers.set('clear-site-data', '"cookies", "storage", "cache"');
	return new Response(null, { status: 303, headers });
}

/** Gives the end of the sessions one second: nobody who wants to leave is kept by a database that does not answer (S-03). */
export async function endInTime(ending: Promise<unknown>, requestId: string): Promise<void> {
	if (!(await withoutWaiting(ending, 1000))) log({ event: 'leave.unended', requestId, fault: 'Away' });
}

/** Whether `job` was done well within `ms` milliseconds. It never throws. */
export async function withoutWaiting(job: Promise<unknown>, ms: number): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<false>((done) => {
		timer = setTimeout(() => done(false), ms);
	});
	try {
		return await Promise.race([
			job.then(
				() => true,
				() => false
			),
			late
		]);
	} finally {
		clearTimeout(timer);
	}
}
