import { lockable } from '#features/cases/lock-schema.ts';
import { aboutForm, tellForm } from '#features/cases/tell-schema.ts';
import { openForm, saveOn } from '#features/cases/server/case-lock.ts';
import { matterWithEvent, readTell } from '#features/cases/server/read-tell.ts';
import { askOwner, recordTelling } from '#features/cases/server/record-telling.ts';
import { newsOf } from '#features/cases/domain/news.ts';
import { confirmStillRight, reachFor, type Reach } from '#features/contact/server/reach.ts';
import { workerPurpose } from '#features/contact/server/second-yes.ts';
import { languageToSpeak } from '#features/contact/server/writing.ts';
import { askForNumber, shownNumber, wordsToSay } from '#features/contact/server/show-number.ts';
import { action, page } from '#server/http/guard.ts';
import { wordsOfHub } from '#server/http/hub.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, londonTime } from '#shared/london.ts';
import { drop, keep, kept } from '../../../../people/kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

type WorkerCtx = Parameters<typeof readTell>[0];

/** The gate for one person, asked again at every step (S-20). */
async function gate(ctx: WorkerCtx, personId: string, isDanger: boolean): Promise<Reach> {
	const purpose = isDanger ? () => ({ kind: 'danger' as const }) : await workerPurpose(ctx, [personId]);
	const reach = (await reachFor(ctx, [personId], purpose)).get(personId);
	if (!reach) throw new NotYours();
	return reach;
}

async function gateForEvent(ctx: WorkerCtx, { id, event: eventId, who }: { id: string; event: string; who: string }) {
	const { event } = await matterWithEvent(ctx, id, eventId, who);
	return gate(ctx, who, newsOf(event) === 'danger');
}

export const load = page({ may: 'case.read', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { params, url } = event;
	const tell = await readTell(ctx, params.id, params.event, url.searchParams.get('who') ?? undefined);
	const reach = await gate(ctx, tell.personId, tell.news === 'danger');
	const { name, lang: personLang, verdict, hardNews, preference } = reach;
	const { hour, minute } = londonTime(ctx.now);
	const number = await shownNumber(ctx, reach, kept(event, 'number'));
	// Shown once: a page loaded again asks the gate and the log again.
	if (number !== null) drop(event, 'number');
	return {
		tell,
		onIt: await openForm(ctx, params.id, 'telling'),
		name,
		personLang,
		speaks: await languageToSpeak(ctx, tell.personId, personLang),
		verdict,
		hardNews,
		ways: preference.ways.filter(({ safe, paused }) => safe !== 'unsafe' && !paused).map(({ id, kind }) => ({ id, kind })),
		words: await wordsToSay(ctx, tell.personId),
		hubSays: wordsOfHub(),
		number,
		task: url.searchParams.get('task'),
		today: londonDay(ctx.now),
		time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
	};
});

const here = ({ params, url }: RequestEvent, who: string) => {
	const task = url.searchParams.get('task');
	return `/console/cases/${params.id}/tell/${params.event}?who=${who}${task ? `&task=${task}` : ''}`;
};

export const actions = {
	number: action({ may: 'number.show', audit: 'number.shown' }, aboutForm, async (ctx, form, event: RequestEvent) => {
		ctx.about({ caseId: form.id, reason: 'task.tell' });
		const asked = await askForNumber(ctx, await gateForEvent(ctx, form));
		if ('refused' in asked) return asked;
		keep(event, 'number', asked.proof);
		return { go: `${here(event, form.who)}#number` };
	}),
	ask: action(
		{ may: 'telling.record', audit: 'event.prompted' },
		aboutForm,
		async (ctx, { id, event: eventId, who }, event: RequestEvent) => {
			await askOwner(ctx, { caseId: id, eventId, personId: who });
			return { go: here(event, who) };
		}
	),
	record: action({ may: 'telling.record', audit: 'telling.recorded' }, lockable(tellForm), async (ctx, form) => {
		const { caseId, over } = form;
		const { event } = await matterWithEvent(ctx, caseId, form.eventId, form.personId);
		const isDanger = newsOf(event) === 'danger';
		const contact = await gate(ctx, form.personId, isDanger);
		const told = await saveOn(ctx, { caseId, what: 'telling', over, isDanger }, () => recordTelling(ctx, form, contact));
		if ('refused' in told) return told;
		if (told.isNew && form.stillRight && form.outcome === 'told') await confirmStillRight(ctx, form.personId);
		return { go: `/console/cases/${form.caseId}/tell/${form.eventId}/done?t=${told.tellingId}` };
	})
};
