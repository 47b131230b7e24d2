import type { Tx } from '#server/db/as.ts';
import { deleteOldBatches, deleteOldFeedRows, deleteOldOutbox, emptyOldTasks } from '#server/db/queries/forgetting.ts';
import { deleteOldChallenges, deleteOldInvitations, deleteOldSessions, deleteOldThrottles } from '#server/db/queries/keeping-door.ts';
import { deleteOldAsks } from '#server/db/queries/self-referrals.ts';
import type { RecordName } from '../domain/retention.ts';

/** Rows in one transaction: few enough that nobody waits for it. */
const atOnce = 1000;

type Sweep = { record: RecordName; actor: 'job' | 'door'; run: (tx: Tx, days: number) => Promise<number> };

/** What ends by itself, row by row; each returns how many it took, and is asked again until there are none. */
export const sweeps: readonly Sweep[] = [
	{ record: 'task_words', actor: 'job', run: (tx, days) => emptyOldTasks(tx, days, atOnce) },
	{ record: 'feed_raw', actor: 'job', run: (tx, days) => deleteOldBatches(tx, days, atOnce) },
	{ record: 'feed_row', actor: 'job', run: (tx, days) => deleteOldFeedRows(tx, days, atOnce) },
	{ record: 'outbox', actor: 'job', run: (tx, days) => deleteOldOutbox(tx, days, atOnce) },
	{ record: 'self_referral', actor: 'job', run: (tx, days) => deleteOldAsks(tx, days, atOnce) },
	{ record: 'session', actor: 'door', run: (tx, days) => deleteOldSessions(tx, days, atOnce) },
	{ record: 'challenge', actor: 'door', run: (tx, days) => deleteOldChallenges(tx, days, atOnce) },
	{ record: 'invitation', actor: 'door', run: (tx, days) => deleteOldInvitations(tx, days, atOnce) },
	{ record: 'throttle', actor: 'door', run: (tx, days) => deleteOldThrottles(tx, days, atOnce) }
];
