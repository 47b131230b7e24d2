import { taskForm } from '#features/cases/tell-schema.ts';
import { dropForm, giveForm, keepForm } from '#features/cases/due-schema.ts';
import { filterIn } from '#features/cases/domain/due-filter.ts';
import { awayNow, awayRows } from '#features/cases/server/away.ts';
import { workerNames } from '#features/cases/server/console-names.ts';
import { countWaiting } from '#features/cases/server/glass-page.ts';
import { giveRows } from '#features/cases/server/give-due.ts';
import { dropList, keepList, readLists } from '#features/cases/server/kept-lists.ts';
import { listDue } from '#features/cases/server/list-due.ts';
import { openTaskAgain } from '#features/cases/server/settle-task.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { countIn } from './count-in.ts';
import { gateFor } from '#features/contact/server/show-number.ts';
import { readOnCall } from '#features/staff/server/read-staff.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import type { PageServerLoadEvent } from './$types';

/** Filters are short codes in the address: a list can be kept as a bookmark and says nothing about anyone. */
export const load = page({ may: 'due.read', audit: 'case.viewed' }, async (ctx, { url }: PageServerLoadEvent) => {
	const filter = filterIn(url.searchParams);
	const list = await listDue(ctx, filter, countIn(url, 'from'));
	const people = list.rows.flatMap(({ personId }) => personId ?? []);
	const reach = await reachFor(ctx, people, () => ({ kind: 'worker' }));
	ctx.about({ reason: 'due' });
	const away = await awayNow(ctx);
	const theirs = await awayRows(ctx, list.rows, away);
	return {
		...list,
		filter,
		lists: await readLists(ctx),
		workers: await workerNames(ctx.db),
		me: ctx.actor.id,
		away,
		givenAway: away.find(({ workerId }) => workerId === url.searchParams.get('away')) ?? null,
		onCall: await readOnCall(ctx),
		given: countIn(url, 'given'),
		done: url.searchParams.get('done'),
		today: londonDay(ctx.now),
		safetyBehindGlass: await countWaiting(ctx),
		hasClosedOne: url.searchParams.get('known') === 'yes',
		rows: list.rows.map((row) => {
			const known = row.personId ? reach.get(row.personId) : undefined;
			return {
				...row,
				away: theirs.get(row.id) ?? null,
				name: known?.name ?? null,
				gate: known ? gateFor(known, row.isSafety ? 'danger' : 'worker', ctx.now) : null
			};
		})
	};
});

export const actions = {
	give: action({ may: 'task.give', audit: null }, giveForm, (ctx, form) => giveRows(ctx, form)),
	keep: action({ may: 'list.keep', audit: null }, keepForm, (ctx, { code }) => keepList(ctx, code)),
	drop: action({ may: 'list.keep', audit: null }, dropForm, (ctx, { list }) => dropList(ctx, list)),
	again: action({ may: 'task.settle', audit: 'task.reopened' }, taskForm, (ctx, { task }) => openTaskAgain(ctx, task))
};
