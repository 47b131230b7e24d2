import type { EventKind, Occurred, Role, Source } from './event.ts';
import type { HardNewsChoice, News } from './news.ts';
import type { Line } from './sentences.ts';
import type { Term } from './sentences-kinds.ts';
import type { Stage } from './stages.ts';

/** Who reads, and how. `seenUntil`: their last look, for "new for you". `opened`: closed lines they chose to open in this request. */
export type Reader = { role: Role; hardNews: HardNewsChoice; seenUntil?: Date; opened?: ReadonlySet<string> };

/** Who said a thing, when it happened as they said it, and when we heard (F5). `lastKnown`: how it was when their file was made, not when it happened. */
export type Said = { id: string; source: Source; sourceName: string; occurred: Occurred; receivedAt: string; lastKnown: boolean };

/** One stone of the path, readable. */
export type ShownEntry = Said & {
	hidden: 'shown';
	kind: EventKind;
	charge: string | null;
	news: News;
	title: Line;
	means: Line | null;
	hearing: Line | null;
	bail: Line | null;
	isNew: boolean;
	/** It takes the place of something the agency had told us before. */
	isCorrection: boolean;
	/** Entries of other agencies that do not say the same. */
	disagreesWith: readonly string[];
	terms: readonly Term[];
};

/** Hard news that is not open: nothing of it is here but that it is there. The type has no place for more (P4). */
export type HiddenEntry = { hidden: 'closed_line' | 'withheld'; id: string; title: Line; isNew: boolean };
export type Entry = ShownEntry | HiddenEntry;

/** Several charges, each where it stands (F4). `charge` is the agency's own opaque label. */
export type ChargeView = { charge: string; stage: Stage; headline: Line; since: Said | null };

/** Agencies that say different things of the same step: all lines stand side by side, none is chosen (F5, R-09). */
export type Disagreement = {
	kind: EventKind;
	charge: string | null;
	about: readonly ('day' | 'outcome' | 'hearing')[];
	lines: readonly DisagreementLine[];
};
export type DisagreementLine = Said & { title: Line; hearing: Line | null };

/** All that the updates page says of a case (journey 2). Keys and data; dates are formatted by the page. */
export type CaseView = {
	stage: Stage;
	headline: Line;
	/** Who told us where things are; null when nobody did, when agencies disagree, or when news is closed. */
	since: Said | null;
	/** The last "nothing has changed" after that (P10). */
	checkedAgain: Said | null;
	lastHeard: Said | null;
	next: Line;
	/** Court dates still to come, soonest first. */
	hearings: readonly { id: string; line: Line }[];
	/** What to do in danger, where danger news is on the page (P4). */
	advice: Line | null;
	charges: readonly ChargeView[];
	/** Newest first; news that is not open stands on top. */
	timeline: readonly Entry[];
	disagreements: readonly Disagreement[];
	notTold: readonly Line[];
	terms: readonly Term[];
};
