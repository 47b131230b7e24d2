import type { CaseEvent, EventDetail, EventKind, Occurred } from './event.ts';
import { resultOf } from './outcomes.ts';
import { explained, glossaryTerms, kindTerms, variants, type Term } from './sentences-kinds.ts';
import type { Stage } from './stages.ts';

/** What a line may carry. Dates stay as said (`Occurred`) until the page formats them; no name of a person is ever among them. */
export type Values = { date?: Occurred; time?: string; court?: string };
/** One sentence: a key of locales/<lang>/stages.json and its values. */
export type Line = { key: string; values: Values };

/** What an agency said of one event, as sentences: what happened, what it means, where and when the hearing is, whether bail has rules. */
export type Sentences = { title: Line; means: Line | null; hearing: Line | null; bail: Line | null };

/** What we have not been told (DESIGN §2.3: a designed state): `stages.nottold.<x>`. */
export const gaps = ['bail', 'court_date', 'court_result', 'verdict', 'appeal_result', 'status', 'unclear_update', 'since_file'] as const;
export type Gap = (typeof gaps)[number];

const plain = (key: string): Line => ({ key, values: {} });

/** A trial that ended with a result is told in the words of the verdict. */
const spokenKind = (event: CaseEvent): EventKind => (event.kind === 'trial_ended' && resultOf(event) !== null ? 'verdict' : event.kind);

function variantOf(event: CaseEvent, kind: EventKind): string | null {
	const reviewed = variants[kind] ?? [];
	const said = [resultOf(event), event.detail.outcome];
	return said.find((word): word is string => typeof word === 'string' && reviewed.includes(word)) ?? null;
}

/** The line of a hearing: its day, week or month, its time and court, as far as they were said. Null when nothing was. */
export function hearingLine(hearing: EventDetail['hearing']): Line | null {
	if (hearing === undefined) return null;
	const date = hearing.when.kind === 'unknown' ? undefined : hearing.when;
	// A clock time belongs to one day: beside a week or a month it would be read as a promise.
	const time = date?.kind === 'day' ? hearing.time : undefined;
	const parts = [date && 'date', time && 'time', hearing.court && 'court'].filter(Boolean);
	if (parts.length === 0) return null;
	const values: Values = { ...(date && { date }), ...(time && { time }), ...(hearing.court && { court: hearing.court }) };
	return { key: `stages.hearing.${parts.join('_')}`, values };
}

/**
 * The reviewed sentences for one event (P19, P23; domain/2-stages tone rule). The agency's own words, codes and unknown names never reach a sentence.
 * Only outcomes and results with a reviewed sentence of their own change it; anything else falls back to the kind's plain title.
 */
export function sentencesOf(event: CaseEvent): Sentences {
	const kind = spokenKind(event);
	const variant = variantOf(event, kind);
	const own = variant === null ? kind : `${kind}.${variant}`;
	const meant = [own, kind].find((name) => explained.has(name));
	const bail = event.detail.bailConditions;
	return {
		title: plain(`stages.event.${own}.title`),
		means: meant === undefined ? null : plain(`stages.event.${meant}.means`),
		hearing: hearingLine(event.detail.hearing),
		bail: bail === 'yes' || bail === 'no' ? plain(`stages.bail.${bail}`) : null
	};
}

/** Where things are now, in one sentence (journey 2, step 1). */
export const headlineOf = (stage: Stage): Line => plain(`stages.now.${stage}`);

/** What happens next at a stage (journey 2, step 3). No promise, no date that we do not hold. */
export const nextOf = (stage: Stage): Line => plain(`stages.next.${stage}`);

/** The sentence for one thing that we have not been told (journey 2, step 6). */
export const gapLine = (gap: Gap): Line => plain(`stages.nottold.${gap}`);

/** What to do when bail rules are broken or there is danger: 999 in danger, otherwise 101 (P4). */
export const dangerAdvice: Line = plain('stages.danger.advice');

/** The glossary terms that the sentences of a kind use, in the order of the glossary. */
export const termsIn = (kind: EventKind): readonly Term[] => kindTerms[kind] ?? [];

/** The terms of several kinds, each once, in the order of the glossary. */
export function termsInAll(kinds: readonly EventKind[]): Term[] {
	const used = new Set(kinds.flatMap(termsIn));
	return glossaryTerms.filter((term) => used.has(term));
}
