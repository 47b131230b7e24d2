import { withholdForm } from '#features/audit/schema.ts';
import { readWithhold, withhold } from '#features/audit/server/person-log.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'look.withhold', audit: 'looks.viewed' }, async (ctx, { params }: RequestEvent) => ({
	personId: params.person,
	...(await readWithhold(ctx, params.person, params.row))
}));

export const actions = {
	default: action({ may: 'look.withhold', audit: 'look.withheld' }, withholdForm, (ctx, input) => withhold(ctx, input))
};
