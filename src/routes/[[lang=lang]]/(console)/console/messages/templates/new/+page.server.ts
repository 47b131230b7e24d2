import { templateForm } from '#features/messages/schema.ts';
import { saveTemplate } from '#features/messages/server/templates.ts';
import { action, page } from '#server/http/guard.ts';

export const load = page({ may: 'template.change', audit: null }, async () => ({ once: crypto.randomUUID() }));

export const actions = {
	default: action({ may: 'template.change', audit: 'template.changed' }, templateForm, (ctx, form) => saveTemplate(ctx, form))
};
