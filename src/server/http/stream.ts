import type { RequestEvent } from '@sveltejs/kit';
import type { Session } from '../auth/session.ts';
import type { Permission } from '../policy/policy.ts';
import { admit, answering, peekedSession, sessionOf } from './admit.ts';
import type { ActorFor, Rule } from './guard.ts';
import { mark } from './marks.ts';

/**
 * A line that stays open behind a permission, and carries no word of anybody: so the log holds nothing of it. It is asked for by the page itself, so it keeps no session alive.
 * Who asks for it as a page gets an empty one.
 */
export function stream<P extends Permission, E extends RequestEvent>(
	rule: Pick<Rule<P>, 'may'>,
	open: (who: { actor: ActorFor<P>; session: Session }, event: E) => Promise<Response>
) {
	const run = (event: E): Promise<Response> =>
		answering(async () => {
			await peekedSession(event);
			const actor = (await admit(event, rule.may)) as ActorFor<P>;
			if (!event.request.headers.get('accept')?.includes('text/event-stream'))
				return new Response('', { headers: { 'content-type': 'text/plain' } });
			return open({ actor, session: (await sessionOf(event)) as Session }, event);
		});
	return mark(run, { kind: 'endpoint', may: rule.may });
}
