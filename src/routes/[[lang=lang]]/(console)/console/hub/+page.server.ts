import { officeOf } from '#shared/hub.ts';
import { hoursOf } from '#words/hours.ts';
import { workerNames } from '#features/cases/server/console-names.ts';
import { readHub } from '#features/hub/server/change-hub.ts';
import { listedScope } from '#features/directory/server/hand-on.ts';
import { nameAmongHubs } from '#server/http/hub.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'hub.change', audit: null, fresh: true }, async (ctx, _event: PageServerLoadEvent) => {
	const hub = await readHub(ctx);
	const names = new Map((await workerNames(ctx.db)).map(({ id, name }) => [id, name]));
	return {
		scope: hub.facts.scope ?? (await listedScope(ctx, nameAmongHubs())),
		hours: hoursOf(ctx.lang, officeOf(hub.facts)),
		hub: { ...hub, changes: hub.changes.map((change) => ({ ...change, by: names.get(change.workerId) ?? null })) }
	};
});
