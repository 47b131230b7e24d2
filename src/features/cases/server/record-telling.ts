import { addTelling } from '#server/db/queries/cases.ts';
import { setTaskDay, tasksAbout } from '#server/db/queries/due.ts';
import { addTask, settleTask, type TaskKind } from '#server/db/queries/tasks.ts';
import { pauseWay, settleTasksAbout, tryByForm } from '#server/db/queries/tellings.ts';
import { newId } from '#server/db/keyring.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { defaultOffice, nextOpening, type Schedule } from '#features/contact/domain/hours.ts';
import type { Preference, Risk } from '#features/contact/domain/preference.ts';
import { londonDay } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import { isEnhanced } from '../domain/clock-code.ts';
import type { Telling, TryOutcome } from '../domain/event.ts';
import { newsOf, type News } from '../domain/news.ts';
import { isLateForHardNews } from './event-choices.ts';
import { matterWithEvent, nextWays } from './read-tell.ts';
import { codeCaseOf } from './code-case.ts';

/** How one contact went. `way` is a way of the person's by its id, or a meeting or letter. `late`: the worker knows that hard news stands on the page over the weekend. */
export type NewTelling = {
	caseId: string;
	eventId: string;
	personId: string;
	onceKey: string;
	outcome: TryOutcome;
	way: string;
	at: Date;
	next?: Date | null;
	show?: boolean;
	late?: boolean;
	atRisk?: boolean;
	note?: string | null;
	taskId?: string | null;
};
/** What the contact room's gate loaded for this person. */
export type Contact = { preference: Preference; risk: Risk };
export type Told = { tellingId: string; isNew: boolean };
type Refused = { refused: readonly Issue[] };

const pausing: readonly TryOutcome[] = ['someone_else', 'wrong_number'];
const inVain: readonly TryOutcome[] = ['no_answer', 'not_safe', 'someone_else', 'wrong_number'];
/** A correction of a clock or a slow phone call; more than that is the future. */
const earliest = new Date('2000-01-01T00:00:00Z');

/**
 * Records how a contact went (P9, T6, journey 6 steps 5–9) with all that follows, in one transaction: told settles the tasks about it and puts hard news on the page (P4);
 * someone else and a wrong number shut that way at once and open the search for a safe one, at raised risk for a supervisor too; no answer puts in the next safe
 * time; when no safe way is left a supervisor is asked. The same form twice is one telling. @throws NotYours
 */
export async function recordTelling(ctx: Ctx<WorkerActor>, input: NewTelling, contact: Contact): Promise<Told | Refused> {
	const before = await tryByForm(ctx.db, input.onceKey);
	if (before) return { tellingId: before.id, isNew: false };
	const { event } = await matterWithEvent(ctx, input.caseId, input.eventId, input.personId);
	const news = newsOf(event);
	const way = wayOf(input, contact.preference);
	const fault = faultIn(ctx, input, way, news);
	if (fault) return fault;
	const tellingId = newId(ctx.now);
	if (!(await store(ctx, input, contact, { tellingId, way: way as Way, news }))) {
		const other = await tryByForm(ctx.db, input.onceKey);
		return other ? { tellingId: other.id, isNew: false } : refuse('form', 'due.error.form');
	}
	ctx.about({ caseId: input.caseId, personId: input.personId, objectId: tellingId });
	if (input.outcome === 'told') await settleTold(ctx, input);
	if (input.atRisk) await make(ctx, input, 'seemed_at_risk', { isUrgent: true });
	if (pausing.includes(input.outcome)) await shutWay(ctx, input, contact, (way as Way).id);
	else if (inVain.includes(input.outcome)) await askSupervisorWhenDone(ctx, input, contact);
	ctx.emit('telling.recorded', { case: input.caseId, event: input.eventId, telling: tellingId });
	return { tellingId, isNew: true };
}

type Way = { id: string | null; name: Telling['way'] };

function wayOf({ way }: NewTelling, { ways }: Preference): Way | null {
	if (way === 'in_person' || way === 'letter') return { id: null, name: way };
	const known = ways.find(({ id }) => id === way);
	return known ? { id: known.id, name: known.kind === 'post' ? 'letter' : known.kind } : null;
}

function faultIn({ now }: Ctx, input: NewTelling, way: Way | null, news: News): Refused | null {
	if (!way) return refuse('way', 'due.error.way');
	if (input.at > now) return refuse('at', 'due.error.at_ahead');
	if (input.at < earliest) return refuse('at', 'due.error.long_ago');
	if (input.outcome === 'another_time' && !input.next) return refuse('next', 'due.error.next');
	if (input.next && input.next <= now) return refuse('next', 'due.error.next_past');
	const shows = input.outcome === 'told' && input.show && news === 'hard';
	if (shows && !input.late && isLateForHardNews(now)) return refuse('late', 'due.error.late');
	return null;
}

async function store(
	{ db, now, actor }: Ctx<WorkerActor>,
	input: NewTelling,
	{ preference }: Contact,
	{ tellingId, way, news }: { tellingId: string; way: Way; news: News }
): Promise<boolean> {
	const { caseId, personId, eventId, at, outcome, onceKey } = input;
	const noteSealed = input.note ? await sealAt(db.keys, sealedPlaces.tellingNote(caseId, tellingId), input.note) : null;
	const waits = outcome === 'no_answer' || outcome === 'not_safe';
	// Danger news does not wait for the next safe hour: it stays on top until somebody was told (P4).
	const safeAgain = waits && news !== 'danger' ? nextOpening(scheduleOf(preference), now) : null;
	return addTelling(db, {
		...{ id: tellingId, hubId: db.hub, caseId, personId, eventId, at, by: 'hub', way: way.name, wayId: way.id, outcome, onceKey },
		...{ workerId: actor.id, noteSealed, madeAt: now },
		nextAt: outcome === 'another_time' ? (input.next ?? null) : safeAgain,
		shownAt: outcome === 'told' && input.show && news === 'hard' ? now : null
	});
}

/** The person's own hours; unanswered, or nobody asked, the hub's (P2). */
const scheduleOf = ({ hours, mayContact }: Preference): Schedule => [
	...(hours ? [{ windows: hours, office: false }] : []),
	...(!hours || mayContact === 'unasked' ? [{ windows: defaultOffice, office: true }] : [])
];

async function settleTold({ db, actor }: Ctx<WorkerActor>, { eventId, personId, taskId }: NewTelling): Promise<void> {
	await settleTasksAbout(db, { eventId, personId, kinds: ['danger', 'ask_owner', 'tell_news', 'not_told'] }, actor.id);
	if (taskId) await settleTask(db, taskId, actor.id);
}

async function make(
	{ db, now }: Ctx,
	{ caseId, personId, eventId }: NewTelling,
	kind: TaskKind,
	change: { isUrgent?: boolean; about?: string } = {}
): Promise<void> {
	const { isUrgent = false, about = null } = change;
	await addTask(db, {
		id: newId(now),
		hubId: db.hub,
		caseId,
		personId,
		eventId,
		kind,
		isUrgent,
		dueOn: londonDay(now),
		about,
		madeAt: now
	});
}

/** That way is shut for everyone, agencies too, until a safe one is found (P9). */
async function shutWay(ctx: Ctx<WorkerActor>, input: NewTelling, { risk }: Contact, wayId: string | null): Promise<void> {
	if (wayId) await pauseWay(ctx.db, input.personId, wayId);
	await make(ctx, input, 'find_safe_way');
	if (risk === 'raised') await make(ctx, input, 'find_safe_way', { isUrgent: true, about: 'supervisor' });
}

async function askSupervisorWhenDone(ctx: Ctx<WorkerActor>, input: NewTelling, { preference }: Contact): Promise<void> {
	const { supervisor } = await nextWays(ctx, input.personId, preference);
	const open = supervisor ? await tasksAbout(ctx.db, input.eventId) : [];
	const isAsked = open.some(
		({ kind, about, personId }) => kind === 'find_safe_way' && about === 'supervisor' && personId === input.personId
	);
	if (supervisor && !isAsked) await make(ctx, input, 'find_safe_way', { isUrgent: true, about: 'supervisor' });
}

/**
 * Asks the owner of a clock to tell the person (P3, journey 6 step 10): on record, with the day on which the row comes back. It does not count as telling.
 * One working day for those who get news sooner, otherwise two. @throws NotYours
 */
export async function askOwner(
	ctx: Ctx<WorkerActor>,
	about: { caseId: string; eventId: string; personId: string }
): Promise<{ dueOn: string }> {
	const { matter } = await matterWithEvent(ctx, about.caseId, about.eventId, about.personId);
	ctx.about({ caseId: about.caseId, personId: about.personId, objectId: about.eventId });
	const dueOn = addWorkingDays(londonDay(ctx.now), isEnhanced(codeCaseOf(matter.case, matter.participant)) ? 1 : 2);
	const open = await tasksAbout(ctx.db, about.eventId);
	const asked = open.find(({ kind, personId }) => kind === 'ask_owner' && personId === about.personId);
	if (asked) await setTaskDay(ctx.db, asked.id, dueOn);
	else
		await addTask(ctx.db, { id: newId(ctx.now), hubId: ctx.db.hub, ...about, kind: 'ask_owner', isUrgent: false, dueOn, madeAt: ctx.now });
	return { dueOn };
}
