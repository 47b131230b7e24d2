import { courtAwayForm, courtBackForm, courtTicksForm } from '#features/cases/court-schema.ts';
import { readCourtPlan, sayAway, takeBackAway, tickForCourt } from '#features/cases/server/court-day.ts';
import { rowOf } from '#features/guides/server/library.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

const guides = ['court-day', 'giving-evidence', 'getting-there', 'expenses', 'special-measures'];

export const load = page({ may: 'case.read.own', audit: null }, async (ctx, { url }: PageServerLoadEvent) => ({
	done: ['ticked', 'away', 'back'].find((done) => done === url.searchParams.get('done')) ?? null,
	guides: guides.map((slug) => rowOf(ctx.lang, slug)),
	plan: await readCourtPlan(ctx)
}));

export const actions = {
	tick: action({ may: 'court.ask.own', audit: null }, courtTicksForm, (ctx, { tick }) => tickForCourt(ctx, tick ?? [])),
	away: action({ may: 'court.ask.own', audit: 'court.asked' }, courtAwayForm, (ctx, { caseId, ...days }) => sayAway(ctx, caseId, days)),
	back: action({ may: 'court.ask.own', audit: 'court.asked' }, courtBackForm, (ctx, { case: caseId, back }) =>
		takeBackAway(ctx, caseId, back)
	)
};
