import type { AskPost } from '#features/notices/server/letters.ts';
import { reachFor } from '#features/contact/server/reach.ts';

/** What the contact room's gate says now of a letter to this person. */
export const askPost: AskPost = async (ctx, personId) =>
	(await reachFor(ctx, [personId], () => ({ kind: 'automatic', way: 'post' }))).get(personId)?.verdict;
