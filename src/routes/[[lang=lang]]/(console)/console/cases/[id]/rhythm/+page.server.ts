import { rhythmForm } from '#features/cases/console-schema.ts';
import { readRhythm, setRhythm } from '#features/cases/server/set-rhythm.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'case.read', audit: 'case.viewed' }, (ctx, event: PageServerLoadEvent) => readRhythm(ctx, event.params.id));

export const actions = {
	default: action({ may: 'contact.name', audit: 'rhythm.set' }, rhythmForm, (ctx, { rhythm }, event: RequestEvent) =>
		setRhythm(ctx, event.params.id, rhythm || null)
	)
};
