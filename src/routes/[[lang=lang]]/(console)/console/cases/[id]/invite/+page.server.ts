import { suggestWords, invite } from '#features/accounts/server/invite.ts';
import { inviteForm } from '#features/cases/console-schema.ts';
import { mayInvite, readInvite } from '#features/cases/server/read-invite.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { langs } from '#shared/lang.ts';
import { drop, keep, kept } from '../../../people/kept.ts';
import { reasonFor } from '../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

type Given = { caseId: string; person: string; code: string };

export const load = page({ may: 'person.invite', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id } = event.params;
	const people = await readInvite(ctx, id, await reasonFor(ctx, event));
	const given = await openNote<Given>(ctx, 'code', kept(event, 'code'));
	// Once: a page loaded again no longer has it.
	drop(event, 'code');
	return {
		id,
		people,
		words: Object.fromEntries(langs.map((lang) => [lang, suggestWords(lang)])),
		given: given?.caseId === id ? given : null
	};
});

export const actions = {
	// The use case writes the row itself, with the invitation's id.
	default: action(
		{ may: 'person.invite', audit: null },
		inviteForm,
		async (ctx, { person, language, word, parent }, event: RequestEvent) => {
			const { id } = event.params;
			const refused = await mayInvite(ctx, id, { person, word, parent });
			if (refused) return refused;
			const made = await invite(ctx, { subject: person, kind: 'person', lang: language, word });
			if ('refused' in made) return { refused: made.refused };
			keep(event, 'code', await sealNote(ctx, 'code', { caseId: id, person, code: made.code }));
			return { go: `/console/cases/${id}/invite` };
		}
	)
};
