import { courtCostsForm } from '#features/cases/court-schema.ts';
import { costsOf } from '#features/cases/domain/court-day.ts';
import { expenseRates } from '#features/guides/domain/expenses.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

/** Numbers that were typed, as they stand in the address; nothing of them is kept. */
export const load = page({ may: 'case.read.own', audit: null }, async (_ctx, { url }: PageServerLoadEvent) => {
	const typed: Record<string, string> = Object.fromEntries(
		['h', 'n', 'p', 'c', 'f'].map((name) => [name, url.searchParams.get(name) ?? ''])
	);
	const read = courtCostsForm.safeParse(typed);
	const known = expenseRates();
	const wrong = read.success ? [] : [...new Set(read.error.issues.map(({ path }) => String(path[0])))];
	const costs = read.success && known && url.searchParams.has('h') ? costsOf(read.data, known.rates) : null;
	return { typed, wrong, costs, checked: known?.checked ?? null };
});
