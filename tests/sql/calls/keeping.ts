import type * as answerQueries from '#server/db/queries/answers.ts';
import type * as forgettingQueries from '#server/db/queries/forgetting.ts';
import type * as doorQueries from '#server/db/queries/keeping-door.ts';
import type * as keepingQueries from '#server/db/queries/keeping.ts';
import * as a from '#server/db/queries/answers.ts';
import * as f from '#server/db/queries/forgetting.ts';
import * as d from '#server/db/queries/keeping-door.ts';
import * as k from '#server/db/queries/keeping.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const made = { id, hubId: id, madeBy: id, madeAt: now };

export const keeping = callsOf<typeof keepingQueries>({
	caseKeeping: {
		'a page': (tx) => k.caseKeeping(tx, { after: id, limit: 500 }),
		'one case': (tx) => k.caseKeeping(tx, { only: id })
	},
	personKeeping: (tx) => k.personKeeping(tx, { after: id, limit: 500 }),
	sharedCases: (tx) => k.sharedCases(tx, id),
	ownRules: (tx) => k.ownRules(tx),
	setRule: (tx) => k.setRule(tx, { id, hubId: id, record: 'case_served', days: 2557, changedBy: id, changedAt: now }),
	lastRuns: (tx) => k.lastRuns(tx, 31),
	beginRun: (tx) => k.beginRun(tx, { id, hubId: id, onDay: '2026-06-02', startedAt: now }),
	takeOverRun: (tx) => k.takeOverRun(tx, id, now),
	noteRun: (tx) => k.noteRun(tx, id, { counts: {}, fault: null, finishedAt: now }),
	holdsOn: {
		'with people': (tx) => k.holdsOn(tx, id, [id]),
		'without people': (tx) => k.holdsOn(tx, id, [])
	},
	countHolds: (tx) => k.countHolds(tx, '2026-06-02'),
	addHold: (tx) => k.addHold(tx, { ...made, caseId: id, reasonSealed: bytes, reviewOn: '2026-12-01' }),
	endHold: (tx) => k.endHold(tx, id, id)
});

export const forgetting = callsOf<typeof forgettingQueries>({
	markCaseForgotten: (tx) => f.markCaseForgotten(tx, id),
	emptyCase: (tx) => f.emptyCase(tx, id),
	markPersonForgotten: (tx) => f.markPersonForgotten(tx, id),
	deleteReach: (tx) => f.deleteReach(tx, id),
	deleteTasksAbout: (tx) => f.deleteTasksAbout(tx, id),
	deleteNoticesTo: (tx) => f.deleteNoticesTo(tx, id),
	forgetAccount: (tx) => f.forgetAccount(tx, id),
	emptyOldTasks: (tx) => f.emptyOldTasks(tx, 368, 1000),
	deleteOldBatches: (tx) => f.deleteOldBatches(tx, 92, 1000),
	deleteOldFeedRows: (tx) => f.deleteOldFeedRows(tx, 184, 1000),
	deleteOldOutbox: (tx) => f.deleteOldOutbox(tx, 31, 1000)
});

export const keepingDoor = callsOf<typeof doorQueries>({
	deleteOldSessions: (tx) => d.deleteOldSessions(tx, 1, 1000),
	deleteOldChallenges: (tx) => d.deleteOldChallenges(tx, 1, 1000),
	deleteOldInvitations: (tx) => d.deleteOldInvitations(tx, 31, 1000),
	deleteOldThrottles: (tx) => d.deleteOldThrottles(tx, 2, 1000)
});

export const answers = callsOf<typeof answerQueries>({
	addBreach: (tx) => a.addBreach(tx, { id, hubId: id, caseId: id, openedBy: id, openedAt: now, knownAt: now, seenSealed: bytes, decision: 'open' }),
	breachesOf: (tx) => a.breachesOf(tx),
	breachOf: (tx) => a.breachOf(tx, id),
	decideBreach: (tx) => a.decideBreach(tx, id, { decision: 'reported', noteSealed: bytes, decidedBy: id }),
	breachTask: (tx) => a.breachTask(tx, id),
	eraseAsked: (tx) => a.eraseAsked(tx, id),
	erasureAnswer: (tx) => a.erasureAnswer(tx, id),
	addErasure: (tx) =>
		a.addErasure(tx, { id, hubId: id, personId: id, taskId: id, outcome: 'keep', cases: [], dropsContact: false, decidedBy: id, decidedAt: now }),
	erasureToDo: (tx) => a.erasureToDo(tx, id),
	markErased: { 'with her words': (tx) => a.markErased(tx, id, true), 'without them': (tx) => a.markErased(tx, id, false) }
});
