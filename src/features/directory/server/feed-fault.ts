/** Why a feed could not be read at all, or not to its end. */
export type RefusedWhy =
	| 'address'
	| 'descriptor'
	| 'empty'
	| 'encoding'
	| 'error'
	| 'geojson'
	| 'html'
	| 'json'
	| 'network'
	| 'other'
	| 'private'
	| 'redirects'
	| 'size'
	| 'status'
	| 'tables'
	| 'time';

/** The feed as a whole cannot be read; `key` says why, in `locales/<lang>/sources.json`. */
export class FeedFault extends Error {
	override name = 'FeedFault';
	readonly why: RefusedWhy;
	constructor(why: RefusedWhy, options?: ErrorOptions) {
		super(why, options);
		this.why = why;
	}
	get key(): string {
		return `sources.refused.${this.why}`;
	}
}
