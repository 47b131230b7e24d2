import { newsOf } from '#features/cases/domain/news.ts';
import { lockable } from '#features/cases/lock-schema.ts';
import { eventForm } from '#features/cases/tell-schema.ts';
import { openForm, saveOn } from '#features/cases/server/case-lock.ts';
import { eventFromForm, readEventChoices } from '#features/cases/server/event-choices.ts';
import { recordEvent } from '#features/cases/server/record-event.ts';
import { refuse } from '#server/http/ctx.ts';
import { action, page } from '#server/http/guard.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'event.record', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => ({
	caseId: event.params.id,
	corrects: event.url.searchParams.get('corrects') ?? '',
	...(await readEventChoices(ctx, event.params.id, await reasonFor(ctx, event))),
	onIt: await openForm(ctx, event.params.id, 'event')
}));

export const actions = {
	default: action({ may: 'event.record', audit: 'event.recorded' }, lockable(eventForm), async (ctx, form) => {
		const event = await eventFromForm(ctx, form);
		if (!event) return refuse('choice', 'due.error.choice');
		const saving = {
			caseId: form.caseId,
			what: 'event',
			over: form.over,
			isDanger: newsOf({ detail: {}, ...event }) === 'danger'
		} as const;
		const recorded = await saveOn(ctx, saving, () => recordEvent(ctx, event));
		return 'refused' in recorded ? recorded : { go: `/console/cases/${form.caseId}/tell/${recorded.eventId}` };
	})
};
