import { checkForm, grantForm } from '#features/advocates/schema.ts';
import { answerWaiting, endForPerson, readCaseHelpers } from '#features/advocates/server/case-helpers.ts';
import { caseInHub } from '#features/cases/server/case-door.ts';
import { readInvite } from '#features/cases/server/read-invite.ts';
import { action, page } from '#server/http/guard.ts';
import { reasonFor } from '../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'helper.settle', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id } = event.params;
	const people = await readInvite(ctx, id, await reasonFor(ctx, event));
	return { id, people: people.map(({ id: person, name }) => ({ id: person, name })), helpers: await readCaseHelpers(ctx, id) };
});

export const actions = {
	end: action({ may: 'helper.settle', audit: 'helper.ended' }, grantForm, async (ctx, { grant }, event: RequestEvent) =>
		endForPerson(ctx, (await caseInHub(ctx, event.params.id)).id, grant)
	),
	check: action({ may: 'helper.settle', audit: 'helper.checked' }, checkForm, async (ctx, form, event: RequestEvent) =>
		answerWaiting(ctx, (await caseInHub(ctx, event.params.id)).id, form)
	)
};
