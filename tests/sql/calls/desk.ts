import type * as dueListQueries from '#server/db/queries/due-lists.ts';
import type * as dueRowQueries from '#server/db/queries/due-rows.ts';
import type * as dueQueries from '#server/db/queries/due.ts';
import type * as reportQueries from '#server/db/queries/reports.ts';
import type * as taskQueries from '#server/db/queries/tasks.ts';
import type * as tellingQueries from '#server/db/queries/tellings.ts';
import * as d from '#server/db/queries/due.ts';
import * as f from '#server/db/queries/due-rows.ts';
import * as l from '#server/db/queries/due-lists.ts';
import * as r from '#server/db/queries/reports.ts';
import * as k from '#server/db/queries/tasks.ts';
import * as t from '#server/db/queries/tellings.ts';
import { callsOf, id, now } from '../recorder.ts';

export const due = callsOf<typeof dueQueries>({
	taskOfHub: (tx) => d.taskOfHub(tx, id),
	tasksAbout: (tx) => d.tasksAbout(tx, id),
	setTaskDay: (tx) => d.setTaskDay(tx, id, '2026-06-01'),
	rhythmCases: (tx) => d.rhythmCases(tx),
	answersOf: (tx) => d.answersOf(tx, [id]),
	contactsNow: (tx) => d.contactsNow(tx, [id]),
	riskFactsOf: (tx) => d.riskFactsOf(tx, [id])
});

export const dueLists = callsOf<typeof dueListQueries>({
	keptFilters: (tx) => l.keptFilters(tx, id),
	keepFilter: (tx) => l.keepFilter(tx, { id, hubId: id, workerId: id, code: 'mine.-.-.-', madeAt: now }),
	dropFilter: (tx) => l.dropFilter(tx, id, id),
	giveTasks: (tx) => l.giveTasks(tx, [id], id),
	reopenTask: (tx) => l.reopenTask(tx, id, id, now)
});

const wish = { workers: [id], enhanced: true, without: [id], marked: [id] };
export const dueFolded = callsOf<typeof dueRowQueries>({
	firstDue: {
		'of a worker': (tx) => f.firstDue(tx, wish, { isSafety: false, to: '2026-06-01' }, 51),
		'of the hub': (tx) => f.firstDue(tx, { ...wish, workers: null, enhanced: false }, { isSafety: null, to: null }, 51)
	},
	countDue: (tx) => f.countDue(tx, { workers: null, enhanced: false, without: [], marked: [] }, { isSafety: null, to: null }),
	dueOfEvents: (tx) => f.dueOfEvents(tx, [id]),
	dueMarks: (tx) => f.dueMarks(tx, 1000),
	foldedBefore: (tx) => f.foldedBefore(tx, '2026-06-01', 200),
	keepDue: (tx) =>
		f.keepDue(tx, [id], [{ hubId: id, caseId: id, personId: id, eventId: id, isSafety: false, enhanced: false, foldedOn: '2026-06-01' }], [id]),
	holdDue: (tx) => f.holdDue(tx),
	tasksOfEvents: (tx) => f.tasksOfEvents(tx, [id], ['danger'])
});

export const reports = callsOf<typeof reportQueries>({
	casesHeardSince: (tx) => r.casesHeardSince(tx, now, 100),
	mattersOf: (tx) => r.mattersOf(tx, [id]),
	countedMattersOf: (tx) => r.countedMattersOf(tx, [id]),
	countedEventsOf: (tx) => r.countedEventsOf(tx, [id]),
	countedHidesOf: (tx) => r.countedHidesOf(tx, [id]),
	importsOf: (tx) => r.importsOf(tx)
});

export const tasks = callsOf<typeof taskQueries>({
	addTask: (tx) => k.addTask(tx, { id, hubId: id, kind: 'update_asked', isUrgent: false, dueOn: '2026-06-01', madeAt: now }),
	openTasks: (tx) => k.openTasks(tx),
	tasksOfCase: (tx) => k.tasksOfCase(tx, id),
	settleTask: (tx) => k.settleTask(tx, id, id),
	settleOpenTasks: {
		'of a person': (tx) => k.settleOpenTasks(tx, 'need_contact', { personId: id }, id),
		'about a thing': (tx) => k.settleOpenTasks(tx, 'help_asked', { about: id }, id)
	},
	endTasksAbout: (tx) => k.endTasksAbout(tx, id, ['message_waiting', 'message_late']),
	openTasksAbout: (tx) => k.openTasksAbout(tx, id, ['translation_asked', 'message_talk']),
	hasOpenTask: {
		'about a person': (tx) => k.hasOpenTask(tx, 'not_safe', { personId: id }),
		'about a thing': (tx) => k.hasOpenTask(tx, 'helper_check', { about: id }),
		'about both': (tx) => k.hasOpenTask(tx, 'need_follow', { personId: id, about: 'advocate' })
	}
});

export const tellings = callsOf<typeof tellingQueries>({
	triesOf: (tx) => t.triesOf(tx, [id]),
	triesWith: (tx) => t.triesWith(tx, id),
	tryOf: (tx) => t.tryOf(tx, id, id),
	tryByForm: (tx) => t.tryByForm(tx, id),
	markUndone: (tx) => t.markUndone(tx, id, id, now),
	settleTasksAbout: (tx) => t.settleTasksAbout(tx, { eventId: id, personId: id, kinds: ['danger'] }, id),
	reopenTasks: (tx) => t.reopenTasks(tx, id, now, id),
	endTasksMade: (tx) => t.endTasksMade(tx, id, now, id),
	pauseWay: (tx) => t.pauseWay(tx, id, id),
	unpauseWays: (tx) => t.unpauseWays(tx, id, now),
	preferenceVersion: (tx) => t.preferenceVersion(tx, id, 1)
});
