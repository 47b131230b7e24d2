import type { Hours, Preference, WayKind } from './preference.ts';
import { wayKinds } from './preference.ts';

/** Who else may see or hear a way (journey 3, step 4). Unanswered counts as not known. */
export const seers = ['me', 'someone', 'unknown'] as const;
export type Seer = (typeof seers)[number];
export const mayAnswers = ['yes', 'no_look_here', 'no_i_call'] as const;
export const whens = ['office', 'own', 'ask'] as const;
export const withholds = ['shown', 'hidden', 'either'] as const;

/** The answers of journey 3 as far as they were given. What is not there was not asked or was skipped. */
export type Draft = {
	/** The version of the choices it began with: 0 where there were none. */
	from: number;
	may?: (typeof mayAnswers)[number];
	/** The ways that were ticked; a value only where one was typed. */
	ways?: { kind: WayKind; value: string; seen?: Seer | undefined }[];
	when?: (typeof whens)[number];
	window?: Hours;
	voicemail?: Preference['voicemail'];
	sayWho?: boolean;
	hardNews?: 'call_first' | 'read_here';
	withheld?: (typeof withholds)[number];
	/** Secret words that were typed now; empty text takes one back. */
	words?: Record<string, string>;
};

export const steps = ['may', 'ways', 'see', 'when', 'answer', 'more', 'check'] as const;
export type Step = (typeof steps)[number];

/** Which page comes after one (journey 3). "No" leads to the end: nothing else is needed. */
export function nextStep(step: Step, { may, ways }: Draft): Step {
	if (step === 'may' && may !== 'yes') return 'check';
	if (step === 'ways' && !ways?.length) return 'check';
	if (step === 'answer') return 'check';
	return steps[Math.min(steps.indexOf(step) + 1, steps.length - 1)] ?? 'check';
}

/** A way she has with us. `isChosen`: she said it is safe; what the hub thinks of it is not asked. `value` null: cannot be read now. */
export type HeldWay = { id: string; kind: WayKind; value: string | null; isChosen: boolean };

/** What saving does to the ways: which stay safe, which are never used again, which end, and which are new (and must be checked first, P6). */
export type WayPlan = {
	chosen: string[];
	shut: string[];
	end: string[];
	add: { kind: WayKind; value: string; isSafe: boolean }[];
};

const normal = (kind: WayKind, value: string): string =>
	kind === 'email' || kind === 'post' ? value.trim().toLowerCase().replace(/\s+/g, ' ') : value.replace(/\D/g, '').replace(/^44/, '0');

/**
 * Decides what becomes of each way (journey 3 steps 3 and 4, P2, P6): a way that is not ticked, or that somebody else may see or hear, is never used; a number that replaces another ends
 * it, so that the old one gets nothing; one that she had not said is safe before is new, and has to be checked. Where she does not want to be contacted, nothing is touched.
 */
export function planWays({ may, ways = [] }: Draft, held: readonly HeldWay[]): WayPlan {
	const plan: WayPlan = { chosen: [], shut: [], end: [], add: [] };
	if (may !== 'yes') return { ...plan, chosen: held.filter(({ isChosen }) => isChosen).map(({ id }) => id) };
	for (const kind of wayKinds) {
		const own = held.filter((way) => way.kind === kind);
		const said = ways.find((way) => way.kind === kind);
		if (!said) {
			plan.shut.push(...own.map(({ id }) => id));
			continue;
		}
		const isSafe = said.seen === 'me';
		const typed = said.value.trim();
		// Nothing typed: the one she chose last, else the newest we have.
		const same = typed
			? own.filter(({ value }) => value !== null && normal(kind, value) === normal(kind, typed))
			: [own.findLast(({ isChosen }) => isChosen) ?? own.at(-1)].filter((way) => way !== undefined);
		const rest = own.filter((way) => !same.includes(way));
		const kept = isSafe ? same.filter(({ isChosen }) => isChosen) : [];
		plan.chosen.push(...kept.map(({ id }) => id));
		if (!isSafe) plan.shut.push(...same.map(({ id }) => id));
		// Others of the kind: those she had chosen are replaced, the rest were never hers to be called on.
		plan.end.push(...rest.filter(({ isChosen }) => isChosen).map(({ id }) => id));
		plan.shut.push(...rest.filter(({ isChosen }) => !isChosen).map(({ id }) => id));
		if (isSafe && kept.length === 0) {
			plan.end.push(...same.map(({ id }) => id));
			const value = typed || same[0]?.value;
			if (value) plan.add.push({ kind, value, isSafe: true });
		}
		if (!isSafe && typed && same.length === 0) plan.add.push({ kind, value: typed, isSafe: false });
	}
	return plan;
}

/** Her hours as the gate reads them: null, the hub's office hours; none at all, she is asked each time first. */
export function hoursOf({ when, window }: Draft, before: readonly Hours[] | null): readonly Hours[] | null {
	if (when === 'office') return null;
	if (when === 'ask') return [];
	if (when === 'own' && window) return [window];
	return before;
}
