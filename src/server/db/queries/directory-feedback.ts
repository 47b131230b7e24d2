import type { Tx } from '../as.ts';
import { serviceFeedback } from '../schema/directory.ts';

export type FeedbackRow = Pick<typeof serviceFeedback.$inferInsert, 'id' | 'serviceId' | 'kind'>;

/** Keeps that somebody found something wrong with an entry of the house this is told to (`db.hub`). Who it was is not known, and whoever tells cannot read it back. */
export async function addFeedback(db: Tx, row: FeedbackRow): Promise<void> {
	await db.q.insert(serviceFeedback).values({ ...row, keptBy: db.hub, at: db.now });
}
