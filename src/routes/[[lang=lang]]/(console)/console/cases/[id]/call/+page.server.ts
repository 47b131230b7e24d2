import { callForm } from '#features/cases/call-schema.ts';
import { noteCall, readCallChoices, recordCall } from '#features/cases/server/record-call.ts';
import { partOfCase } from '#features/cases/server/part-of-case.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { newForm } from '#features/messages/schema.ts';
import { startByPhone } from '#features/messages/server/by-phone.ts';
import { action, page } from '#server/http/guard.ts';
import { wordsOfHub } from '#server/http/hub.ts';
import { NotYours } from '#shared/faults.ts';
import { chosenReason, reasonFor } from '../why.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'case.read', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id } = event.params;
	await reasonFor(ctx, event);
	const read = await readCase(ctx, id, await chosenReason(ctx, event));
	if (read.asks) throw new NotYours();
	const choices = await readCallChoices(ctx, id);
	return {
		id,
		once: crypto.randomUUID(),
		hubSays: wordsOfHub(),
		people: read.page.people.map(({ id: personId, name, lang, words }) => ({
			id: personId,
			name,
			lang,
			codeWord: words?.codeWord ?? null,
			...(choices.get(personId) ?? { clocks: [], rights: [] })
		}))
	};
});

export const actions = {
	default: action({ may: 'call.record', audit: 'call.recorded' }, callForm, async (ctx, form) => {
		if (form.want !== 'message') return recordCall(ctx, form);
		const { once, topic, text } = form;
		const said = newForm.safeParse({ once, topic, text });
		if (!said.success) return { refused: said.error.issues.map(({ path, message }) => ({ field: path.join('.'), key: message })) };
		await partOfCase(ctx, form.caseId, form.personId);
		const out = await startByPhone(ctx, form, said.data);
		noteCall(ctx, form);
		return out;
	})
};
