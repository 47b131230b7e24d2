import type { RequestEvent } from '@sveltejs/kit';
import type { Site } from '../auth/door.ts';
import { settings, type Settings } from '../settings.ts';
import type { Area } from './area.ts';

/**
 * Which host of ours a request came to. Where staff have a host of their own, each serves its half; otherwise one serves all. `server.js` lets no other host in, and says by which of
 * the two addresses a request came, so nothing a browser sends can move a passkey to another host.
 */
export function siteOf(url: URL, { CONSOLE_ORIGIN, ORIGIN }: Pick<Settings, 'CONSOLE_ORIGIN' | 'ORIGIN'> = settings()): Site {
	const { origin, hostname: host } = url;
	if (!CONSOLE_ORIGIN || !ORIGIN) return { origin, host, serves: 'all' };
	return { origin, host, serves: origin === new URL(CONSOLE_ORIGIN).origin ? 'staff' : 'person' };
}

const halves: Partial<Record<Area, Site['serves']>> = { person: 'person', console: 'staff', agency: 'staff' };

/** Whether a part of the house is on this host at all: the console and the agencies' pages only on the staff's, a person's only on the other. */
export const isHere = ({ serves }: Site, area: Area): boolean => serves === 'all' || (halves[area] ?? serves) === serves;

/** The same for the page that was asked for. */
export const isServedHere = ({ url, locals }: Pick<RequestEvent, 'url' | 'locals'>): boolean => isHere(siteOf(url), locals.area);
