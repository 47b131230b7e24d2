import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { cases } from '../schema/cases.ts';
import { person } from '../schema/people.ts';

/** Which of these cases and people of the hub whoever asks may see at all: row security decides (P19). */
export async function seenAmong(db: Tx, ids: { cases: readonly string[]; people: readonly string[] }): Promise<Set<string>> {
	const inHub = { cases: eq(cases.hubId, db.hub), people: eq(person.hubId, db.hub) };
	const rows = [
		...(ids.cases.length
			? await db.q
					.select({ id: cases.id })
					.from(cases)
					.where(and(inHub.cases, inArray(cases.id, [...ids.cases])))
			: []),
		...(ids.people.length
			? await db.q
					.select({ id: person.id })
					.from(person)
					.where(and(inHub.people, inArray(person.id, [...ids.people])))
			: [])
	];
	return new Set(rows.map(({ id }) => id));
}
