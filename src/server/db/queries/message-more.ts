import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { messageTranslation, thread } from '../schema/messages.ts';

const translated = {
	id: messageTranslation.id,
	messageId: messageTranslation.messageId,
	origin: messageTranslation.origin,
	lang: messageTranslation.lang,
	textSealed: messageTranslation.textSealed,
	at: messageTranslation.at
};
export type TranslationRow = Pick<typeof messageTranslation.$inferSelect, keyof typeof translated>;

/** Adds a translation to a message. Sent twice is once: its id is the form's own number. @returns whether it is new. */
export async function addTranslation(db: Tx, row: typeof messageTranslation.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(messageTranslation).values(row).onConflictDoNothing().returning({ id: messageTranslation.id });
	return rows.length === 1;
}

/** The translations in a thread, oldest first. */
export function translationsIn(db: Tx, threadId: string): Promise<TranslationRow[]> {
	return db.q
		.select(translated)
		.from(messageTranslation)
		.where(and(eq(messageTranslation.hubId, db.hub), eq(messageTranslation.threadId, threadId)))
		.orderBy(asc(messageTranslation.at), asc(messageTranslation.id));
}

/** Gives a thread that nobody has to a worker, for the jobs: whoever took it on meanwhile keeps it. */
export async function giveThread(db: Tx, id: string, workerId: string): Promise<void> {
	await db.q
		.update(thread)
		.set({ workerId })
		.where(and(eq(thread.hubId, db.hub), eq(thread.id, id), isNull(thread.workerId)));
}
