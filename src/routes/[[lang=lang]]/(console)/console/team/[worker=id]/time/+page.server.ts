import { awayForm, dropForm, hoursForm, teamsForm } from '#features/staff/schema.ts';
import { sayAway, sayHours, sayTeams, takeAwayBack } from '#features/staff/server/change-staff.ts';
import { readTime } from '#features/staff/server/read-staff.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'time.change', audit: 'team.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	ctx.about({ objectId: event.params.worker });
	return { ...(await readTime(ctx, event.params.worker)), once: crypto.randomUUID() };
});

const rule = { may: 'time.change', audit: 'staff.changed' } as const;
export const actions = {
	hours: action(rule, hoursForm, (ctx, form, { params }: RequestEvent) => sayHours(ctx, params.worker, form)),
	teams: action({ ...rule, may: 'rota.change' }, teamsForm, (ctx, form, { params }: RequestEvent) => sayTeams(ctx, params.worker, form)),
	away: action(rule, awayForm, (ctx, form, { params }: RequestEvent) => sayAway(ctx, params.worker, form)),
	back: action(rule, dropForm, (ctx, form, { params }: RequestEvent) => takeAwayBack(ctx, params.worker, form))
};
