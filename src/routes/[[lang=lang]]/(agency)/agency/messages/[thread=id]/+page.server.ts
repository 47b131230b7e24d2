import { readAgencyHome } from '#features/agencies/server/read-agency-home.ts';
import { readAgencyThread, writeAsAgency } from '#features/messages/server/agency.ts';
import { namesIn } from '#features/messages/server/words.ts';
import { writeForm } from '#features/messages/schema.ts';
import { beforeWriting } from '#features/referrals/server/before-writing.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// Whom she let in besides is hers to know: no helper's name is here.
export const load = page({ may: 'message.read.agency', audit: 'message.viewed' }, async (ctx, { params }: PageServerLoadEvent) => ({
	once: crypto.randomUUID(),
	thread: await readAgencyThread(ctx, params.thread),
	names: await namesIn(ctx, []),
	before: await beforeWriting(ctx, params.thread),
	...{ worker: (await readAgencyHome(ctx)).worker, today: londonDay(ctx.now) }
}));

export const actions = {
	write: action({ may: 'message.write.agency', audit: 'message.answered' }, writeForm, (ctx, form, { params }: RequestEvent) =>
		writeAsAgency(ctx, params.thread, form)
	)
};
