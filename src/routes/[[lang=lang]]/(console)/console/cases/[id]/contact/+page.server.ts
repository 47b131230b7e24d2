import { contactForm } from '#features/cases/console-schema.ts';
import { nameContact, readContactChoice } from '#features/cases/server/name-contact.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// Names workers only; nobody's record is on it.
export const load = page({ may: 'contact.name', audit: null }, (ctx, event: PageServerLoadEvent) =>
	readContactChoice(ctx, event.params.id)
);

export const actions = {
	default: action({ may: 'contact.name', audit: 'contact.named' }, contactForm, (ctx, input, event: RequestEvent) =>
		nameContact(ctx, event.params.id, input)
	)
};
