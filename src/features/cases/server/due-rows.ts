import type { TaskRow } from '#server/db/queries/tasks.ts';
import type { Day } from '#shared/london.ts';
import { isEnhanced, victimsCode } from '../domain/clock-code.ts';
import type { Clock } from '../domain/clock-state.ts';
import type { CaseEvent, Source } from '../domain/event.ts';
import { isTold, newsOf, type News } from '../domain/news.ts';
import { sentencesOf, type Line } from '../domain/sentences.ts';
import { settle, type Settled } from '../domain/track-settle.ts';
import { clocksFor, type LoadedMatter } from './load-matters.ts';
import { codeCaseOf } from './code-case.ts';

/** One thing to do, as the list shows it: keys, codes and days. `todo` says whether we tell the person or ask the owner to (P3). */
export type DueRow = {
	id: string;
	kind: 'tell' | TaskRow['kind'];
	taskId: string | null;
	eventId: string | null;
	caseId: string | null;
	personId: string | null;
	/** The entry of the directory it is about. */
	serviceId: string | null;
	title: Line;
	news: News;
	/** About somebody's safety: first on the list, and counted in the heading. */
	isSafety: boolean;
	isUrgent: boolean;
	dueBy: Day | null;
	state: Clock['state'] | null;
	owner: Source | null;
	todo: 'tell' | 'ask' | 'do';
	enhanced: boolean;
	triedOn: Day | null;
	/** To whom it was given. */
	givenTo: string | null;
	/** The task only says whose this piece of news is. */
	isOnlyGiven: boolean;
	/** When the next safe time was put in after a try (P9). */
	nextAt: string | null;
	/** The owner was asked to tell; the row waits for this day. */
	isAsked: boolean;
	/** For a supervisor: danger news that has waited for over 30 minutes (P4), or a way that nobody could find. */
	isEscalated: boolean;
	madeAt: string;
};

const tellingDuties = new Set(victimsCode.duties.filter(({ settledBy }) => settledBy.length === 0).map(({ id }) => id));
/** What this hub tells by itself: its own duties and witness care's. All else its owner must tell, unless it is danger news (P3, P4). */
const ours: readonly Source[] = ['hub', 'witness_care'];
const escalateAfter = 30 * 60_000;
/** Danger that waits for over half an hour goes to a supervisor (P4). */
export const waitsTooLong = (since: Date, now: Date): boolean => now.getTime() - since.getTime() > escalateAfter;
/** Tasks that a row of news already stands for. */
export const merged: readonly TaskRow['kind'][] = ['danger', 'ask_owner', 'tell_news'];

/** The clock that presses first for one piece of news: the earliest day the console works to; undefined where no telling is owed by a day. */
export function pressing(clocks: readonly Clock[], ids: readonly string[]): Clock | undefined {
	const owed = clocks.filter(({ dutyId, eventIds }) => tellingDuties.has(dutyId) && eventIds.some((id) => ids.includes(id)));
	const open = owed.filter(({ state }) => state !== 'does_not_apply' && state !== 'not_started');
	return open.sort((a, b) => ((a.workBy ?? '9999') < (b.workBy ?? '9999') ? -1 : 1))[0];
}

/** Every piece of news this person was not told about and that concerns her (T5). What she herself confirmed to have heard is off the list (P3). */
export function tellRows(matter: LoadedMatter, tasks: readonly TaskRow[], now: Date): DueRow[] {
	const clocks = clocksFor(matter, now);
	return settle(matter.events, () => true)
		.filter(({ event, ids }) => !isTold(event, now) && !ids.every((id) => matter.hidden(id)))
		.map((news) => tellRow(matter, news, clocks, tasks, now))
		.filter((row) => row !== null);
}

function tellRow(
	matter: LoadedMatter,
	{ event, ids }: Settled,
	clocks: readonly Clock[],
	tasks: readonly TaskRow[],
	now: Date
): DueRow | null {
	const clock = pressing(clocks, ids);
	if (clock?.reasonKey === 'clocks.reason.heard_yes') return null;
	const { caseId, personId } = matter.participant;
	const about = tasks.filter((task) => task.personId === personId && task.eventId !== null && ids.includes(task.eventId));
	const danger = about.find(({ kind }) => kind === 'danger');
	const asked = about.find(({ kind }) => kind === 'ask_owner');
	const given = about.find(({ kind }) => kind === 'tell_news');
	const news = newsOf(event);
	return {
		...blank(event, now, matter),
		id: `${event.id}.${personId}`,
		taskId: danger?.id ?? asked?.id ?? given?.id ?? null,
		eventId: event.id,
		caseId,
		personId,
		serviceId: null,
		news,
		isSafety: news === 'danger',
		isUrgent: news === 'danger',
		dueBy: danger?.dueOn ?? asked?.dueOn ?? clock?.workBy ?? null,
		state: clock?.state ?? null,
		owner: clock?.owner ?? null,
		todo: news === 'danger' || !clock || ours.includes(clock.owner) ? 'tell' : 'ask',
		triedOn: clock?.triedOn ?? null,
		givenTo: (danger ?? asked ?? given)?.assignedTo ?? null,
		isOnlyGiven: !danger && !asked && given !== undefined,
		nextAt: nextTry(matter, ids),
		isAsked: asked !== undefined,
		isEscalated: danger !== undefined && waitsTooLong(danger.madeAt, now)
	};
}

const blank = (event: CaseEvent, now: Date, matter: LoadedMatter) => ({
	kind: 'tell' as const,
	title: sentencesOf(event).title,
	enhanced: isEnhanced(codeCaseOf(matter.case, matter.participant)),
	madeAt: event.receivedAt
});

function nextTry({ tries }: LoadedMatter, ids: readonly string[]): string | null {
	const last = tries.filter(({ eventId }) => eventId !== null && ids.includes(eventId)).at(-1);
	return last?.nextAt?.toISOString() ?? null;
}

/** A task that is not about telling one piece of news: it stands in the same list by urgency and day (journey 6). */
export function taskRow(task: TaskRow, enhanced: boolean, now: Date): DueRow {
	const isDanger = task.kind === 'danger' || task.kind === 'not_safe' || task.about === 'danger';
	return {
		id: task.id,
		kind: task.kind,
		taskId: task.id,
		eventId: task.eventId,
		caseId: task.caseId,
		personId: task.personId,
		serviceId: task.serviceId,
		title: { key: `due.task.${task.kind}`, values: {} },
		news: isDanger ? 'danger' : 'plain',
		isSafety: isDanger || task.kind === 'seemed_at_risk',
		isUrgent: task.isUrgent,
		dueBy: task.dueOn,
		state: null,
		owner: null,
		todo: 'do',
		enhanced,
		triedOn: null,
		givenTo: task.assignedTo,
		isOnlyGiven: false,
		nextAt: null,
		isAsked: false,
		isEscalated: task.about === 'supervisor' || task.kind === 'message_late' || (isDanger && waitsTooLong(task.madeAt, now)),
		madeAt: task.madeAt.toISOString()
	};
}
