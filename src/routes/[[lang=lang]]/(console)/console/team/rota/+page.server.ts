import { dropForm, onCallForm } from '#features/staff/schema.ts';
import { putOnCall, takeOffCall } from '#features/staff/server/change-staff.ts';
import { readRota } from '#features/staff/server/read-staff.ts';
import { action, page } from '#server/http/guard.ts';
import { hoursOf } from '#words/hours.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'rota.read', audit: 'team.viewed' }, async (ctx, _event: PageServerLoadEvent) => {
	const rota = await readRota(ctx);
	return {
		...rota,
		staff: rota.staff.map(({ week, ...one }) => ({ ...one, hours: week && hoursOf(ctx.lang, { week, closed: [] }) })),
		once: crypto.randomUUID()
	};
});

const rule = { may: 'rota.change', audit: 'rota.changed' } as const;
export const actions = {
	put: action(rule, onCallForm, (ctx, form) => putOnCall(ctx, form)),
	drop: action(rule, dropForm, (ctx, form) => takeOffCall(ctx, form))
};
