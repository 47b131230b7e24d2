import { nothingNewForm } from '#features/cases/tell-schema.ts';
import { listRhythms, recordNothingNew } from '#features/cases/server/nothing-new.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'due.read', audit: 'case.viewed' }, async (ctx, { url }: PageServerLoadEvent) => {
	const rows = await listRhythms(ctx);
	const reach = await reachFor(
		ctx,
		rows.flatMap(({ personIds }) => personIds),
		() => ({ kind: 'worker' })
	);
	ctx.about({ reason: 'nothing_new' });
	return {
		done: Number.parseInt(url.searchParams.get('done') ?? '', 10) || 0,
		today: londonDay(ctx.now),
		rows: rows.map((row) => ({
			...row,
			id: row.caseId,
			names: row.personIds.map((id) => reach.get(id)?.name ?? null),
			gate: reach.get(row.personIds[0] ?? '')?.verdict ?? null
		}))
	};
});

export const actions = {
	default: action({ may: 'event.record', audit: 'event.recorded' }, nothingNewForm, async (ctx, form) => ({
		go: `/console/nothing-new?done=${await recordNothingNew(ctx, form.case)}`
	}))
};
