import { pressForm } from '#features/cases/console-schema.ts';
import { keepReferenceAsTheirs, readUnlink, unlinkReference } from '#features/cases/server/unlink-reference.ts';
import { action, page } from '#server/http/guard.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'reference.unlink', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => ({
	id: event.params.id,
	page: await readUnlink(ctx, event.params.id, event.params.thing, await reasonFor(ctx, event))
}));

export const actions = {
	unlink: action({ may: 'reference.unlink', audit: 'reference.unlinked' }, pressForm, (ctx, _input, { params }: RequestEvent) =>
		unlinkReference(ctx, params.id, params.thing)
	),
	theirs: action({ may: 'reference.unlink', audit: 'task.done' }, pressForm, (ctx, _input, { params }: RequestEvent) =>
		keepReferenceAsTheirs(ctx, params.id, params.thing)
	)
};
