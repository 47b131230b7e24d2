import { invite } from '#features/accounts/server/invite.ts';
import { letInByPhoneForm } from '#features/advocates/schema.ts';
import { letInByPhone } from '#features/advocates/server/let-in.ts';
import { caseInHub } from '#features/cases/server/case-door.ts';
import { readInvite } from '#features/cases/server/read-invite.ts';
import { sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { isLang } from '#shared/lang.ts';
import { keep } from '../../../../people/kept.ts';
import { reasonFor } from '../../why.ts';
import type { Given } from '../given.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'helper.settle', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id } = event.params;
	return { id, people: (await readInvite(ctx, id, await reasonFor(ctx, event))).map(({ id: person, name }) => ({ id: person, name })) };
});

export const actions = {
	default: action({ may: 'helper.settle', audit: 'helper.added' }, letInByPhoneForm, async (ctx, form, event: RequestEvent) => {
		const { id } = await caseInHub(ctx, event.params.id);
		const made = await letInByPhone(ctx, id, form);
		if ('refused' in made) return made;
		const lang = isLang(made.lang) ? made.lang : 'en';
		const invited = await invite(ctx, { subject: made.helper, kind: 'person', lang, word: form.word });
		if ('refused' in invited) return { refused: invited.refused };
		const given: Given = { helpersOf: id, code: invited.code, name: form.name, isWaiting: made.state === 'waiting' };
		keep(event, 'code', await sealNote(ctx, 'code', given));
		return { go: `/console/cases/${id}/helpers` };
	})
};
