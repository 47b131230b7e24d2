import { askErase, readErase } from '#features/keeping/server/ask-erase.ts';
import { eraseForm } from '#features/keeping/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'erase.ask.own', audit: null }, async (ctx, _event: RequestEvent) => ({ page: await readErase(ctx) }));

export const actions = {
	default: action({ may: 'erase.ask.own', audit: 'erase.asked' }, eraseForm, (ctx, { line }, _event: RequestEvent) => askErase(ctx, line))
};
