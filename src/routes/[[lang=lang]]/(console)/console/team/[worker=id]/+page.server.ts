import { suggestWords } from '#features/accounts/server/invite.ts';
import { changeRoles, endMemberSessions, giveCode, memberLeft } from '#features/accounts/server/change-team.ts';
import { readMemberPage } from '#features/accounts/server/read-team.ts';
import { codeForm, endForm, leftForm, rolesForm } from '#features/accounts/team-schema.ts';
import { casesToHandOver } from '#features/cases/server/cases-to-hand-over.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { drop, keep, kept } from '../../people/kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

type Given = { worker: string; code: string };
// What is done here cannot be taken back by whoever finds an open screen: the page itself asks for a fresh proof, so that no form is lost by it.
const rule = { may: 'team.change', audit: null, fresh: true } as const;

export const load = page({ ...rule, audit: 'team.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { worker } = event.params;
	const { member, cases } = await readMemberPage(ctx, worker);
	ctx.about({ objectId: worker });
	const given = await openNote<Given>(ctx, 'code', kept(event, 'code'));
	// Once: a page loaded again no longer has it.
	if (given?.worker === worker) drop(event, 'code');
	return {
		member,
		cases: await casesToHandOver(ctx, cases),
		given: given?.worker === worker ? given.code : null,
		ideas: suggestWords(ctx.lang)
	};
});

export const actions = {
	roles: action(rule, rolesForm, (ctx, input, event: RequestEvent) => changeRoles(ctx, event.params.worker, input)),
	end: action(rule, endForm, (ctx, _input, event: RequestEvent) => endMemberSessions(ctx, event.params.worker)),
	left: action(rule, leftForm, (ctx, _input, event: RequestEvent) => memberLeft(ctx, event.params.worker)),
	code: action(rule, codeForm, async (ctx, input, event: RequestEvent) => {
		const given = await giveCode(ctx, event.params.worker, input);
		if ('refused' in given) return given;
		keep(event, 'code', await sealNote(ctx, 'code', given));
		return { go: `/console/team/${given.worker}` };
	})
};
