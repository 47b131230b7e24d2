import type { RequestEvent } from '@sveltejs/kit';
import { wrongForm } from '#features/directory/schema.ts';
import { keeperOf, reportService } from '#features/directory/server/report-service.ts';
import { showService } from '#features/directory/server/show-service.ts';
import { asReader, doorAction, readerPage } from '#server/http/guard.ts';

export const load = readerPage(async (ctx, { params, url }: RequestEvent) => ({
	...(await showService(ctx, params.slug ?? '', url.searchParams)),
	isTold: url.searchParams.has('told')
}));

export const actions = {
	wrong: doorAction(wrongForm, async (form, event) =>
		asReader(event, (ctx) => reportService(ctx, form), await asReader(event, (ctx) => keeperOf(ctx, form.slug)))
	)
};
