import { likenessForm, taskForm } from '#features/cases/tell-schema.ts';
import { answerLikeness, readLikeness } from '#features/cases/server/likeness.ts';
import { readTask, settleTask } from '#features/cases/server/settle-task.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'due.read', audit: 'case.viewed' }, async (ctx, { params }: PageServerLoadEvent) => {
	const open = await readTask(ctx, params.task);
	const isLike = open.kind === 'likeness' && open.personId !== null && open.about !== null && !open.isDone;
	return {
		open,
		likeness: isLike ? await readLikeness(ctx, open.personId ?? '', open.about ?? '') : null,
		today: londonDay(ctx.now),
		isSupervisor: ctx.actor.roles.includes('supervisor')
	};
});

export const actions = {
	done: action({ may: 'task.settle', audit: 'task.done' }, taskForm, (ctx, { task }) => settleTask(ctx, task)),
	alike: action({ may: 'task.settle', audit: 'task.done' }, likenessForm, async (ctx, { task, answer }) => {
		const answered = await answerLikeness(ctx, task, answer);
		if ('proves' in answered) return { go: `/console/again?to=${encodeURIComponent(`/console/tasks/${task}`)}`, isUndone: true };
		return answered;
	})
};
