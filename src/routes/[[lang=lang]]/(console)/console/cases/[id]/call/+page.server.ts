import { callForm } from '#features/cases/call-schema.ts';
import { noteCall, readCallChoices, recordCall } from '#features/cases/server/record-call.ts';
import { partOfCase } from '#features/cases/server/part-of-case.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { withMessage } from '#features/messages/schema.ts';
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

const form = withMessage(callForm, ({ want }) => want === 'message');

export const actions = {
	default: action({ may: 'call.record', audit: 'call.recorded' }, form, async (ctx, { message, ...call }) => {
		if (!message) return recordCall(ctx, call);
		await partOfCase(ctx, call.caseId, call.personId);
		const out = await startByPhone(ctx, call, message);
		noteCall(ctx, call);
		return out;
	})
};
