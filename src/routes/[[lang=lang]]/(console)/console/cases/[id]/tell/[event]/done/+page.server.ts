import { undoForm } from '#features/cases/tell-schema.ts';
import { listDue } from '#features/cases/server/list-due.ts';
import { offerAfter, readDone, undoTelling } from '#features/cases/server/undo-telling.ts';
import { reachFor, takeBackConfirmation } from '#features/contact/server/reach.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'case.read', audit: 'case.viewed' }, async (ctx, { params, url }: PageServerLoadEvent) => {
	const tellingId = url.searchParams.get('t') ?? '';
	const done = await readDone(ctx, params.id, params.event, tellingId);
	const reach = (await reachFor(ctx, [done.personId], () => ({ kind: 'worker' }))).get(done.personId);
	const next = (await listDue(ctx, { view: 'mine', enhanced: false })).rows.find(
		({ kind, eventId, personId }) => kind === 'tell' && !(eventId === done.eventId && personId === done.personId)
	);
	return {
		done,
		tellingId,
		caseId: params.id,
		name: reach?.name ?? null,
		offer: reach && done.outcome !== 'told' ? await offerAfter(ctx, done.personId, reach.preference) : null,
		next: next ? { caseId: next.caseId, eventId: next.eventId, personId: next.personId } : null,
		today: londonDay(ctx.now)
	};
});

export const actions = {
	default: action({ may: 'telling.record', audit: 'telling.undone' }, undoForm, async (ctx, { id, event, telling }) => {
		const undone = await undoTelling(ctx, id, telling, event);
		if ('refused' in undone) return undone;
		await takeBackConfirmation(ctx, undone.personId, undone.madeAt);
		return { go: `/console/cases/${id}/tell/${event}?who=${undone.personId}` };
	})
};
