/** The thing is not there, or not for whoever asks: they must not learn which. Shown as 404, always. */
export class NotYours extends Error {
	override name = 'NotYours';
}

/** The database does not answer. Shown as 503 with Retry-After; nobody is signed out by it. */
export class Away extends Error {
	override name = 'Away';
}

/** Too many at once for something costly, such as checking passwords. Shown as 503 with Retry-After; nothing was checked, nothing counts against an account. */
export class TooBusy extends Error {
	override name = 'TooBusy';
}

/** We cannot start or go on now: one plain line for whoever runs this, and exit code 3. */
export class CannotNow extends Error {
	override name = 'CannotNow';
}

/** What was handed in is refused as a whole: exit code 1. */
export class Refused extends Error {
	override name = 'Refused';
}
