import { createHash } from 'node:crypto';
import type { addEvents } from '#server/db/queries/cases.ts';

type Said = Pick<
	Parameters<typeof addEvents>[1][number],
	'kind' | 'source' | 'agencyId' | 'charge' | 'occurredKind' | 'occurredFrom' | 'occurredTo' | 'asOf' | 'supersedes' | 'detail'
>;

/**
 * The hash of what an event says, whenever it arrived and whoever recorded it: the same said twice in one case is one event, and the last tie-breaker
 * of the order. A correction differs by what it supersedes.
 */
export function contentHashOf(said: Said): string {
	const { kind, source, agencyId, charge, occurredKind, occurredFrom, occurredTo, asOf, supersedes, detail } = said;
	const parts = [kind, source, agencyId, charge, occurredKind, occurredFrom, occurredTo, asOf, supersedes].map((part) => part ?? null);
	return createHash('sha256')
		.update(JSON.stringify([...parts, sorted(detail)]))
		.digest('hex');
}

/** Keys in one order at every depth: the database may hand them back in another. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, inner]) => inner !== undefined)
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)])
	);
}
