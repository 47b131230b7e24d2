/** Which part of the house an address belongs to. It decides the cookie, the headers and the kind of page. */
export type Area = 'public' | 'door' | 'person' | 'console' | 'agency' | 'machine';

const areas: readonly [RegExp, Area][] = [
	[/^\/my(\/|$)/, 'person'],
	[/^\/console(\/|$)/, 'console'],
	[/^\/agency(\/|$)/, 'agency'],
	[/^\/(sign-in|sign-out|start|leave|demo|get-help|link)(\/|$)/, 'door'],
	[/^\/(api|healthz|readyz|metrics)(\/|$)/, 'machine']
];

/** The area of an address without its language. What nobody claimed is public. */
export const areaOf = (path: string): Area => areas.find(([pattern]) => pattern.test(path))?.[1] ?? 'public';

/**
 * The area of the route that will answer. Decided by the route and not by the address as it was written: `/%63onsole` is the console too, and taken for a
 * public page it would be kept and shown to everybody. Without a route there is no page to protect.
 */
export const areaOfRoute = (route: string | null, path: string): Area =>
	areaOf(route === null ? path : route.replace(/\/(\[\[[^/]*\]\]|\([^/]*\))/g, '') || '/');

/** Whether pages of this area may hold something about a person: never stored, never indexed. */
export const isPersonal = (area: Area): boolean => area !== 'public';
