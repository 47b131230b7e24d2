import { agenciesOf, workersOf } from '#server/db/queries/people.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { AgencyActor } from '#server/policy/actor.ts';

/** Who an agency's worker is signed in as. No case is in it, because none is shared before a person agreed to it (T3). */
export type AgencyHome = { agency: string | null; worker: string | null; team: string | null };

/** The first page of a partner agency's worker: the agency, their own name and team. */
export async function readAgencyHome({ db, actor }: Ctx<AgencyActor>): Promise<AgencyHome> {
	const agency = (await agenciesOf(db)).find(({ id }) => id === actor.agency);
	const [own] = await workersOf(db, [actor.id]);
	return {
		agency: agency?.name ?? null,
		worker: own ? await openAt(db.keys, sealedPlaces.workerName(own.id), own.nameSealed) : null,
		team: own?.team ?? null
	};
}
