import { grantsOf, stepsOf } from '#server/db/queries/advocate.ts';
import { adjustmentsOf } from '#server/db/queries/contact.ts';
import { ownNeedAnswers } from '#server/db/queries/needs.ts';
import { sharedOfPerson } from '#server/db/queries/referrals.ts';
import { ownSafetyShares } from '#server/db/queries/safety-shares.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { receiptOf } from '#features/referrals/domain/receipt.ts';
import type { HeldHelp } from '../domain/held.ts';
import type { PersonCtx } from './ask-task.ts';

/**
 * What a person said about help: what makes it easier, what would help, whom she let in, restorative justice, and what she shares. Of whom she let in only what they are to her: other people's details are
 * in no file (P6). `hub`: its name, for
 * the receipts. Six queries.
 */
export async function readHeldHelp({ db, actor }: PersonCtx, hub: string): Promise<HeldHelp> {
	const [easier] = await adjustmentsOf(db, [actor.id]);
	const needs = await ownNeedAnswers(db, actor.id);
	const grants = await grantsOf(db, actor.id);
	const steps = await stepsOf(db, actor.id);
	const shared = (await sharedOfPerson(db, actor.id)).filter(({ givenAt }) => givenAt !== null);
	const keptSafe = await ownSafetyShares(db, actor.id);
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
		restorative: steps.map(({ step, onDay }) => ({ step, on: onDay })),
		shared: shared.map((row) => receiptOf(row, hub)),
		keptSafe: await Promise.all(
			keptSafe.map(async ({ id, wordsSealed, madeAt }) => ({
				on: madeAt.toISOString(),
				words: await openAt(db.keys, sealedPlaces.safetyWords(actor.id, id), wordsSealed)
			}))
		)
	};
}
