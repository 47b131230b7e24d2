import { contactForm } from '#features/cases/console-schema.ts';
import { lockable } from '#features/cases/lock-schema.ts';
import { openForm, saveOn } from '#features/cases/server/case-lock.ts';
import { nameContact, readContactChoice } from '#features/cases/server/name-contact.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// Names workers only; nobody's record is on it.
export const load = page({ may: 'contact.name', audit: null }, async (ctx, event: PageServerLoadEvent) => ({
	...(await readContactChoice(ctx, event.params.id)),
	onIt: await openForm(ctx, event.params.id, 'contact')
}));

export const actions = {
	default: action({ may: 'contact.name', audit: 'contact.named' }, lockable(contactForm), (ctx, input, { params: { id } }: RequestEvent) =>
		saveOn(ctx, { caseId: id, what: 'contact', over: input.over }, () => nameContact(ctx, id, input))
	)
};
