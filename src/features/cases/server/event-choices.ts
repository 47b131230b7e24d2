import { agenciesOf } from '#server/db/queries/people.ts';
import { eventsOf } from '#server/db/queries/cases.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { instantAt, londonDay, weekdayOf } from '#shared/london.ts';
import { isWorkingDay, isKnownDay } from '#shared/working-days.ts';
import courtList from '../domain/courts.json' with { type: 'json' };
import { eventKinds, type CaseEvent, type EventDetail, type EventKind, type Source } from '../domain/event.ts';
import { newsOf, warnBeforePublishing } from '../domain/news.ts';

import { sentencesOf, type Line } from '../domain/sentences.ts';
import { variants } from '../domain/sentences-kinds.ts';
import type { EventForm } from '../tell-schema.ts';
import { toCaseEvents } from './case-events.ts';
import { caseInHub } from './case-door.ts';
import type { NewEvent } from './record-event.ts';

/** The steps in which a worker looks for a sentence; every kind belongs to the first step it does not come before. */
const steps = [
	['police', 'file_with_cps'],
	['decision', 'passed_to_other_body'],
	['court', 'charges_changed'],
	['appeal', 'appeal_decided'],
	['after', 'escaped'],
	['other', 'not_told_clearly']
] as const satisfies readonly (readonly [string, EventKind])[];

export type Choice = { value: string; key: string; news: 'danger' | 'hard' | 'plain' };
const results: readonly string[] = [
	'guilty',
	'not_guilty',
	'no_verdict',
	'no_evidence',
	'left_on_file',
	'allowed',
	'refused',
	'granted',
	'reduced'
];

/** What a choice says beyond its kind: a result of the court, or an outcome of the police list. Null where no reviewed sentence says it. */
function detailOf(kind: EventKind, variant: string | undefined): EventDetail | null {
	if (!variant) return {};
	if (!(variants[kind] ?? []).includes(variant)) return null;
	return results.includes(variant) ? { result: variant as NonNullable<EventDetail['result']> } : { outcome: variant };
}

function choicesOf(kind: EventKind): Choice[] {
	const values = [kind, ...(variants[kind] ?? []).map((variant) => `${kind}.${variant}`)];
	return values.map((value) => {
		const detail = detailOf(kind, value.split('.')[1]) ?? {};
		return { value, key: `stages.event.${value}.title`, news: newsOf({ kind, detail }) };
	});
}

/** The reviewed sentences a worker chooses from, by step (P19). */
export const choiceGroups = (): { step: string; choices: Choice[] }[] => {
	let from = 0;
	return steps.map(([step, last]) => {
		const to = eventKinds.indexOf(last) + 1;
		const kinds = eventKinds.slice(from, to);
		from = to;
		return { step, choices: kinds.flatMap(choicesOf) };
	});
};

export type EarlierEvent = { id: string; title: Line; occurred: CaseEvent['occurred'] };
export type EventPage = {
	groups: { step: string; choices: Choice[] }[];
	agencies: { id: string; name: string }[];
	courts: readonly string[];
	earlier: EarlierEvent[];
	/** Hard news told now would be read when nobody is there to talk to (P4). */
	isLate: boolean;
	today: string;
};

/** Whether hard news put on a page now would be read with nobody there to talk to (P4). */
export const isLateForHardNews = (now: Date): boolean =>
	warnBeforePublishing(now, (day) => isKnownDay(day) && weekdayOf(day) < 6 && !isWorkingDay(day));

/** All that the form for a new event offers; what happened before is a look at the case, with its reason (P19). @throws NotYours for a case of another hub. */
export async function readEventChoices(ctx: Ctx<WorkerActor>, caseId: string, reason: string): Promise<EventPage> {
	await caseInHub(ctx, caseId);
	ctx.about({ caseId, reason });
	const earlier = toCaseEvents(await eventsOf(ctx.db, [caseId]), [], '', 'call_first');
	return {
		groups: choiceGroups(),
		agencies: (await agenciesOf(ctx.db)).map(({ id, name }) => ({ id, name })),
		courts: courtList.courts,
		earlier: earlier.slice(0, 50).map((event) => ({ id: event.id, title: sentencesOf(event).title, occurred: event.occurred })),
		isLate: isLateForHardNews(ctx.now),
		today: londonDay(ctx.now)
	};
}

/** What the form says, as an event; null when the choice is no reviewed sentence or the agency is not this hub's. Heard on an earlier day counts from noon. */
export async function eventFromForm({ db, now }: Ctx<WorkerActor>, form: EventForm): Promise<NewEvent | null> {
	const [kind, variant] = form.choice.split('.') as [EventKind, string | undefined];
	const detail = detailOf(kind, variant);
	const agency = form.source === 'hub' ? null : (await agenciesOf(db)).find(({ id }) => id === form.source);
	if (!detail || agency === undefined) return null;
	const heardToday = !form.heardOn || form.heardOn === londonDay(now);
	return {
		caseId: form.caseId,
		kind,
		source: (agency?.source ?? 'hub') as Source,
		agencyId: agency?.id ?? null,
		charge: form.charge || null,
		occurred: form.occurred,
		detail: { ...detail, ...(form.hearing && { hearing: form.hearing }), ...(form.bail && { bailConditions: form.bail }) },
		line: form.line || null,
		supersedes: form.corrects,
		receivedAt: heardToday || !form.heardOn ? now : instantAt(form.heardOn, '12:00')
	};
}
