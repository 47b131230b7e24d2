import { taskForm } from '#features/cases/tell-schema.ts';
import { readTask, settleTask } from '#features/cases/server/settle-task.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'due.read', audit: 'case.viewed' }, async (ctx, { params }: PageServerLoadEvent) => ({
	open: await readTask(ctx, params.task),
	today: londonDay(ctx.now),
	isSupervisor: ctx.actor.roles.includes('supervisor')
}));

export const actions = {
	default: action({ may: 'task.settle', audit: 'task.done' }, taskForm, (ctx, { task }) => settleTask(ctx, task))
};
