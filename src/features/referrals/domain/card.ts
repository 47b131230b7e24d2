import type { Day } from '#shared/london.ts';
import type { Field } from './consent.ts';
import type { State } from './referral.ts';

/** One card of "Who helps you, and what they know" (journey 5). */
export type Card = {
	id: string;
	agency: string;
	need: string | null;
	fields: Field[];
	state: State;
	reason: string | null;
	since: Day | null;
	ends: Day | null;
	wordBy: Day | null;
	stoppedOn: Day | null;
	confirmedOn: Day | null;
	isOpen: boolean;
	said: string[];
};
