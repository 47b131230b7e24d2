import { pressForm } from '#features/cases/console-schema.ts';
import { declareKnown, readKnow } from '#features/cases/server/know-someone.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// One question; nobody's record is on it.
export const load = page({ may: 'acquaintance.declare', audit: null }, (ctx, event: PageServerLoadEvent) => readKnow(ctx, event.params.id));

export const actions = {
	// The use case writes the row itself, once.
	default: action({ may: 'acquaintance.declare', audit: null }, pressForm, (ctx, _input, event: RequestEvent) =>
		declareKnown(ctx, event.params.id)
	)
};
