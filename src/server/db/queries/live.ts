import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { cases } from '../schema/cases.ts';
import { account, session } from '../schema/door.ts';
import { person } from '../schema/people.ts';

/** Which of these sessions live, and show something: neither over, nor hidden, nor of a disabled account. Their end stays where it is. */
export async function livingSessions(db: Tx, ids: readonly string[]): Promise<string[]> {
	const lives = and(gt(session.expiresAt, db.now), gt(session.absoluteExpiresAt, db.now), isNull(account.disabledAt));
	const rows = await db.q
		.select({ id: session.id })
		.from(session)
		.innerJoin(account, eq(session.accountId, account.id))
		.where(and(inArray(session.id, [...ids]), eq(session.complete, true), isNull(session.hiddenAt), lives));
	return rows.map(({ id }) => id);
}

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
