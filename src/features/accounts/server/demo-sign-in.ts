import { accountOf } from '#server/db/queries/door.ts';
import { atDoor, isServedAt, type Door, type Entered } from '#server/auth/door.ts';
import { NotYours } from '#shared/faults.ts';
import { enter } from './enter.ts';

/** Somebody of the demonstration; `id` is the person's or the worker's. */
type Invented = { key: string; id: string };

/** Keeps the demonstration's door out of a live house (DESIGN §8). @throws NotYours in `live`. */
function onlyDemo({ isLive }: Pick<Door, 'isLive'>): void {
	if (isLive) throw new NotYours();
}

/** Which of them sign in on this host: people, who works here, or both. @throws NotYours in `live`. */
export function demoDoors(door: Pick<Door, 'isLive' | 'site'>): { people: boolean; workers: boolean } {
	onlyDemo(door);
	return { people: isServedAt(door.site, 'person'), workers: isServedAt(door.site, 'worker') };
}

/** Signs in as one of the invented people at once; the second factor is taken as given. @throws NotYours in `live`, or for somebody who is not there. */
export async function demoSignIn(door: Door, key: string, people: readonly Invented[], old: readonly string[]): Promise<Entered> {
	onlyDemo(door);
	const who = people.find((each) => each.key === key);
	return atDoor(door, undefined, async (ctx) => {
		const account = who && (await accountOf(ctx.db, who.id));
		if (!account || !isServedAt(door.site, account.kind)) throw new NotYours();
		return enter(ctx, { ...account, signIn: key }, { old, isLive: false, client: door.client });
	});
}
