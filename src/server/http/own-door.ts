import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Door } from '../auth/door.ts';
import type { Session } from '../auth/session.ts';
import type { AccountOwner } from '../policy/actor.ts';
import type { Permission } from '../policy/policy.ts';
import { admit, sessionOf } from './admit.ts';
import type { Outcome } from './ctx.ts';
import { doorOf } from './door.ts';
import { doorAction } from './guard.ts';

type Own = { door: Door; owner: AccountOwner; session: Session };

/**
 * A form about one's own account whose use case runs the door's transactions itself, because something slow stands between them or a refused try must be counted. Who may, and how
 * fresh the proof must be, is asked first, as at every door.
 */
export const ownerAction = <E extends RequestEvent, S extends z.ZodType>(
	{ may, fresh }: { may: Permission; fresh?: true },
	schema: S,
	act: (own: Own, input: z.infer<S>, event: E) => Promise<Outcome>
) =>
	doorAction<E, S>(schema, async (input, event) => {
		const owner = (await admit(event, may, fresh)) as AccountOwner;
		const session = (await sessionOf(event)) as Session;
		return act({ door: await doorOf(event), owner, session }, input, event);
	});
