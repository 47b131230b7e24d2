import { askForm } from '#features/restorative/schema.ts';
import { askToHear, readMeeting, stopMeeting } from '#features/restorative/server/own-steps.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'page.own', audit: null }, async (ctx, _event: RequestEvent) => readMeeting(ctx));

export const actions = {
	ask: action({ may: 'restorative.ask.own', audit: 'restorative.asked' }, askForm, (ctx, form, _event: RequestEvent) =>
		askToHear(ctx, form.case)
	),
	stop: action({ may: 'restorative.ask.own', audit: 'restorative.stopped' }, askForm, (ctx, form, _event: RequestEvent) =>
		stopMeeting(ctx, form.case)
	)
};
