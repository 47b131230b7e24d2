import { adjustmentsOf } from '#server/db/queries/contact.ts';
import { needAnswersOf } from '#server/db/queries/needs.ts';
import { personsOf } from '#server/db/queries/people.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { Need } from '#features/directory/domain/codes.ts';
import { speaksWith } from '#features/contact/domain/adjustments.ts';
import { answerFrom, wantedNeeds } from '../domain/answer.ts';
import { areaOfPlace } from '#features/directory/domain/places.ts';

/** What a service for this person should meet, by what she said last: her needs, the language she speaks best where it is not English, and the police force area of her place where it is known. Three queries. */
export async function wantedBy(
	{ db }: Ctx<WorkerActor>,
	personId: string
): Promise<{ needs: Need[]; lang: string | null; area: string | null }> {
	const [newest] = await needAnswersOf(db, personId);
	const [person] = await personsOf(db, [personId]);
	const [easier] = await adjustmentsOf(db, [personId]);
	return {
		needs: newest ? wantedNeeds(answerFrom(newest)) : [],
		lang: speaksWith(easier, person?.lang),
		area: areaOfPlace(person?.area ?? null)
	};
}
