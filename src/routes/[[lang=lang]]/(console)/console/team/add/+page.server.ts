import { suggestWords } from '#features/accounts/server/invite.ts';
import { addMember } from '#features/accounts/server/change-team.ts';
import { memberForm } from '#features/accounts/team-schema.ts';
import { sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { keep } from '../../people/kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'team.change', audit: null, fresh: true }, async (ctx, _event: PageServerLoadEvent) => ({
	ideas: suggestWords(ctx.lang)
}));

export const actions = {
	// The use case writes the rows itself, with the worker's id.
	default: action({ may: 'team.change', audit: null, fresh: true }, memberForm, async (ctx, input, event: RequestEvent) => {
		const given = await addMember(ctx, input);
		if ('refused' in given) return given;
		keep(event, 'code', await sealNote(ctx, 'code', given));
		return { go: `/console/team/${given.worker}` };
	})
};
