import { openSaid } from '#server/crypto/said-at-door.ts';
import { joinedAsks, type JoinedRow } from '#server/db/queries/self-referrals.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import type { Asked } from '../domain/asked.ts';

/** What she once asked for without an account and joined herself. Null: cannot be read now; '' nothing was written. */
export type Joined = { on: string; state: JoinedRow['state']; asked: Asked | null; answer: string | null; more: string | null };

/** Every request that this person joined, for "What we hold about you". The number or address she gave is left out: a file that somebody else may find does not show how to reach her (P6). */
export async function readJoined({ db, actor }: Ctx<PersonActor>): Promise<Joined[]> {
	return (await joinedAsks(db, actor.id)).map(({ id, state, madeAt, wordsSealed, answerSealed, moreSealed }) => {
		const words = openSaid(db.provider, 'words', id, wordsSealed);
		const { value: _, ...asked } = words === null ? {} : (JSON.parse(words) as Asked);
		return {
			...{ on: madeAt.toISOString(), state, asked: words === null ? null : asked },
			answer: answerSealed ? openSaid(db.provider, 'answer', id, answerSealed) : '',
			more: moreSealed ? openSaid(db.provider, 'more', id, moreSealed) : ''
		};
	});
}
