/** Which part of the house an address belongs to. It decides the cookie, the headers and the kind of page. */
export type Area = 'public' | 'door' | 'person' | 'console' | 'agency' | 'machine';

const areas: readonly [RegExp, Area][] = [
	[/^\/my(\/|$)/, 'person'],
	[/^\/console(\/|$)/, 'console'],
	[/^\/agency(\/|$)/, 'agency'],
	[/^\/(sign-in|sign-out|start|leave|demo|get-help)(\/|$)/, 'door'],
	[/^\/(api|healthz|readyz|metrics)(\/|$)/, 'machine']
];

/** The area of an address without its language. What nobody claimed is public. */
export const areaOf = (path: string): Area => areas.find(([pattern]) => pattern.test(path))?.[1] ?? 'public';

/** Whether pages of this area may hold something about a person: never stored, never indexed. */
export const isPersonal = (area: Area): boolean => area !== 'public';
