import { newCaseForm } from '#features/cases/console-schema.ts';
import { workerNames } from '#features/cases/server/console-names.ts';
import { sealNote } from '#features/cases/server/sealed-note.ts';
import { areaOf } from '#features/directory/domain/places.ts';
import { preferenceOf } from '#features/self-referrals/domain/asked.ts';
import { endForm, pressForm, replyForm, tryForm } from '#features/self-referrals/schema.ts';
import { askToTakeUp, endAsk, readAsk, recordAskTry, replyTo } from '#features/self-referrals/server/desk.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import { keep } from '../../people/kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'ask.read', audit: 'ask.viewed' }, async (ctx, { params }: PageServerLoadEvent) => {
	const ask = await readAsk(ctx, params.ask);
	const [worker] = await workerNames(ctx.db, [ctx.actor.id]);
	return { ask, worker: worker?.name ?? null, today: londonDay(ctx.now) };
});

const settles = { may: 'ask.settle', audit: 'ask.settled' } as const;

export const actions = {
	reply: action(settles, replyForm, (ctx, form, { params }: RequestEvent) => replyTo(ctx, params.ask, form)),
	tried: action(settles, tryForm, (ctx, { outcome }, { params }: RequestEvent) => recordAskTry(ctx, params.ask, outcome)),
	end: action(settles, endForm, (ctx, form, { params }: RequestEvent) => endAsk(ctx, params.ask, form)),
	/** Opens the form for a new person and case, filled in; its number is this request's, so that saving it twice is one record. */
	take: action({ may: 'ask.settle', audit: 'ask.viewed' }, pressForm, async (ctx, _form, event: RequestEvent) => {
		const { asked, lang } = await askToTakeUp(ctx, event.params.ask);
		const { hours, mayContact } = preferenceOf(asked, ctx.now, false);
		const [window] = hours ?? [];
		const draft = newCaseForm.parse({
			...{ once: event.params.ask, name: asked.name ?? '?', kind: 'crime', reported: 'no', language: lang },
			...{ area: asked.area ? (areaOf(asked.area)?.name ?? '') : '', may: mayContact },
			...(asked.way === 'phone' && { phone: asked.value, safe: 'safe' }),
			...(window && { days: window.days.map(String), from: window.from, to: window.to }),
			...(asked.age === 'teen' && { enhanced: ['under_18'] })
		});
		keep(event, 'draft', await sealNote(ctx, 'draft', draft));
		return { go: '/console/people/new' };
	})
};
