import { entryForm, pressForm } from '#features/directory/entry-schema.ts';
import { propose, readOwn, sayStillRight, takeBack } from '#features/directory/server/desk-agency.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'service.read.agency', audit: null }, async (ctx, { params }: PageServerLoadEvent) => ({
	own: await readOwn(ctx, params.service)
}));

const change = { may: 'service.change.agency', audit: 'service.proposed' } as const;

export const actions = {
	propose: action(change, entryForm, (ctx, sent, { params }: RequestEvent) => propose(ctx, params.service, sent)),
	back: action(change, pressForm, (ctx, _form, { params }: RequestEvent) => takeBack(ctx, params.service)),
	right: action({ may: 'service.change.agency', audit: 'service.checked' }, pressForm, (ctx, _form, { params }: RequestEvent) =>
		sayStillRight(ctx, params.service)
	)
};
