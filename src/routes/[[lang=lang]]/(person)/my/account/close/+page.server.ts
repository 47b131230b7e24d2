import { buttonForm } from '#features/accounts/schema.ts';
import { closeAccount } from '#features/accounts/server/close.ts';
import { doorOf, emptyBrowser } from '#server/http/door.ts';
import { accountPage, ownAction } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = accountPage(
	{ may: 'account.read.own', audit: null, fresh: true },
	async (_ctx, _session, _event: RequestEvent) => ({})
);

export const actions = {
	default: ownAction({ may: 'account.close.own', fresh: true }, buttonForm, async (who, _input, event: RequestEvent) => {
		await closeAccount(await doorOf(event), who);
		emptyBrowser(event);
		return { go: '/' };
	})
};
