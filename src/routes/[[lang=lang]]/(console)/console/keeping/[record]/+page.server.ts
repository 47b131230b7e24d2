import { changeRule, readRule } from '#features/keeping/server/read-keeping.ts';
import { ruleForm } from '#features/keeping/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page(
	{ may: 'keeping.change', audit: 'keeping.viewed', fresh: true },
	async (ctx, { params, url }: PageServerLoadEvent) => {
		const asked = ruleForm.safeParse({ count: url.searchParams.get('count') ?? undefined });
		return { page: await readRule(ctx, params.record, asked.success ? asked.data.count : null), asked: url.searchParams.get('count') };
	}
);

export const actions = {
	default: action({ may: 'keeping.change', audit: 'keeping.changed', fresh: true }, ruleForm, (ctx, { count }, { params }: RequestEvent) =>
		changeRule(ctx, params.record, count)
	)
};
