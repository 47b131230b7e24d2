import { grantsOf, stepsOf } from '#server/db/queries/advocate.ts';
import { adjustmentsOf } from '#server/db/queries/contact.ts';
import { ownNeedAnswers } from '#server/db/queries/needs.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { HeldHelp } from '../domain/held.ts';
import type { PersonCtx } from './ask-task.ts';

/**
 * What a person said about help: what makes it easier, what would help, whom she let in and restorative justice. Of whom she let in only what they are to her: other people's details are
 * in no file (P6). Four queries.
 */
export async function readHeldHelp({ db, actor }: PersonCtx): Promise<HeldHelp> {
	const [easier] = await adjustmentsOf(db, [actor.id]);
	const needs = await ownNeedAnswers(db, actor.id);
	const grants = await grantsOf(db, actor.id);
	const steps = await stepsOf(db, actor.id);
	const easierWords = easier?.wordsSealed
		? await openAt(db.keys, sealedPlaces.adjustmentWords(actor.id, easier.id), easier.wordsSealed)
		: '';
	return {
		easier: easier
			? { codes: easier.codes, spoken: easier.spoken, words: easierWords, on: easier.madeAt.toISOString(), askedAgainOn: easier.reviewOn }
			: null,
		needs: await Promise.all(
			needs.map(async ({ id, levels, before, lineSealed, madeAt }) => ({
				...{ on: madeAt.toISOString(), levels, before },
				words: lineSealed ? await openAt(db.keys, sealedPlaces.needLine(actor.id, id), lineSealed) : ''
			}))
		),
		letIn: grants.map(({ kind, parts, madeAt, until, endedAt }) => ({
			...{ kind, parts, on: madeAt.toISOString(), until: until.toISOString(), endedOn: endedAt?.toISOString() ?? null }
		})),
		restorative: steps.map(({ step, onDay }) => ({ step, on: onDay }))
	};
}
