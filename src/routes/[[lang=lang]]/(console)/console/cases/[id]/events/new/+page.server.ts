import { eventForm } from '#features/cases/tell-schema.ts';
import { eventFromForm, readEventChoices } from '#features/cases/server/event-choices.ts';
import { recordEvent } from '#features/cases/server/record-event.ts';
import { refuse } from '#server/http/ctx.ts';
import { action, page } from '#server/http/guard.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'event.record', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => ({
	caseId: event.params.id,
	corrects: event.url.searchParams.get('corrects') ?? '',
	...(await readEventChoices(ctx, event.params.id, await reasonFor(ctx, event)))
}));

export const actions = {
	default: action({ may: 'event.record', audit: 'event.recorded' }, eventForm, async (ctx, form) => {
		const event = await eventFromForm(ctx, form);
		if (!event) return refuse('choice', 'due.error.choice');
		const recorded = await recordEvent(ctx, event);
		return 'refused' in recorded ? recorded : { go: `/console/cases/${form.caseId}/tell/${recorded.eventId}` };
	})
};
