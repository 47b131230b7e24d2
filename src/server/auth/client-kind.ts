import type { clients } from '../db/schema/door.ts';

export type Client = (typeof clients)[number];

/**
 * On what kind of device somebody signs in, as coarse as it can be and still be known again by its owner (S-30): nothing else of what a browser says about itself is kept.
 * A tablet that claims to be a computer is believed. `mobile` is the header Sec-CH-UA-Mobile.
 */
export function clientKind(userAgent: string | null, mobile: string | null = null): Client {
	const agent = userAgent ?? '';
	if (/iPad|Tablet|PlayBook|Silk|Kindle/i.test(agent)) return 'tablet';
	// A phone with Android says "Mobile"; a tablet with Android does not.
	if (/Android/i.test(agent) && !/Mobile/i.test(agent) && mobile !== '?1') return 'tablet';
	if (mobile === '?1' || /iPhone|iPod|Android|Mobile|KaiOS|Opera Mini/i.test(agent)) return 'phone';
	return /Windows NT|Macintosh|X11|CrOS/i.test(agent) ? 'computer' : 'unknown';
}
