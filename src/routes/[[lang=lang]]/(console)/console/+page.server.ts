import { countWaiting } from '#features/cases/server/glass-page.ts';
import { dueViews, listDue } from '#features/cases/server/list-due.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { gateFor } from '#features/contact/server/show-number.ts';
import { page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import type { PageServerLoadEvent } from './$types';

/** Filters are short codes in the address: a list can be kept as a bookmark and says nothing about anyone. */
export const load = page({ may: 'due.read', audit: 'case.viewed' }, async (ctx, { url }: PageServerLoadEvent) => {
	const view = dueViews.find((each) => each === url.searchParams.get('f')) ?? 'mine';
	const enhanced = url.searchParams.get('enhanced') === 'yes';
	const from = Math.max(0, Number.parseInt(url.searchParams.get('from') ?? '', 10) || 0);
	const list = await listDue(ctx, { view, enhanced, from });
	const people = list.rows.flatMap(({ personId }) => personId ?? []);
	const reach = await reachFor(ctx, people, () => ({ kind: 'worker' }));
	ctx.about({ reason: 'due' });
	return {
		...list,
		view,
		enhanced,
		today: londonDay(ctx.now),
		safetyBehindGlass: await countWaiting(ctx),
		hasClosedOne: url.searchParams.get('known') === 'yes',
		rows: list.rows.map((row) => {
			const known = row.personId ? reach.get(row.personId) : undefined;
			return { ...row, name: known?.name ?? null, gate: known ? gateFor(known, row.isSafety ? 'danger' : 'worker', ctx.now) : null };
		})
	};
});
