/** What makes it easier to understand and be understood, in the order of the page. */
export const adjustmentCodes = [
	'interpreter',
	'not_local',
	'woman',
	'man',
	'bsl',
	'lipspeaker',
	'easy_read',
	'large_print',
	'audio',
	'text_relay',
	'learning',
	'memory',
	'anxiety',
	'sight',
	'hearing',
	'step_free'
] as const;
export type AdjustmentCode = (typeof adjustmentCodes)[number];

/** The groups of the page: an interpreter, how things are written, how we talk. */
export const adjustmentGroups: readonly (readonly [string, readonly AdjustmentCode[]])[] = [
	['interpreter', ['interpreter', 'not_local', 'woman', 'man', 'bsl', 'lipspeaker']],
	['written', ['easy_read', 'large_print', 'audio', 'text_relay']],
	['talking', ['learning', 'memory', 'anxiety', 'sight', 'hearing', 'step_free']]
];

/** What makes it easier for one person. `words` null: cannot be read now. */
export type Adjustments = {
	codes: readonly AdjustmentCode[];
	spoken: string | null;
	words: string | null;
	reviewOn: string;
	madeAt: string;
};

/** Years after which we ask whether it still holds (Accessible Information Standard: review). */
export const reviewAfterMonths = 12;

/** What goes along with every request for help, so that nobody has to ask her again: everything that was said, and nothing where nothing was (AIS: share). */
export const carried = (all: Adjustments | null): Pick<Adjustments, 'codes' | 'spoken' | 'words'> | null =>
	all && (all.codes.length || all.spoken || all.words) ? { codes: all.codes, spoken: all.spoken, words: all.words } : null;

/**
 * The language in which somebody has to speak with her, and for which an interpreter is found: the one she said she speaks best, else the one she is written to in. Null: English.
 */
export function speaksWith(easier: { spoken: string | null } | undefined, writes: string | undefined): string | null {
	const best = easier?.spoken ?? writes ?? 'en';
	return best === 'en' ? null : best;
}

/** Whether somebody asks her if it still holds. `today` is a day in London. */
export const isReviewDue = ({ reviewOn }: Pick<Adjustments, 'reviewOn'>, today: string): boolean => reviewOn <= today;
