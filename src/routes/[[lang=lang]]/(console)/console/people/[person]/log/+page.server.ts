import { showAgainForm } from '#features/audit/schema.ts';
import { readPersonLog, showAgain } from '#features/audit/server/person-log.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'look.read', audit: 'looks.viewed' }, async (ctx, { params, url }: RequestEvent) => ({
	log: await readPersonLog(ctx, params.person, url.searchParams.get('before'))
}));

export const actions = {
	show: action({ may: 'look.withhold', audit: 'look.shown' }, showAgainForm, (ctx, input) => showAgain(ctx, input))
};
