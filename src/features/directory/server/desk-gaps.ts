import { areasOfHub, areasServed, countsByNeed } from '#server/db/queries/directory-care.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { hubFacts } from '#server/settings-hub.ts';
import { langs } from '#shared/lang.ts';
import { everywhere } from '../domain/codes.ts';
import { gapsOf, langsToLookFor, type AreaGaps } from '../domain/gaps.ts';

/** What is missing: needs, areas and languages for which no service is shown (T47), in the areas of this hub, or where it has not said which, in all that any service is for. */
export async function readGaps({ db }: Ctx<WorkerActor>): Promise<{ areas: AreaGaps[]; langs: string[]; isOwnScope: boolean }> {
	// What a supervisor said last counts, like everywhere else (T44).
	const own = hubFacts().scope?.areas ?? (await areasOfHub(db));
	const areas = own.length ? own : (await areasServed(db)).filter((area) => area !== everywhere);
	const counted = await countsByNeed(db, [...areas, everywhere]);
	const wanted = langsToLookFor(counted, langs);
	return { areas: gapsOf(counted, areas, wanted), langs: wanted, isOwnScope: own.length > 0 };
}
