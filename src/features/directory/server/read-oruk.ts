import { createHash } from 'node:crypto';
import { isObject, type FaultName, type Json } from '../domain/oruk-in-fields.ts';
import { joinPackage, tableOf, tablesOf } from '../domain/oruk-in-package.ts';
import { notServices, objectsIn } from '../domain/oruk-in-shape.ts';
import { FeedFault } from './feed-fault.ts';

/**
 * Stands among the services of a reading for something that could not be read. `isHole`: services may be missing behind it, so that nothing may be taken
 * away for not being there; `id`: only this one is.
 */
export class Unread {
	readonly fault: { id: string; at: string; why: FaultName };
	readonly isHole: boolean;
	constructor(fault: { id?: string; at?: string; why: FaultName }, isHole: boolean) {
		this.fault = { id: fault.id ?? '', at: fault.at ?? '', why: fault.why };
		this.isHole = isHole;
	}
}

/** What a reading gives: services as their feed has them, and `Unread`. It throws `FeedFault` where nothing can be read. */
export type Reading = AsyncIterable<unknown>;

/** The list on a page of a feed, by the names that versions and servers give it; null where it is no page. */
export function listIn(value: unknown): unknown[] | null {
	if (Array.isArray(value)) return value;
	if (!isObject(value) || 'name' in value) return null;
	for (const name of ['contents', 'content', 'data', 'results', 'items']) if (Array.isArray(value[name])) return value[name];
	return null;
}

/** The services in one JSON value: a service, a page of them, a package of tables, or an organisation that holds its own. */
export function* servicesIn(value: unknown): Generator<unknown> {
	const list = listIn(value);
	if (list) for (const each of list) yield* servicesIn(each);
	else if (!isObject(value)) yield value;
	else if (isPackage(value)) yield* joinPackage(tablesOf(value));
	else if (Array.isArray(value['services'])) yield* ofOrganisation(value);
	else yield value;
}
/** Lists of services or organisations without a name of its own: tables, and no record. */
const isPackage = (value: Json): boolean => {
	const lists = ['services', 'organizations'];
	return !('name' in value) && Object.entries(value).some(([name, list]) => Array.isArray(list) && lists.includes(tableOf(name)));
};
function* ofOrganisation({ services, ...organisation }: Json): Generator<Json> {
	for (const service of objectsIn(services)) yield { ...service, organization: service['organization'] ?? organisation };
}

/** Refuses a reading whose first thing is no service of any version: an error page, a map, a description of tables. @throws FeedFault */
export function refuseOthers(first: unknown): void {
	const why = notServices(first);
	if (why) throw new FeedFault(why);
}

/** A UUID that is always the same for the same text within one source: version 8, as RFC 9562 keeps for one's own making. */
export const deriveIn =
	(sourceId: string) =>
	(text: string): string => {
		const hex = createHash('sha256').update(`${sourceId}\n${text}`).digest('hex');
		const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
		return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
	};
