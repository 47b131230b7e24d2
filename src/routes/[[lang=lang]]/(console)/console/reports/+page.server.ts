import { reportLate } from '#features/cases/server/report-late.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'report.read', audit: 'report.viewed' }, async (ctx, _event: PageServerLoadEvent) => {
	const report = await reportLate(ctx);
	return { ...report, rows: report.rows.map((row) => ({ ...row, id: `${row.month}.${row.owner}` })) };
});
