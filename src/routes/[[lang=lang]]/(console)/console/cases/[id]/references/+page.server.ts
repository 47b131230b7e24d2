import { referenceForm } from '#features/cases/console-schema.ts';
import { addReferenceTo, readAgencies } from '#features/cases/server/add-reference.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// Names agencies only; nobody's record is on it.
export const load = page({ may: 'case.read', audit: null, fresh: true }, (ctx, event: PageServerLoadEvent) =>
	readAgencies(ctx, event.params.id)
);

export const actions = {
	default: action({ may: 'person.add', audit: 'case.linked', fresh: true }, referenceForm, (ctx, input, event: RequestEvent) =>
		addReferenceTo(ctx, event.params.id, input)
	)
};
