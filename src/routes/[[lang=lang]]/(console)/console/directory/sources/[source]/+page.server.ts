import { acceptLooked, endSource, lookAtSource, readSource } from '#features/directory/server/sources.ts';
import { nothingForm } from '#features/directory/sources-schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const rule = { may: 'source.change', audit: 'source.changed' } as const;

export const load = page({ may: 'directory.read', audit: null }, (ctx, { params }: PageServerLoadEvent) => readSource(ctx, params.source));

export const actions = {
	look: action(rule, nothingForm, (ctx, _input, { params }: RequestEvent) => lookAtSource(ctx, params.source)),
	accept: action(rule, nothingForm, (ctx, _input, { params }: RequestEvent) => acceptLooked(ctx, params.source)),
	stop: action(rule, nothingForm, (ctx, _input, { params }: RequestEvent) => endSource(ctx, params.source))
};
