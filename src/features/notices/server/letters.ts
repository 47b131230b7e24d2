import type { Verdict } from '#features/contact/domain/may-reach.ts';
import { hasSeen, lettersToPrint, noticeOfHub, type NoticeRow } from '#server/db/queries/notices.ts';
import { secretWordsOf } from '#server/db/queries/contact.ts';
import { waysOf } from '#server/db/queries/people.ts';
import { openAt, openWords, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { hubFacts } from '#server/settings-hub.ts';
import { nameIn } from '#shared/hub.ts';
import { NotYours } from '#shared/faults.ts';
import { isLang, type Lang } from '#shared/lang.ts';
import { wordsFor } from '#words/words.ts';
import { decide, wordsOf, type Decision } from '../domain/notice.ts';
import { idSchema } from '../schema.ts';

export type WorkerCtx = Ctx<WorkerActor>;
/** What the contact room's gate says now of a letter to this person; undefined where she is nobody here. Handed in by the door. */
export type AskPost = (ctx: WorkerCtx, personId: string) => Promise<Verdict | undefined>;
export type LetterRow = Pick<NoticeRow, 'id' | 'personId' | 'kind'> & { movedAt: string };
export type Letter = Pick<NoticeRow, 'id' | 'personId'> & { lang: Lang; since: string } & (
		{ isOpen: false; reason: string } | { isOpen: true; address: string[]; text: string; english: string | null }
	);

/** Letters that wait for somebody to print them, the oldest first. No address is in the list. */
export const listLetters = async ({ db }: WorkerCtx): Promise<LetterRow[]> =>
	(await lettersToPrint(db)).map(({ id, personId, kind, movedAt }) => ({ id, personId, kind, movedAt: movedAt.toISOString() }));

/** One that waits to be printed. @throws NotYours for another hub's, one that is shut, and one that waits no more */
export async function waiting({ db, about }: WorkerCtx, id: string): Promise<NoticeRow> {
	const row = idSchema.safeParse(id).success ? await noticeOfHub(db, id) : undefined;
	if (row?.state !== 'printing') throw new NotYours();
	about({ personId: row.personId, caseId: row.caseId ?? undefined, objectId: id });
	return row;
}

/** Whether it may be posted at this moment, over which way; otherwise a key of why not (S-20). */
export async function gateNow(ctx: WorkerCtx, row: NoticeRow, askPost: AskPost): Promise<Extract<Decision, { do: 'send' }> | string> {
	if (await hasSeen(ctx.db, row.personId, row.sourceId)) return 'notice.reason.seen';
	const verdict = await askPost(ctx, row.personId);
	const decision = verdict ? decide(verdict, row.kind) : null;
	if (decision?.do === 'send') return decision.channel === 'post' ? decision : 'notice.reason.no_channel';
	return decision?.do === 'wait' ? 'notice.letter.wait' : (decision?.reasonKey ?? 'reach.reason.died');
}

/**
 * One letter as it is printed: her address and the fixed words in her language, with the English beside them for the worker. The gate is asked now: where it does not say go there is no address on the
 * page (S-20). That an address was shown is a row of its own in the log. @throws NotYours for another hub's, one that is shut, and one that waits no more
 */
export async function readLetter(ctx: WorkerCtx, id: string, askPost: AskPost): Promise<Letter> {
	const { db, record } = ctx;
	const row = await waiting(ctx, id);
	const { personId, caseId } = row;
	const since = row.movedAt.toISOString();
	const lang = isLang(row.lang) ? row.lang : 'en';
	const gate = await gateNow(ctx, row, askPost);
	if (typeof gate === 'string') return { id, personId, lang, since, isOpen: false, reason: gate };
	const way = (await waysOf(db, [personId])).find((one) => one.id === gate.wayId);
	const to = way ? await openAt(db.keys, sealedPlaces.contactWay(personId, way.id), way.valueSealed) : null;
	const agreed = gate.agreed ? await openWords(db.keys, await secretWordsOf(db, [personId])) : {};
	if (!to || agreed === null) return { id, personId, lang, since, isOpen: false, reason: 'notice.reason.unreadable' };
	record({ action: 'number.shown', personId, caseId: caseId ?? undefined, objectId: gate.wayId });
	const { key, values } = wordsOf(row.kind, gate.sayWho, nameIn(hubFacts(), lang));
	const sayIn = (one: Lang) => (values ? wordsFor(one).t(key, values) : wordsFor(one).t(key));
	const english = lang === 'en' || agreed.message ? null : sayIn('en');
	return {
		id,
		personId,
		lang,
		since,
		isOpen: true,
		address: to.split(/\s*[\n,]\s*/).filter(Boolean),
		text: agreed.message || sayIn(lang),
		english
	};
}
