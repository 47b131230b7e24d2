import { showForm, whyForm } from '#features/cases/console-schema.ts';
import { workerNames } from '#features/cases/server/console-names.ts';
import { readCase } from '#features/cases/server/read-case.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { showNumber } from '#features/cases/server/show-number.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { refuse } from '#server/http/ctx.ts';
import { action, page } from '#server/http/guard.ts';
import { drop, keep, kept } from '../../people/kept.ts';
import { chosenReason, rememberReason } from './why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

type Shown = { caseId: string; person: string; number: string | null };
const toWorker = () => ({ kind: 'worker' }) as const;
const mayCall = (verdict: string) => verdict === 'go' || verdict === 'go_with_words';

export const load = page({ may: 'case.read', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const read = await readCase(ctx, event.params.id, await chosenReason(ctx, event));
	if (read.asks) return { asks: true as const };
	const people = read.page.people.map(({ id }) => id);
	const reach = await reachFor(ctx, people, toWorker);
	const shown = await openNote<Shown>(ctx, 'number', kept(event, 'number'));
	// Once: a page loaded again asks the gate and the log again.
	drop(event, 'number');
	const [worker] = await workerNames(ctx.db, [ctx.actor.id]);
	return {
		asks: false as const,
		page: read.page,
		worker: worker?.name ?? null,
		reach: Object.fromEntries([...reach].map(([id, { verdict }]) => [id, verdict])),
		shown: shown?.caseId === read.page.id && mayCall(reach.get(shown.person)?.verdict.verdict ?? '') ? shown : null
	};
});

export const actions = {
	why: action({ may: 'case.read', audit: null }, whyForm, async (_ctx, { why }, event: RequestEvent) => {
		rememberReason(event, why);
		return { go: `/console/cases/${event.params.id}` };
	}),
	show: action({ may: 'number.show', audit: 'number.shown' }, showForm, async (ctx, { person }, event: RequestEvent) => {
		const caseId = event.params.id;
		const verdict = (await reachFor(ctx, [person], toWorker)).get(person)?.verdict;
		if (!verdict || !('way' in verdict) || verdict.way.kind !== 'phone') return refuse(`person-${person}`, 'console.number.refused');
		const number = await showNumber(ctx, caseId, person, verdict.way.id, await chosenReason(ctx, event));
		keep(event, 'number', await sealNote(ctx, 'number', { caseId, person, number }));
		return { go: `/console/cases/${caseId}` };
	})
};
