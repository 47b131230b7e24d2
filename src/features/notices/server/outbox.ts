import type { Door } from '#server/auth/door.ts';
import { demoOutbox, type Shown } from '#server/post/demo.ts';
import { NotYours } from '#shared/faults.ts';

/** What would have left since this server started, for the page of the demo. @throws NotYours in live: there is no such page */
export function readOutbox({ isLive }: Pick<Door, 'isLive'>): (Omit<Shown, 'at'> & { at: string })[] {
	if (isLive) throw new NotYours();
	return demoOutbox().map((one) => ({ ...one, at: one.at.toISOString() }));
}
