import { participantByForm } from '#server/db/queries/console.ts';
import { selfReferralOfHub, selfReferralsOfHub, settleAsk, type SelfReferralRow } from '#server/db/queries/self-referrals.ts';
import { settleOpenTasks } from '#server/db/queries/tasks.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { mayReach, type Verdict } from '#features/contact/domain/may-reach.ts';
import { isUrgent, preferenceOf, riskOf, shutting, type Asked } from '../domain/asked.ts';
import { idSchema, type ReplyForm, type tryOutcomes } from '../schema.ts';
import { openSaid, sealSaid } from '#server/crypto/said-at-door.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type DeskAsk = {
	id: string;
	source: SelfReferralRow['source'];
	name: string | null;
	state: SelfReferralRow['state'];
	lang: string;
	isUrgent: boolean;
	isLate: boolean;
	by: string | null;
	madeAt: string;
};

function askedIn({ db }: WorkerCtx, { id, wordsSealed }: SelfReferralRow): Asked | null {
	const text = openSaid(db.provider, 'words', id, wordsSealed);
	return text === null ? null : (JSON.parse(text) as Asked);
}

const isOpen = ({ state }: Pick<SelfReferralRow, 'state'>): boolean => state === 'waiting' || state === 'answered';

function deskRow(ctx: WorkerCtx, row: SelfReferralRow): DeskAsk {
	const asked = askedIn(ctx, row);
	return {
		...{ id: row.id, source: row.source, state: row.state, lang: row.lang, name: asked?.name ?? null },
		...{ by: row.dueAt?.toISOString() ?? null, madeAt: row.madeAt.toISOString() },
		isUrgent: isOpen(row) && asked !== null && isUrgent(asked),
		isLate: row.state === 'waiting' && row.dueAt !== null && row.dueAt < ctx.now
	};
}

/** Everything that was sent here: who is not safe or under 18 first, then what is due first, then what has ended. */
export async function listAsks(ctx: WorkerCtx): Promise<DeskAsk[]> {
	const rows = (await selfReferralsOfHub(ctx.db)).map((row) => deskRow(ctx, row));
	return [...rows.filter((row) => row.isUrgent), ...rows.filter((row) => !row.isUrgent)];
}

export type OneAsk = DeskAsk & {
	asked: Asked | null;
	answer: string | null;
	more: string | null;
	tries: { outcome: string; at: string }[];
	reason: string | null;
	verdict: Verdict;
	/** The whole number or address, for the way they chose, while the gate lets a worker use it. */
	value: string | null;
	caseId: string | null;
	joinedBy: string | null;
	isOpen: boolean;
};

// A try on the way they gave before shuts that one, and not the one they gave since (P9).
const isShut = ({ tries }: SelfReferralRow, since = ''): boolean =>
	tries.some(({ outcome, at }) => shutting.includes(outcome) && at > since);

async function inHub(ctx: WorkerCtx, id: string): Promise<SelfReferralRow> {
	const row = idSchema.safeParse(id).success ? await selfReferralOfHub(ctx.db, id) : undefined;
	if (!row) throw new NotYours();
	ctx.about({ objectId: id, personId: row.personId ?? row.joinedBy ?? undefined, caseId: row.caseId ?? undefined });
	return row;
}

/** One of them, whole, with the gate's answer at this instant: a look that is written down. The number only where the gate lets a worker use it now (S-20). @throws NotYours in another hub. */
export async function readAsk(ctx: WorkerCtx, id: string): Promise<OneAsk> {
	const row = await inHub(ctx, id);
	const asked = askedIn(ctx, row);
	const preference = preferenceOf(asked ?? {}, asked?.since ? new Date(asked.since) : row.madeAt, isShut(row, asked?.since));
	const verdict = mayReach(preference, asked ? riskOf(asked) : 'raised', { kind: 'worker' }, ctx.now);
	const { provider } = ctx.db;
	return {
		...deskRow(ctx, row),
		...{ asked, verdict, tries: row.tries, reason: row.reason, caseId: row.caseId, joinedBy: row.joinedBy, isOpen: isOpen(row) },
		answer: row.answerSealed ? openSaid(provider, 'answer', id, row.answerSealed) : '',
		more: row.moreSealed ? openSaid(provider, 'more', id, row.moreSealed) : '',
		value: 'way' in verdict && isOpen(row) ? (asked?.value ?? null) : null
	};
}

const here = (id: string) => `/console/self-referrals/${id}`;

/** Answers, to be read with the four words. Again takes the place of what stood there, for who has seen it. @throws NotYours in another hub. */
export async function replyTo(ctx: WorkerCtx, id: string, { seen, reply }: ReplyForm): Promise<Outcome> {
	const row = await inHub(ctx, id);
	if (row.state !== seen) return refuse('form', isOpen(row) ? 'ask.error.answered' : 'ask.error.closed');
	const answerSealed = sealSaid(ctx.db.provider, 'answer', id, reply);
	const set = { state: 'answered', answerSealed, answeredAt: ctx.now, workerId: ctx.actor.id } as const;
	// Of two who answer at once one does.
	if (!(await settleAsk(ctx.db, id, set, seen))) return refuse('form', 'ask.error.answered');
	await settleOpenTasks(ctx.db, 'help_asked', { about: id }, ctx.actor.id);
	return { go: here(id) };
}

/** Writes down how a try to reach them went (P9). Somebody else, or a wrong number: that way is used no more. Told: the promise is kept, and its task ends. @throws NotYours in another hub. */
export async function recordAskTry(ctx: WorkerCtx, id: string, outcome: (typeof tryOutcomes)[number]): Promise<Outcome> {
	await inHub(ctx, id);
	const set = {
		addsTry: { outcome, at: ctx.now.toISOString() },
		workerId: ctx.actor.id,
		...(outcome === 'told' && { state: 'answered' as const })
	};
	if (!(await settleAsk(ctx.db, id, set))) return refuse('form', 'ask.error.closed');
	if (outcome === 'told') await settleOpenTasks(ctx.db, 'help_asked', { about: id }, ctx.actor.id);
	return { go: here(id) };
}

/** Ends it without a record: why, and where to turn to, to be read with the four words. @throws NotYours in another hub. */
export async function endAsk(ctx: WorkerCtx, id: string, { reason, reply }: { reason: string; reply: string }): Promise<Outcome> {
	await inHub(ctx, id);
	const said = reply ? { answerSealed: sealSaid(ctx.db.provider, 'answer', id, reply), answeredAt: ctx.now } : {};
	if (!(await settleAsk(ctx.db, id, { ...said, state: 'not_taken_up', reason, workerId: ctx.actor.id })))
		return refuse('form', 'ask.error.closed');
	await settleOpenTasks(ctx.db, 'help_asked', { about: id }, ctx.actor.id);
	return { go: here(id) };
}

/** What a record is begun with: read for the worker who takes it up. @throws NotYours in another hub, and where it is open no more. */
export async function askToTakeUp(ctx: WorkerCtx, id: string): Promise<{ asked: Asked; lang: string; isSpoken: boolean }> {
	const row = await inHub(ctx, id);
	const asked = askedIn(ctx, row);
	if (!asked || !isOpen(row)) throw new NotYours();
	return { asked, lang: row.lang, isSpoken: row.tries.some(({ outcome }) => outcome === 'told') };
}

/** A record was made of it by the form with its number, in this transaction. @returns the record, and what they had said; null where the form belonged to no request that is open. */
export async function markTakenUp(
	ctx: WorkerCtx,
	id: string
): Promise<{ caseId: string; personId: string; asked: Asked; isSpoken: boolean } | null> {
	const [row, part] = [await selfReferralOfHub(ctx.db, id), await participantByForm(ctx.db, id)];
	const asked = row && askedIn(ctx, row);
	if (!row || !part || !asked || !isOpen(row)) return null;
	const record = { caseId: part.caseId, personId: part.personId };
	await settleAsk(ctx.db, id, { ...record, state: 'taken_up', workerId: ctx.actor.id });
	await settleOpenTasks(ctx.db, 'help_asked', { about: id }, ctx.actor.id);
	ctx.record({ action: 'ask.settled', ...record, objectId: id, reason: 'taken_up' });
	return { ...record, asked, isSpoken: row.tries.some(({ outcome }) => outcome === 'told') };
}
