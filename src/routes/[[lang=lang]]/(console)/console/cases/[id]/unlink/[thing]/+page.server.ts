import { pressForm } from '#features/cases/console-schema.ts';
import { keepReferenceAsTheirs, readUnlink, unlinkReference } from '#features/cases/server/unlink-reference.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'reference.unlink', audit: 'case.viewed' }, async (ctx, { params }: PageServerLoadEvent) => ({
	id: params.id,
	page: await readUnlink(ctx, params.id, params.thing)
}));

export const actions = {
	unlink: action({ may: 'reference.unlink', audit: 'reference.unlinked' }, pressForm, (ctx, _input, { params }: RequestEvent) =>
		unlinkReference(ctx, params.id, params.thing)
	),
	theirs: action({ may: 'reference.unlink', audit: 'task.done' }, pressForm, (ctx, _input, { params }: RequestEvent) =>
		keepReferenceAsTheirs(ctx, params.id, params.thing)
	)
};
