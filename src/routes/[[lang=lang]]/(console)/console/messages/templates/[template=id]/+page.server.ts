import { workerNames } from '#features/cases/server/console-names.ts';
import { pressForm, templateForm } from '#features/messages/schema.ts';
import { endTemplate, readTemplate, saveTemplate } from '#features/messages/server/templates.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'template.read', audit: null }, async (ctx, { params }: PageServerLoadEvent) => {
	const [newest, ...older] = await readTemplate(ctx, params.template);
	const names = new Map(
		(
			await workerNames(
				ctx.db,
				[newest, ...older].map(({ madeBy }) => madeBy)
			)
		).map(({ id, name }) => [id, name])
	);
	const named = <V extends { madeBy: string }>(version: V) => ({ ...version, by: names.get(version.madeBy) ?? null });
	return {
		...{ newest: named(newest), older: older.map(named), once: crypto.randomUUID() },
		mayChange: ctx.actor.roles.includes('supervisor')
	};
});

const changes = { may: 'template.change', audit: 'template.changed' } as const;
export const actions = {
	save: action(changes, templateForm, (ctx, form, { params }: RequestEvent) => saveTemplate(ctx, form, params.template)),
	retire: action(changes, pressForm, (ctx, _form, { params }: RequestEvent) => endTemplate(ctx, params.template))
};
