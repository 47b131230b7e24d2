import { askForm } from '#features/restorative/schema.ts';
import { askToHear, readMeeting, stopMeeting } from '#features/restorative/server/own-steps.ts';
import { passedTo } from '#features/restorative/server/record-step.ts';
import { stopSharing } from '#features/referrals/server/answer-share.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'page.own', audit: null }, async (ctx, _event: RequestEvent) => readMeeting(ctx));

export const actions = {
	ask: action({ may: 'restorative.ask.own', audit: 'restorative.asked' }, askForm, (ctx, form, _event: RequestEvent) =>
		askToHear(ctx, form.case)
	),
	stop: action({ may: 'restorative.ask.own', audit: 'restorative.stopped' }, askForm, async (ctx, form, _event: RequestEvent) => {
		const passed = await passedTo(ctx, ctx.actor.id, form.case);
		const out = await stopMeeting(ctx, form.case);
		// What went to a service stops in the same press; where it has ended already there is nothing to stop.
		if (passed && 'go' in out) await stopSharing(ctx, passed, 'stop');
		return out;
	})
};
