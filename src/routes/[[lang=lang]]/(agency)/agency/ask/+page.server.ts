import { agencyAskForm } from '#features/self-referrals/schema.ts';
import { askAsAgency, readAgencyAsks } from '#features/self-referrals/server/ask-as-agency.ts';
import { action, page } from '#server/http/guard.ts';
import { officeOfHub } from '#server/http/hub.ts';
import type { PageServerLoadEvent } from './$types';

// Days and what became of each; nobody is named on it.
export const load = page({ may: 'ask.send.agency', audit: null }, async (ctx, { url }: PageServerLoadEvent) => ({
	mine: await readAgencyAsks(ctx),
	once: crypto.randomUUID(),
	isSent: url.searchParams.get('done') === 'sent'
}));

export const actions = {
	default: action({ may: 'ask.send.agency', audit: 'ask.sent' }, agencyAskForm, (ctx, form) => askAsAgency(ctx, form, officeOfHub()))
};
