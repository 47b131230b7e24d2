import { listTemplates } from '#features/messages/server/templates.ts';
import { page } from '#server/http/guard.ts';

// The hub's own texts: nobody's record is looked at.
export const load = page({ may: 'template.read', audit: null }, async (ctx) => ({
	templates: await listTemplates(ctx),
	mayChange: ctx.actor.roles.includes('supervisor')
}));
