import { wrongForm } from '#features/audit/schema.ts';
import { readHeldAsked, sayWrong } from '#features/audit/server/read-held.ts';
import { action, page } from '#server/http/guard.ts';

export const load = page({ may: 'held.read.own', audit: null }, async (ctx) => ({ asked: await readHeldAsked(ctx) }));

export const actions = {
	default: action({ may: 'look.ask.own', audit: 'look.asked' }, wrongForm, (ctx, { note }) => sayWrong(ctx, note))
};
