import { changeHub, closeOn, leaveFor, openOn, readHub } from '#features/hub/server/change-hub.ts';
import { dateForm, hoursForm, leaveForm, lookForm, nameForm, openForm, phoneForm, sayForm, scopeForm } from '#features/hub/schema.ts';
import { listedScope } from '#features/directory/server/hand-on.ts';
import { nameAmongHubs } from '#server/http/hub.ts';
import { action, page } from '#server/http/guard.ts';
import { NotYours } from '#shared/faults.ts';
import { hubParts, leaveSites } from '#shared/hub.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// What stands here is on every page of everybody: it asks for a fresh proof, so that nobody changes it at an open screen.
const rule = { may: 'hub.change', audit: null, fresh: true } as const;
const changed = { ...rule, audit: 'hub.changed' } as const;

export const load = page(rule, async (ctx, event: PageServerLoadEvent) => {
	const part = hubParts.find((each) => each === event.params.part);
	if (!part) throw new NotYours();
	const { version, facts } = await readHub(ctx);
	const scope = part === 'scope' ? (facts.scope ?? (await listedScope(ctx, nameAmongHubs()))) : null;
	return { part, version, facts, scope, sites: leaveSites };
});

export const actions = {
	name: action(changed, nameForm, (ctx, { base, ...name }) => changeHub(ctx, 'name', base, { name })),
	phone: action(changed, phoneForm, (ctx, { base, ...phones }) => changeHub(ctx, 'phone', base, phones)),
	hours: action(changed, hoursForm, (ctx, { base, week }) => changeHub(ctx, 'hours', base, { week })),
	close: action(changed, dateForm, (ctx, form) => closeOn(ctx, form)),
	open: action(changed, openForm, (ctx, form) => openOn(ctx, form)),
	leave: action(changed, leaveForm, (ctx, form, event: RequestEvent) => leaveFor(ctx, form, event.url.hostname)),
	say: action(changed, sayForm, (ctx, { base, ...say }) => changeHub(ctx, 'say', base, { say })),
	look: action(changed, lookForm, (ctx, { base, ...look }) => changeHub(ctx, 'look', base, look)),
	scope: action(changed, scopeForm, (ctx, { base, witnesses, ...scope }) =>
		changeHub(ctx, 'scope', base, { scope: { ...scope, takesWitnesses: witnesses } })
	)
};
