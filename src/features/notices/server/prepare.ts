import { eventsOf, notMineOf, tellingsOf } from '#server/db/queries/cases.ts';
import { secretWordsOf } from '#server/db/queries/contact.ts';
import { newId } from '#server/db/keyring.ts';
import { hasSeen, moveNotice, type NoticeRow } from '#server/db/queries/notices.ts';
import { personsOf, waysOf } from '#server/db/queries/people.ts';
import { addTask, hasOpenTask } from '#server/db/queries/tasks.ts';
import { openAt, openWords, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { servingOf, type Parcel, type Post } from '#server/post/port.ts';
import { settings } from '#server/settings.ts';
import { hubFacts } from '#server/settings-hub.ts';
import { nameIn } from '#shared/hub.ts';
import { isLang } from '#shared/lang.ts';
import { londonDay } from '#shared/london.ts';
import { wordsFor } from '#words/words.ts';
import { decide, withhold, wordsOf, type Decision, type NoticeTask } from '../domain/notice.ts';
import { countSms } from '../domain/sms.ts';
import type { AskGate } from './ask-gate.ts';

type Job = Ctx<JobActor>;
type Send = Extract<Decision, { do: 'send' }>;
/** How long a sending may last before another server looks what became of it. */
const lease = 600_000;

/** One open task of a kind for a person, about this notice's event. */
export async function ensureTask(
	{ db, now }: Job,
	row: NoticeRow,
	kind: NoticeTask | 'find_safe_way',
	change: { isUrgent?: boolean; about?: string } = {}
): Promise<void> {
	const about = change.about ?? (kind === 'notice_call' ? row.sourceId : null);
	if (await hasOpenTask(db, kind, { personId: row.personId, ...(about ? { about } : {}) })) return;
	const whose = { caseId: row.caseId, personId: row.personId, eventId: row.source === 'update' ? row.about : null, about };
	const isUrgent = change.isUrgent ?? kind === 'notice_call';
	await addTask(db, { id: newId(now), hubId: db.hub, ...whose, kind, isUrgent, dueOn: londonDay(now), madeAt: now });
}

const keepBack = async (ctx: Job, row: NoticeRow, { reasonKey, task }: Extract<Decision, { do: 'withhold' }>): Promise<void> => {
	await moveNotice(ctx.db, row.id, row.state, { state: 'withheld', reason: reasonKey, nextAt: null, movedAt: ctx.now });
	if (task) await ensureTask(ctx, row, task);
};

/**
 * Asks the gate at the moment of sending (S-20) and makes ready what may go: marked as being sent, under a key that stays the same, before anybody outside hears of it.
 * @returns the row as it now stands, with what to hand over; null where it waits or was withheld
 */
export async function prepare(ctx: Job, row: NoticeRow, askGate: AskGate, post: Post): Promise<[NoticeRow, Parcel] | null> {
	const { db, now } = ctx;
	const decision = await decideNow(ctx, row, askGate);
	if (decision.do === 'wait') {
		await moveNotice(db, row.id, row.state, { nextAt: decision.until });
		return null;
	}
	if (decision.do === 'send' && decision.channel === 'post' && !post.can('post')) {
		await toPrint(ctx, row, decision);
		return null;
	}
	const parcel = decision.do === 'send' ? await compose(ctx, row, decision, post) : decision;
	if ('do' in parcel) {
		await keepBack(ctx, row, parcel);
		return null;
	}
	const { wayId, channel } = decision as Send;
	const nextAt = new Date(now.getTime() + lease);
	const change = {
		state: 'sending',
		wayId,
		channel,
		tries: row.tries + 1,
		provider: servingOf(post, channel).name,
		movedAt: now,
		nextAt
	} as const;
	return (await moveNotice(db, row.id, row.state, change)) ? [{ ...row, ...change }, parcel] : null;
}

/** Nobody prints for the hub: a worker prints it and says when it was posted. A letter is too slow for what is critical for court, so somebody calls as well (P22). */
async function toPrint(ctx: Job, row: NoticeRow, { wayId, channel }: Send): Promise<void> {
	const change = { state: 'printing', reason: null, wayId, channel, provider: 'print', nextAt: null, movedAt: ctx.now } as const;
	if ((await moveNotice(ctx.db, row.id, row.state, change)) && row.kind === 'court_critical') await ensureTask(ctx, row, 'notice_call');
}

/** What the gate says at this moment. Whoever was told meanwhile, or is nobody here any more, gets nothing. */
async function decideNow(ctx: Job, row: NoticeRow, askGate: AskGate): Promise<Decision> {
	if (await wasTold(ctx, row)) return { do: 'withhold', reasonKey: 'notice.reason.told', task: null };
	if (await hasSeen(ctx.db, row.personId, row.sourceId)) return { do: 'withhold', reasonKey: 'notice.reason.seen', task: null };
	if (await isHidden(ctx, row)) return { do: 'withhold', reasonKey: 'notice.reason.hidden', task: null };
	const reach = (await askGate(ctx, [row.personId])).get(row.personId);
	return reach ? decide(reach.verdict, row.kind) : withhold('reach.reason.died', row.kind);
}

/** "No notice will be sent": whoever was told by a worker meanwhile is not told again (journey 6 step 7). */
async function wasTold({ db }: Job, { source, caseId, about, personId }: NoticeRow): Promise<boolean> {
	if (source !== 'update' || !caseId) return false;
	return (await tellingsOf(db, [caseId])).some((one) => one.eventId === about && one.personId === personId && one.outcome === 'told');
}

/** What she said is not about her is not announced to her either (P13): the event itself, its reference, or the whole case. */
async function isHidden({ db }: Job, { source, caseId, about, personId }: NoticeRow): Promise<boolean> {
	if (source !== 'update' || !caseId) return false;
	const said = (await notMineOf(db, [caseId])).filter((one) => one.personId === personId && one.settledAs !== 'theirs');
	const reference = said.length ? (await eventsOf(db, [caseId])).find(({ id }) => id === about)?.referenceId : null;
	return said.some(
		({ eventId, referenceId }) => eventId === about || (eventId === null && (referenceId === null || referenceId === reference))
	);
}

async function compose({ db }: Job, row: NoticeRow, send: Send, post: Post): Promise<Parcel | Extract<Decision, { do: 'withhold' }>> {
	if (!post.can(send.channel)) return withhold('notice.reason.no_provider', row.kind);
	const { NOTICE_PARTS: most } = settings();
	const lang = isLang(row.lang) ? row.lang : 'en';
	const way = (await waysOf(db, [row.personId])).find(({ id }) => id === send.wayId);
	const to = way ? await openAt(db.keys, sealedPlaces.contactWay(row.personId, way.id), way.valueSealed) : null;
	const agreed = send.agreed ? await openWords(db.keys, await secretWordsOf(db, [row.personId])) : {};
	if (!to || agreed === null) return withhold('notice.reason.unreadable', row.kind);
	const { t: say } = wordsFor(lang);
	const { key, values } = wordsOf(row.kind, send.sayWho, nameIn(hubFacts(), lang));
	const text = agreed.message || (values ? say(key, values) : say(key));
	if (send.channel === 'text' && countSms(text).parts > most)
		return { do: 'withhold', reasonKey: 'notice.reason.too_long', task: 'notice_call' };
	const parcel = { key: row.id, channel: send.channel, to, subject: say('notice.subject'), text };
	if (send.channel !== 'post') return parcel;
	// A letter to no name is opened by whoever lives there.
	const [whose] = await personsOf(db, [row.personId]);
	const name = whose && (await openAt(db.keys, sealedPlaces.personName(row.personId), whose.nameSealed));
	return name ? { ...parcel, to: `${name.replaceAll(/[\n,]+/g, ' ')}\n${to}` } : withhold('notice.reason.unreadable', row.kind);
}
