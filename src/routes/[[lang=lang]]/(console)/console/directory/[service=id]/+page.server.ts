import { endForm, pressForm } from '#features/directory/entry-schema.ts';
import { endAccredited } from '#features/directory/server/desk-accredit.ts';
import { markEntry, settleEntryReports, showEntry } from '#features/directory/server/desk-mark.ts';
import { readDeskPage } from '#features/directory/server/desk-page.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'directory.read', audit: null }, async (ctx, { params }: PageServerLoadEvent) => ({
	desk: await readDeskPage(ctx, params.service)
}));

const checked = { may: 'directory.change', audit: 'service.checked' } as const;
const changed = { may: 'directory.change', audit: 'service.changed' } as const;

export const actions = {
	checked: action(checked, pressForm, (ctx, _form, { params }: RequestEvent) => markEntry(ctx, params.service, 'checked')),
	assured: action(checked, pressForm, (ctx, _form, { params }: RequestEvent) => markEntry(ctx, params.service, 'assured')),
	hide: action(changed, pressForm, (ctx, _form, { params }: RequestEvent) => showEntry(ctx, params.service, false)),
	show: action(changed, pressForm, (ctx, _form, { params }: RequestEvent) => showEntry(ctx, params.service, true)),
	settle: action({ may: 'directory.change', audit: 'feedback.settled' }, pressForm, (ctx, _form, { params }: RequestEvent) =>
		settleEntryReports(ctx, params.service)
	),
	end: action({ may: 'directory.accredit', audit: 'service.accredited' }, endForm, (ctx, { accreditation }, { params }: RequestEvent) =>
		endAccredited(ctx, params.service, accreditation)
	)
};
