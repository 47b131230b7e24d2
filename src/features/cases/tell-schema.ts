import { z } from 'zod';
import { dayNumber, instantAt, weekdayOf, type Day } from '#shared/london.ts';
import courtList from './domain/courts.json' with { type: 'json' };
import { eventKinds, tryOutcomes, type Occurred } from './domain/event.ts';

const id = z.uuid('due.error.form');
const text = z.string().trim().optional().default('');
const box = z.literal('yes').optional();

type Parts = { day: string; month: string; year: string };

/** A day typed in three boxes as 'YYYY-MM-DD'; null when empty, undefined when it is no day. */
function dayFrom({ day, month, year }: Parts): Day | null | undefined {
	if (!day && !month && !year) return null;
	const written = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	try {
		dayNumber(written);
		return year.length === 4 ? written : undefined;
	} catch {
		return undefined;
	}
}

/** "9.30", "9:30", "09:30" or "14" as 'HH:MM'; null when empty, undefined when it is no time. */
export function timeFrom(typed: string): string | null | undefined {
	if (!typed) return null;
	const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(typed);
	const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? '0')];
	if (!match || hour > 23 || minute > 59) return undefined;
	return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const boxes = <Name extends string>(name: Name) =>
	({ [`${name}-day`]: text, [`${name}-month`]: text, [`${name}-year`]: text }) as Record<`${Name}-${keyof Parts}`, typeof text>;
const partsOf = (form: Record<string, unknown>, name: string): Parts => ({
	day: String(form[`${name}-day`] ?? ''),
	month: String(form[`${name}-month`] ?? ''),
	year: String(form[`${name}-year`] ?? '')
});

/** A day from the three boxes of one name: null when empty, undefined when it is no day. */
export const dayIn = (form: Record<string, unknown>, name: string): Day | null | undefined => dayFrom(partsOf(form, name));

type Say = (field: string, key: string) => void;

function instantFrom(form: Record<string, unknown>, name: string, say: Say): Date | null {
	const day = dayFrom(partsOf(form, name));
	const time = timeFrom(String(form[`${name}-time`] ?? ''));
	if (day === undefined) say(name, 'due.error.day');
	if (time === undefined) say(`${name}-time`, 'due.error.time');
	if (day && time === null) say(`${name}-time`, 'due.error.time');
	if (day === null && time) say(name, 'due.error.day');
	return day && time ? instantAt(day, time) : null;
}

/** How a contact went (P9, T6): outcome, way, day and time are needed; "another time" needs the time. */
export const tellForm = z
	.object({
		id,
		event: id,
		who: id,
		once: id,
		task: id.optional(),
		outcome: z.enum(tryOutcomes, 'due.error.outcome'),
		way: z.union([z.uuid('due.error.way'), z.enum(['in_person', 'letter'])], 'due.error.way'),
		...boxes('at'),
		'at-time': text,
		...boxes('next'),
		'next-time': text,
		stillRight: box,
		atRisk: box,
		show: box,
		late: box,
		note: text.pipe(z.string().max(200, 'due.error.noteLong'))
	})
	.transform((form, ctx) => {
		const say: Say = (field, message) => void ctx.addIssue({ code: 'custom', path: [field], message });
		const at = instantFrom(form, 'at', say);
		const next = instantFrom(form, 'next', say);
		if (!at && !ctx.issues.length) say('at', 'due.error.day');
		if (form.outcome === 'another_time' && !next && !ctx.issues.length) say('next', 'due.error.next');
		const { id: caseId, event: eventId, who: personId, once: onceKey, task, outcome, way, note } = form;
		const ticks = { stillRight: !!form.stillRight, atRisk: !!form.atRisk, show: !!form.show, late: !!form.late };
		return { caseId, eventId, personId, onceKey, taskId: task ?? null, outcome, way, note, at: at ?? new Date(0), next, ...ticks };
	});

/** Asking for the number, or asking the owner to tell: about this event and person. */
export const aboutForm = z.object({ id, event: id, who: id });
/** Taking a recorded try back. */
export const undoForm = z.object({ id, event: id, telling: id });
/** A task by its id, from the address. */
export const taskForm = z.object({ task: id });
/** Whether two records are one person. */
export const likenessForm = z.object({ task: id, answer: z.enum(['two', 'same'], 'due.likeness.answer') });
/** Cases ticked for "nothing new" (P10). */
export const nothingNewForm = z.object({ case: z.union([z.array(id), id.transform((one) => [one])], 'due.error.tick') });

function occurredFrom(form: { when: string } & Record<string, unknown>, say: Say): Occurred {
	if (form.when === 'unknown') return { kind: 'unknown' };
	const typed = partsOf(form, 'from');
	const from = dayFrom(form.when === 'month' ? { ...typed, day: '1' } : typed);
	if (!from) {
		say('from', 'due.error.day');
		return { kind: 'unknown' };
	}
	if (form.when === 'day') return { kind: 'day', on: from };
	if (form.when === 'week') return { kind: 'week', from };
	if (form.when === 'month') return { kind: 'month', month: from.slice(0, 7) };
	const to = dayFrom(partsOf(form, 'to'));
	if (!to || to < from) say('to', 'due.error.range');
	return { kind: 'range', from, to: to ?? from };
}

/** A day, the week that begins on it, or one day between it and another: a warned period (domain/4). */
function hearingWhen(form: Record<string, unknown>, on: string | null, say: Say): Occurred {
	if (!on) return { kind: 'unknown' };
	if (form.hearingWhen === 'week') {
		if (weekdayOf(on) !== 1) say('hearing', 'due.error.hearingWeek');
		return { kind: 'week', from: on };
	}
	if (form.hearingWhen !== 'range') return { kind: 'day', on };
	const to = dayFrom(partsOf(form, 'hearingTo'));
	if (!to || to <= on) say('hearingTo', 'due.error.hearingRange');
	return { kind: 'range', from: on, to: to ?? on };
}

function hearingFrom(form: Record<string, unknown>, say: Say) {
	const on = dayFrom(partsOf(form, 'hearing'));
	const time = timeFrom(String(form['hearing-time'] ?? ''));
	const [listed, other] = [String(form.court ?? ''), String(form.courtOther ?? '')];
	if (listed && other) say('courtOther', 'due.error.courtBoth');
	const court = listed || other;
	if (on === undefined) say('hearing', 'due.error.day');
	if (time === undefined) say('hearing-time', 'due.error.time');
	if (!on && !court) return undefined;
	return { when: hearingWhen(form, on ?? null, say), ...(time && { time }), ...(court && { court }) };
}

/**
 * An agency's own label for a charge ("Charge 1", "s.18"). It stays in clear text, because events are folded and told apart by it (docs/security.md): no sign of an e-mail
 * and no number as long as a telephone's. That it names nobody of the case is checked where the names are (`recordEvent`).
 */
const chargeLabel = text.pipe(
	z
		.string()
		.max(60, 'due.error.chargeLong')
		.regex(/^[\p{L}\p{M}\p{N} .,:;()/&'’-]*$/u, 'due.error.chargeLabel')
		.refine((label) => !/(?:\p{N} ?){7,}/u.test(label), 'due.error.chargeLabel')
);
const courtName = text.pipe(z.string().refine((court) => court === '' || courtList.courts.includes(court), 'due.error.courtLong'));

/** A court that the list of 2021 does not hold: letters and no number, so that no telephone and no house number stands in it. */
export const otherCourt = text.pipe(
	z
		.string()
		.max(80, 'due.error.courtOther')
		.regex(/^[\p{L}\p{M} .,'’&()-]*$/u, 'due.error.courtOther')
);

/** What an agency says happened, chosen from reviewed sentences (P19): `choice` is a kind, or a kind and its result or outcome. */
export const eventForm = z
	.object({
		id,
		choice: z.string('due.error.choice').refine((choice) => eventKinds.some((kind) => kind === choice.split('.')[0]), 'due.error.choice'),
		source: z.union([z.uuid('due.error.source'), z.literal('hub')], 'due.error.source'),
		when: z.enum(['day', 'week', 'range', 'month', 'unknown'], 'due.error.when'),
		...boxes('from'),
		...boxes('to'),
		charge: chargeLabel,
		...boxes('hearing'),
		'hearing-time': text,
		...boxes('hearingTo'),
		hearingWhen: z.enum(['day', 'week', 'range']).optional(),
		court: courtName,
		courtOther: otherCourt,
		bail: z.enum(['yes', 'no', 'not_told', '']).optional(),
		line: text.pipe(z.string().max(200, 'due.error.lineLong')),
		corrects: z.union([z.uuid('due.error.source'), z.literal('')]).optional(),
		...boxes('heard')
	})
	.transform((form, ctx) => {
		const say: Say = (field, message) => void ctx.addIssue({ code: 'custom', path: [field], message });
		const occurred = occurredFrom(form, say);
		const hearing = hearingFrom(form, say);
		const heardOn = dayFrom(partsOf(form, 'heard'));
		if (heardOn === undefined) say('heard', 'due.error.day');
		const { id: caseId, choice, source, charge, bail, line, corrects } = form;
		return {
			caseId,
			choice,
			source,
			occurred,
			charge,
			hearing,
			bail: bail || null,
			line,
			corrects: corrects || null,
			heardOn: heardOn ?? null
		};
	});
export type EventForm = z.infer<typeof eventForm>;
