import { courtAskForm, courtStopForm } from '#features/cases/court-schema.ts';
import { askForCourt, readCourtPage, stopForCourt } from '#features/cases/server/court-help.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'case.read.own', audit: null }, async (ctx, { params, url }: PageServerLoadEvent) => ({
	caseId: params.id,
	done: ['asked', 'stopped'].find((done) => done === url.searchParams.get('done')) ?? null,
	...(await readCourtPage(ctx, params.id))
}));

export const actions = {
	ask: action({ may: 'court.ask.own', audit: 'court.asked' }, courtAskForm, (ctx, { thing }, event: RequestEvent) =>
		askForCourt(ctx, event.params.id, thing)
	),
	stop: action({ may: 'court.ask.own', audit: 'court.asked' }, courtStopForm, (ctx, { stop }, event: RequestEvent) =>
		stopForCourt(ctx, event.params.id, stop)
	)
};
