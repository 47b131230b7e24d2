import { agenciesOf } from '#server/db/queries/people.ts';
import { newId } from '#server/db/keyring.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { NewCaseForm } from '../console-schema.ts';
import { countCases, traitsOf } from './add-case.ts';
import { knownPeople } from './console-names.ts';
import { exactMatches, type Alike } from './exact-matches.ts';

type WorkerCtx = Ctx<WorkerActor>;
/** Somebody we hold, beside the question "Is this the same person?" (P1, T46). */
export type SamePerson = { id: string; name: string | null; area: string | null; by: Alike[]; cases: number; caseId: string | null };
export type NewCasePage = { once: string; agencies: { id: string; name: string }[]; draft: NewCaseForm | null; same: SamePerson[] };

/** The form for a new person and case; with what was typed and the question, when somebody we hold is exactly alike. Each person it names is a row in the log. */
export async function readNewCase(ctx: WorkerCtx, draft: NewCaseForm | null): Promise<NewCasePage> {
	const { db, now } = ctx;
	const agencies = (await agenciesOf(db)).map(({ id, name }) => ({ id, name }));
	return { once: draft?.once ?? newId(now), agencies, draft, same: draft ? await samePeople(ctx, draft) : [] };
}

async function samePeople(ctx: WorkerCtx, draft: NewCaseForm): Promise<SamePerson[]> {
	const matches = await exactMatches(ctx, traitsOf(draft));
	const ids = matches.map(({ personId }) => personId);
	const people = await knownPeople(ctx.db, ids);
	const counts = await countCases(ctx, matches);
	for (const { personId, by } of matches) ctx.record({ action: 'person.matched', personId, reason: by.join('+') });
	return matches.map(({ personId, by, caseId }) => {
		const person = people.get(personId);
		return { id: personId, name: person?.name ?? null, area: person?.row.area ?? null, by, cases: counts.get(personId) ?? 0, caseId };
	});
}
