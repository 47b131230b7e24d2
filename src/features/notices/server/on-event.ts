import type { CaseEvent, EventDetail, EventKind, Role } from '#features/cases/domain/event.ts';
import { forRole } from '#features/cases/domain/track-role.ts';
import { newId } from '#server/db/keyring.ts';
import { eventsOf, participantsOf } from '#server/db/queries/cases.ts';
import { addNotice, hasWaiting } from '#server/db/queries/notices.ts';
import { referralForJob } from '#server/db/queries/referrals-jobs.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { isToldMove, noticeOfEvent, type NoticeKind, type NoticeSource } from '../domain/notice.ts';
import type { AskGate } from './ask-gate.ts';

type Job = Ctx<JobActor>;
type Payload = Record<string, string>;
type About = { caseId: string | null; personId: string; source: NoticeSource; sourceId: string; about: string | null; kind: NoticeKind };

/** One notice for this event and person, however often the event is handed over. Where one already waits for her, this one is on record and does not go. */
export async function makeNotice({ db, now }: Job, about: About, lang: string, repeat = 0, at = now): Promise<void> {
	const joined = about.kind === 'ordinary' && (await hasWaiting(db, about.personId));
	await addNotice(db, {
		...{ id: newId(now), hubId: db.hub, ...about, lang, repeat, tries: 0, madeAt: now, movedAt: now },
		...(joined ? { state: 'withheld', reason: 'notice.reason.joined' } : { state: 'waiting', nextAt: at })
	});
}

/**
 * An update was recorded: everybody in the case whom it concerns, and whom a machine may tell that there is something (P4), gets one notice. What they were told of meanwhile makes none: that is
 * looked at when it is sent.
 */
export const onUpdate =
	(askGate: AskGate) =>
	async (ctx: Job, { case: caseId = '', event: eventId = '' }: Payload): Promise<void> => {
		const row = (await eventsOf(ctx.db, [caseId])).find(({ id }) => id === eventId);
		if (!row) return;
		const event = { kind: row.kind as EventKind, detail: row.detail as EventDetail };
		const parts = (await participantsOf(ctx.db, [caseId])).filter(({ role }) => forRole(event as CaseEvent, role as Role) !== null);
		const reached = await askGate(
			ctx,
			parts.map(({ personId }) => personId)
		);
		for (const { personId, lang, hardNews } of reached.values()) {
			const kind = noticeOfEvent(event, hardNews);
			if (kind) await makeNotice(ctx, { caseId, personId, source: 'update', sourceId: eventId, about: eventId, kind }, lang);
		}
	};

/** Somebody here answered a message of hers: `thread`, `case`, `person`. */
export const onAnswered =
	(askGate: AskGate) =>
	async (ctx: Job, { thread = '', case: caseId = '', person = '' }: Payload): Promise<void> => {
		const reach = (await askGate(ctx, [person])).get(person);
		const about = { caseId: caseId || null, personId: person, source: 'message', sourceId: ctx.requestId, about: thread || null } as const;
		if (reach) await makeNotice(ctx, { ...about, kind: 'ordinary' }, reach.lang);
	};

/** A court or the Witness Service answered what she asked for. */
export const onCourt =
	(askGate: AskGate) =>
	async (ctx: Job, { case: caseId = '', person = '', step = '' }: Payload): Promise<void> => {
		const reach = (await askGate(ctx, [person])).get(person);
		const about = { caseId: caseId || null, personId: person, source: 'court', sourceId: step, about: caseId || null } as const;
		if (reach) await makeNotice(ctx, { ...about, kind: 'ordinary' }, reach.lang);
	};

/** A partner answered, or what was shared has ended. What she did herself makes none. */
export const onShare =
	(askGate: AskGate) =>
	async (ctx: Job, { referral = '', move = '' }: Payload): Promise<void> => {
		const row = isToldMove(move) ? await referralForJob(ctx.db, referral) : undefined;
		const reach = row && (await askGate(ctx, [row.personId])).get(row.personId);
		if (!row || !reach) return;
		const about = { caseId: row.caseId, personId: row.personId, source: 'share', sourceId: ctx.requestId, about: referral } as const;
		await makeNotice(ctx, { ...about, kind: 'ordinary' }, reach.lang);
	};
