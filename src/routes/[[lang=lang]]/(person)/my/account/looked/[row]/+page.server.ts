import { askForm } from '#features/audit/schema.ts';
import { askAboutLook, readAsk } from '#features/audit/server/read-looks.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'look.ask.own', audit: null }, async (ctx, { params }: RequestEvent) => ({
	entry: await readAsk(ctx, params.row)
}));

export const actions = {
	default: action({ may: 'look.ask.own', audit: 'look.asked' }, askForm, (ctx, { row, note }) => askAboutLook(ctx, row, note))
};
