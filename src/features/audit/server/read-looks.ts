import { looksAtMe, ownAbout, type LookRow } from '#server/db/queries/audit.ts';
import { NotYours } from '#shared/faults.ts';
import type { Outcome } from '#server/http/ctx.ts';
import type { Day } from '#shared/london.ts';
import { daysOf, pageOf, reasonOf, rowOfName, whoOf, type Entry, type LookDay } from '../domain/looks.ts';
import { isShown } from '../domain/shown.ts';
import { answerBy } from './answer-by.ts';
import { askOnce, type PersonCtx } from './ask-task.ts';

/** What she asked about an entry: when, and by when we answer, or that we have. */
export type LookQuestion = { on: string; answerBy: Day; doneOn: string | null };
export type Looks = { days: (Omit<LookDay, 'entries'> & { entries: (Entry & { asked: LookQuestion | null })[] })[]; next: number | null };

const onePage = 200;

/** The place in the log that a task is about, as its code holds it. */
const placeOf = ({ chain, seq }: Pick<LookRow, 'chain' | 'seq'>): string => `${chain}/${seq}`;

/**
 * "Who has looked" (Pr4): what of the log this person may read, by day, newest first, with what she asked about it; two queries. Her own look writes nothing.
 * @param before milliseconds: where the page before ended; anything else is the newest.
 */
export async function readLooks({ db, actor, now }: PersonCtx, before: string | null): Promise<Looks> {
	const from = before !== null && /^\d{12,14}$/.test(before) ? new Date(Number(before)) : new Date(now.getTime() + 1);
	const { rows, next } = pageOf(await looksAtMe(db, from, onePage), onePage);
	const asked = new Map((await ownAbout(db, actor.id)).filter(({ kind }) => kind === 'look_asked').map((row) => [row.about, row]));
	const questionOf = (name: string): LookQuestion | null => {
		const place = rowOfName(name, db.hub);
		const task = place && asked.get(placeOf(place));
		return task ? { on: task.madeAt.toISOString(), answerBy: task.dueOn, doneOn: task.doneAt?.toISOString() ?? null } : null;
	};
	return {
		days: daysOf(rows).map(({ day, entries }) => ({ day, entries: entries.map((entry) => ({ ...entry, asked: questionOf(entry.row) })) })),
		next: next?.getTime() ?? null
	};
}

/** One row that this person may read. @throws NotYours for another's, a quiet or a withheld one, and for what is no row. */
async function ownRow({ db }: PersonCtx, name: string): Promise<LookRow> {
	const place = rowOfName(name, db.hub);
	const near = place ? await looksAtMe(db, new Date(place.at.getTime() + 1), onePage) : [];
	const row = near.find(({ chain, seq, action }) => chain === place?.chain && seq === place.seq && isShown(action));
	if (!row) throw new NotYours();
	return row;
}

export type AskAbout = Pick<Entry, 'row' | 'at' | 'action' | 'who' | 'reason'> & { answerBy: Day };

/** The entry she is about to ask about, and by when we would answer. @throws NotYours. */
export async function readAsk(ctx: PersonCtx, name: string): Promise<AskAbout> {
	const row = await ownRow(ctx, name);
	return {
		...{ row: name, at: row.at.toISOString(), action: row.action },
		...{ who: whoOf(row), reason: reasonOf(row.reason), answerBy: answerBy(ctx.now) }
	};
}

/** "Ask about this": a task for the hub that names the row by its place in the log; asking twice is one task. @throws NotYours. */
export async function askAboutLook(ctx: PersonCtx, name: string, note: string): Promise<Outcome> {
	const row = await ownRow(ctx, name);
	await askOnce(ctx, { kind: 'look_asked', about: placeOf(row), caseId: row.caseId, note });
	ctx.about({ personId: ctx.actor.id, caseId: row.caseId ?? undefined, objectId: placeOf(row) });
	return { go: `/my/account/looked?before=${row.at.getTime() + 1}#${name}` };
}
