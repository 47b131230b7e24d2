import { knownPeople } from '#features/cases/server/console-names.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { letterForm } from '#features/notices/schema.ts';
import { readLetter, settleLetter, type AskPost } from '#features/notices/server/letters.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const askPost: AskPost = async (ctx, personId) =>
	(await reachFor(ctx, [personId], () => ({ kind: 'automatic', way: 'post' }))).get(personId)?.verdict;

export const load = page({ may: 'notice.settle', audit: 'notice.viewed' }, async (ctx, { params }: PageServerLoadEvent) => {
	const letter = await readLetter(ctx, params.notice, askPost);
	return { letter, name: (await knownPeople(ctx.db, [letter.personId])).get(letter.personId)?.name ?? null };
});

export const actions = {
	default: action({ may: 'notice.settle', audit: 'notice.settled' }, letterForm, (ctx, { what }, { params }: RequestEvent) =>
		settleLetter(ctx, params.notice, what, askPost)
	)
};
