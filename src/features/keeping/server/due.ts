import type { Tx } from '#server/db/as.ts';
import { participantsOf } from '#server/db/queries/cases.ts';
import { caseKeeping, personKeeping, type CaseKeeping } from '#server/db/queries/keeping.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Day } from '#shared/london.ts';
import type { Rules } from '../domain/retention.ts';
import { personVerdict, verdictOf, type CaseFacts, type Member, type Verdict } from '../domain/verdict.ts';

/** Something whose time is over by a day, and what still keeps it. */
export type Ending = { kind: 'case' | 'person'; id: string } & Verdict;

const nothingBefore = '00000000-0000-0000-0000-000000000000';
const pageSize = 500;

/** Birthdays and marks of everyone in these cases. Only opened for cases whose time would be over without them. */
async function membersIn(db: Tx, caseIds: readonly string[]): Promise<Map<string, Member[]>> {
	const parts = await participantsOf(db, caseIds);
	const people = new Map((await personsOf(db, [...new Set(parts.map(({ personId }) => personId))])).map((row) => [row.id, row]));
	await db.keys.fetch('person', [...people.keys()]);
	const members = new Map<string, Member[]>();
	for (const { caseId, personId, enhanced } of parts) {
		const sealed = people.get(personId)?.bornSealed;
		const born = sealed ? await openAt(db.keys, sealedPlaces.personBorn(personId), sealed) : null;
		members.set(caseId, [...(members.get(caseId) ?? []), { born, isMarkedChild: enhanced.includes('under_18') }]);
	}
	return members;
}

const factsOf = (row: CaseKeeping, members: readonly Member[]): CaseFacts => ({ ...row, members });

/** Until when one living case is kept; undefined where it is none. */
export async function verdictOfCase(db: Tx, caseId: string, rules: Rules): Promise<Verdict | undefined> {
	const [row] = await caseKeeping(db, { only: caseId });
	return row && verdictOf(factsOf(row, (await membersIn(db, [caseId])).get(caseId) ?? []), rules, row.isHeld);
}

async function casesIn(db: Tx, rows: readonly CaseKeeping[], rules: Rules, by: Day): Promise<Ending[]> {
	const over = rows.filter((row) => verdictOf(factsOf(row, []), rules, row.isHeld).until < by);
	const members = await membersIn(
		db,
		over.map(({ id }) => id)
	);
	return over
		.map((row) => ({ kind: 'case' as const, id: row.id, ...verdictOf(factsOf(row, members.get(row.id) ?? []), rules, row.isHeld) }))
		.filter(({ until }) => until < by);
}

/** Every living case of the hub whose last day lies before `by`, a page at a time, the held ones too. */
export async function* casesEnding(db: Tx, rules: Rules, by: Day): AsyncGenerator<Ending> {
	for (let after = nothingBefore; ;) {
		const rows = await caseKeeping(db, { after, limit: pageSize });
		yield* await casesIn(db, rows, rules, by);
		if (rows.length < pageSize) return;
		after = rows.at(-1)?.id ?? after;
	}
}

/** The same for people of whom no living case is left. */
export async function* peopleEnding(db: Tx, rules: Rules, by: Day): AsyncGenerator<Ending> {
	for (let after = nothingBefore; ;) {
		const rows = await personKeeping(db, { after, limit: pageSize });
		for (const row of rows) {
			const verdict = personVerdict({ ...row, livingCases: 0 }, rules, row.isHeld);
			if (verdict && verdict.until < by) yield { kind: 'person', id: row.id, ...verdict };
		}
		if (rows.length < pageSize) return;
		after = rows.at(-1)?.id ?? after;
	}
}
