import { newId } from '#server/db/keyring.ts';
import { holdAsking } from '#server/db/queries/own.ts';
import { addTask, hasOpenTask } from '#server/db/queries/tasks.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { londonDay } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import type { PersonCtx } from './own-choices.ts';

const withinDays = 2;

/** "Ask them for me" (P15): the police and the court keep their own list; a worker asks them to use hers. Twice is one task. We cannot make them, and the page says so. */
export async function askOthers(ctx: PersonCtx): Promise<Outcome> {
	const { db, actor, now } = ctx;
	await holdAsking(db, actor.id, 'pass_on_contact');
	if (!(await hasOpenTask(db, 'pass_on_contact', { personId: actor.id }))) {
		const row = { id: newId(now), hubId: db.hub, personId: actor.id, kind: 'pass_on_contact', isUrgent: false } as const;
		await addTask(db, { ...row, dueOn: addWorkingDays(londonDay(now), withinDays), madeAt: now });
		ctx.record({ action: 'task.made', personId: actor.id, reason: 'pass_on_contact' });
	}
	return { go: '/my/contact?done=asked' };
}

/** Whether a worker is asked already, and has not done it yet. */
export const isPassedOn = ({ db, actor }: PersonCtx): Promise<boolean> => hasOpenTask(db, 'pass_on_contact', { personId: actor.id });
