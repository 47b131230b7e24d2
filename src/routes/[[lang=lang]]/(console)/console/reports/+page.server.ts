import { reportLate } from '#features/cases/server/report-late.ts';
import { countContacts } from '#features/needs/server/count-contacts.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'report.read', audit: 'report.viewed' }, async (ctx, _event: PageServerLoadEvent) => {
	const report = await reportLate(ctx);
	return {
		contacts: await countContacts(ctx),
		...report,
		rows: report.rows.map((row) => ({ ...row, id: `${row.month}.${row.owner}` }))
	};
});
