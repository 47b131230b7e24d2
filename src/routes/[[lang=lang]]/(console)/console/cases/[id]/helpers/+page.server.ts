import { checkForm, grantForm } from '#features/advocates/schema.ts';
import { answerWaiting, endForPerson, readCaseHelpers } from '#features/advocates/server/case-helpers.ts';
import { caseInHub } from '#features/cases/server/case-door.ts';
import { readInvite } from '#features/cases/server/read-invite.ts';
import { action, page } from '#server/http/guard.ts';
import { openNote } from '#features/cases/server/sealed-note.ts';
import { drop, kept } from '../../../people/kept.ts';
import type { Given } from './given.ts';
import { reasonFor } from '../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'helper.settle', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id } = event.params;
	const people = await readInvite(ctx, id, await reasonFor(ctx, event));
	const given = await openNote<Given>(ctx, 'code', kept(event, 'code'));
	// Once: a page loaded again no longer has it.
	drop(event, 'code');
	return {
		id,
		people: people.map(({ id: person, name }) => ({ id: person, name })),
		helpers: await readCaseHelpers(ctx, id),
		given: given?.helpersOf === id ? given : null
	};
});

export const actions = {
	end: action({ may: 'helper.settle', audit: 'helper.ended' }, grantForm, async (ctx, { grant }, event: RequestEvent) =>
		endForPerson(ctx, (await caseInHub(ctx, event.params.id)).id, grant)
	),
	check: action({ may: 'helper.settle', audit: 'helper.checked' }, checkForm, async (ctx, form, event: RequestEvent) =>
		answerWaiting(ctx, (await caseInHub(ctx, event.params.id)).id, form)
	)
};
