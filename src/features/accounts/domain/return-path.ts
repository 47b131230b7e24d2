/** The three parts of the house somebody can be signed in to, and where each begins. */
export const homes = { person: '/my', console: '/console', agency: '/agency' } as const;
export type SignedInArea = keyof typeof homes;

// Written narrowly: no scheme, no host, no dot, no second slash can be said in it.
const plain = /^\/[\w-]+(?:\/[\w-]+)*(?:\?[\w=&.-]*)?$/;
/** Pages that only lead on: coming back to one would go round in a circle, or hide the page again. */
const passing = /^\/\w+\/(?:again|hide|stay|still)(?:$|[/?])/;

/**
 * Where somebody goes on after proving who they are (step-up, "Hide now", "Are you still there?"): the page they came from, if it is a plain path of this site in the
 * same area, without its language; the area's first page for everything else. An address is typed by anybody: it never leads off this site.
 */
export function returnPath(area: SignedInArea, to: string | null | undefined): string {
	const home = homes[area];
	if (!to || to.length > 300 || !plain.test(to) || passing.test(to)) return home;
	const [path = ''] = to.split('?');
	return path === home || path.startsWith(`${home}/`) ? to : home;
}
