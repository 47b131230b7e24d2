import { pressForm } from '#features/cases/console-schema.ts';
import { accessForm, letInForm, liftForm, restrictForm } from '#features/cases/restrict-schema.ts';
import { liftKnown } from '#features/cases/server/know-someone.ts';
import { endNamedAccess, letIn, openUp, restrictCase } from '#features/cases/server/restrict-case.ts';
import { readRestrict } from '#features/cases/server/restrict-page.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// Names workers only; nobody's record is on it.
export const load = page({ may: 'case.restrict', audit: null, fresh: true }, async (ctx, event: PageServerLoadEvent) => ({
	...(await readRestrict(ctx, event.params.id)),
	today: londonDay(ctx.now)
}));

// The use cases write their rows themselves: pressing twice is one row.
const rule = { may: 'case.restrict', audit: null, fresh: true } as const;
export const actions = {
	restrict: action(rule, restrictForm, (ctx, form, event: RequestEvent) => restrictCase(ctx, event.params.id, form)),
	add: action(rule, letInForm, (ctx, { worker }, event: RequestEvent) => letIn(ctx, event.params.id, worker)),
	end: action(rule, accessForm, (ctx, { access }, event: RequestEvent) => endNamedAccess(ctx, event.params.id, access)),
	open: action(rule, pressForm, (ctx, _input, event: RequestEvent) => openUp(ctx, event.params.id)),
	lift: action({ may: 'acquaintance.lift', audit: null, fresh: true }, liftForm, (ctx, { known }, event: RequestEvent) =>
		liftKnown(ctx, known, `/console/cases/${event.params.id}/restrict`)
	)
};
