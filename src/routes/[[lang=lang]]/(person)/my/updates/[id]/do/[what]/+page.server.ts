import { readRight, useRight } from '#features/cases/server/use-right.ts';
import { rightAt, rightSchema } from '#features/cases/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'case.read.own', audit: null }, async (ctx, { params }: RequestEvent) => ({
	caseId: params.id,
	...(await readRight(ctx, params.id, rightAt(params.what)))
}));

export const actions = {
	default: action({ may: 'right.use.own', audit: 'right.asked' }, rightSchema, (ctx, { id, what }) => useRight(ctx, id, what))
};
