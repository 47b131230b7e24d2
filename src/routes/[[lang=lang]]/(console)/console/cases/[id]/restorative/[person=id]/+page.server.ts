import { caseInHub } from '#features/cases/server/case-door.ts';
import { stepForm } from '#features/restorative/schema.ts';
import { readRestorative, recordStep } from '#features/restorative/server/record-step.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'restorative.record', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const reason = await reasonFor(ctx, event);
	const { id, person = '' } = event.params;
	return { id, today: londonDay(ctx.now), page: await readRestorative(ctx, id, person, reason) };
});

export const actions = {
	default: action({ may: 'restorative.record', audit: 'restorative.recorded' }, stepForm, async (ctx, form, event: RequestEvent) =>
		recordStep(ctx, (await caseInHub(ctx, event.params.id)).id, event.params.person ?? '', form)
	)
};
