import type { HubId } from '#shared/ids.ts';
import type { Db, Tx } from './as.ts';

/** One job's transaction for a hub; an empty hub is the instance. */
export const asJob = <T>(db: Db, hub: HubId, now: Date, run: (tx: Tx) => Promise<T>): Promise<T> => db.as({ kind: 'job', hub }, now, run);
