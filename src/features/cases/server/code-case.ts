import { londonDay } from '#shared/london.ts';
import type { CodeCase } from '../domain/clock-code.ts';
import type { CaseKind, EnhancedReason, Role } from '../domain/event.ts';
import type { Rhythm } from '../domain/rhythm.ts';

type Matter = { kind: CaseKind; isReported: boolean; isOffence: boolean | null };
type Part = { role: Role; enhanced: readonly string[] };
type Agreed = { rhythmDays: number | null; rhythmSince: Date | null; madeAt: Date };

/** What the Code's clocks ask about one person in one case. One rule for her page and for the console, so that both show the same clock (DESIGN §7). */
export const codeCaseOf = ({ kind, isReported, isOffence }: Matter, { role, enhanced }: Part): CodeCase => ({
	kind,
	reported: isReported,
	role,
	offence: isOffence === null ? 'not_said' : isOffence ? 'yes' : 'no',
	enhancedReasons: enhanced as EnhancedReason[]
});

/** How often the person and the police agreed to be in touch, counted from the day it was agreed (P10); null where nothing is agreed. */
export const rhythmOf = ({ rhythmDays, rhythmSince, madeAt }: Agreed): Rhythm | null =>
	rhythmDays === null ? null : { everyDays: rhythmDays, owner: 'police', agreedOn: londonDay(rhythmSince ?? madeAt) };
