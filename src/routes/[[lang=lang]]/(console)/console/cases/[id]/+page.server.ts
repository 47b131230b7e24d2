import { returnPath } from '#features/accounts/domain/return-path.ts';
import { showForm, whyForm } from '#features/cases/console-schema.ts';
import { overForm } from '#features/cases/lock-schema.ts';
import { takeOver, whoIsOn } from '#features/cases/server/case-lock.ts';
import { mayAskNumber } from '#features/cases/server/case-door.ts';
import { workerNames } from '#features/cases/server/console-names.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { readCaseKept } from '#features/keeping/server/hold.ts';
import { readCaseHelpers } from '#features/advocates/server/case-helpers.ts';
import { adjustmentsFor } from '#features/contact/server/easier.ts';
import { reachFor, type Reach } from '#features/contact/server/reach.ts';
import { workerPurpose } from '#features/contact/server/second-yes.ts';
import { askForNumber, shownNumber } from '#features/contact/server/show-number.ts';
import { threadsAbout } from '#features/messages/server/desk.ts';
import { logOf } from '#features/notices/server/desk.ts';
import { lastNeeds } from '#features/needs/server/case-needs.ts';
import { requestsAbout } from '#features/referrals/server/desk.ts';
import { refuse } from '#server/http/ctx.ts';
import { action, page } from '#server/http/guard.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import { drop, keep, kept } from '../../people/kept.ts';
import { chosenReason, rememberReason } from './why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** Whose number the proof of the page before opens, and the number. Shown once: a page loaded again asks the gate and the log again. */
async function shownIn(ctx: Parameters<typeof shownNumber>[0], reach: ReadonlyMap<string, Reach>, event: PageServerLoadEvent) {
	const proof = kept(event, 'number');
	if (!proof) return null;
	for (const each of reach.values()) {
		const number = await shownNumber(ctx, each, proof);
		if (number === null) continue;
		drop(event, 'number');
		return { person: each.personId, number };
	}
	return null;
}

/** What the other rooms know of each person, in brief: so that the page tells the story once. */
async function storyOf(ctx: Parameters<typeof threadsAbout>[0], caseId: string, people: readonly string[]) {
	const helpers = (await readCaseHelpers(ctx, caseId)).filter(({ standing }) => standing === 'live');
	const stories: Record<string, Story> = {};
	for (const id of people)
		stories[id] = {
			needs: await lastNeeds(ctx, id),
			requests: await requestsAbout(ctx, id),
			threads: await threadsAbout(ctx, id),
			helpers: helpers.filter(({ personId }) => personId === id).map(({ name }) => name)
		};
	return stories;
}
export type Story = {
	needs: Awaited<ReturnType<typeof lastNeeds>>;
	requests: Awaited<ReturnType<typeof requestsAbout>>;
	threads: Awaited<ReturnType<typeof threadsAbout>>;
	helpers: (string | null)[];
};

export const load = page({ may: 'case.read', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { forgottenOn, kept } = await readCaseKept(ctx, event.params.id);
	if (forgottenOn !== null) {
		ctx.about({ caseId: event.params.id, reason: 'forgotten' });
		return { asks: true as const, forgottenOn };
	}
	const read = await readCase(ctx, event.params.id, await chosenReason(ctx, event));
	if (read.asks) return { asks: true as const, forgottenOn: null, id: event.params.id };
	const people = read.page.people.map(({ id }) => id);
	const reach = await reachFor(ctx, people, await workerPurpose(ctx, people));
	const [worker] = await workerNames(ctx.db, [ctx.actor.id]);
	return {
		asks: false as const,
		forgottenOn: null,
		kept,
		mayHold: ctx.actor.roles.includes('supervisor'),
		page: read.page,
		onIt: await whoIsOn(ctx, event.params.id),
		notices: await logOf(ctx, read.page.id, people),
		stories: await storyOf(ctx, read.page.id, people),
		written: event.url.searchParams.get('call'),
		mayRestrict: ctx.actor.roles.includes('supervisor'),
		worker: worker?.name ?? null,
		today: londonDay(ctx.now),
		mayReadLog: ctx.actor.roles.includes('supervisor'),
		easier: Object.fromEntries(await adjustmentsFor(ctx, people)),
		reach: Object.fromEntries([...reach].map(([id, { verdict }]) => [id, verdict])),
		shown: await shownIn(ctx, reach, event)
	};
});

export const actions = {
	over: action({ may: 'case.read', audit: null }, overForm, async (ctx, { what, to }, { params }: RequestEvent) => {
		await takeOver(ctx, params.id, what);
		return { go: returnPath('console', to) };
	}),
	why: action({ may: 'case.read', audit: null }, whyForm, async (_ctx, { why }, event: RequestEvent) => {
		rememberReason(event, why);
		return { go: `/console/cases/${event.params.id}` };
	}),
	show: action({ may: 'number.show', audit: 'number.shown' }, showForm, async (ctx, { person }, event: RequestEvent) => {
		const caseId = event.params.id;
		const asks = await mayAskNumber(ctx, caseId, person, await chosenReason(ctx, event));
		if (asks === 'prove') return { go: `/console/again?to=${encodeURIComponent(`/console/cases/${caseId}`)}`, isUndone: true };
		const reach = (await reachFor(ctx, [person], await workerPurpose(ctx, [person]))).get(person);
		if (!reach) throw new NotYours();
		const asked = await askForNumber(ctx, reach);
		if ('refused' in asked) return refuse(`person-${person}`, 'console.number.refused');
		keep(event, 'number', asked.proof);
		return { go: `/console/cases/${caseId}#person-${person}` };
	})
};
