import { idleForm } from '#features/accounts/schema.ts';
import { chooseIdleTime } from '#features/accounts/server/idle.ts';
import { accountAction, accountPage } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = accountPage({ may: 'account.read.own', audit: null }, async (_ctx, session, _event: RequestEvent) => ({
	minutes: session.account.idleMinutes
}));

export const actions = {
	default: accountAction({ may: 'account.change.own', audit: 'account.changed' }, idleForm, (ctx, session, { minutes }) =>
		chooseIdleTime(ctx, session, minutes)
	)
};
