import { tasksAbout } from '#server/db/queries/due.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { triesWith } from '#server/db/queries/tellings.ts';
import { newId } from '#server/db/keyring.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { rankWays, type Try } from '#features/contact/domain/ways.ts';
import type { Preference } from '#features/contact/domain/preference.ts';
import { NotYours } from '#shared/faults.ts';
import type { Day } from '#shared/london.ts';
import type { Clock } from '../domain/clock-state.ts';
import { standingEvents } from '../domain/clock-start.ts';
import type { CaseEvent, Role, Source } from '../domain/event.ts';
import { isTold, newsOf, type News } from '../domain/news.ts';
import { inOrder } from '../domain/order.ts';
import { nextOf, sentencesOf, type Line, type Sentences } from '../domain/sentences.ts';
import { standingOf } from '../domain/stages.ts';
import { idSchema } from '../schema.ts';
import { pressing } from './due-rows.ts';
import { isLateForHardNews } from './event-choices.ts';
import { clocksFor, loadMatters, type LoadedMatter } from './load-matters.ts';

export type TellPage = {
	caseId: string;
	eventId: string;
	personId: string;
	/** One per form shown, so that a form sent twice is recorded once. */
	onceKey: string;
	role: Role;
	others: { personId: string; name: string | null; role: Role; isTold: boolean }[];
	news: News;
	source: Source;
	sourceName: string;
	occurred: CaseEvent['occurred'];
	sentences: Sentences;
	next: Line;
	/** The worker's own line; undefined where there is none, null when it cannot be read. */
	line: string | null | undefined;
	isTold: boolean;
	/** The person said this is not about them: nobody tells them until it is settled (P13). */
	isHidden: boolean;
	dueBy: Day | null;
	state: Clock['state'] | null;
	owner: Source | null;
	tries: { at: string; way: string; outcome: string }[];
	askedFor: Day | null;
	isLate: boolean;
};

/** The matter of one person in one case, and the event in it that concerns them. @throws NotYours where any of the three is not this hub's or not theirs. */
export async function matterWithEvent(ctx: Ctx<WorkerActor>, caseId: string, eventId: string, personId?: string) {
	if (![caseId, eventId, personId ?? caseId].every((id) => idSchema.safeParse(id).success)) throw new NotYours();
	const all = await loadMatters(ctx.db, [caseId]);
	const concerned = all.filter(({ events }) => events.some(({ id }) => id === eventId));
	const untold = concerned.find(({ events }) => events.some((event) => event.id === eventId && !isTold(event, ctx.now)));
	const matter = personId ? concerned.find(({ participant }) => participant.personId === personId) : (untold ?? concerned[0]);
	const event = matter?.events.find(({ id }) => id === eventId);
	if (!matter || !event) throw new NotYours();
	return { matter, event, concerned };
}

/**
 * All a worker needs to tell one person one thing (journey 6 steps 2–6), but no number and nothing of how to reach them: that is the gate's. The door's audit row says
 * whose record was looked at. @throws NotYours
 */
export async function readTell(ctx: Ctx<WorkerActor>, caseId: string, eventId: string, personId?: string): Promise<TellPage> {
	const { matter, event, concerned } = await matterWithEvent(ctx, caseId, eventId, personId);
	const who = matter.participant.personId;
	// The news that is not told is the task, and the task is the reason (P19).
	ctx.about({ caseId, personId: who, objectId: eventId, reason: isTold(event, ctx.now) ? 'after_telling' : 'task.tell' });
	const others = await othersOf(ctx, concerned, event, who);
	for (const { personId: other } of others)
		ctx.record({ action: 'case.viewed', caseId, personId: other, objectId: eventId, reason: 'task.tell' });
	const clock = pressing(clocksFor(matter, ctx.now), [eventId]);
	const about = (await tasksAbout(ctx.db, eventId)).filter((task) => task.personId === who);
	const taskDay = (kind: (typeof about)[number]['kind']) => about.find((task) => task.kind === kind)?.dueOn ?? null;
	return {
		...{ caseId, eventId, personId: who, onceKey: newId(ctx.now), role: matter.participant.role },
		others,
		...{ news: newsOf(event), source: event.source, sourceName: event.sourceName, occurred: event.occurred },
		sentences: sentencesOf(event),
		next: nextOf(standingOf(inOrder(standingEvents(matter.events))).stage),
		line: await lineOf(ctx, matter, eventId),
		isTold: isTold(event, ctx.now),
		isHidden: matter.hidden(eventId),
		...{ dueBy: taskDay('danger') ?? clock?.workBy ?? null, state: clock?.state ?? null, owner: clock?.owner ?? null },
		tries: event.tellings.map(({ at, way, outcome }) => ({ at, way, outcome })),
		askedFor: taskDay('ask_owner'),
		isLate: newsOf(event) === 'hard' && isLateForHardNews(ctx.now)
	};
}

async function othersOf(ctx: Ctx, concerned: readonly LoadedMatter[], event: CaseEvent, who: string): Promise<TellPage['others']> {
	const others = concerned.filter(({ participant }) => participant.personId !== who);
	const people = await personsOf(
		ctx.db,
		others.map(({ participant }) => participant.personId)
	);
	const names = new Map<string, string | null>();
	for (const { id, nameSealed } of people) names.set(id, await openAt(ctx.db.keys, sealedPlaces.personName(id), nameSealed));
	return others.map(({ participant: { personId, role }, events }) => {
		const told = events.some((one) => one.id === event.id && isTold(one, ctx.now));
		return { personId, name: names.get(personId) ?? null, role, isTold: told };
	});
}

async function lineOf({ db }: Ctx, { rows, participant }: LoadedMatter, eventId: string): Promise<string | null | undefined> {
	const sealed = rows.find(({ id }) => id === eventId)?.lineSealed;
	return sealed ? openAt(db.keys, sealedPlaces.eventLine(participant.caseId, eventId), sealed) : undefined;
}

/** Which way comes next after the tries so far (P9), over every case of the person. */
export async function nextWays(ctx: Ctx, personId: string, preference: Preference) {
	const tries = (await triesWith(ctx.db, personId)).flatMap(({ wayId, outcome, at }): Try[] =>
		wayId ? [{ wayId, outcome: outcome as Try['outcome'], at: at.toISOString() }] : []
	);
	return rankWays(preference, tries);
}
