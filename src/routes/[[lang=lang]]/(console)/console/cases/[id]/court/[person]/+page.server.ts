import { courtAwayForm, courtBackForm, courtForm } from '#features/cases/court-schema.ts';
import { endAway, readCourtDesk, recordAway, recordCourt } from '#features/cases/server/court-desk.ts';
import { knownPeople } from '#features/cases/server/console-names.ts';
import courtList from '#features/cases/domain/courts.json' with { type: 'json' };
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'case.read', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id, person } = event.params;
	const reason = await reasonFor(ctx, event);
	const desk = await readCourtDesk(ctx, id, person);
	ctx.about({ caseId: id, personId: person, reason });
	const known = (await knownPeople(ctx.db, [person])).get(person);
	return { id, person, ...desk, name: known?.name ?? null, courts: courtList.courts, today: londonDay(ctx.now) };
});

export const actions = {
	step: action({ may: 'court.record', audit: 'court.recorded' }, courtForm, (ctx, form) => recordCourt(ctx, form)),
	away: action({ may: 'court.record', audit: 'court.recorded' }, courtAwayForm, (ctx, { caseId, ...days }, { params }: RequestEvent) =>
		recordAway(ctx, caseId, params.person, days)
	),
	back: action({ may: 'court.record', audit: 'court.recorded' }, courtBackForm, (ctx, form, { params }: RequestEvent) =>
		endAway(ctx, form.case, params.person, form.back)
	)
};
