import { needs } from '#features/directory/domain/codes.ts';
import type { AdjustmentCode } from '#features/contact/domain/adjustments.ts';
import type { Lang } from '#shared/lang.ts';
import type { Hours, Preference, Risk } from '#features/contact/domain/preference.ts';

export const steps = ['safe', 'who', 'what', 'area', 'answer', 'easier', 'service', 'check'] as const;
export type Step = (typeof steps)[number];

export const safes = ['yes', 'no', 'unsure', 'rather_not'] as const;
export const whos = ['me', 'child', 'other'] as const;
export const ages = ['adult', 'teen', 'young'] as const;
/** What would help: the eight needs, or to talk first, or not to know yet. */
export const wishes = [...needs, 'talk', 'unsure'] as const;
export const answerWays = ['phone', 'text', 'email', 'code'] as const;
export const whens = ['any', 'morning', 'afternoon', 'evening'] as const;
/** What makes it easier, as far as it is asked here; the whole list is asked when we have spoken. */
export const easierHere = [
	'interpreter',
	'not_local',
	'bsl',
	'easy_read',
	'large_print',
	'learning'
] as const satisfies readonly AdjustmentCode[];

/** What somebody who asks for help has said so far (journey 4). What is not there was skipped; only `age` and `way` are needed (P14). */
export type Asked = {
	safe?: (typeof safes)[number];
	who?: 'me' | 'child';
	age?: 'adult' | 'teen';
	wishes?: (typeof wishes)[number][];
	/** Code of a police force area. */
	area?: string;
	/** How we answer. A number or an address only for the way that was chosen, and only where nobody else can see or hear it. */
	way?: (typeof answerWays)[number];
	value?: string;
	/** Any name: what we ask for. */
	name?: string;
	/** When they changed how to be answered, after it was sent (ISO, UTC): what happened on the way before says nothing of this one. */
	since?: string;
	when?: (typeof whens)[number];
	easier?: (typeof easierHere)[number][];
	spoken?: string;
	easierWords?: string;
	/** The service they said yes to, with the lines they read; without it we talk to nobody (P14). */
	service?: { id: string; name: string };
};
/** The answers on their way, with what makes a form sent twice one (`once`), and in which language its four words were given. */
export type Draft = Asked & { once: string; lang?: Lang };

/** What is needed and not there yet: the page that asks for it. Null: it can be sent. */
export const missing = ({ age, way }: Asked): 'who' | 'answer' | null => (!age ? 'who' : !way ? 'answer' : null);

/** The page after one. */
export const stepAfter = (step: Step): Step => steps[Math.min(steps.indexOf(step) + 1, steps.length - 1)] ?? 'check';
/** The page before one; null before the first. */
export const stepBefore = (step: Step): Step | null => steps[steps.indexOf(step) - 1] ?? null;

/**
 * The page that comes after one: the next question, or a page of its own where no question helps: in danger (P20), for somebody else, for a child under 13 (P17), outside the hub's area (T44;
 * `isOurs`: it is not).
 */
export function pageAfter(step: Step, { safe, who, age }: Readonly<Record<string, unknown>>, isOurs: boolean): string {
	if (step === 'safe' && safe === 'no') return 'danger';
	if (step === 'who' && who === 'other') return 'someone';
	if (step === 'who' && age === 'young') return 'young';
	return step === 'area' && !isOurs ? 'outside' : stepAfter(step);
}

/** Whether somebody here reads it before all others: who is not safe (P20), and who is under 18 (P17). */
export const isUrgent = ({ safe, age }: Asked): boolean => safe === 'no' || age === 'teen';

const windows: Record<Exclude<(typeof whens)[number], 'any'>, Pick<Hours, 'from' | 'to'>> = {
	morning: { from: '09:00', to: '12:00' },
	afternoon: { from: '12:00', to: '17:00' },
	evening: { from: '17:00', to: '20:00' }
};

/**
 * What they said as the gate reads it (P2, P15): the one way they gave, said by themselves just now to be seen by nobody else, in the hours they chose; no message, and never the name of
 * the service. Who comes back with a code is contacted by nobody. `shut`: a try that went to somebody else ended the way (P9).
 */
export function preferenceOf({ way, when }: Asked, madeAt: Date, shut: boolean): Preference {
	const isCode = way === undefined || way === 'code';
	const window = when && when !== 'any' ? windows[when] : null;
	return {
		mayContact: isCode ? 'no_look_here' : 'yes',
		ways: isCode ? [] : [{ id: way, kind: way, safe: 'safe', paused: shut, checked: true }],
		hours: window ? [{ days: [1, 2, 3, 4, 5], ...window }] : null,
		voicemail: 'none',
		sayWho: false,
		confirmedAt: madeAt.toISOString(),
		changedSince: false,
		died: false
	};
}

/** How careful the gate is: raised for who is not safe, does not say so, or is under 18. */
export const riskOf = ({ safe, age }: Asked): Risk => (age === 'teen' || safe === 'no' || safe === 'unsure' ? 'raised' : 'ordinary');

/** Outcomes after which their way is used by nobody any more (P9). */
export const shutting: readonly string[] = ['someone_else', 'wrong_number'];
