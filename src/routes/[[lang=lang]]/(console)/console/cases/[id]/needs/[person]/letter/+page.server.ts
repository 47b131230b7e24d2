import { workerNames } from '#features/cases/server/console-names.ts';
import { partOfCase } from '#features/cases/server/part-of-case.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { page } from '#server/http/guard.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import { reasonFor } from '../../../why.ts';
import type { PageServerLoadEvent } from './$types';

/** A letter that says what support there is (T12): shown to print only where the gate lets a letter go now. */
export const load = page({ may: 'case.read', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id, person } = event.params;
	const reason = await reasonFor(ctx, event);
	await partOfCase(ctx, id, person);
	ctx.about({ caseId: id, personId: person, reason });
	const reach = (await reachFor(ctx, [person], () => ({ kind: 'worker', way: 'post' }))).get(person);
	if (!reach) throw new NotYours();
	const [worker] = await workerNames(ctx.db, [ctx.actor.id]);
	return {
		worker: worker?.name ?? null,
		id,
		person,
		name: reach.name,
		lang: reach.lang,
		verdict: reach.verdict,
		today: londonDay(ctx.now),
		mayGo: 'way' in reach.verdict && reach.verdict.way.kind === 'post'
	};
});
