import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { dueMarks, foldedBefore, holdDue, keepDue, tasksOfEvents } from '#server/db/queries/due-rows.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import type { HubId } from '#shared/ids.ts';
import { londonDay } from '#shared/london.ts';
import { merged, tellRows } from './due-rows.ts';
import { loadMatters } from './load-matters.ts';

const casesAtOnce = 200;
const marksAtOnce = 2000;

/**
 * Folds what changed, and what was folded on an earlier day, into rows in the order of the due list, so that no look at the list has to (issue 6, Speed). Only one process does it at a
 * time; what changes meanwhile leaves a mark of its own. Nobody waits for it: until it has run, the list folds what is marked. @returns how many cases were folded
 */
export async function foldDue(db: Db, hub: HubId, now: Date): Promise<number> {
	let folded = 0;
	for (let round = 0; round < 50; round++) {
		const asked = { actor: { kind: 'job' as const, hub }, now, lang: 'en' as const, requestId: newId(now), audit: null };
		const count = await work(db, asked, foldSome);
		folded += count;
		if (count < casesAtOnce) break;
	}
	return folded;
}

async function foldSome({ db, now }: Ctx<JobActor>): Promise<number> {
	if (!(await holdDue(db))) return 0;
	const today = londonDay(now);
	const marks = await dueMarks(db, marksAtOnce);
	const changed = [...new Set(marks.map(({ caseId }) => caseId))].slice(0, casesAtOnce);
	const aged = changed.length < casesAtOnce ? await foldedBefore(db, today, casesAtOnce - changed.length) : [];
	const cases = [...new Set([...changed, ...aged])];
	if (!cases.length) return 0;
	const tasks = await tasksOfEvents(db, cases, merged);
	const matters = (await loadMatters(db, cases)).filter((matter) => matter.case.shreddedAt === null);
	const rows = matters
		.flatMap((matter) => tellRows(matter, tasks, now))
		.flatMap(({ caseId, personId, eventId, isSafety, enhanced, dueBy }) =>
			caseId && personId && eventId ? [{ hubId: db.hub, caseId, personId, eventId, isSafety, enhanced, dueOn: dueBy, foldedOn: today }] : []
		);
	const taken = marks.filter(({ caseId }) => cases.includes(caseId)).map(({ id }) => id);
	await keepDue(db, cases, rows, taken);
	return cases.length;
}
