import { accreditForm } from '#features/directory/entry-schema.ts';
import { accredit, readAccredit } from '#features/directory/server/desk-accredit.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'directory.accredit', audit: null }, async (ctx, { params }: PageServerLoadEvent) => ({
	about: await readAccredit(ctx, params.service),
	id: params.service
}));

export const actions = {
	default: action({ may: 'directory.accredit', audit: 'service.accredited' }, accreditForm, (ctx, found, { params }: RequestEvent) =>
		accredit(ctx, params.service, found)
	)
};
