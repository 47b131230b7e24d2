import { numbersFileForm } from '#features/reports/schema.ts';
import { fileOfNumbers } from '#features/reports/server/read-numbers.ts';
import { download } from '#server/http/guard.ts';

/** The numbers as a table for a spreadsheet. */
export const POST = download({ may: 'report.read', audit: 'report.viewed' }, numbersFileForm, async (ctx, asked) => ({
	name: `numbers-${asked.by}.csv`,
	type: 'text/csv; charset=utf-8',
	text: await fileOfNumbers(ctx, asked)
}));
