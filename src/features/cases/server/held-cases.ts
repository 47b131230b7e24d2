import { referencesOf, tellingsOf } from '#server/db/queries/cases.ts';
import { ownCourtSteps, type CourtStepRow } from '#server/db/queries/court.ts';
import { ownCases } from '#server/db/queries/own.ts';
import type { AccessCode, CourtStep, CourtThing } from '../domain/court-help.ts';
import type { HeldCase, HeldCourt } from '../domain/held.ts';
import { foldCases, type OwnCase, type PersonCtx } from './own-case.ts';
import { ownReferences } from './read-update.ts';

/** The person's cases with all she may know of them, in a fixed number of queries whatever their number; another's name or row is in none. What she hid is left out (P13). */
export async function readHeldCases(ctx: PersonCtx): Promise<HeldCase[]> {
	const { db, actor } = ctx;
	const rows = await ownCases(db, actor.id);
	const ids = rows.map(({ id }) => id);
	const own = await foldCases(ctx, rows);
	const references = await referencesOf(db, ids);
	const tellings = (await tellingsOf(db, ids)).filter(({ personId }) => personId === actor.id);
	const court = await ownCourtSteps(db, actor.id);
	return Promise.all(
		own.map(async (one) => ({
			...factsOf(one),
			crimeType: one.row.crimeType,
			area: one.row.area,
			references: (await ownReferences(ctx, one, references)).map(({ agency, ref }) => ({ agency, ref })),
			court: court.filter(({ caseId }) => caseId === one.row.id).map(courtOf),
			tries: tellings.filter(({ caseId }) => caseId === one.row.id).map(({ at }) => at.toISOString())
		}))
	);
}

const courtOf = ({ thing, step, madeAt, saidBy, onDay, atTime, court, access }: CourtStepRow): HeldCourt => ({
	...{ thing: thing as CourtThing, step: step as CourtStep, on: madeAt.toISOString(), saidBy },
	...{ day: onDay, time: atTime, court, access: access as AccessCode[] }
});

function factsOf({ row, view, answers }: OwnCase) {
	const shown = view.timeline.filter((entry) => entry.hidden === 'shown');
	return {
		...{ kind: row.kind, role: row.role, isReported: row.isReported, rhythmDays: row.rhythmDays, since: row.madeAt.toISOString() },
		news: shown.map(({ title, source, sourceName, receivedAt }) => ({ title, source, sourceName, receivedAt })),
		closed: view.timeline.length - shown.length,
		answers: answers.map(({ answer, at }) => ({ answer, at }))
	};
}
