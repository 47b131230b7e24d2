import { casesByReference, participantsOf } from '#server/db/queries/cases.ts';
import { personsByIndex, personsByWay } from '#server/db/queries/people.ts';
import { searchIndex } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { Day } from '#shared/london.ts';
import { normalName, normalPhone, normalReference } from '#server/crypto/normal.ts';

/** What is alike, exactly. */
export type Alike = 'reference' | 'phone' | 'name_born';
/** Somebody we hold who may be the same person, and why we ask. Never an answer by itself (S-24, T46). `caseId`: the case that holds the same reference. */
export type Match = { personId: string; by: Alike[]; caseId: string | null };
export type Traits = { name: string; born: Day | null; phone: string; refs: readonly string[] };

type Found = { personId: string; by: Alike; caseId: string | null };

/**
 * Who in this hub has exactly this reference, phone, or name with date of birth (P1). Likeness of any other kind is not looked for: it makes no match, and no view.
 * @returns one row for each person, with every reason.
 */
export async function exactMatches({ db }: Ctx<WorkerActor>, traits: Traits): Promise<Match[]> {
	const found: Found[] = [];
	for (const ref of traits.refs.filter((one) => normalReference(one) !== '')) {
		const people = await participantsOf(db, await casesByReference(db, searchIndex.reference(db.keys, ref)));
		found.push(...people.map(({ personId, caseId }) => ({ personId, caseId, by: 'reference' as const })));
	}
	if (normalPhone(traits.phone)) {
		const people = await personsByWay(db, searchIndex.way(db.keys, traits.phone));
		found.push(...people.map((personId) => ({ personId, caseId: null, by: 'phone' as const })));
	}
	if (traits.born && normalName(traits.name)) {
		const people = await personsByIndex(db, 'nameBornIndex', searchIndex.personNameBorn(db.keys, traits.name, traits.born));
		found.push(...people.map(({ id }) => ({ personId: id, caseId: null, by: 'name_born' as const })));
	}
	return [...Map.groupBy(found, ({ personId }) => personId)].map(([personId, same]) => ({
		personId,
		by: [...new Set(same.map(({ by }) => by))],
		caseId: same.find(({ caseId }) => caseId !== null)?.caseId ?? null
	}));
}
