import { numbersForm } from '#features/reports/schema.ts';
import { readNumbers } from '#features/reports/server/read-numbers.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'report.read', audit: 'report.viewed' }, (ctx, { url }: PageServerLoadEvent) =>
	readNumbers(ctx, numbersForm.parse(Object.fromEntries(url.searchParams)))
);
